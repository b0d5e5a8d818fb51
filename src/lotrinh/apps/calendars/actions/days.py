"""Days off and working days against the general calendar, each with its decision; a year confirmed as looked over."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.apps.calendars.models import ConfirmedYear, DayOverride
from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import hold, standing


@transaction.atomic
def override_day(
    *, by: Actor, at: datetime, province_id: UUID, day: date, is_working: bool, source: str
) -> DayOverride:
    """A day already overridden gets the new decision; what it was stays in the record."""
    if not source.strip():
        raise ActionRefused(_("Đề nghị ghi văn bản quy định ngày này."))
    hold(province_id)
    row = DayOverride.objects.filter(province_id=province_id, day=day).first()
    before = snapshot(row, "day", "is_working", "source") if row else None
    row = row or DayOverride(province_id=province_id, day=day)
    row.is_working, row.source = is_working, source.strip()
    row.save()
    after = snapshot(row, "day", "is_working", "source")
    record(province=province_id, by=by, at=at, action="override_day", subject=row, before=before, after=after)
    return row


@transaction.atomic
def drop_override(*, by: Actor, at: datetime, row: DayOverride) -> None:
    """The general calendar holds again for the day."""
    row = standing(row)
    before = snapshot(row, "day", "is_working", "source")
    record(province=row.province_id, by=by, at=at, action="drop_override", subject=row, before=before)
    row.delete()


@transaction.atomic
def confirm_calendar(*, by: Actor, at: datetime, province_id: UUID, year: int) -> ConfirmedYear:
    """Again where it was confirmed before: the last one counts."""
    hold(province_id)
    row = ConfirmedYear.objects.filter(province_id=province_id, year=year).first()
    row = row or ConfirmedYear(province_id=province_id, year=year)
    row.confirmed_at, row.confirmed_by = at, by.label
    row.save()
    after = {"year": year}
    record(province=province_id, by=by, at=at, action="confirm_calendar", subject=row, after=after)
    return row
