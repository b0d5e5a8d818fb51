"""Successions the system proposes by itself from the shipped tables; an officer confirms, chooses or leaves each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lotrinh.apps.organisations.models import Organisation, Succession
from lotrinh.apps.organisations.queries.directory import name_key
from lotrinh.apps.organisations.queries.territory_moves import TerritoryMove, territory_moves
from lotrinh.lexicon.successions import Succession as Known
from lotrinh.lexicon.successions import successions

WHOLE = frozenset({"all", "main", "territory"})
"""Scopes of the table under which the body ends and its work goes over together."""


@dataclass(frozen=True, slots=True)
class Option:
    """A possible successor: one in the register, or a name that is not in it yet."""

    name: str
    field: str
    organisation: Organisation | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the table says of one body of the register. `shape` is "one" (one to one), "choose" (the table names
    several and one is right), "split" (each gets a field) or "field" (the body lives on and gives a field away)."""

    predecessor: Organisation
    shape: str
    options: tuple[Option, ...]
    effective: date
    precision: str
    legal_basis: str
    certain: bool
    note: str

    @property
    def key(self) -> str:
        """Names the proposal in a form; the same whenever the same register meets the same table."""
        return f"{self.predecessor.number}_{self.effective:%Y%m%d}"

    @property
    def ends(self) -> bool:
        return self.shape != "field"

    @property
    def is_ready(self) -> bool:
        """One to one with the successor in the register: a click confirms it."""
        return self.shape in ("one", "field") and self.options[0].organisation is not None


def proposals_for(
    bodies: Sequence[Organisation], recorded: Iterable[Succession], on: date
) -> tuple[Proposed, ...]:
    """One proposal at most for each body, the earliest that is not recorded yet, up to the day `on`."""
    known: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for row in successions():
        if row.of == "agency" and row.old != row.new and row.effective:
            known[row.old, row.effective].append(row)
    done = {(row.predecessor_id, row.effective) for row in recorded}
    moved = {row.predecessor_id for row in recorded if not row.field}
    found: dict[UUID, Proposed] = {}
    for (old, effective), rows in sorted(known.items(), key=lambda item: item[0][1]):
        day, precision = _day(effective)
        if day > on:
            continue
        for body in bodies:
            if body.pk in found or body.pk in moved or (body.pk, day) in done:
                continue
            if _is_meant(old, rows[0], body) and body.exists_on(day - timedelta(days=1)):
                found[body.pk] = _proposed(body, rows, day, precision, bodies)
    for move in territory_moves(bodies):
        earlier = found.get(move.body.pk)
        if move.first_day > on or move.body.pk in moved:
            continue
        if earlier is None or move.first_day < earlier.effective:
            found[move.body.pk] = _of_territory(move)
    return tuple(sorted(found.values(), key=lambda row: (row.effective, row.predecessor.search)))


def _proposed(
    body: Organisation, rows: Sequence[Known], day: date, precision: str, bodies: Sequence[Organisation]
) -> Proposed:
    named = [(name, row) for row in rows for name in _alternatives(row.new)]
    options = tuple(_option(body, name, row, day, bodies) for name, row in named)
    first = rows[0]
    if len(rows) > 1 or ";" in first.new:
        shape = "split"
    elif len(named) > 1:
        shape = "choose"
    else:
        shape = "one" if first.scope in WHOLE else "field"
    return Proposed(
        body,
        shape,
        options,
        day,
        precision,
        first.source,
        all(row.certain for row in rows),
        "; ".join(row.note for row in rows if row.note),
    )


def _of_territory(move: TerritoryMove) -> Proposed:
    """One to one: the body of the same name in the province the former one became part of."""
    return Proposed(
        predecessor=move.body,
        shape="one",
        options=(Option(move.heir.name, "", move.heir),),
        effective=move.first_day,
        precision=Succession.Precision.DAY,
        legal_basis=move.legal_basis,
        certain=move.certain,
        note="",
    )


def _option(body: Organisation, name: str, row: Known, day: date, bodies: Sequence[Organisation]) -> Option:
    there = [
        other
        for other in bodies
        if other.pk != body.pk
        and other.territory_id == body.territory_id
        and other.exists_on(day)
        and _answers_to(other, name)
    ]
    return Option(name, row.field, there[0] if len(there) == 1 else None)


def _is_meant(old: str, row: Known, body: Organisation) -> bool:
    if row.tier == "district":
        return any(_answers_to(body, name) for name in _alternatives(old))
    return " / " not in old and _answers_to(body, old)


def _alternatives(names: str) -> list[str]:
    """ "Sở Ngoại vụ / Văn phòng UBND tỉnh" names two of which one is right; what stands in brackets is not the name.

    >>> _alternatives("Sở Du lịch / Sở Văn hóa, Thể thao và Du lịch")
    ['Sở Du lịch', 'Sở Văn hóa, Thể thao và Du lịch']
    """
    parts = [part.strip() for half in names.split(";") for part in half.split(" / ")]
    return [part.partition(" (")[0] for part in parts if part]


def _answers_to(body: Organisation, name: str) -> bool:
    """ "Sở Tài chính tỉnh Mẫu" answers to "Sở Tài chính", "Ban Dân vận Tỉnh ủy Mẫu" to "Ban Dân vận Tỉnh ủy"."""
    key, full = name_key(name), name_key(body.name)
    if full == key:
        return True
    place = full.removeprefix(key)
    if place == full or not place.startswith(" "):
        return False
    return place.startswith((" tinh ", " thanh pho ")) or key.endswith((" tinh", " tinh uy"))


def _day(effective: str) -> tuple[date, str]:
    """ "2025-03-01" is a day, "2025-02" a month of which the day is unknown."""
    if len(effective) == len("2025-02"):
        return date.fromisoformat(f"{effective}-01"), Succession.Precision.MONTH
    return date.fromisoformat(effective), Succession.Precision.DAY
