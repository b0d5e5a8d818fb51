"""Who an agency is on a day, who does its work today, and finding one by a printed name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from lotrinh.apps.organisations.models import Organisation, Province, Succession
from lotrinh.values.folding import search_key


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a succession chain."""

    organisation: Organisation
    since: date
    legal_basis: str
    field: str


@dataclass(frozen=True, slots=True)
class Heirs:
    """Who does an organisation's work on a day: the trail from the printed one, or the choice where it splits.

    `now` is None where an officer must choose between `choices`.
    """

    printed: Organisation
    trail: tuple[Step, ...]
    choices: tuple[Step, ...] = ()

    @property
    def now(self) -> Organisation | None:
        if self.choices:
            return None
        return self.trail[-1].organisation if self.trail else self.printed


class Successions:
    """All successions of a province, loaded once per page; answers without further queries."""

    def __init__(self, rows: Iterable[Succession]) -> None:
        self._by_predecessor: Mapping[UUID, list[Succession]] = defaultdict(list)
        for row in rows:
            self._by_predecessor[row.predecessor_id].append(row)

    def heirs(self, printed: Organisation, on: date) -> Heirs:
        """Follows successions in order of date until `on`; one-to-many stops and asks."""
        trail: list[Step] = []
        current = printed
        seen = {printed.pk}
        while True:
            due = [row for row in self._by_predecessor.get(current.pk, ()) if row.effective <= on]
            steps = [Step(row.successor, row.effective, row.legal_basis, row.field) for row in due]
            if len(steps) > 1:
                return Heirs(printed, tuple(trail), tuple(steps))
            if not steps or steps[0].organisation.pk in seen:
                return Heirs(printed, tuple(trail))
            trail.append(steps[0])
            current = steps[0].organisation
            seen.add(current.pk)

    def inherited_by(self, organisation: Organisation, on: date, among: Iterable[Organisation]) -> set[UUID]:
        """Ids of those organisations whose work `organisation` does on that day, itself included."""
        found = {organisation.pk}
        for other in among:
            now = self.heirs(other, on).now
            if now is not None and now.pk == organisation.pk:
                found.add(other.pk)
        return found


def successions_of(province_id: UUID) -> Successions:
    rows = Succession.objects.filter(province_id=province_id).select_related("successor", "predecessor")
    return Successions(rows.order_by("effective"))


def organisations_on(province_id: UUID, day: date) -> QuerySet[Organisation]:
    """Organisations that exist on a day, by name."""
    alive = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    return Organisation.objects.filter(alive, province_id=province_id).order_by("name")


def find_by_name(province_id: UUID, name: str, day: date | None = None) -> Organisation | None:
    """The organisation of a printed name, with or without its place; of several the one that exists on `day`.

    None where nothing, or more than one body, answers to the name: that is for an officer to decide.
    """
    key = search_key(name)
    names = list(Organisation.objects.filter(province_id=province_id))
    exact = [row for row in names if key in (search_key(row.name), search_key(row.short_name))]
    found = exact or [row for row in names if _same_with_place(search_key(row.name), key)]
    if day and len(found) > 1:
        found = [
            r
            for r in found
            if (not r.valid_from or r.valid_from <= day) and (not r.valid_to or day <= r.valid_to)
        ]
    return found[0] if len(found) == 1 else None


def _same_with_place(longer: str, shorter: str) -> bool:
    """ "so cong thuong tinh mau" answers to "so cong thuong": only a place may follow."""
    return longer.startswith(f"{shorter} tinh ") or longer.startswith(f"{shorter} thanh pho ")


def provinces_today() -> QuerySet[Province]:
    return Province.objects.filter(merged_into__isnull=True).order_by("name")
