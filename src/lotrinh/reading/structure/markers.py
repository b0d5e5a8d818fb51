"""Labels that open a paragraph: "I.", "2.", "2.1.", "a)", "-", "Điều 3.", "Phụ lục II"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from lotrinh.reading.structure.view import View
from lotrinh.values.frozen import frozen

MarkerKind = Literal[
    "part", "annex", "chapter", "division", "article", "capital", "roman",
    "number", "pair", "triple", "letter", "paren", "dash", "plus",
]  # fmt: skip

RANKS: dict[MarkerKind, int] = {
    "annex": 0, "part": 1, "chapter": 2, "division": 3, "article": 4, "capital": 5, "roman": 6,
    "number": 7, "pair": 8, "triple": 9, "letter": 10, "paren": 11, "dash": 12, "plus": 13,
}  # fmt: skip
"""What stands below what: a smaller rank is an outer level, whatever document it is."""

NUMBERED = frozenset(
    {"capital", "roman", "number", "pair", "triple", "article", "chapter", "division", "part"}
)
BULLETS = frozenset({"dash", "plus"})


@frozen
class Marker:
    """`label` is the label in its plain spelling; `start` and `end` are where it stands, the space after it left out."""

    kind: MarkerKind
    label: str
    start: int
    end: int

    @property
    def rank(self) -> int:
        return RANKS[self.kind]


# The folded line is matched; each row: kind, what its first two characters are, pattern. The first that matches decides.
_PATTERNS: tuple[tuple[MarkerKind, str, str], ...] = (
    ("annex", "ph", r"phu luc(?: +(?:so +)?(?:[ivx]{1,5}|\d{1,2}[a-z]?))?(?=[ .:–-]*(?:$|\()|[ .:–-]+\w)"),
    ("part", "ph", r"phan +(?:thu +)?(?:[ivx]{1,5}|\d{1,2}|nhat|hai|ba|tu|nam)(?=[ .:]|$)"),
    ("chapter", "ch", r"chuong +(?:[ivx]{1,5}|\d{1,2})(?=[ .:]|$)"),
    ("division", "mu", r"muc +\d{1,2}(?=[ .:]*$)"),
    ("article", "di", r"dieu +\d{1,3}[a-z]?(?:\.?(?= |$)|\.(?=[^\W\d]))"),
    ("roman", "[ivx][-ivx.)/ ]", r"(?:[ivx]{1,5})(?:\.(?=[ \w]|$)|(?: *[-/]|\))(?= ))"),
    ("triple", r"[0-9][\d.]", r"\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.(?= |$)|(?= \D))"),
    ("pair", r"[0-9][\d.]", r"\d{1,2}\.\d{1,2}(?:\.(?= |$)|-(?= *[a-z])|(?= \D))"),
    ("number", r"[0-9][\d.)/]", r"\d{1,2}(?:\.(?=[ \D]|$)|[)/](?= +\D))"),
    ("number", r"[0-9][-\d ]", r"\d{1,2} ?-(?= *[a-z])"),
    ("letter", "[a-z][.)]", r"[a-z](?:\)|\.(?= +\D))"),
    ("paren", r"\(\d", r"\(\d{1,2}\)"),
    ("plus", r"\+", r"\+(?= *\S|$)"),
    ("dash", "[-•]", r"[-•](?!-)(?= *\D|$)"),
)
_COMPILED = tuple((kind, re.compile(opening), re.compile(label)) for kind, opening, label in _PATTERNS)
_CAPITAL = re.compile(r"[A-HK-UĐ]\.(?= +[A-ZĐÀ-Ỹ])")
_ROMAN = re.compile(r"[IVX]+")
_ENCLOSED = re.compile(r"[.):/ -]+$")


_Rows = tuple[tuple[MarkerKind, re.Pattern[str]], ...]


@lru_cache(maxsize=4096)
def _rows_for(pair: str) -> _Rows:
    """The patterns by the two characters a line opens with: for nearly every line there are none to try."""
    return tuple((kind, label) for kind, opening, label in _COMPILED if opening.match(pair))


def find_marker(view: View, start: int, end: int) -> Marker | None:
    """The label that opens the line [start, end), or None.

    >>> view = View.of("2.1. Trách nhiệm chung")
    >>> find_marker(view, 0, len(view.text))
    Marker(kind='pair', label='2.1.', start=0, end=4)
    >>> view = View.of("20.4 là hạn nộp")
    >>> find_marker(View.of("2021-2030, tầm nhìn đến năm 2050."), 0, 33) is None
    True
    >>> find_marker(View.of("1- Mục đích"), 0, 11).kind, find_marker(View.of("9 - 10%/năm"), 0, 11) is None
    ('number', True)
    >>> find_marker(View.of("đ) Chủ động bố trí lực lượng"), 0, 28).label
    'đ)'
    >>> find_marker(View.of("57-NQ/TW ngày 22/12/2024"), 0, 24) is None
    True
    """
    return _first_accepted(view, _rows_for(view.folded[start : start + 2]), start, end)


def find_markers(view: View, lines: Iterable[tuple[int, int, bool]]) -> list[Marker | None]:
    """What `find_marker` says of each of many lines (start, end, anything)."""
    folded, rows_for = view.folded, _rows_for
    return [
        _first_accepted(view, rows, start, end) if (rows := rows_for(folded[start : start + 2])) else None
        for start, end, _ in lines
    ]


def _first_accepted(view: View, rows: _Rows, start: int, end: int) -> Marker | None:
    for kind, pattern in rows:
        found = pattern.match(view.folded, start, end)
        marker = _accepted(view, kind, start, found.end(), end) if found else None
        if marker is not None:
            return marker
    return None


def _accepted(view: View, kind: MarkerKind, start: int, stop: int, end: int) -> Marker | None:
    """The label [start, stop) of the line unless the printed letters speak against it."""
    if kind == "dash":  # by far the most
        return Marker(kind, "-", start, stop)
    printed = view.flat[start:stop]
    if kind == "roman" and not _ROMAN.match(printed):
        return None  # "x." and "i)" in lower case are letters
    if kind == "letter" and printed[0].isupper():
        capital = _CAPITAL.match(view.flat, start, end)
        return Marker("capital", printed, start, stop) if capital else None
    if kind in ("number", "pair") and printed[-1] == "-" and not _opens_heading(view, stop, end):
        return None  # "1- Mục đích" of the Party; "5 - 7 ngày" is a range, "57-NQ/TW" a document
    if kind in ("annex", "part", "chapter") and not printed[0].isupper():
        return None
    if kind == "annex" and not _is_bare_or_titled(view.flat[stop:end]):
        return None
    return Marker(kind, "+" if kind == "plus" else " ".join(printed.split()), start, stop)


def _is_bare_or_titled(rest: str) -> bool:
    """ "PHỤ LỤC DANH MỤC NHIỆM VỤ", "Phụ lục 1: Danh mục nhiệm vụ"; "Phụ lục I của Kế hoạch này" is a sentence."""
    title = rest.lstrip(" .:–-")
    if not title or title[0] == "(":
        return True
    if rest.lstrip()[0] in ".:–-":
        return title[0].isupper()
    word = title.partition(" ")[0]
    return len(word) > 1 and word.isupper()


_CODE = re.compile(r"[A-ZĐƯ][\wĐƯ]* ?[/&-] ?[A-ZĐƯ]")


def _opens_heading(view: View, at: int, end: int) -> bool:
    """A capital follows, and it is not the code of a document that a line break put there."""
    rest = view.flat[at:end].lstrip()
    return rest[:1].isupper() and not _CODE.match(rest)


@lru_cache(maxsize=1024)
def path_part(label: str) -> str:
    """The label inside a path: "III." is "III", "a)" is "a", "Điều 3." is "Điều 3".

    >>> path_part("III."), path_part("đ)"), path_part("Điều 3."), path_part("(2)")
    ('III', 'đ', 'Điều 3', '2')
    """
    return _ENCLOSED.sub("", label).lstrip("(") or label
