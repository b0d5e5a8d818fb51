"""Reading reporting periods with their locks, and the requests to unlock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lotrinh.apps.calendars.models import PeriodLock, Unlocking
from lotrinh.apps.calendars.periods import KINDS, calendar_days, of_key, period_key, reporting_period
from lotrinh.values.period import Period


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period as the list shows it. `within` is a longer locked period that holds it where it has no lock itself."""

    kind: str
    year: int
    first: date
    last: date
    figures_from: date
    figures_to: date
    lock: PeriodLock | None = None
    within: PeriodLock | None = None

    @property
    def key(self) -> str:
        return period_key(self.kind, self.year)

    @property
    def name(self) -> str:
        return Period.named(self.kind, self.year).in_words()

    @property
    def closing(self) -> PeriodLock | None:
        """The lock that holds it, its own or a longer one's."""
        return self.lock or self.within

    def may_be_locked(self, today: date) -> bool:
        return self.closing is None and self.last <= today


def periods_of(province_id: UUID, year: int, today: date) -> list[PeriodRow]:
    """Periods of a year that have begun, the latest first, of one day the shortest first; one query."""
    locks = list(PeriodLock.objects.filter(province_id=province_id, figures_to__gte=date(year, 1, 1)))
    rows = [_row(kind, year, locks) for kind in KINDS]
    begun = [row for row in rows if row.first <= today]
    return sorted(begun, key=lambda row: (-row.last.toordinal(), row.last - row.first))


def period_row(province_id: UUID, key: str) -> PeriodRow | None:
    """The period an address names; None where it names none."""
    found = of_key(key)
    if found is None:
        return None
    return _row(*found, list(PeriodLock.objects.filter(province_id=province_id)))


def _row(kind: str, year: int, locks: list[PeriodLock]) -> PeriodRow:
    stretch, figures = reporting_period(kind, year), calendar_days(kind, year)
    own = next((lock for lock in locks if (lock.kind, lock.year) == (kind, year)), None)
    around = [lock for lock in locks if lock.first <= stretch.first and stretch.last <= lock.last]
    within = min(around, key=lambda lock: lock.last - lock.first, default=None)
    return PeriodRow(kind, year, stretch.first, stretch.last, *figures, own, None if own else within)


def unlockings_for(by: Any, sees_all: bool) -> QuerySet[Unlocking]:
    """Requests of the own agency, or of the whole province for who decides; newest first."""
    rows = Unlocking.objects.filter(province_id=by.province_id)
    if not sees_all:
        rows = rows.filter(organisation_id=by.organisation_id)
    return rows.select_related("lock", "organisation").order_by("-number")


SOON, LATELY = timedelta(days=3), timedelta(days=7)
"""How long before its end, and how long after, an exception is spoken of."""


def ending_unlockings(by: Any, today: date) -> list[Unlocking]:
    """Exceptions of the own agency that end within three days or ended within the last seven; soonest first."""
    rows = Unlocking.objects.filter(
        province_id=by.province_id,
        organisation_id=by.organisation_id,
        state=Unlocking.State.GRANTED,
        open_until__range=(today - LATELY, today + SOON),
    )
    return list(rows.select_related("lock").order_by("open_until", "number"))


def waiting_unlockings(by: Any) -> int:
    """How many others ask this office to decide on."""
    rows = Unlocking.objects.filter(province_id=by.province_id, state=Unlocking.State.WAITING)
    return rows.exclude(Q(organisation_id=by.organisation_id) | Q(asker_id=by.user_id)).count()
