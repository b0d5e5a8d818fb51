"""Writing the record: `record` is called by every action inside its own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils import translation

from lotrinh.apps.journal.chain import digest, jsonable
from lotrinh.apps.journal.models import ChainHead, Event
from lotrinh.apps.journal.origin import current_origin


class Actor(Protocol):
    """Who acts: an office held by a person, or the system."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def user_label(self) -> str: ...
    @property
    def office_id(self) -> UUID | None: ...
    @property
    def label(self) -> str: ...


def snapshot(row: models.Model, *names: str) -> dict[str, Any]:
    """The named fields of a row, or all of them, as JSON values."""
    chosen = names or tuple(field.attname for field in row._meta.concrete_fields)
    return {name: jsonable(getattr(row, name)) for name in chosen}


def record(
    *,
    province: UUID,
    by: Actor,
    at: datetime,
    action: str,
    subject: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Appends one event to the province's chain. Must run inside the transaction of the action it records."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() ngoài giao dịch: sự kiện phải được ghi cùng thay đổi")
    ChainHead.objects.get_or_create(province=province)
    head = ChainHead.objects.select_for_update().get(province=province)
    event = Event(
        province=province,
        number=head.number + 1,
        at=at,
        user=by.user_id,
        user_label=by.user_label,
        office=by.office_id,
        office_label=by.label,
        origin=current_origin(),
        action=action,
        subject_type=subject._meta.label_lower,
        subject=subject.pk,
        subject_label=_label_of(subject),
        before=jsonable(before),
        after=jsonable(after),
        reason=reason,
        previous_hash=head.hash,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save(update_fields=["number", "hash"])
    return event


def _label_of(subject: models.Model) -> str:
    """In Vietnamese whatever language the page was in: the record has one language."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(subject)[:300]
