"""The working calendar of a province: the general holidays with the province's overrides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lotrinh.apps.calendars.models import ConfirmedYear, DayOverride
from lotrinh.evaluation.workdays import Calendar, vietnam_calendar
from lotrinh.lexicon.workday_changes import workday_changes


def calendar_of(province_id: UUID, around: date) -> Calendar:
    """Covers the years from two before to ten after a day, enough for every deadline a plan prints."""
    rows = DayOverride.objects.filter(province_id=province_id)
    overrides = {row.day: (row.is_working, row.source) for row in rows}
    return vietnam_calendar(range(around.year - 2, around.year + 11), overrides)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day off on a weekday, or a weekend day that is worked; `override` is the province's own row for it."""

    day: date
    is_working: bool
    reason: str
    override: DayOverride | None


@dataclass(frozen=True, slots=True)
class Year:
    """A year as the page shows it."""

    year: int
    days: tuple[SpecialDay, ...]
    confirmed: ConfirmedYear | None

    @property
    def days_off(self) -> int:
        return sum(not each.is_working for each in self.days)

    @property
    def days_worked(self) -> int:
        return sum(each.is_working for each in self.days)


def year_of(province_id: UUID, year: int) -> Year:
    """Every day of the year on which the office is closed or open against the week, in order."""
    rows = {row.day: row for row in DayOverride.objects.filter(province_id=province_id, day__year=year)}
    known = workday_changes()
    calendar = vietnam_calendar([year], {row.day: (row.is_working, row.source) for row in rows.values()})
    off = [SpecialDay(day, False, name, rows.get(day)) for day, name in calendar.holidays.items()]
    worked = [
        SpecialDay(
            day, True, rows[day].source if day in rows else known.get(day, (True, ""))[1], rows.get(day)
        )
        for day in calendar.working_weekends
    ]
    shown = {each.day: each for each in (*off, *worked) if each.day.year == year}
    for day, row in rows.items():
        shown.setdefault(day, SpecialDay(day, row.is_working, row.source, row))
    confirmed = ConfirmedYear.objects.filter(province_id=province_id, year=year).first()
    return Year(year, tuple(shown[day] for day in sorted(shown)), confirmed)
