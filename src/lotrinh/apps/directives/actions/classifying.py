"""Saying who may see a directive and all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lotrinh.apps.directives.errors import MarkedInternal
from lotrinh.apps.directives.models import Directive, DirectiveReader
from lotrinh.apps.directives.queries import is_marked_internal
from lotrinh.apps.journal.actions import Actor, record
from lotrinh.apps.journal.locks import standing, unchanged
from lotrinh.apps.organisations.models import Organisation


@transaction.atomic
def classify_directive(
    *,
    by: Actor,
    at: datetime,
    directive: Directive,
    version: int,
    classification: str,
    readers: Iterable[Organisation],
    reason: str,
) -> Directive:
    """Public, internal or limited, and the agencies that see it beside those it names; holds from the next request."""
    row = unchanged(standing(directive), version)
    if classification == Directive.Classification.PUBLIC and is_marked_internal(row):
        raise MarkedInternal
    before = _told(row)
    row.classification, row.version = classification, row.version + 1
    row.save(update_fields=["classification", "version"])
    row.readers.all().delete()
    DirectiveReader.objects.bulk_create(
        DirectiveReader(province_id=row.province_id, directive=row, organisation=body) for body in readers
    )
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="classify_directive",
        subject=row,
        before=before,
        after=_told(row),
        reason=reason,
    )
    return row


def _told(row: Directive) -> dict[str, object]:
    names = row.readers.order_by("organisation__name").values_list("organisation__name", flat=True)
    return {"classification": row.classification, "readers": list(names)}
