"""eIds, each once (OASIS akn-nc v1.0, section 5), and which element holds a passage of the text."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

from lotrinh.values.folding import fold
from lotrinh.values.span import Span
from lotrinh.writing.akoma.identity import ascii_words

_SHORT = MappingProxyType(
    {
        "article": "art", "attachment": "att", "chapter": "chp", "citation": "cit", "citations": "cits",
        "indent": "ind", "paragraph": "para", "section": "sec", "subparagraph": "subpara",
    }
)  # fmt: skip
_TWO_LETTERS = str.maketrans({"đ": "dd", "Đ": "DD"})  # "d)" and "đ)" follow each other
_LABEL_WORDS = frozenset(("dieu", "chuong", "phan", "muc", "phu", "luc", "so", "thu"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage stands for a reader of the XML: the characters [start, end) of the text of element `eid`.

    White space is not counted, so that pretty-printing changes nothing; `eid` is None for a passage that no single
    element holds: then the whole document is counted.
    """

    eid: str | None
    start: int
    end: int


class Places:
    """Gives eIds in the order of the text and remembers the stretch of each."""

    def __init__(self, text: str) -> None:
        self._given: dict[str, int] = {}
        self._starts: list[int] = []
        self._stretches: list[tuple[int, str, int]] = []
        self._open: list[int] = []
        self._inked = array("I", accumulate((not c.isspace() for c in text), initial=0))
        self._written: list[tuple[int, int, int]] = []
        self._total = 0

    def numbered(self, prefix: str, tag: str, label: str, name: str | None = None) -> str:
        """The eId of an element with a label; a bullet is counted within its parent.

        >>> places = Places("")
        >>> places.numbered("", "article", "Điều 3."), places.numbered("art_3", "point", "đ)")
        ('art_3', 'art_3__point_dd')
        >>> places.numbered("art_3", "indent", "-"), places.numbered("", "article", "Điều 3.")
        ('art_3__ind_1', 'art_3_2')
        """
        words = [word for word in label.split() if fold(word) not in _LABEL_WORDS]
        number = ascii_words(" ".join(words).translate(_TWO_LETTERS), lower=False)
        if not number:
            return self.counted(prefix, tag, name)
        return self._unique(f"{_path(prefix, tag, name)}_{number}")

    def counted(self, prefix: str, tag: str, name: str | None = None) -> str:
        """The eId of an element without a label: counted by kind within its parent."""
        path = _path(prefix, tag, name)
        count = self._given[path] = self._given.get(path, 0) + 1
        return self._unique(f"{path}_{count}")

    def _unique(self, wanted: str) -> str:
        given, key = wanted, f"={wanted}"
        while f"={given}" in self._given:
            self._given[key] += 1
            given = f"{wanted}_{self._given[key]}"
        self._given[f"={given}"] = 1
        return given

    def enter(self, eid: str, start: int, end: int) -> None:
        """An element opens that holds the text [start, end); elements are entered in the order of the text."""
        while self._open and self._stretches[self._open[-1]][0] <= start:
            self._open.pop()
        self._starts.append(start)
        self._stretches.append((end, eid, self._open[-1] if self._open else -1))
        self._open.append(len(self._starts) - 1)

    def wrote(self, start: int, end: int) -> None:
        """The text [start, end) went into the document; what is never told here was left out (bars of a table)."""
        self._written.append((start, end, self._total))
        self._total += self._inked[end] - self._inked[start]

    def _ink_before(self, at: int) -> int:
        """Characters of the document, white space not counted, that stand before the place `at` of the text."""
        number = bisect_right(self._written, (at, at, self._total)) - 1
        if number < 0:
            return 0
        start, end, before = self._written[number]
        return before + self._inked[min(at, end)] - self._inked[start]

    def anchor(self, span: Span) -> Anchor:
        """The innermost element that holds the span, and the characters within it."""
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and self._stretches[at][0] < span.end:
            at = self._stretches[at][2]
        origin = self._ink_before(self._starts[at]) if at >= 0 else 0
        eid = self._stretches[at][1] if at >= 0 else None
        return Anchor(eid, self._ink_before(span.start) - origin, self._ink_before(span.end) - origin)


def _path(prefix: str, tag: str, name: str | None) -> str:
    own = name or _SHORT.get(tag, tag)
    return f"{prefix}__{own}" if prefix else own
