"""Recurring days: which day a weekly, monthly, quarterly, half-yearly or yearly duty falls due."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from lotrinh.values.deadline import Every
from lotrinh.values.period import Period

_DAY = timedelta(days=1)
# Two years and a bit: a day printed once a year is found from any week of it.
_CYCLES_TO_LOOK_AT: dict[Every, int] = {"week": 106, "month": 26, "quarter": 10, "half": 6, "year": 4}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_MONTH_AND_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_DAY_ALONE = re.compile(r"\d{1,2}")

EVERY_IN_WORDS: dict[Every, str] = {
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half": "6 tháng một lần",
    "year": "hằng năm",
}


def cycle_of(every: Every, day: date) -> Period:
    """The calendar week (Monday to Sunday), month, quarter, half or year that `day` belongs to.

    >>> cycle_of("quarter", date(2025, 5, 20)).in_words()
    'quý II/2025'
    """
    if every == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=7))
    months = _MONTHS[every]
    first = (day.month - 1) // months * months + 1
    after = first + months
    return Period(date(day.year, first, 1), date(day.year + (after - 1) // 12, (after - 1) % 12 + 1, 1))


def days_in_cycle(every: Every, on: tuple[str, ...], cycle: Period) -> tuple[date, ...]:
    """The days due in one cycle, sorted; the last day of the cycle where the text names none.

    `on` holds "MM-DD" (taken where it falls into the cycle), "DD" (of the cycle's last month) or, for weeks, the ISO
    weekday "1" to "7". A day that a month does not have is its last day; what cannot be read is left out.

    >>> days_in_cycle("year", ("12-10",), Period.year(2024))
    (datetime.date(2024, 12, 10),)
    >>> days_in_cycle("month", ("31",), Period.month(2025, 2))
    (datetime.date(2025, 2, 28),)
    """
    found = {day for text in on for day in _days_of(every, text, cycle)}
    readable = any(_MONTH_AND_DAY.fullmatch(text) or _DAY_ALONE.fullmatch(text) for text in on)
    if not found and not readable and cycle.last_day:
        return (cycle.last_day,)
    return tuple(sorted(found))


def _days_of(every: Every, text: str, cycle: Period) -> Iterator[date]:
    start, last = cycle.start, cycle.last_day
    if start is None or last is None:
        return
    if both := _MONTH_AND_DAY.fullmatch(text):
        for year in sorted({start.year, last.year}):
            day = _clamped(year, int(both[1]), int(both[2]))
            if day and cycle.contains(day):
                yield day
    elif _DAY_ALONE.fullmatch(text):
        if every != "week":
            if day := _clamped(last.year, last.month, int(text)):
                yield day
        elif 1 <= int(text) <= 7:
            yield start + timedelta(days=int(text) - 1)


def _clamped(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def next_due(every: Every, on: tuple[str, ...], day: date) -> date | None:
    """The first due day on or after `day`; None where `on` names a day the cycle never has."""
    cycle = cycle_of(every, day)
    for _ in range(_CYCLES_TO_LOOK_AT[every]):
        for due in days_in_cycle(every, on, cycle):
            if due >= day:
                return due
        if cycle.end is None:
            return None
        cycle = cycle_of(every, cycle.end)
    return None


def previous_due(every: Every, on: tuple[str, ...], day: date) -> date | None:
    """The last due day before `day`, never `day` itself.

    >>> previous_due("half", ("06-15", "12-01"), date(2025, 6, 15))
    datetime.date(2024, 12, 1)
    """
    cycle = cycle_of(every, day)
    for _ in range(_CYCLES_TO_LOOK_AT[every]):
        for due in reversed(days_in_cycle(every, on, cycle)):
            if due < day:
                return due
        if cycle.start is None:
            return None
        cycle = cycle_of(every, cycle.start - _DAY)
    return None
