"""What a change of the province would do, told before it is carried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.actions import ProvinceChange
from lotrinh.apps.organisations.models import Organisation, Province, with_kind
from lotrinh.apps.organisations.queries import name_key
from lotrinh.apps.organisations.queries.provinces import bare_name
from lotrinh.apps.tasks.queries.board import every_line
from lotrinh.apps.tasks.queries.ledger import ledger_of


@dataclass(frozen=True, slots=True)
class ProvincePreview:
    """`plans` stay in force for the former territory; `bodies` will belong to it until their own successions."""

    then: str
    now: str
    effective: date
    joined: tuple[str, ...]
    open_tasks: int
    bodies: int
    plans: tuple[Directive, ...]


def preview_of_change(by: Any, change: ProvinceChange, today: date) -> ProvincePreview:
    province: Province = by.province
    parts = change.merges and bare_name(province.name) != bare_name(change.name)
    begun = Q(valid_from__isnull=True) | Q(valid_from__lt=change.effective)
    own = Q(territory__isnull=True) | Q(territory=province)
    bodies = Organisation.objects.for_user(by).filter(begun, own).exclude(level="central")
    return ProvincePreview(
        then=province.full_name,
        now=with_kind(change.name),
        effective=change.effective,
        joined=tuple(with_kind(name) for name in change.joined),
        open_tasks=ledger_of(every_line(by, today)).total,
        bodies=bodies.count() if parts else 0,
        plans=_plans(by, province, change.effective) if parts else (),
    )


def _plans(by: Any, province: Province, effective: date) -> tuple[Directive, ...]:
    place = bare_name(province.name)
    rows = Directive.objects.for_user(by).filter(
        state=Directive.State.IN_FORCE, territory__isnull=True, issued_on__lt=effective
    )
    found = rows.defer("text", "reading").order_by("issued_on", "code")
    return tuple(row for row in found if name_key(row.issuer_name).endswith(f" {place}"))
