"""The one door to a locked period: every action whose write belongs to a reporting period asks here before it writes.

Called under the province's lock (journal/locks.py), which locking a period takes as well: of the two, whoever is first
is done before the other looks. What belongs to which period, and by which day, is in docs/decisions/0012.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from lotrinh.apps.calendars.errors import PeriodLocked
from lotrinh.apps.calendars.models import PeriodLock, Unlocking
from lotrinh.apps.journal.locks import hold


@dataclass(frozen=True, slots=True)
class Write:
    """A write as the lock sees it: of which agency, about what (a task or an indicator, and its code)."""

    province: UUID
    organisation: UUID | None
    subject: UUID
    code: str


def pass_lock(
    write: Write, at: datetime, *days: date | None, figures_of: date | None = None
) -> dict[str, Any]:
    """What the event adds: nothing where every period is open, else the codes of the exceptions that let it through.

    `days` are the days of reporting the write speaks of; `figures_of` is the last day of a figure's own period. Where
    periods within one another are locked, an exception from one of them holds for the day. Raises PeriodLocked.
    """
    hold(write.province)
    told = {day for day in days if day}
    locks = list(_touched(write.province, told, figures_of))
    if not locks:
        return {}
    granted = _exceptions(write, locks, timezone.localdate(at))
    used: set[str] = set()
    around = [[lock for lock in locks if lock.first <= day <= lock.last] for day in told]
    if figures_of is not None:
        around.append([lock for lock in locks if lock.figures_from <= figures_of <= lock.figures_to])
    for closed in around:
        opened = [granted[lock.pk].code for lock in closed if lock.pk in granted]
        if closed and not opened:
            # The shortest period is the one people know it by.
            raise PeriodLocked(min(closed, key=lambda lock: lock.last - lock.first), write.code)
        used |= set(opened[:1])
    return {"unlocked": ", ".join(sorted(used))}


def _touched(province: UUID, days: Iterable[date], figures_of: date | None) -> QuerySet[PeriodLock]:
    asked = Q(pk__in=[])
    for day in days:
        asked |= Q(first__lte=day, last__gte=day)
    if figures_of is not None:
        asked |= Q(figures_from__lte=figures_of, figures_to__gte=figures_of)
    return PeriodLock.objects.filter(asked, province_id=province)


def _exceptions(write: Write, locks: list[PeriodLock], today: date) -> dict[UUID, Unlocking]:
    """By lock: what was granted to this agency for this subject, or for all of it, and has not run out."""
    if write.organisation is None:
        return {}
    rows = Unlocking.objects.filter(
        Q(scope__isnull=True) | Q(scope=write.subject),
        lock__in=locks,
        organisation_id=write.organisation,
        state=Unlocking.State.GRANTED,
        open_until__gte=today,
    )
    return {row.lock_id: row for row in rows.order_by("number")}
