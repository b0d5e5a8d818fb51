"""Events about things an office may not see are not shown to it either: the record opens no side door."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from lotrinh.apps.journal.models import Event

# A file's name tells of the paper it came with, and does not say which.
_NAMED_AFTER_PAPERS = ("files.storedfile",)


def seen_by(by: Any, events: QuerySet[Event]) -> QuerySet[Event]:
    """Leaves out events whose subject this office does not see, or that is gone so that nobody can tell.

    What somebody did in the office they now act as they are told in any case. Nothing is left out, and one query is
    asked, where the office sees every directive of its province.
    """
    kept = _kept_apart()
    directive = apps.get_model("directives", "Directive")
    every = directive._default_manager.filter(province_id=by.province_id)
    if not every.exclude(pk__in=directive._default_manager.for_user(by).values("pk")).exists():
        return events
    types = [model._meta.label_lower for model in kept]
    shown = Q(user=by.user_id, office=by.office_id) | ~Q(subject_type__in=[*types, *_NAMED_AFTER_PAPERS])
    for model in kept:
        own = model._default_manager.for_user(by).values("pk")  # type: ignore[attr-defined]
        shown |= Q(subject_type=model._meta.label_lower, subject__in=own)
    return events.filter(shown)


def _kept_apart() -> list[type[Model]]:
    """Every table whose rows follow a directive; a new one is here without being told."""
    return [model for model in apps.get_models() if hasattr(model._default_manager.all(), "way")]
