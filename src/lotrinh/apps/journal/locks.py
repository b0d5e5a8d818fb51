"""The one door to rows that are about to be changed: locked, still there, and as the person saw them.

The order of locks is the same everywhere, so that no two writers wait for each other: first the province's chain, which
every action needs in the end to write its event, then the rows. Nothing else in the apps calls `select_for_update`
(tests/architecture), so that a test can take the locks away here and show that the races they prevent are real.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from lotrinh.apps.journal.errors import Gone, StaleEdit
from lotrinh.apps.journal.models import ChainHead, Event

HELD = True
"""False only in the control tests (reliability 60)."""
Row = TypeVar("Row", bound=models.Model)


def locked(rows: models.QuerySet[Any] | models.Manager[Any], *of: str) -> models.QuerySet[Any]:
    """The rows under their locks until the transaction ends; `of` names the joined tables to lock, "self" alone."""
    return rows.select_for_update(of=of) if HELD else rows.all()


def hold(province: UUID) -> ChainHead:
    """The province's chain under its lock: from here to the end of the transaction nobody else changes the province."""
    head = locked(ChainHead.objects).filter(province=province).first()
    if head is None:
        ChainHead.objects.get_or_create(province=province)
        head = locked(ChainHead.objects).get(province=province)
    return head


def standing(row: Row, rows: models.QuerySet[Any] | None = None, *of: str) -> Row:
    """The row as it stands now, under its lock; refuses where somebody has removed it. `rows` says what to load."""
    if province := getattr(row, "province_id", None):
        hold(province)
    found = locked(type(row)._default_manager.all() if rows is None else rows, *of).filter(pk=row.pk).first()
    if found is None:
        raise Gone
    return found


def unchanged(current: Row, version: int) -> Row:
    """The locked row, if its version is the one the person saw; else they are shown both."""
    if getattr(current, "version", None) != version:
        raise StaleEdit(current, *last_change(current))
    return current


def last_change(
    row: models.Model, province: UUID | None = None, among: tuple[str, ...] = ()
) -> tuple[str, datetime | None]:
    """Who changed the row last, and when, by the record: its own province's or the one told, by these actions or any."""
    chain: Any = province or getattr(row, "province_id", None)
    events = Event.objects.filter(province=chain, subject=row.pk)
    if among:
        events = events.filter(action__in=among)
    event = events.order_by("-number").only("user_label", "at").first()
    return (event.user_label, event.at) if event else ("", None)
