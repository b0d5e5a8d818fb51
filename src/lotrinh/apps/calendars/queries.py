"""The working calendar of a province: the general holidays with the province's overrides."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from lotrinh.apps.calendars.models import DayOverride
from lotrinh.evaluation.workdays import Calendar, vietnam_calendar


def calendar_of(province_id: UUID, around: date) -> Calendar:
    """Covers the years from two before to ten after a day, enough for every deadline a plan prints."""
    rows = DayOverride.objects.filter(province_id=province_id)
    overrides = {row.day: (row.is_working, row.source) for row in rows}
    return vietnam_calendar(range(around.year - 2, around.year + 11), overrides)
