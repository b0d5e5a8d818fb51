"""Words for the history tab."""

from __future__ import annotations

from django import template

from lotrinh.apps.journal import changes
from lotrinh.apps.journal.labels import ACTION_LABELS
from lotrinh.apps.journal.models import Event

register = template.Library()


@register.filter
def action_label(action: str) -> str:
    """What was done, in Vietnamese; a test holds that every action has its words."""
    return str(ACTION_LABELS[action])


@register.filter
def changes_of(event: Event) -> list[changes.Change]:
    """What the event changed, field by field."""
    return changes.changes_of(event)
