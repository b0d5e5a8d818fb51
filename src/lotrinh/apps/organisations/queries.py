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
            due = [
                row
                for row in self._by_predecessor.get(current.pk, ())
                if row.effective <= on and _moves_all(row)
            ]
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


def _moves_all(row: Succession) -> bool:
    """A field of work handed over by an agency that lives on moves only what an officer routes task by task."""
    ended = row.predecessor.valid_to is not None and row.predecessor.valid_to < row.effective
    return not row.field or ended


def successions_of(province_id: UUID) -> Successions:
    rows = Succession.objects.filter(province_id=province_id).select_related("successor", "predecessor")
    return Successions(rows.order_by("effective"))


def organisations_on(province_id: UUID, day: date) -> QuerySet[Organisation]:
    """Organisations that exist on a day, by name."""
    alive = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    return Organisation.objects.filter(alive, province_id=province_id).order_by("name")


class Directory:
    """All organisations of a province, loaded once; finds them by printed name without further queries."""

    def __init__(self, rows: Iterable[Organisation]) -> None:
        self._rows = [(row, name_key(row.name), name_key(row.short_name)) for row in rows]

    def find(self, name: str, day: date | None = None) -> Organisation | None:
        """The organisation of a printed name, with or without its place; of several the one that exists on `day`.

        None where nothing, or more than one body, answers to the name: that is for an officer to decide.
        """
        key = name_key(name)
        if not key:
            return None
        exact = [row for row, full, short in self._rows if key in (full, short)]
        found = exact or [row for row, full, _ in self._rows if _same_with_place(full, key)]
        found = found or [row for row, full, _ in self._rows if _unplaced(full) == _unplaced(key)]
        if day and len(found) > 1:
            found = [row for row in found if _exists_on(row, day)]
        return found[0] if len(found) == 1 else None


def _exists_on(row: Organisation, day: date) -> bool:
    return (not row.valid_from or row.valid_from <= day) and (not row.valid_to or day <= row.valid_to)


def directory_of(province_id: UUID) -> Directory:
    return Directory(Organisation.objects.filter(province_id=province_id))


def find_by_name(province_id: UUID, name: str, day: date | None = None) -> Organisation | None:
    """One look-up; whoever has several names asks `directory_of` once."""
    return directory_of(province_id).find(name, day)


def name_key(name: str) -> str:
    """Names compared without case and marks, the two common abbreviations written one way.

    >>> name_key("Ủy ban nhân dân tỉnh Mẫu") == name_key("UBND tỉnh Mẫu")
    True
    """
    return search_key(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")


def _same_with_place(longer: str, shorter: str) -> bool:
    """ "so cong thuong tinh mau" answers to "so cong thuong": only a place may follow."""
    return longer.startswith((f"{shorter} tinh ", f"{shorter} thanh pho "))


def _unplaced(key: str) -> str:
    """ "ban quan ly khu kinh te tinh mau" and "ban quan ly khu kinh te mau" are one body: both spellings are in use."""
    return key.replace(" tinh ", " ").replace(" thanh pho ", " ")


def provinces_today() -> QuerySet[Province]:
    return Province.objects.filter(merged_into__isnull=True).order_by("name")
