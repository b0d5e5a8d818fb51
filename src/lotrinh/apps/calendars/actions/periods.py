"""Locking a reporting period of the province; asking to write in it all the same, and deciding on that."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.calendars.errors import AlreadyDecided, AlreadyLocked, OwnUnlocking
from lotrinh.apps.calendars.models import PeriodLock, Unlocking
from lotrinh.apps.calendars.periods import calendar_days, reporting_period
from lotrinh.apps.journal.actions import record, snapshot
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.eyes import asked_by, has_asked
from lotrinh.apps.journal.locks import hold, standing
from lotrinh.values.numerals import format_date

LONGEST = timedelta(days=30)
"""How far ahead an exception may reach: a period that is open for longer is not locked."""


@transaction.atomic
def lock_period(*, by: Any, at: datetime, kind: str, year: int, note: str = "") -> PeriodLock:
    """From now on nothing is written that belongs to the period; from its last day of reporting on."""
    stretch, figures = reporting_period(kind, year), calendar_days(kind, year)
    if timezone.localdate(at) < stretch.last:
        raise ActionRefused(
            _("Kỳ này nhận báo cáo đến hết ngày %(day)s; khóa được từ ngày đó.")
            % {"day": format_date(stretch.last)}
        )
    hold(by.province_id)
    known = PeriodLock.objects.filter(province_id=by.province_id, kind=kind, year=year).first()
    if known is not None:
        raise AlreadyLocked(known)
    lock = PeriodLock(
        province_id=by.province_id,
        kind=kind,
        year=year,
        first=stretch.first,
        last=stretch.last,
        figures_from=figures[0],
        figures_to=figures[1],
        organisation_id=by.organisation_id,
        note=note.strip(),
        locked_at=at,
        locked_by=by.label,
    )
    lock.save(force_insert=True)
    record(
        province=lock.province_id,
        by=by,
        at=at,
        action="lock_period",
        subject=lock,
        after={
            "label": lock.name,
            "period_from": lock.first,
            "period_to": lock.last,
            "figures_from": lock.figures_from,
            "figures_to": lock.figures_to,
            "note": lock.note,
        },
    )
    return lock


@transaction.atomic
def ask_unlocking(
    *,
    by: Any,
    at: datetime,
    lock: PeriodLock,
    reason: str,
    until: date,
    scope: UUID | None = None,
    scope_code: str = "",
) -> Unlocking:
    """For the own agency: everything of it, or one task or indicator; until the end of a day."""
    if not reason.strip():
        raise ActionRefused(_("Đề nghị ghi lý do cần sửa trong kỳ đã khóa."))
    _refuse_time(at, until)
    hold(lock.province_id)
    waiting = Unlocking.objects.filter(lock=lock, organisation_id=by.organisation_id, scope_code=scope_code)
    if (row := waiting.filter(state=Unlocking.State.WAITING).first()) is not None:
        raise ActionRefused(
            _("Đơn vị đã gửi đề nghị %(code)s với phạm vi này và đang chờ quyết định.") % {"code": row.code}
        )
    last = Unlocking.objects.filter(province_id=lock.province_id).aggregate(last=Max("number"))["last"] or 0
    row = Unlocking.objects.create(
        province_id=lock.province_id,
        number=last + 1,
        lock=lock,
        organisation_id=by.organisation_id,
        scope=scope,
        scope_code=scope_code,
        reason=reason.strip(),
        wanted_until=until,
        asked_at=at,
        asked_by=by.label,
        **asked_by(by),
    )
    _note(by, at, row, "ask_unlocking", row.reason)
    return row


@transaction.atomic
def decide_unlocking(
    *, by: Any, at: datetime, unlocking: Unlocking, grant: bool, note: str, until: date | None = None
) -> Unlocking:
    """With a reason in either case; granted until the end of a day. Neither the office nor the people that asked."""
    row = standing(unlocking, Unlocking.objects.select_related("lock"), "self")
    if row.state != Unlocking.State.WAITING:
        raise AlreadyDecided(row)
    if row.organisation_id == by.organisation_id or has_asked(by, row):
        raise OwnUnlocking
    if not note.strip():
        raise ActionRefused(_("Đề nghị ghi lý do của quyết định."))
    if grant:
        if until is None:
            raise ActionRefused(_("Đề nghị ghi ngày cuối cùng còn được sửa."))
        _refuse_time(at, until)
    row.state = Unlocking.State.GRANTED if grant else Unlocking.State.REFUSED
    row.open_until = until if grant else None
    row.decided_at, row.decided_by, row.decision_note = at, by.label, note.strip()
    row.decided_office_id, row.decider_id = by.organisation_id, by.user_id
    row.version += 1
    row.save()
    _note(by, at, row, "grant_unlocking" if grant else "refuse_unlocking", row.decision_note)
    return row


def _note(by: Any, at: datetime, row: Unlocking, action: str, reason: str) -> None:
    names = ("organisation_id", "scope_code", "wanted_until", "open_until", "state")
    after = {"label": row.lock.name, **snapshot(row, *names)}
    record(province=row.province_id, by=by, at=at, action=action, subject=row, after=after, reason=reason)


def _refuse_time(at: datetime, until: date) -> None:
    today = timezone.localdate(at)
    if until < today:
        raise ActionRefused(_("Ngày cuối mở khóa không thể trước hôm nay."))
    if until > today + LONGEST:
        raise ActionRefused(
            _("Mở khóa không quá 30 ngày, đến hết ngày %(day)s.") % {"day": format_date(today + LONGEST)}
        )
