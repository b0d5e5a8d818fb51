"""How often a person may do what is dear: counted in the database, so that a restart forgets nothing and two requests
at once do not both take the last place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from lotrinh.apps.journal.locks import locked
from lotrinh.apps.journal.models import Allowance


@transaction.atomic
def take(kind: str, user: UUID, *, at: datetime, number: int = 1) -> datetime | None:
    """Takes so many places of settings.LIMITS[kind]; where they are not left, takes none and says from when they are."""
    most, seconds = settings.LIMITS[kind]
    row = _held(f"{kind} {user}", at)
    now = at.timestamp()
    times = [time for time in row.times if time > now - seconds]
    if len(times) + number > most:
        # As many of the oldest must grow old as are missing; what is more than all places together never fits.
        place = min(len(times) + number - most, len(times)) - 1
        return datetime.fromtimestamp((times[place] if times else now) + seconds, UTC)
    row.times, row.last = [*times, *[now] * number], at
    row.save(update_fields=["times", "last"])
    return None


def _held(key: str, at: datetime) -> Allowance:
    """The row of a key under its lock; rows nobody touched for a day go away with a new one."""
    _row, is_new = Allowance.objects.get_or_create(key=key, defaults={"last": at})
    if is_new:
        Allowance.objects.filter(last__lt=at - timedelta(days=1)).delete()
    return locked(Allowance.objects).get(key=key)
