"""A moment in words, in Vietnam's time."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.values.numerals import format_date


def to_the_minute(at: datetime) -> str:
    """`14:05 ngày 22/11/2026`, with the day also where it is today: what is printed and copied is read later."""
    local = timezone.localtime(at)
    return _("%(clock)s ngày %(day)s") % {"clock": f"{local:%H:%M}", "day": format_date(local.date())}


def clock(at: datetime | None) -> str:
    """`14:05` of today, else with the day; "trước đó" where nobody knows any more."""
    if at is None:
        return _("trước đó")
    local = timezone.localtime(at)
    return f"{local:%H:%M}" if local.date() == timezone.localdate() else to_the_minute(at)
