"""Deadlines as cells write them, short of what a sentence needs: "30/6", "T12/2026", "Tháng 9-12/2026", "Q3/2026"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal

from lotrinh.reading.mentions.deadlines import read_deadline
from lotrinh.reading.records.annex_cells import is_blank, words_of
from lotrinh.reading.records.setting import Setting
from lotrinh.values.deadline import NO_DEADLINE, Deadline, Within
from lotrinh.values.folding import fold
from lotrinh.values.frozen import frozen
from lotrinh.values.period import Period
from lotrinh.values.span import Span

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_UNITS: dict[str, Literal["day", "working_day", "month"]] = {"ngay": "day", "thang": "month"}
_DAY = re.compile(r"(?P<before>truoc +)?(?:ngay +)?(?P<day>\d{1,2}) ?/ ?(?P<month>\d{1,2})")
_MONTHS = re.compile(
    r"(?:tu +)?(?:thang|t) ?(?P<first>\d{1,2})(?: ?/ ?(?P<year>20\d\d))?(?: *(?:-|den|,|va) *(?:thang|t)? ?(?P<last>\d{1,2}))?(?:(?: ?/ ?| +nam +)(?P<end>20\d\d))?"
)
_QUARTER = re.compile(r"(?:q|quy)? ?(?P<quarter>i{1,3}|iv|[1-4]) ?(?:/|-| nam ) ?(?P<year>20\d\d)")
_YEARS = re.compile(
    r"(?:cac +)?(?:nam +)?(?P<first>20\d\d)(?: *(?:,|;|va) *(?:nam +)?20\d\d)* *(?:,|;|va) *(?:nam +)?(?P<last>20\d\d)"
)
_DAYS_AFTER = re.compile(
    r"(?P<n>\d{1,3}) +(?P<unit>ngay +lam +viec|ngay|thang) +(?:ke +)?(?:tu|sau)(?: +khi| +ngay)? +(?P<after>.{3,})"
)


@frozen
class _Phrase:
    """A cell on one line: `words` as printed, `folded` the same without marks; `issued` lends the year."""

    words: str
    folded: str
    issued: date | None


Form = Callable[[_Phrase], Deadline | None]


def read_cell(setting: Setting, cell: Span | None, issued: date | None) -> Deadline:
    """The deadline of a cell; `issued` lends the year where none is printed."""
    words = words_of(setting, cell)
    if cell is None or is_blank(words):
        return NO_DEADLINE
    printed = words.strip(" .;*")
    phrase = _Phrase(printed, fold(printed), issued)
    for form in _FORMS:
        deadline = form(phrase)
        if deadline is not None:
            return replace(deadline, raw=words, span=cell)
    return read_deadline(setting.view, cell, issued)


def _day(phrase: _Phrase) -> Deadline | None:
    found = _DAY.fullmatch(phrase.folded)
    if found is None:
        return None
    before = bool(found["before"])
    issued = phrase.issued
    for year in (issued.year, issued.year + 1) if issued else ():
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            return None
        if issued is not None and day >= issued:
            return Deadline("by_date", last=day, before=before)
    return Deadline("by_date", before=before)


def _months(phrase: _Phrase) -> Deadline | None:
    found = _MONTHS.fullmatch(phrase.folded)
    if found is None:
        return None
    issued = phrase.issued
    last_year = found["end"] or found["year"]
    if last_year is None and issued is None:
        return None
    year = int(last_year) if last_year else issued.year if issued else 0
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if last_year is None and issued is not None and last < issued.month:
        year += 1
    begin = Period.month(int(found["year"]) if found["year"] else year, first)
    end = Period.month(year, last)
    if begin.start is None or end.last_day is None or begin.start > end.last_day:
        return None
    return Deadline("range" if found["last"] else "by_period", begin.start, end.last_day)


def _quarter(phrase: _Phrase) -> Deadline | None:
    found = _QUARTER.fullmatch(phrase.folded)
    if found is None:
        return None
    period = Period.quarter(int(found["year"]), _QUARTERS[found["quarter"]])
    return Deadline("by_period", period.start, period.last_day)


def _years(phrase: _Phrase) -> Deadline | None:
    found = _YEARS.fullmatch(phrase.folded)
    if found is None or found["first"] >= found["last"]:
        return None
    return Deadline("range", date(int(found["first"]), 1, 1), date(int(found["last"]), 12, 31))


def _counted(phrase: _Phrase) -> Deadline | None:
    found = _DAYS_AFTER.fullmatch(phrase.folded)
    if found is None:
        return None
    unit = _UNITS.get(found["unit"], "working_day")
    return Deadline("relative", within=Within(int(found["n"]), unit, phrase.words[found.start("after") :]))


_FORMS: tuple[Form, ...] = (_day, _months, _quarter, _years, _counted)
