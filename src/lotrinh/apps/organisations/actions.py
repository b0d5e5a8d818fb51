"""Adding provinces and agencies, recording who took over, and giving out short codes."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.organisations.models import CodeCounter, Organisation, Province, Succession


@transaction.atomic
def next_code(province_id: UUID, prefix: str) -> str:
    """`NV-0001`: numbered per province and prefix under a row lock, never given out twice."""
    CodeCounter.objects.get_or_create(province_id=province_id, prefix=prefix)
    counter = CodeCounter.objects.select_for_update().get(province_id=province_id, prefix=prefix)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}-{counter.last:04}"


@transaction.atomic
def add_province(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    merged_into: Province | None = None,
    legal_basis: str = "",
) -> Province:
    province = Province.objects.create(
        code=code,
        name=name,
        valid_from=valid_from,
        valid_to=valid_to,
        merged_into=merged_into,
        legal_basis=legal_basis,
    )
    keeper = merged_into or province
    record(
        province=keeper.pk, by=by, at=at, action="add_province", subject=province, after=snapshot(province)
    )
    return province


@transaction.atomic
def add_organisation(
    *,
    by: Actor,
    at: datetime,
    province: Province,
    name: str,
    kind: str,
    level: str,
    short_name: str = "",
    code: str = "",
    parent: Organisation | None = None,
    territory: Province | None = None,
    collective: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Organisation:
    organisation = Organisation.objects.create(
        province=province,
        territory=territory,
        parent=parent,
        name=name,
        short_name=short_name,
        code=code,
        kind=kind,
        level=level,
        collective=collective,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    record(
        province=province.pk,
        by=by,
        at=at,
        action="add_organisation",
        subject=organisation,
        after=snapshot(organisation),
    )
    return organisation


@transaction.atomic
def record_succession(
    *,
    by: Actor,
    at: datetime,
    predecessor: Organisation,
    successor: Organisation,
    effective: date,
    legal_basis: str,
    field: str = "",
) -> Succession:
    """From `effective` on the successor does the predecessor's work in `field`; what was printed stays printed."""
    succession = Succession.objects.create(
        province_id=predecessor.province_id,
        predecessor=predecessor,
        successor=successor,
        field=field,
        effective=effective,
        legal_basis=legal_basis,
    )
    record(
        province=predecessor.province_id,
        by=by,
        at=at,
        action="record_succession",
        subject=succession,
        after=snapshot(succession),
    )
    return succession
