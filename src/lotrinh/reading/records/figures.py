"""What is said around a figure: the clause it stands in, the indicator it measures, the period it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lotrinh.lexicon.indicators import find_indicator
from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.mention import DateMention, Quantity
from lotrinh.values.span import Span

_CLAUSE_BREAK = re.compile(r"[;:]|, *(?:trong +do|rieng)(?!\w)|\. ")
_VALUE_VERB = re.compile(
    r"(?:[ ,]+(?:la|dat|chiem|khoang|tren|duoi|toi thieu|it nhat|xap xi|uoc|uoc dat|binh quan|tang|giam|hon|gan|phan dau|con|tren muc|toi da|khong qua|den|len|tang len|dat muc|dat binh quan|thuc hien|o muc))+ *$"
)
# With its marks: "đầu tư" and "điện tử" do not end in "từ".
_FROM = re.compile(r"[ ,]+(?:từ|Từ) *$")
_LEADING = re.compile(
    r"^(?:phan dau|trong do|dam bao|bao dam|den|nam \d{4}|den nam \d{4}|giai doan [\d –-]+|va|ve|rieng|tuc)[ ,]+"
)
# The period a figure belongs to is no part of what it measures.
_PERIOD_AT_END = re.compile(
    r"(?:[ ,]+(?:trong +|den +)?(?:nam +\d{4}|\d{1,2} +thang(?: +dau)?(?: +nam(?: +\d{4})?)?"
    r"|(?:trong +)?giai +doan +\d{4} *[-–] *\d{4}|quy +[ivx]+(?: +nam +|/)\d{4}))+[ ,]*$"
)
# Before a figure these name nothing: "Hoàn thành 100% hồ sơ" is about the files.
_ONLY_VERBS = frozenset(
    ["hoàn thành", "phấn đấu", "bảo đảm", "đảm bảo", "duy trì", "phát triển", "thu hút", "tiếp tục"]
)
_LONGEST = 260
_JOINED = frozenset(["", "(", "vao", "trong", "cua", "tinh den", "lien tiep", "lien tiep ("])


FARTHEST = 600
"""How far before a figure its words are looked for: a sentence may be as long as the document."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """`name` is the official one where the table knows it, else the printed words; `known` tells which."""

    name: str | None
    known: bool


def clause_before(view: View, sentence: Span, figure: Span) -> Span:
    """The words from the last break of the sentence to the figure (never empty: at least the figure)."""
    start = max(sentence.start, figure.start - FARTHEST)
    for found in _CLAUSE_BREAK.finditer(view.folded, start, figure.start):
        start = found.end()
    return Span(min(start, figure.start), figure.end)


def indicator_of(view: View, sentence: Span, quantity: Quantity) -> Indicator:
    """The indicator a figure measures, from the words before it (after it for "100% hồ sơ ...")."""
    clause = clause_before(view, sentence, quantity.span)
    printed = view.flat[clause.start : quantity.span.start][-_LONGEST:]
    found = find_indicator(rejoined(printed))
    if found is not None:
        return Indicator(found[1], True)
    words = _bare(view.folded[clause.start : quantity.span.start][-_LONGEST:], printed)
    if len(words.split()) >= 2 and words.lower() not in _ONLY_VERBS:
        return Indicator(words, False)
    after = view.flat[quantity.span.end : min(sentence.end, quantity.span.end + 160)]
    after = re.split(r"[;.,:]", after, maxsplit=1)[0]
    tail = rejoined(after)
    found = find_indicator(tail)
    if found is not None:
        return Indicator(found[1], True)
    return Indicator(tail if len(tail.split()) >= 2 else None, False)


def _bare(folded: str, printed: str) -> str:
    """The printed words without "đạt trên" at their end and "Phấn đấu đến năm 2030," at their head."""
    stop = len(folded)
    while verb := _VALUE_VERB.search(folded, 0, stop) or _FROM.search(printed, 0, stop):
        stop = verb.start()
    period = _PERIOD_AT_END.search(folded, 0, stop)
    stop = period.start() if period and period.start() > 12 else stop
    start = 0
    while found := _LEADING.match(folded[start:stop].lstrip(" ,")):
        start += len(folded[start:stop]) - len(folded[start:stop].lstrip(" ,")) + found.end()
    return rejoined(printed[start:stop]).strip(" ,-")


def near(sentence: Span, figure: Span) -> Span:
    """The part of a sentence within reach of a figure in it."""
    return Span(max(sentence.start, figure.start - FARTHEST), min(sentence.end, figure.end + FARTHEST))


def period_of(
    view: View, mentioned: Mentioned, sentence: Span, quantity: Quantity
) -> tuple[DateMention | None, bool]:
    """(date, near): the date right after the figure, else the nearest one before it in the sentence."""
    sentence = near(sentence, quantity.span)
    dates = mentioned.dates.within(sentence.start, sentence.end)
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


def _part(view: View, sentence: Span, figure: Span) -> Span:
    """The stretch between the commas and semicolons around a figure."""
    start = max(view.flat.rfind(mark, sentence.start, figure.start) for mark in (", ", "; ", ": "))
    stops = [at for mark in (", ", "; ", ". ") if (at := view.flat.find(mark, figure.end, sentence.end)) >= 0]
    return Span(max(start + 1, sentence.start), min(stops, default=sentence.end))


def _only_joined(view: View, start: int, end: int) -> bool:
    between = view.folded[start:end].strip()
    return between in _JOINED and end - start <= 16


def _is_comparison(view: View, date: DateMention) -> bool:
    return bool(
        re.search(r"so +voi(?: +cung +ky)? *$", view.folded[max(0, date.span.start - 20) : date.span.start])
    )
