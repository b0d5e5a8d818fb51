"""Case 35, the race: figures and reports are written while the period is locked; what came after the lock is not there."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from lotrinh.apps.calendars.actions import lock_period
from lotrinh.apps.calendars.periods import reporting_period
from lotrinh.apps.indicators.actions import add_observation
from lotrinh.apps.journal import locks
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.verifying import verify_chain
from lotrinh.apps.tasks.actions import send_entry
from lotrinh.values.period import Period
from tests.apps.races.ground import Ground, at_once, named, open_ground, tell
from tests.factories.following import draft_on

WRITERS = 10
BEFORE = datetime(2009, 1, 5, tzinfo=UTC)


def main() -> None:
    rounds = int(sys.argv[1])
    ground = open_ground()
    answers: Counter[str] = Counter()
    late = mixed = 0
    for number in range(rounds):
        kind, year = f"m{number % 12 + 1}", 2010 + number // 12
        on = datetime.combine(reporting_period(kind, year).last, datetime.min.time(), UTC)
        writes = [_figure(ground, kind, year, on), _sending(ground, on)] * (WRITERS // 2)
        begun = Event.objects.order_by("-number").values_list("number", flat=True)[0]
        at = on + timedelta(hours=1)
        lock = _locking(ground, kind, year, at)
        place = number % (WRITERS + 1)
        found = at_once([*(work() for work in writes[:place]), lock, *(work() for work in writes[place:])])
        answers += named(found)
        done = Event.objects.filter(number__gt=begun)
        locked = done.filter(action="lock_period").values_list("number", flat=True).first()
        written = done.filter(action__in=("add_observation", "send_entry"))
        late += written.filter(number__gt=locked).count() if locked else 0
        refused = sum(type(each).__name__ == "PeriodLocked" for each in found)
        mixed += 0 < refused < WRITERS
        assert written.count() + refused == WRITERS or not locks.HELD, found
    tell(
        late=late,
        mixed=mixed,
        answers=dict(answers),
        fault=str(verify_chain(ground.plan.province_id).fault),
    )


def _locking(ground: Ground, kind: str, year: int, at: datetime) -> Callable[[], str]:
    def lock() -> str:
        lock_period(by=ground.issuer, at=at, kind=kind, year=year)
        return "locked"

    return lock


def _figure(ground: Ground, kind: str, year: int, at: datetime) -> Callable[[], Callable[[], Any]]:
    period = Period.named(kind, year)
    first, last = period.start, period.last_day
    assert first and last
    indicator = ground.plan.targets.get(code="CT-0001").indicator

    def write() -> str:
        add_observation(
            by=ground.lead,
            at=at,
            indicator=indicator,
            period_from=first,
            period_to=last,
            value=Decimal(7),
            source="Báo cáo",
        )
        return "wrote"

    return lambda: write


def _sending(ground: Ground, at: datetime) -> Callable[[], Callable[[], Any]]:
    task = ground.plan.tasks.get(code="NV-0003")

    def prepared() -> Callable[[], Any]:
        entry: Any = draft_on(ground.lead, task, BEFORE)
        return lambda: send_entry(by=ground.lead, at=at, entry=entry) and "wrote"

    return prepared
