"""The organisations of a province as a list for Excel, and what a list that comes back would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lotrinh.apps.organisations.models import IDENTIFIER, Organisation, Province
from lotrinh.apps.organisations.queries import name_key
from lotrinh.apps.organisations.queries.register import territories_of
from lotrinh.apps.ui.lists import PlannedRow, changes_between, fault_of
from lotrinh.lexicon.lists import list_of
from lotrinh.values.numerals import format_date, parse_date
from lotrinh.values.sheet import CellFault, ImportedList, ListRow

ORGANISATIONS = list_of("organisations")
_WITH_A_DATE = {
    "short_name": "tên gọi tắt đổi từ một ngày và theo một văn bản; hãy đổi ở trang của cơ quan.",
    "valid_to": "cơ quan kết thúc hoạt động theo một văn bản; hãy ghi ở trang của cơ quan.",
}
"""What a list does not change: it knows neither the day nor the document."""


@dataclass(frozen=True, slots=True)
class OrganisationStep:
    """One row with the organisation it is about, None where it is to be added; `above` names its parent."""

    row: ListRow
    organisation: Organisation | None
    above: str
    planned: PlannedRow
    territory: Province | None = None

    @property
    def key(self) -> str:
        return name_key(self.row.get("name"))

    def new_values(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            key: self.row.get(key)
            for key in ("name", "short_name", "code", "identifier", "kind", "level", "field_of_work")
        }
        values["territory"] = self.territory
        for key in ("valid_from", "valid_to"):
            values[key] = parse_date(self.row.get(key)) if self.row.get(key) else None
        return values

    def changed_values(self) -> dict[str, Any]:
        """Without the parent, which may be new itself."""
        keys = {change_key(change.title) for change in self.planned.changes} - {"parent"}
        return {key: value for key, value in self.new_values().items() if key in keys}

    @property
    def moves(self) -> bool:
        return any(change_key(change.title) == "parent" for change in self.planned.changes)


def change_key(title: str) -> str:
    return next(column.key for column in ORGANISATIONS.columns if column.title == title)


def rows_of(province: UUID, day: date) -> list[dict[str, str]]:
    """Those that have not ended, one row each, by name."""
    return [_told(row) for row in _standing(province, day)]


def _standing(province: UUID, day: date) -> QuerySet[Organisation]:
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    rows = Organisation.objects.filter(lasting, province=province, collective=False)
    return rows.select_related("parent", "territory").order_by("name", "pk")


def _told(row: Organisation) -> dict[str, str]:
    return {
        "name": row.name,
        "short_name": row.short_name,
        "code": row.code,
        "identifier": row.identifier,
        "kind": row.kind,
        "level": row.level,
        "parent": row.parent.name if row.parent else "",
        "valid_from": format_date(row.valid_from),
        "valid_to": format_date(row.valid_to),
        "field_of_work": row.field_of_work,
        "territory": row.territory.full_name if row.territory else "",
    }


def plan_organisations(
    found: ImportedList, province: UUID, day: date
) -> tuple[list[OrganisationStep], list[CellFault]]:
    """What each row would do. Two queries, however many rows."""
    if found.faults:
        return [], list(found.faults)
    plan = _Plan(found, province, day)
    steps = [plan.step(row) for row in found.rows]
    plan.refuse_circles(steps)
    return ([], plan.faults) if plan.faults else (steps, [])


class _Plan:
    def __init__(self, found: ImportedList, province: UUID, day: date) -> None:
        self.found = found
        self.faults: list[CellFault] = []
        self._there = {name_key(row.name): row for row in _standing(province, day)}
        self._places = territories_of(province)
        self._coming = {name_key(row.get("name")) for row in found.rows}

    def _fault(self, row: ListRow, key: str, cause: str) -> None:
        self.faults.append(fault_of(ORGANISATIONS, self.found, row, key, cause))

    def step(self, row: ListRow) -> OrganisationStep:
        there = self._there.get(name_key(row.get("name")))
        self._check(row)
        place = self._place(row)
        if there is None:
            planned = PlannedRow(row.number, row.get("name"), "add")
            return OrganisationStep(row, None, row.get("parent"), planned, place)
        before = _told(there)
        after = {**dict(row.values), "name": there.name}
        if name_key(after.get("parent", "")) == name_key(before["parent"]):
            after["parent"] = before["parent"]
        after["territory"] = place.full_name if place else ""
        changes = changes_between(ORGANISATIONS, tuple(self.found.titles), before, after)
        for change in changes:
            if cause := _WITH_A_DATE.get(change_key(change.title)):
                self._fault(row, change_key(change.title), f'{cause} Đang ghi: "{change.before}".')
        state = "change" if changes else "same"
        return OrganisationStep(
            row, there, row.get("parent"), PlannedRow(row.number, there.name, state, changes), place
        )

    def _place(self, row: ListRow) -> Province | None:
        """The province, or one that became part of it, with or without the word for its kind."""
        typed = name_key(row.get("territory"))
        if not typed:
            return None
        for place in self._places:
            if typed in (name_key(place.name), name_key(place.full_name)):
                return place
        known = "; ".join(place.full_name for place in self._places)
        self._fault(
            row, "territory", f'không có địa bàn nào là "{row.get("territory")}". Ghi một trong: {known}.'
        )
        return None

    def _check(self, row: ListRow) -> None:
        if row.get("identifier") and not IDENTIFIER.regex.match(row.get("identifier")):  # type: ignore[union-attr]
            self._fault(
                row, "identifier", f'"{row.get("identifier")}" không đúng. Ví dụ đúng: 000.00.15.H56.'
            )
        above = name_key(row.get("parent"))
        if above and above not in self._there and above not in self._coming:
            cause = f'không có cơ quan nào là "{row.get("parent")}" trong danh mục hoặc trong biểu.'
            self._fault(row, "parent", cause)
        first, last = parse_date(row.get("valid_from")), parse_date(row.get("valid_to"))
        if first and last and last < first:
            self._fault(row, "valid_to", "ngày kết thúc phải từ ngày bắt đầu trở đi.")

    def refuse_circles(self, steps: list[OrganisationStep]) -> None:
        """Nobody stands above themselves, also not by way of other rows."""
        if "parent" not in self.found.titles:
            return
        above = {key: name_key(row.parent.name) if row.parent else "" for key, row in self._there.items()}
        above |= {step.key: name_key(step.above) for step in steps}
        for step in steps:
            if _leads_back(step.key, above):
                self._fault(
                    step.row,
                    "parent",
                    "cơ quan cấp trên không thể là chính cơ quan này hoặc cơ quan trực thuộc nó.",
                )


def _leads_back(key: str, above: Mapping[str, str]) -> bool:
    seen = {key}
    while key := above.get(key, ""):
        if key in seen:
            return True
        seen.add(key)
    return False
