"""What a province was called on a day, its former territories, and the change the shipped table proposes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from lotrinh.apps.organisations.models import Merger, Province, ProvinceName, called_in
from lotrinh.lexicon.provinces import LAST_DAY_OF_63, province_of_code, provinces_on
from lotrinh.lexicon.successions import successions
from lotrinh.values.folding import search_key


def bare_name(name: str) -> str:
    """A name compared without kind, case, marks and the blanks around a dash.

    >>> bare_name("tỉnh Bà Rịa - Vũng Tàu"), bare_name("Thành phố Mẫu")
    ('ba ria-vung tau', 'mau')
    """
    key = search_key(name).replace(" - ", "-")
    return key.removeprefix("tinh ").removeprefix("thanh pho ")


def names_of_territories(keeper: UUID, day: date) -> Mapping[UUID, str]:
    """Territory -> its full name on the day, of a province and those that became part of it; one query."""
    places = Province.objects.filter(Q(pk=keeper) | Q(merged_into=keeper))
    rows = ProvinceName.objects.filter(province__in=places)
    found: dict[UUID, list[ProvinceName]] = {}
    for row in rows:
        found.setdefault(row.province_id, []).append(row)
    return {key: called_in(names, day) for key, names in found.items()}


@dataclass(frozen=True, slots=True)
class Territory:
    """A province that became part of this one, with every name it bore."""

    row: Province
    names: tuple[ProvinceName, ...]


@dataclass(frozen=True, slots=True)
class ProvincePage:
    """`then` is what the province was called on the day asked for; `acts` are its changes, newest first."""

    now: str
    then: str
    names: tuple[ProvinceName, ...]
    former: tuple[Territory, ...]
    acts: tuple[Merger, ...]


def page_of_province(province: Province, day: date) -> ProvincePage:
    former = province.former.order_by("-valid_to", "name").prefetch_related("names")
    acts = [row for row in Merger.objects.filter(province=province) if "province" in row.kept]
    return ProvincePage(
        now=province.full_name,
        then=province.called_on(day),
        names=tuple(province.names.filter(undone_at__isnull=True)),
        former=tuple(Territory(row, tuple(row.names.all())) for row in former),
        acts=tuple(acts),
    )


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """What the shipped table says of a province that is still under its former name; `joined` one name a line."""

    name: str
    code: str
    effective: date | None
    legal_basis: str
    merges: bool
    joined: str


def proposed_change(province: Province, today: date) -> ProposedChange | None:
    """None where the table knows nothing that is not done already."""
    bare = bare_name(province.name)
    old = next((each for each in provinces_on(LAST_DAY_OF_63) if bare_name(each.name) == bare), None)
    moved = next(
        (
            row
            for row in successions()
            if row.of == "province" and row.scope == "merged" and bare_name(row.old) == bare
        ),
        None,
    )
    if old is not None and moved is not None and province.code == old.code:
        new = next((each for each in provinces_on(today) if each.name == moved.new), None)
        if new is not None and new.first is not None and new.first <= today:
            others = [
                row.old
                for row in successions()
                if row.of == "province" and row.scope == "merged" and row.new == moved.new
            ]
            joined = "\n".join(name for name in others if name not in (moved.old, moved.new))
            return ProposedChange(new.printed_on(new.first), new.code, new.first, moved.source, True, joined)
    now = province_of_code(province.code, today)
    if now is None or bare_name(now.name) != bare or now.city_from is None or now.city_from > today:
        return None
    if province.full_name == now.printed_on(today):
        return None
    return ProposedChange(now.printed_on(today), now.code, now.city_from, now.source, False, "")
