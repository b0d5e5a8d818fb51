"""Labels that open a paragraph: "I.", "2.", "2.1.", "a)", "-", "Điều 3.", "Phụ lục II"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase, digits
from typing import Literal

from lotrinh.reading.structure.view import View

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


@dataclass(frozen=True, slots=True)
class Marker:
    """`label` is the label in its plain spelling; `start` and `end` are where it stands, the space after it left out."""

    kind: MarkerKind
    label: str
    start: int
    end: int

    @property
    def rank(self) -> int:
        return RANKS[self.kind]


# The folded line is matched; each row: kind, pattern. The first that matches decides.
_PATTERNS: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    ("annex", re.compile(r"phu luc(?: +(?:so +)?(?:[ivx]{1,5}|\d{1,2}[a-z]?))?(?=[ .:]*(?:$|\())")),
    ("part", re.compile(r"phan +(?:thu +)?(?:[ivx]{1,5}|\d{1,2}|nhat|hai|ba|tu|nam)(?=[ .:]|$)")),
    ("chapter", re.compile(r"chuong +(?:[ivx]{1,5}|\d{1,2})(?=[ .:]|$)")),
    ("division", re.compile(r"muc +\d{1,2}(?=[ .:]*$)")),
    ("article", re.compile(r"dieu +\d{1,3}[a-z]?\.?(?= |$)")),
    ("roman", re.compile(r"(?:[ivx]{1,5})(?:\.(?=[ \w]|$)|(?: *[-/]|\))(?= ))")),
    ("triple", re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.(?= |$)|(?= \D))")),
    ("pair", re.compile(r"\d{1,2}\.\d{1,2}(?:\.(?= |$)|(?= \D))")),
    ("number", re.compile(r"\d{1,2}(?:\.(?=[ \D]|$)|[)/](?= +\D))")),
    ("number", re.compile(r"\d{1,2} ?-(?= *[a-z])")),
    ("letter", re.compile(r"[a-z](?:\)|\.(?= +\D))")),
    ("paren", re.compile(r"\(\d{1,2}\)")),
    ("plus", re.compile(r"\+(?= *\S|$)")),
    ("dash", re.compile(r"[-•](?!-)(?= *\D|$)")),
)
_CAPITAL = re.compile(r"[A-HK-UĐ]\.(?= +[A-ZĐÀ-Ỹ])")
_ROMAN = re.compile(r"[IVX]+")
_ENCLOSED = re.compile(r"[.):/ -]+$")


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
    """
    first = view.folded[start]
    if first.isalpha() and not _may_open(view, start, end):
        return None
    possible = _by_opening().get(first)
    if possible is None:
        return None
    line = view.folded[start:end]
    capital = _CAPITAL.match(view.flat, start, end) if first.isalpha() else None
    for kind, pattern in possible:
        found = pattern.match(line)
        if found is None or found.end() == 0:
            continue
        printed = view.flat[start : start + found.end()]
        if kind == "roman" and not _ROMAN.match(printed):
            continue  # "x." and "i)" in lower case are letters
        if kind == "letter" and printed[0].isupper() and capital is None:
            continue
        if (
            kind == "number"
            and printed[-1] == "-"
            and not _opens_with_capital(view, start + found.end(), end)
        ):
            continue  # "1- Mục đích" of the Party; "5 - 7 ngày" is a range
        if kind == "letter" and capital is not None:
            return Marker("capital", printed, start, start + found.end())
        if kind in ("annex", "part", "chapter") and not printed[0].isupper():
            continue
        return Marker(kind, _label(kind, printed), start, start + found.end())
    return None


def _opens_with_capital(view: View, at: int, end: int) -> bool:
    return view.flat[at:end].lstrip()[:1].isupper()


@cache
def _by_opening() -> dict[str, tuple[tuple[MarkerKind, re.Pattern[str]], ...]]:
    """The patterns by the letter they can open with, so that a line is tried against few of them."""
    letters = {"annex": "p", "part": "p", "chapter": "c", "division": "m", "article": "d", "roman": "ivx",
               "letter": ascii_lowercase, "paren": "(", "plus": "+", "dash": "-•"}  # fmt: skip
    return {
        opening: tuple(row for row in _PATTERNS if opening in letters.get(row[0], digits))
        for opening in ascii_lowercase + digits + "(+-•"
    }


def _may_open(view: View, start: int, end: int) -> bool:
    """Cheap refusal of the ordinary line, which opens with a word."""
    after = view.folded[start + 1 : start + 2]
    return after in (".", ")", "") or view.folded[start] in "pcmdivx"


def _label(kind: MarkerKind, printed: str) -> str:
    if kind == "dash":
        return "-"
    if kind == "plus":
        return "+"
    return " ".join(printed.split())


def path_part(label: str) -> str:
    """The label inside a path: "III." is "III", "a)" is "a", "Điều 3." is "Điều 3".

    >>> path_part("III."), path_part("đ)"), path_part("Điều 3."), path_part("(2)")
    ('III', 'đ', 'Điều 3', '2')
    """
    return _ENCLOSED.sub("", label).lstrip("(") or label
