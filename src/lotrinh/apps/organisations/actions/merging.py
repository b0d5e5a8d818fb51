"""Recording successions one by one or as one act, making a month's day known, and undoing an act within thirty days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import hold, locked, standing
from lotrinh.apps.organisations.actions.keeping import next_code
from lotrinh.apps.organisations.actions.provinces import restore_province
from lotrinh.apps.organisations.errors import AlreadyUndone, ChangedSince, NothingToApply, UndoTooLate
from lotrinh.apps.organisations.models import Merger, Organisation, Province, Succession, settled_on
from lotrinh.values.numerals import format_date

UNDO_DAYS = 30
"""Case P40: a merger is reversible for thirty days, the last of them included."""


@dataclass(frozen=True, slots=True)
class Move:
    """What one organisation hands to another in an act. `ends` says that the predecessor exists no longer from then on."""

    predecessor: Organisation
    successor: Organisation
    effective: date
    legal_basis: str
    field: str = ""
    precision: str = Succession.Precision.DAY
    ends: bool = True

    @property
    def first_day(self) -> date:
        """A month counts from its first day."""
        return self.effective.replace(day=1) if self.precision == "month" else self.effective

    @property
    def settled(self) -> date:
        return settled_on(self.effective, self.precision)


@transaction.atomic
def record_succession(
    *,
    by: Actor,
    at: datetime,
    predecessor: Organisation,
    successor: Organisation,
    effective: date,
    legal_basis: str,
    field: str = "",
    precision: str = Succession.Precision.DAY,
) -> Succession:
    """From `effective` on the successor does the predecessor's work in `field`; what was printed stays printed."""
    hold(predecessor.province_id)
    succession = _add(Move(predecessor, successor, effective, legal_basis, field, precision), None)
    record(
        province=predecessor.province_id,
        by=by,
        at=at,
        action="record_succession",
        subject=succession,
        after=snapshot(succession),
    )
    return succession


@transaction.atomic
def apply_merger(
    *, by: Actor, at: datetime, province: Province, title: str, legal_basis: str, moves: Sequence[Move]
) -> Merger:
    """All moves of one act, or none. A predecessor that ends does so on the day before, or with the month."""
    if not moves:
        raise NothingToApply
    merger = Merger.objects.create(
        province=province,
        number=next_code(province.pk, "SX"),
        title=title,
        legal_basis=legal_basis,
        effective=min(move.first_day for move in moves),
        applied_at=at,
        applied_by=by.label,
    )
    added = [_add(move, merger) for move in moves]
    ended: dict[UUID, tuple[Organisation, date]] = {}
    for move, succession in zip(moves, added, strict=True):
        last = succession.settled - timedelta(days=1)
        if move.ends and (move.predecessor.pk not in ended or last > ended[move.predecessor.pk][1]):
            ended[move.predecessor.pk] = (move.predecessor, last)
    merger.kept = {"ended": [_end(row, last) for row, last in ended.values()]}
    merger.save(update_fields=["kept"])
    record(
        province=province.pk,
        by=by,
        at=at,
        action="apply_merger",
        subject=merger,
        after={**snapshot(merger), "successions": [_told(row) for row in added]},
        reason=legal_basis,
    )
    return merger


@transaction.atomic
def undo_merger(*, by: Actor, at: datetime, merger: Merger, reason: str) -> Merger:
    """Everything as it was before the act, within thirty days; its rows stay, marked as undone."""
    row = standing(merger)
    if row.undone_at is not None:
        raise AlreadyUndone(row.undone_by)
    if timezone.localdate(at) > last_day_to_undo(row):
        raise UndoTooLate(row.applied_at, last_day_to_undo(row))
    if not reason.strip():
        raise ActionRefused(_("Đề nghị ghi lý do hoàn tác."))
    before = snapshot(row, "kept")
    for told in row.kept.get("ended", ()):
        _revive(row, told)
    if "province" in row.kept:
        before["province"] = restore_province(row, at)
    successions = row.successions.filter(undone_at__isnull=True).select_related("predecessor", "successor")
    undone = [_told(succession) for succession in successions]
    successions.update(undone_at=at)
    row.undone_at, row.undone_by = at, by.label
    row.save(update_fields=["undone_at", "undone_by"])
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="undo_merger",
        subject=row,
        before={**before, "successions": undone},
        after=snapshot(row, "undone_at"),
        reason=reason,
    )
    return row


def last_day_to_undo(merger: Merger) -> date:
    return timezone.localdate(merger.applied_at) + timedelta(days=UNDO_DAYS)


@transaction.atomic
def set_succession_day(
    *, by: Actor, at: datetime, succession: Succession, day: date, legal_basis: str
) -> Succession:
    """The day of a takeover of which only the month was known; it must lie in that month."""
    row = standing(succession)
    if row.precision != Succession.Precision.MONTH:
        raise ActionRefused(_("Kế thừa này đã có ngày: %(day)s.") % {"day": format_date(row.effective)})
    if not row.effective <= day < row.settled:
        raise ActionRefused(
            _("Ngày phải trong tháng %(month)s.") % {"month": f"{row.effective.month}/{row.effective.year}"}
        )
    before = snapshot(row, "effective", "precision", "legal_basis")
    row.effective, row.precision, row.legal_basis = day, Succession.Precision.DAY, legal_basis
    row.save(update_fields=["effective", "precision", "legal_basis"])
    _end_with(row, day)
    after = snapshot(row, "effective", "precision", "legal_basis")
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="set_succession_day",
        subject=row,
        before=before,
        after=after,
    )
    return row


def _add(move: Move, merger: Merger | None) -> Succession:
    if move.predecessor.pk == move.successor.pk:
        raise ActionRefused(_("Cơ quan không thể kế thừa chính mình."))
    if move.predecessor.province_id != move.successor.province_id:
        raise ActionRefused(_("Hai cơ quan phải thuộc cùng một tỉnh."))
    known = Succession.objects.filter(
        predecessor=move.predecessor,
        successor=move.successor,
        field=move.field,
        effective=move.first_day,
        undone_at__isnull=True,
    )
    if known.exists():
        raise ActionRefused(
            _("Kế thừa này đã được ghi: %(old)s → %(new)s.")
            % {"old": move.predecessor, "new": move.successor}
        )
    return Succession.objects.create(
        province_id=move.predecessor.province_id,
        predecessor=move.predecessor,
        successor=move.successor,
        field=move.field,
        effective=move.first_day,
        precision=move.precision,
        legal_basis=move.legal_basis,
        merger=merger,
    )


def _end(organisation: Organisation, last: date) -> dict[str, Any]:
    """Ends it and tells what it was before, for undoing; an earlier end that is on record stays."""
    row = standing(organisation)
    before = row.valid_to
    ends = before is None or before > last
    if ends:
        row.valid_to = last if row.valid_from is None else max(last, row.valid_from)
        row.version += 1
        row.save()
    organisation.valid_to, organisation.version = row.valid_to, row.version
    return {"organisation": str(row.pk), "before": _iso(before), "after": _iso(row.valid_to)}


def _revive(merger: Merger, told: dict[str, Any]) -> None:
    row = locked(Organisation.objects).get(pk=told["organisation"], province=merger.province_id)
    if _iso(row.valid_to) != told["after"]:
        raise ChangedSince(row.name)
    if told["before"] != told["after"]:
        row.valid_to = date.fromisoformat(told["before"]) if told["before"] else None
        row.version += 1
        row.save()


def _end_with(succession: Succession, day: date) -> None:
    """A predecessor that ended with the month ends on the day before, now that the day is known; undoing knows it."""
    merger = succession.merger
    if merger is None:
        return
    row = locked(Organisation.objects).get(pk=succession.predecessor_id)
    for told in merger.kept.get("ended", ()):
        if told["organisation"] == str(row.pk) and told["after"] == _iso(row.valid_to):
            row.valid_to = day - timedelta(days=1)
            row.version += 1
            row.save()
            told["after"] = _iso(row.valid_to)
    merger.save(update_fields=["kept"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _told(row: Succession) -> str:
    """One succession as it stands in the record."""
    what = f" ({row.field})" if row.field else ""
    return f"{row.predecessor} → {row.successor}{what}, {row.since}"
