"""One text in three spellings of equal length, so that whatever is found in one stands at the same place in all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lotrinh.values.folding import fold

_FLAT = str.maketrans("\n\t\u00a0\u202f\u2007\r\f\v*", "         ")


@dataclass(frozen=True, slots=True)
class View:
    """`text` is the source; `flat` has every white space as a plain space; `folded` is flat in lower case without marks.

    An asterisk counts as white space too: in text files taken from web pages it is the mark of bold type.
    Patterns write ` +` or ` *` for white space, since hard wraps and no-break spaces leave runs of it.
    """

    text: str
    flat: str
    folded: str

    @classmethod
    def of(cls, text: str) -> View:
        """
        >>> View.of("Chủ\\ntrì").folded
        'chu tri'
        """
        flat = text.translate(_FLAT)
        return cls(text, flat, fold(flat))

    def with_barriers(self, ends: Iterable[int]) -> View:
        """The same view with a barrier at the first white space at or after each of `ends`.

        >>> View.of("Sở Tài chính\\nCăn cứ").with_barriers([12]).flat
        'Sở Tài chính|Căn cứ'
        """
        flat = list(self.flat)
        for end in ends:
            if end < len(flat) and flat[end] == " ":
                flat[end] = BARRIER
        joined = "".join(flat)
        return View(self.text, joined, fold(joined))


BARRIER = "|"
"""Stands in `flat` and `folded` where a paragraph or a cell ends, so that no name or date is read across it."""


_RUN = re.compile(r"[\s*]+")


def rejoined(text: str) -> str:
    """A passage for people: runs of white space become one space.

    >>> rejoined("Thời\\ngian  thực hiện")
    'Thời gian thực hiện'
    """
    return _RUN.sub(" ", text).strip()
