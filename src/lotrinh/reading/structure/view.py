"""One text in three spellings of equal length, so that whatever is found in one stands at the same place in all."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

from lotrinh.values.folding import fold, fold_usual
from lotrinh.values.lookalikes import in_our_letters

_BLANKS = "\n\t\u00a0\u202f\u2007\r\f\v*"


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """`text` is the source; `flat` has every white space as a plain space; `folded` is flat in lower case without marks.

    An asterisk counts as white space too: in text files taken from web pages it is the mark of bold type.
    Patterns write ` +` or ` *` for white space, since hard wraps and no-break spaces leave runs of it.
    """

    text: str
    flat: str
    folded: str
    memory: dict[object, Any] = field(default_factory=dict, repr=False)
    """What was found in this very text, for as long as it is read (see `remembered`)."""

    @classmethod
    def of(cls, text: str) -> View:
        """
        >>> View.of("Chủ\\ntrì").folded
        'chu tri'
        """
        flat = _with_plain_spaces(text)
        folded = fold_usual(flat)
        if folded is None:
            flat = _with_plain_spaces(in_our_letters(text))
            folded = fold(flat)
        return cls(text, flat, folded)

    def with_barriers(self, ends: Iterable[int]) -> View:
        """The same view with a barrier at the first white space at or after each of `ends`.

        >>> View.of("Sở Tài chính\\nCăn cứ").with_barriers([12]).flat
        'Sở Tài chính|Căn cứ'
        """
        flat = self.flat
        cuts = sorted({end for end in ends if end < len(flat) and flat[end] == " "})
        starts = [0, *(cut + 1 for cut in cuts)]
        stops = [*cuts, len(flat)]
        pieces = [slice(start, stop) for start, stop in zip(starts, stops, strict=True)]
        return View(
            self.text,
            BARRIER.join([flat[piece] for piece in pieces]),
            BARRIER.join([self.folded[piece] for piece in pieces]),
        )


def _with_plain_spaces(text: str) -> str:
    for blank in _BLANKS:  # str.replace of a rare character is many times faster than str.translate
        text = text.replace(blank, " ")
    return text


BARRIER = "|"
"""Stands in `flat` and `folded` where a paragraph or a cell ends, so that no name or date is read across it."""


def rejoined(text: str) -> str:
    """A passage for people: runs of white space become one space.

    >>> rejoined("Thời\\ngian  thực hiện")
    'Thời gian thực hiện'
    """
    return " ".join(text.replace("*", " ").split())


_Rest = ParamSpec("_Rest")
_Found = TypeVar("_Found")


def remembered(
    find: Callable[Concatenate[View, _Rest], _Found],
) -> Callable[Concatenate[View, _Rest], _Found]:
    """Lets a finder run once over a view: later stages ask again for what an earlier one found.

    The memory goes when the view goes, so that nothing of one document stays when the next is read.
    """

    def found(view: View, /, *args: _Rest.args, **named: _Rest.kwargs) -> _Found:
        key = (find, *args) if args else find
        try:
            known: _Found = view.memory[key]
        except KeyError:
            known = view.memory[key] = find(view, *args, **named)
        return known

    functools.update_wrapper(found, find)
    return found


def forget(view: View, *finders: Callable[[View], Any]) -> None:
    """Lets go of what these finders found, where no later stage needs it: it takes room as long as the view is kept.

    Who asks once more all the same is answered; it is found anew.
    """
    for finder in finders:
        view.memory.pop(inspect.unwrap(finder), None)
