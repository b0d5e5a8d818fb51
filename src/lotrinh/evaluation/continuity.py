"""Work without a last day: was it reported on in the last period that closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from lotrinh.evaluation.recurrence import cycle_of, next_due, previous_due
from lotrinh.values.deadline import Every
from lotrinh.values.period import Period

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReportingCycle:
    """How often reports are due and on which days; without days the end of the calendar period counts."""

    every: Every
    on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Continuity:
    """What the reports say of the last closed period.

    `closed` is that period, its last day the day the report was due; None while none has closed. `reported_on` is the
    first report sent in it or since (then `late_by` days after its end). `next_due` is the day the running period closes,
    `reported_in_running` whether a report was already sent in it.
    """

    closed: Period | None
    reported_on: date | None
    late_by: int | None
    next_due: date | None
    reported_in_running: bool


def judge_continuity(
    reports: Collection[date], cycle: ReportingCycle, *, begin: date, until: date | None, at: date
) -> Continuity:
    """Judges the periods from `begin` (to `until`, if the work ends) by the days on which reports were sent.

    A period closes when its day has passed: on the day itself it is still open. Where the cycle names days, every such
    day after `begin` counts; without named days only whole calendar periods do, so that nobody is late for the last
    week of the year in which the directive came out.
    """
    closing = _last_closed(cycle, begin, until, at)
    coming = next_due(cycle.every, cycle.on, max(at, begin))
    if coming and until and coming > until:
        coming = None
    sent = sorted(day for day in reports if begin <= day <= at)
    running_from = max(begin, closing + _DAY) if closing else begin
    reported_in_running = any(day >= running_from for day in sent)
    if closing is None:
        return Continuity(None, None, None, coming, reported_in_running)
    opening = _opening(cycle, begin, closing)
    answer = next((day for day in sent if day >= opening), None)
    late_by = (answer - closing).days if answer and answer > closing else None
    return Continuity(Period.inclusive(opening, closing), answer, late_by, coming, reported_in_running)


def _last_closed(cycle: ReportingCycle, begin: date, until: date | None, at: date) -> date | None:
    """The last due day before `at`, if its period had already begun."""
    limit = min(at, until + _DAY) if until else at
    closing = previous_due(cycle.every, cycle.on, limit)
    if closing is None:
        return None
    start = cycle_of(cycle.every, closing).start
    if cycle.on:
        return closing if closing > begin else None
    return closing if start and start >= begin else None


def _opening(cycle: ReportingCycle, begin: date, closing: date) -> date:
    before = previous_due(cycle.every, cycle.on, closing)
    return max(begin, before + _DAY) if before else begin
