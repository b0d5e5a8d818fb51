"""Reading the calendar of a province, and its reporting periods with their locks."""

from lotrinh.apps.calendars.queries.days import SpecialDay, Year, calendar_of, year_of
from lotrinh.apps.calendars.queries.periods import (
    SOON,
    PeriodRow,
    ending_unlockings,
    period_row,
    periods_of,
    unlockings_for,
    waiting_unlockings,
)

__all__ = [
    "SOON",
    "PeriodRow",
    "SpecialDay",
    "Year",
    "calendar_of",
    "ending_unlockings",
    "period_row",
    "periods_of",
    "unlockings_for",
    "waiting_unlockings",
    "year_of",
]
