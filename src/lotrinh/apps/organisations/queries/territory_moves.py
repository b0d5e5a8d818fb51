"""Bodies of a province that became part of today's, each beside the body of the same name that has its work now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries.directory import name_key
from lotrinh.lexicon.successions import merged_provinces
from lotrinh.values.folding import search_key

NOT_ALWAYS = frozenset({"province_body", "enterprise"})
"""Kinds of which one of the same name may go on beside the other: a school, a hospital, a company."""


@dataclass(frozen=True, slots=True)
class TerritoryMove:
    """From `first_day` on `heir` does in the larger province what `body` did in its own. `certain` is False where a
    body of that kind may have stayed."""

    body: Organisation
    heir: Organisation
    first_day: date
    legal_basis: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A former province; `row` is the one in the register, None where only the table knows it."""

    name: str
    last: date
    legal_basis: str
    row: UUID | None


def territory_moves(bodies: Sequence[Organisation]) -> tuple[TerritoryMove, ...]:
    """Of bodies of one province with `province` and `territory` loaded; only where exactly one heir is among them."""
    if not bodies:
        return ()
    today = bodies[0].province.name
    places = _former_places(bodies)
    homes = {body.pk: _home(body, places) for body in bodies}
    heirs: dict[str, list[Organisation]] = {}
    for body in bodies:
        if homes[body.pk] is None:
            heirs.setdefault(_unplaced(body.name, today), []).append(body)
    found = []
    for body in bodies:
        place = homes[body.pk]
        if place is None or not body.exists_on(place.last):
            continue
        day = place.last + timedelta(days=1)
        there = [heir for heir in heirs.get(_unplaced(body.name, place.name), ()) if heir.exists_on(day)]
        if len(there) == 1:
            certain = body.kind not in NOT_ALWAYS
            found.append(TerritoryMove(body, there[0], day, place.legal_basis, certain))
    return tuple(found)


def _former_places(bodies: Sequence[Organisation]) -> tuple[_Place, ...]:
    """Those in the register, and those of the table that nobody has entered there."""
    rows = {body.territory.pk: body.territory for body in bodies if body.territory}
    keeper = bodies[0].province_id
    entered = [
        _Place(row.name, row.valid_to, row.legal_basis, row.pk)
        for row in rows.values()
        if row.merged_into_id == keeper and row.valid_to
    ]
    known = {_bare(place.name) for place in entered}
    table = [
        _Place(former.printed, former.last, former.source, None)
        for former in merged_provinces(bodies[0].province.name)
        if former.last and _bare(former.printed) not in known
    ]
    return (*entered, *table)


def _home(body: Organisation, places: Sequence[_Place]) -> _Place | None:
    """The former province a body belonged to: by its territory, else by the place in its name."""
    for place in places:
        if place.row is not None and body.territory_id == place.row:
            return place
    key = _plain(name_key(body.name))
    return next((place for place in places if key.endswith(f" {_bare(place.name)}")), None)


def _unplaced(name: str, place: str) -> str:
    """ "so tai chinh" of "Sở Tài chính tỉnh Phú Yên", "tinh uy" of "Tỉnh ủy Phú Yên"."""
    key, bare = _plain(name_key(name)), _bare(place)
    for end in (f" tinh {bare}", f" thanh pho {bare}", f" {bare}"):
        if key.endswith(end):
            return key.removesuffix(end)
    return key


def _bare(place: str) -> str:
    return _plain(search_key(place)).removeprefix("tinh ").removeprefix("thanh pho ")


def _plain(key: str) -> str:
    """ "Bà Rịa - Vũng Tàu" is written with and without blanks."""
    return key.replace(" - ", "-")
