"""Reading the record: the history of one object, what changed since a day, what a filter asks, whether the chain holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from lotrinh.apps.journal.faults import Verdict
from lotrinh.apps.journal.models import ChainHead, Event, SignedHead
from lotrinh.apps.journal.policy import can_read_all
from lotrinh.apps.journal.sealing import copied_provinces
from lotrinh.apps.journal.seeing import seen_by
from lotrinh.apps.journal.verifying import verify_chain

__all__ = [
    "Verdict",
    "chained_provinces",
    "events_for",
    "events_since",
    "first_covered_by",
    "heads_of",
    "history_of",
    "verify_chain",
]


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


def events_for(by: Any, asked: Mapping[str, Any]) -> QuerySet[Event]:
    """The province's events that `by` may read, newest first, as the filter of forms.py asks."""
    found = Event.objects.filter(province=by.province_id).order_by("-number")
    if not can_read_all(by):
        found = found.filter(user=by.user_id)
    found = seen_by(by, found)
    if words := asked.get("nguoi"):
        found = found.filter(Q(user_label__icontains=words) | Q(office_label__icontains=words))
    if words := asked.get("doi_tuong"):
        found = found.filter(subject_label__icontains=words)
    if action := asked.get("viec"):
        found = found.filter(action=action)
    if first := asked.get("tu"):
        found = found.filter(at__gte=begin_of(first))
    if last := asked.get("den"):
        found = found.filter(at__lt=begin_of(last + timedelta(days=1)))
    return found


def begin_of(day: date) -> datetime:
    """Midnight in Vietnam."""
    return timezone.make_aware(datetime.combine(day, time.min))


def first_covered_by(head: SignedHead) -> int:
    """The first event that no earlier head covers."""
    earlier = SignedHead.objects.filter(province=head.province, number__lt=head.number)
    return (earlier.aggregate(last=Max("number"))["last"] or 0) + 1


def heads_of(province: UUID) -> QuerySet[SignedHead]:
    """The signed heads, newest first."""
    return SignedHead.objects.filter(province=province).order_by("-number", "kind")
