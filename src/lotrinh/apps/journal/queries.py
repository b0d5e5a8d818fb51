"""Reading the record: the history of one object, what changed since a day, and whether the chain holds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lotrinh.apps.journal.faults import Verdict
from lotrinh.apps.journal.models import ChainHead, Event, SignedHead
from lotrinh.apps.journal.sealing import copied_provinces
from lotrinh.apps.journal.verifying import verify_chain

__all__ = ["Verdict", "chained_provinces", "events_since", "heads_of", "history_of", "verify_chain"]


def history_of(province: UUID, *subjects: UUID) -> QuerySet[Event]:
    """Events of one object, or of an object with its parts, newest first."""
    return Event.objects.filter(province=province, subject__in=subjects).order_by("-number")


def events_since(province: UUID, since: datetime) -> QuerySet[Event]:
    return Event.objects.filter(province=province, at__gte=since).order_by("number")


def chained_provinces() -> list[UUID]:
    """Every province with a chain: by its head, its events, or a copy of a signed head beside the database."""
    rows = {*ChainHead.objects.values_list("province", flat=True)}
    rows |= {*Event.objects.order_by().values_list("province", flat=True).distinct()}
    return sorted(rows | set(copied_provinces()))


def heads_of(province: UUID) -> QuerySet[SignedHead]:
    """The signed heads, newest first."""
    return SignedHead.objects.filter(province=province).order_by("-number", "kind")
