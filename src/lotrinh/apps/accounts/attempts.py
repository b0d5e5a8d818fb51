"""How often somebody may try: a place is taken before anything is checked, so that parallel tries cannot slip through."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import Tally
from lotrinh.apps.journal.locks import locked

HOUR = 3600


def locked_until(times: Sequence[float], now: float) -> float:
    """When the next try is allowed, 0 where one is allowed now; `times` are failed or pending tries, oldest first.

    Two rules: so many within the window lock for the window's length after the last, and so many within an hour
    lock until the oldest of them is an hour old.
    """
    window, most, hourly = settings.LOCK_SECONDS, settings.LOCK_FAILURES, settings.LOCK_HOURLY
    recent = [time for time in times if time > now - window]
    ends = [0.0]
    if len(recent) >= most:
        ends.append(recent[-1] + window)
    if len(within := [time for time in times if time > now - HOUR]) >= hourly:
        ends.append(within[-hourly] + HOUR)
    return max(ends)


@transaction.atomic
def admit(kind: str, name: str, *, at: datetime) -> datetime | None:
    """Takes one of the tries left for this name; where none is left, the moment from which there is one again."""
    tally = _held(key_of(kind, name), at)
    now = at.timestamp()
    times = [time for time in tally.times if time > now - HOUR]
    if end := locked_until(times, now):
        return datetime.fromtimestamp(end, UTC)
    tally.times, tally.last = [*times, now], at
    tally.save(update_fields=["times", "last"])
    return None


def tries_of(kind: str, name: str) -> int:
    """Failed or pending tries within the last hour."""
    return len(Tally.objects.filter(key=key_of(kind, name)).values_list("times", flat=True).first() or ())


def locked_sentence(until: datetime) -> str:
    return _(
        "Đã nhập sai nhiều lần nên tạm khóa đến %(time)s. Đề nghị thử lại sau, hoặc liên hệ người quản trị."
    ) % {"time": timezone.localtime(until).strftime("%H:%M")}


def forget(kind: str, name: str) -> None:
    """The right person came in: what failed before no longer counts."""
    Tally.objects.filter(key=key_of(kind, name)).delete()


def once(kind: str, name: str, *, at: datetime) -> bool:
    """True the first time only, within a day."""
    try:
        with transaction.atomic():
            Tally.objects.create(key=key_of(kind, name), times=[at.timestamp()], last=at)
    except IntegrityError:
        return False
    return True


def key_of(kind: str, name: str) -> str:
    """Names are kept as keyed digests: people type a password into the wrong field now and then."""
    plain = unicodedata.normalize("NFC", name).casefold().strip()
    return salted_hmac("lotrinh.attempts", f"{kind}\x00{plain}", algorithm="sha256").hexdigest()


def _held(key: str, at: datetime) -> Tally:
    """The row of a key, held until the end of the transaction; rows nobody touched for a day go away with a new one."""
    _row, is_new = Tally.objects.get_or_create(key=key, defaults={"last": at})
    if is_new:
        Tally.objects.filter(last__lt=at - timedelta(days=1)).delete()
    return locked(Tally.objects).get(key=key)
