"""Words for the history tab."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from lotrinh.apps.journal import changes
from lotrinh.apps.journal.labels import ACTION_LABELS
from lotrinh.apps.journal.models import Event, SignedHead
from lotrinh.apps.journal.sealing import head_holds
from lotrinh.values.numerals import format_date

register = template.Library()


@register.filter
def action_label(action: str) -> str:
    """What was done, in Vietnamese; a test holds that every action has its words."""
    return str(ACTION_LABELS[action])


@register.filter
def changes_of(event: Event) -> list[changes.Change]:
    """What the event changed, field by field."""
    return changes.changes_of(event)


@register.filter
def exact(moment: datetime) -> str:
    """To the second and with the offset, as a record is read: `10:04:05 25/6/2026 (UTC+07:00)`."""
    local = timezone.localtime(moment)
    offset = f"{local:%z}"
    return f"{local:%H:%M:%S} {format_date(local.date())} (UTC{offset[:3]}:{offset[3:]})"


@register.filter
def signature_holds(head: SignedHead) -> bool:
    return head_holds(head)
