"""Reading the record: the history of one object, what changed since a day, and whether the chain holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lotrinh.apps.journal.chain import digest
from lotrinh.apps.journal.models import ChainHead, Event


def history_of(province: UUID, *subjects: UUID) -> QuerySet[Event]:
    """Events of one object, or of an object with its parts, newest first."""
    return Event.objects.filter(province=province, subject__in=subjects).order_by("-number")


def events_since(province: UUID, since: datetime) -> QuerySet[Event]:
    return Event.objects.filter(province=province, at__gte=since).order_by("number")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`first_bad` is the number of the first event that does not fit, None where the chain holds."""

    events: int
    first_bad: int | None


def verify_chain(province: UUID) -> Verdict:
    """Recomputes every hash and compares the tail with the head row."""
    previous, number = "0" * 64, 0
    for event in Event.objects.filter(province=province).order_by("number").iterator():
        number += 1
        if event.number != number or event.previous_hash != previous or event.hash != digest(event):
            return Verdict(number, number)
        previous = event.hash
    head = ChainHead.objects.filter(province=province).first()
    tail_holds = (head is None and number == 0) or (
        head is not None and (head.number, head.hash) == (number, previous)
    )
    return Verdict(number, None if tail_holds else number + 1)
