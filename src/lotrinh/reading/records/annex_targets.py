"""Rows of an annex table that set targets: a figure per period column, or the figure inside the row's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lotrinh.lexicon.columns import ColumnRole
from lotrinh.lexicon.indicators import find_indicator
from lotrinh.reading.records.annex_grid import AnnexGrid, Row, period_in
from lotrinh.reading.records.figures import indicator_of
from lotrinh.reading.records.targets import is_measure
from lotrinh.values.doubts import combined
from lotrinh.values.mention import Quantity
from lotrinh.values.period import Period
from lotrinh.values.record import Target
from lotrinh.values.span import Span

_MOST_FIGURES = 2


def read_rows(annex: AnnexGrid, scope: str | None) -> Iterator[Target]:
    """The targets of all rows; a row that names a period ("Đến năm 2030") dates those below it."""
    group: Period | None = None
    for row in annex.grid.rows[annex.columns.at + 1 :]:
        name = annex.cell(row, "target")
        if name is None and not annex.names_group(row, "target"):
            continue
        if annex.names_group(row, "target"):
            group = next((p for cell in row if (p := period_in(annex.setting, cell))), group)
            continue
        if name is not None and not annex.repeats_header(row):
            yield from _of_row(annex, row, name, group, scope)


def _of_row(
    annex: AnnexGrid, row: Row, name: Span, group: Period | None, scope: str | None
) -> Iterator[Target]:
    owners, _ = annex.agencies(row, "lead")
    unit = annex.words(annex.cell(row, "unit")) or None
    path = ".".join(
        part for part in (annex.path, annex.words(annex.cell(row, "number")).strip(" .)")) if part
    )
    for cell, period in _values(annex, row, name):
        if cell is None:
            continue
        for quantity in _figures(annex, cell):
            own = period or period_in(annex.setting, name) or group or annex.horizon
            yield _target(annex, quantity, name, cell, unit, owners, own, scope, path)


def _values(annex: AnnexGrid, row: Row, name: Span) -> list[tuple[Span | None, Period | None]]:
    """Cells that hold figures: year columns, else the column of the result, else the words of the target itself."""
    if annex.columns.periods:
        return [(row[at], period) for at, period in annex.columns.periods.items()]
    roles: tuple[ColumnRole, ...] = ("product", "status")
    for role in roles:
        if annex.holds(role):
            return [(annex.cell(row, role), None)]
    return [(name, None)]


def _figures(annex: AnnexGrid, cell: Span) -> list[Quantity]:
    found = annex.setting.mentioned.quantities.within(cell.start, cell.end)
    return [quantity for quantity in found if is_measure(annex.setting, quantity)][:_MOST_FIGURES]


def _target(
    annex: AnnexGrid, quantity: Quantity, name: Span, cell: Span, unit: str | None, owners: tuple[str, ...],
    period: Period | None, scope: str | None, path: str,
) -> Target:  # fmt: skip
    printed = annex.words(name).rstrip(" .;")
    if cell == name:
        indicator = indicator_of(annex.setting.view, name, quantity).name
    else:
        known = find_indicator(printed)
        indicator = known[1] if known else printed
    why = [] if period else ["no_horizon"]
    if not owners:
        why.append("no_owner")
    if quantity.comparator == "range":
        why.append("range")
    doubt, codes = combined(why)
    sentence = Span(min(name.start, quantity.span.start), max(name.end, quantity.span.end))
    return Target(
        id="", span=quantity.span, sentence=sentence, provision=path, indicator=indicator, scope=scope,
        comparator=quantity.comparator, value=quantity.value, unit=quantity.unit or unit,
        aggregation="rank" if quantity.kind == "rank" else "level", horizon=period, owner=owners,
        value_to=quantity.value_to, doubt=doubt, why=codes,
    )  # fmt: skip


def merged(targets: list[Target]) -> list[Target]:
    """An annex that repeats the targets of the text to name their owners gives the owners and no second target."""
    kept: dict[tuple[object, ...], Target] = {}
    rest: list[Target] = []
    for target in targets:
        key = (
            target.value,
            target.value_to,
            target.unit,
            target.comparator,
            (target.indicator or "").lower(),
        )
        first = kept.get(key)
        if first is None or not target.owner or first.owner:
            kept.setdefault(key, target)
            rest.append(target)
        else:
            owned = replace(first, owner=target.owner)
            kept[key] = owned
            rest[rest.index(first)] = owned
    return rest
