"""Cells of a table as the records need them: their words, what they are filled with, whether they hold a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lotrinh.lexicon.columns import cell_words, heading_key
from lotrinh.lexicon.number_words import comparators_after, comparators_before
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.structure.view import rejoined
from lotrinh.values.folding import fold
from lotrinh.values.mention import Comparator
from lotrinh.values.period import Period
from lotrinh.values.span import Span

_BEFORE: dict[str, Comparator] = {fold(word): sign for word, sign in comparators_before()}
_AFTER: dict[str, Comparator] = {fold(word): sign for word, sign in comparators_after()}


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![.,]?\d)|\d+[.,]\d+(?![.,]?\d)|\d+(?![.,]?\d)"
_NO_LABEL = r"(?![.)] *[^\W\d])"
# "Đạt từ 70 - 75 %", "≥ 95", "Trên 70 trở lên", "3/5", "100%", "+2,5"
FIGURE = re.compile(
    rf"[ *]*(?:(?:dat|phan dau|binh quan|tu|uoc|uoc dat|con|tang|giam|giam con|muc|chiem) +)*"
    rf"(?P<before>{_either(_BEFORE)})? *(?:muc +|tu +)?(?P<sign>[+-](?=\d))?(?P<low>{_NUMBER}){_NO_LABEL}(?P<first>%?)"
    rf"(?: *(?:-|den) *(?P<high>{_NUMBER})|/(?P<of>\d{{1,5}})(?![\d/.,-]))?"
    rf"(?: *(?P<after>{_either(_AFTER)}))?(?P<rest>.*)",
    re.DOTALL,
)
_DATE = re.compile(
    r"(?:(?:truoc|den|ngay|trong|thang|quy|nam|het) +)*(?:quy +[ivx]+.*|\d{1,2}[/.-]\d{1,2}[/.-]20\d\d|\d{1,2}/20\d\d|20\d\d)[ .]*"
)
_LONGEST_FIGURE = 60


def words_of(setting: Setting, cell: Span | None) -> str:
    """The words of a cell, "" where it is empty."""
    return rejoined(setting.view.flat[cell.start : cell.end]) if cell else ""


def is_blank(words: str) -> bool:
    """An empty cell or one with a dash in it.

    >>> is_blank("-"), is_blank("…"), is_blank("Đạt")
    (True, True, False)
    """
    if len(words) > _LONGEST_FIGURE:
        return False
    return not words.strip(" .…-–—") or heading_key(words) in cell_words("blank")


def is_qualitative(words: str) -> bool:
    """A value without a number: "Đạt", "x".

    >>> is_qualitative("Đạt"), is_qualitative("Hoàn thành"), is_qualitative("Bộ Y tế hướng dẫn")
    (True, True, False)
    """
    return len(words) <= _LONGEST_FIGURE and heading_key(words) in cell_words("qualitative")


def is_figure(words: str) -> bool:
    """A short cell that opens with a figure and is no date and no running text.

    >>> [is_figure(words) for words in ("≥ 95", "Trên 70", "70-75", "1.112 triệu USD", "3/5", "12/2026", "Quý II/2026")]
    [True, True, True, True, True, False, False]
    """
    folded = fold(words)
    return (
        len(words) <= _LONGEST_FIGURE and not _DATE.fullmatch(folded) and FIGURE.fullmatch(folded) is not None
    )


def sign_of(before: str | None, after: str | None) -> Comparator:
    """The comparator the words around a figure make; the words after it win."""
    if after:
        return _AFTER[after]
    return _BEFORE[before] if before else "="


def period_in(setting: Setting, span: Span | None) -> Period | None:
    """The first stretch of time with an end in a cell or a heading; bare years count."""
    if span is None:
        return None
    for date in setting.mentioned.dates.within(span.start, span.end):
        if date.period.end is not None and not date.recurring:
            return date.period
    years = [int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", words_of(setting, span))]
    return Period.years(years[0], years[-1]) if years and years[0] <= years[-1] else None
