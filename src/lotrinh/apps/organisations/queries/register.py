"""The register of organisations as it was on a day, as a list and as a tree, and everything told of one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from lotrinh.apps.organisations.models import LEVELS, Organisation, OrganisationName, Province
from lotrinh.apps.organisations.queries.directory import organisations_on
from lotrinh.apps.organisations.queries.provinces import names_of_territories
from lotrinh.apps.organisations.queries.succession import Heirs, Step, Successions, successions_of
from lotrinh.apps.organisations.queries.waiting import bodies_waiting
from lotrinh.values.folding import search_key


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation under the names it bore on the day. `now` is who does its work today, None where that is open or
    where it is itself; `is_open` that work of it still waits for a choice; `is_gone` says that it does not exist on the day shown."""

    organisation: Organisation
    name: str
    short_name: str
    parent: str
    territory: str
    now: Organisation | None
    is_open: bool
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the list have anything in them; the others would only take room from the names."""

    short_name: bool
    code: bool
    identifier: bool
    territory: bool
    valid_from: bool
    valid_to: bool
    now: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """A body with those below it."""

    entry: Entry
    children: tuple[Branch, ...]


def register_on(by: Any, day: date, today: date, asked: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Organisations of the day, or all there ever were, by level and name; filtered by words and level."""
    every = Organisation.objects.filter(province_id=by.province_id).order_by("name")
    rows = every if asked.get("tat_ca") else organisations_on(by.province_id, day)
    if level := asked.get("cap"):
        rows = rows.filter(level=level)
    if territory := asked.get("dia_ban"):
        rows = rows.filter(territory_id=territory)
    named, successions = names_on(by.province_id, day), successions_of(by.province_id)
    places = names_of_territories(by.province_id, day)
    entries = [
        _entry(row, day, today, named, places, successions)
        for row in rows.select_related("parent", "territory")
    ]
    if any(entry.is_open for entry in entries):
        waiting = bodies_waiting(by, today)
        entries = [replace(entry, is_open=entry.organisation.pk in waiting) for entry in entries]
    words = search_key(asked.get("q") or "").split()
    found = [entry for entry in entries if all(word in _searched(entry) for word in words)]
    levels = list(LEVELS)
    return tuple(
        sorted(found, key=lambda entry: (_place(levels, entry.organisation.level), search_key(entry.name)))
    )


def columns_of(entries: Iterable[Entry]) -> Columns:
    rows = tuple(entries)
    bodies = tuple(entry.organisation for entry in rows)
    return Columns(
        short_name=any(entry.short_name for entry in rows),
        code=any(body.code for body in bodies),
        identifier=any(body.identifier for body in bodies),
        territory=any(entry.territory for entry in rows),
        valid_from=any(body.valid_from for body in bodies),
        valid_to=any(body.valid_to for body in bodies),
        now=any(entry.now or entry.is_open for entry in rows),
    )


def _place(levels: list[str], level: str) -> int:
    return levels.index(level) if level in levels else len(levels)


def _searched(entry: Entry) -> str:
    return f"{entry.organisation.search} {search_key(entry.name)} {entry.organisation.number.lower()}"


def names_on(province_id: UUID, day: date) -> Mapping[tuple[UUID, str], str]:
    """(organisation, kind of name) -> the name borne on the day."""
    borne = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    rows = OrganisationName.objects.filter(borne, province_id=province_id)
    return {(row.organisation_id, row.kind): row.text for row in rows}


def _entry(
    row: Organisation,
    day: date,
    today: date,
    named: Mapping[tuple[UUID, str], str],
    places: Mapping[UUID, str],
    successions: Successions,
) -> Entry:
    heirs = successions.heirs(row, today)
    return Entry(
        organisation=row,
        name=named.get((row.pk, "name"), row.name),
        short_name=named.get((row.pk, "short"), row.short_name),
        parent=named.get((row.parent.pk, "name"), row.parent.name) if row.parent else "",
        territory=places.get(row.territory.pk, row.territory.full_name) if row.territory else "",
        now=heirs.now if heirs.trail else None,
        is_open=heirs.now is None,
        is_gone=not row.exists_on(day),
    )


def tree_of(entries: Sequence[Entry]) -> tuple[Branch, ...]:
    """Whose body above is not shown stands at the top."""
    shown = {entry.organisation.pk for entry in entries}
    below: dict[UUID | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        parent = entry.organisation.parent_id
        below[parent if parent in shown else None].append(entry)

    def branches(parent: UUID | None) -> tuple[Branch, ...]:
        return tuple(Branch(entry, branches(entry.organisation.pk)) for entry in below[parent])

    return branches(None)


@dataclass(frozen=True, slots=True)
class Borne:
    """A name with its last day; `last` is None while it is in use. No name outlives its body."""

    name: OrganisationName
    last: date | None


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """`heirs` says who does its work today and by which way; `came_from` whose work came to it, step by step;
    `given` the fields it gave away while it lives on."""

    organisation: Organisation
    names: tuple[Borne, ...]
    heirs: Heirs
    came_from: tuple[Step, ...]
    given: tuple[Step, ...]
    does_work_of: tuple[Organisation, ...]
    children: tuple[Organisation, ...]


def page_of_organisation(organisation: Organisation, today: date) -> OrganisationPage:
    successions = successions_of(organisation.province_id)
    among = {row.predecessor_id: row.predecessor for row in successions.rows}
    inherited = successions.inherited_by(organisation, today, among.values()) - {organisation.pk}
    return OrganisationPage(
        organisation=organisation,
        names=tuple(_borne(name, organisation) for name in organisation.names.all()),
        heirs=successions.heirs(organisation, today),
        came_from=tuple(
            successions.step_of(row) for row in successions.rows if row.successor_id == organisation.pk
        ),
        given=successions.fields_given(organisation, today),
        does_work_of=_by_name(among[key] for key in inherited),
        children=_by_name(organisation.children.all()),
    )


def _borne(name: OrganisationName, body: Organisation) -> Borne:
    ends = [day for day in (name.valid_to, body.valid_to) if day is not None]
    return Borne(name, min(ends, default=None))


def _by_name(rows: Iterable[Organisation]) -> tuple[Organisation, ...]:
    return tuple(sorted(rows, key=lambda row: row.search))


def territories_of(province_id: UUID) -> list[Province]:
    """The province of today and those that became part of it."""
    rows = Province.objects.filter(Q(pk=province_id) | Q(merged_into_id=province_id))
    return list(rows.order_by("-valid_from", "name"))
