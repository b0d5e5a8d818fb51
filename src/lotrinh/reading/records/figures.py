"""What is said around a figure: the clause it stands in, the period it belongs to."""

from __future__ import annotations

import re

from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.structure.view import View
from lotrinh.values.mention import DateMention, Quantity
from lotrinh.values.span import Span

_CLAUSE_BREAK = re.compile(r"[;:]|, *(?:trong +do|rieng)(?!\w)|\. ")
_JOINED = frozenset(["", "(", "vao", "trong", "cua", "tinh den", "lien tiep", "lien tiep ("])


_CITED = 120
"""How far before its date a cited document may begin."""
FARTHEST = 600
"""How far before a figure its words are looked for: a sentence may be as long as the document."""


def clause_before(view: View, sentence: Span, figure: Span) -> Span:
    """The words from the last break of the sentence to the figure (never empty: at least the figure)."""
    start = max(sentence.start, figure.start - FARTHEST)
    for found in _CLAUSE_BREAK.finditer(view.folded, start, figure.start):
        start = found.end()
    return Span(min(start, figure.start), figure.end)


def near(sentence: Span, figure: Span) -> Span:
    """The part of a sentence within reach of a figure in it."""
    return Span(max(sentence.start, figure.start - FARTHEST), min(sentence.end, figure.end + FARTHEST))


def period_of(
    view: View, mentioned: Mentioned, sentence: Span, quantity: Quantity
) -> tuple[DateMention | None, bool]:
    """(date, near): the date right after the figure, else the nearest one before it in the sentence."""
    sentence = near(sentence, quantity.span)
    dates = [d for d in mentioned.dates.within(sentence.start, sentence.end) if not _cited(mentioned, d)]
    after = next((d for d in dates if d.span.start >= quantity.span.end), None)
    if after is not None and _only_joined(view, quantity.span.end, after.span.start):
        return after, True
    before = [d for d in dates if d.span.end <= quantity.span.start and not _is_comparison(view, d)]
    part = _part(view, sentence, quantity.span)
    if before and before[-1].span.start >= part.start:
        return before[-1], True
    if after is not None and after.span.end <= part.end and not _is_comparison(view, after):
        return after, True
    return (before[-1], True) if before else (None, False)


def _cited(mentioned: Mentioned, date: DateMention) -> bool:
    """The day of a document that is named is not the day of the figure."""
    if date.granularity != "day":
        return False
    near_by = mentioned.citations.within(max(0, date.span.start - _CITED), date.span.end + _CITED)
    return any(citation.span.covers(date.span) for citation in near_by)


def _part(view: View, sentence: Span, figure: Span) -> Span:
    """The stretch between the commas and semicolons around a figure."""
    start = max(view.flat.rfind(mark, sentence.start, figure.start) for mark in (", ", "; ", ": "))
    stops = [at for mark in (", ", "; ", ". ") if (at := view.flat.find(mark, figure.end, sentence.end)) >= 0]
    return Span(max(start + 1, sentence.start), min(stops, default=sentence.end))


def _only_joined(view: View, start: int, end: int) -> bool:
    between = view.folded[start:end].strip()
    return between in _JOINED and end - start <= 16


# "so cùng kỳ năm 2020", "cao hơn năm 2019", "nhiệm kỳ 2021-2026" of a council: no time of the figure.
_COMPARES = re.compile(
    r"(?:so +voi|cung +ky|cung +thoi +diem|(?:cao|thap|nhieu|it) +hon)(?: +(?:voi|cung +ky|cua))* *$"
)
# "(đạt mục tiêu kế hoạch năm 2024)": the year the plan is for.
_OF_PLAN = re.compile(r"\([^()]*(?:ke +hoach|muc +tieu|du +toan|chi +tieu)(?: +(?:ca|cua))* *$")
_OF_A_TERM = re.compile(r"(?:cac +cap|khoa +[ivxlc]+),? *$")


def _is_comparison(view: View, date: DateMention) -> bool:
    before = view.folded[max(0, date.span.start - 40) : date.span.start]
    if _COMPARES.search(before) or ("(" in before and _OF_PLAN.search(before)):
        return True
    return view.folded.startswith("nhiem ky", date.span.start) and _OF_A_TERM.search(before) is not None
