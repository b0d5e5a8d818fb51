"""Rows of an annex table that set targets: a figure per column of values, or the figure inside the row's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from lotrinh.reading.records.annex_agencies import agencies_in
from lotrinh.reading.records.annex_cells import is_blank, is_qualitative, period_in
from lotrinh.reading.records.annex_columns import ValueColumn
from lotrinh.reading.records.annex_figures import CellFigure, figures_in
from lotrinh.reading.records.annex_grid import AnnexGrid, Entry, Scan
from lotrinh.reading.records.annex_values import Measured, aggregation, around, is_rank, measured, unit_of
from lotrinh.reading.records.figure_names import indicator_of
from lotrinh.reading.records.targets import is_measure
from lotrinh.values.doubts import combined
from lotrinh.values.mention import Quantity
from lotrinh.values.period import Period
from lotrinh.values.record import Target
from lotrinh.values.span import Span

_MOST_FIGURES = 4
_LONGEST_VALUE = 240


def read_rows(
    annex: AnnexGrid, scan: Scan, scope: str | None, columns: tuple[ValueColumn, ...]
) -> Iterator[Target]:
    """The targets of all rows in the given columns; without columns, the figures in the names of the rows."""
    for entry in scan.entries:
        owners = agencies_in(annex.setting, annex.cell(entry.at, "lead")).leads or entry.section.leads.leads
        found = _of_columns(annex, entry, columns) if columns else _of_name(annex, entry, entry.name)
        for target in found:
            yield _owned(replace(target, scope=target.scope or scope), owners)


def read_beside_work(annex: AnnexGrid, scan: Scan, scope: str | None) -> Iterator[Target]:
    """Figures in a column of aims next to the work: "đạt trên 70% hồ sơ trực tuyến"."""
    aims = {column.column for column in annex.columns.values if column.kind == "goal"}
    aims.update(column for role, column in annex.columns.roles.items() if role == "goal")
    for entry, column in product(scan.entries, sorted(aims)):
        cell = annex.grid.rows[entry.at][column]
        if cell is not None:
            owners = agencies_in(annex.setting, annex.cell(entry.at, "lead")).leads
            for target in _of_name(annex, entry, cell):
                yield _owned(replace(target, scope=scope), owners)


def _owned(target: Target, owners: tuple[str, ...]) -> Target:
    doubt, why = combined(target.why if owners else (*target.why, "no_owner"))
    return replace(target, owner=owners, doubt=doubt, why=why)


def _of_columns(annex: AnnexGrid, entry: Entry, columns: tuple[ValueColumn, ...]) -> Iterator[Target]:
    row = measured(annex, entry)
    for column in columns:
        cell = annex.grid.rows[entry.at][column.column]
        if cell is None or is_blank(annex.words(cell)):
            continue
        period = column.period or _own_period(annex, entry)
        figures = list(figures_in(annex.setting, cell))[:_MOST_FIGURES]
        for figure in figures:
            yield _measure(annex, entry, row, column, figure, period)
        if not figures and (target := _in_words(annex, entry, row, column, cell, period)):
            yield target


def _own_period(annex: AnnexGrid, entry: Entry) -> Period | None:
    stated = period_in(annex.setting, annex.cell(entry.at, "deadline"))
    return stated or period_in(annex.setting, entry.name) or entry.section.horizon or annex.horizon


def _measure(
    annex: AnnexGrid,
    entry: Entry,
    row: Measured,
    column: ValueColumn,
    figure: CellFigure,
    period: Period | None,
) -> Target:
    unit = unit_of(annex, row, figure, column)
    why = _doubts(period, figure.comparator == "range", figure.ambiguous)
    several = figure.rest[:1].isupper() and len(figure.rest) <= 40 and figure.unit is None
    return Target(
        id="", span=figure.span, sentence=around(entry, figure.span), provision=f"{annex.path}.{entry.label}",
        indicator=row.name, scope=figure.rest if several else column.variant, comparator=figure.comparator,
        value=figure.value, unit="hạng" if is_rank(unit) else unit, aggregation=aggregation(row, unit),
        horizon=period, value_to=figure.value_to, why=tuple(why),
    )  # fmt: skip


def _in_words(
    annex: AnnexGrid, entry: Entry, row: Measured, column: ValueColumn, cell: Span, period: Period | None
) -> Target | None:
    """ "Đạt", "Có": a target without a number; long instructions in a column for one group of places are none."""
    words = annex.words(cell)
    if (column.variant and not is_qualitative(words)) or len(words) > _LONGEST_VALUE:
        return None
    return Target(
        id="", span=cell, sentence=around(entry, cell), provision=f"{annex.path}.{entry.label}", indicator=row.name,
        scope=column.variant, comparator="=", value=None, unit=None, aggregation="level", horizon=period,
        why=(*_doubts(period, False, False), "qualitative"),
    )  # fmt: skip


def _of_name(annex: AnnexGrid, entry: Entry, words: Span) -> Iterator[Target]:
    quantities = annex.setting.mentioned.quantities.within(words.start, words.end)
    figures = [quantity for quantity in quantities if is_measure(annex.setting, quantity)]
    period = _own_period(annex, entry)
    for quantity in figures[:2]:
        yield _mentioned(annex, entry, words, quantity, period_in(annex.setting, words) or period)


def _mentioned(
    annex: AnnexGrid, entry: Entry, words: Span, quantity: Quantity, period: Period | None
) -> Target:
    unit = quantity.unit or annex.words(annex.cell(entry.at, "unit")) or None
    return Target(
        id="", span=quantity.span, sentence=words, provision=f"{annex.path}.{entry.label}",
        indicator=indicator_of(annex.setting.view, annex.setting.mentioned, words, quantity).name, scope=None, comparator=quantity.comparator,
        value=quantity.value, unit=unit, aggregation="rank" if quantity.kind == "rank" else "level", horizon=period,
        value_to=quantity.value_to, why=tuple(_doubts(period, quantity.comparator == "range", quantity.ambiguous)),
    )  # fmt: skip


def _doubts(period: Period | None, ranged: bool, ambiguous: bool) -> list[str]:
    told = (("no_horizon", period is None), ("range", ranged), ("ambiguous_number", ambiguous))
    return [code for code, holds in told if holds]


def merged(targets: list[Target]) -> list[Target]:
    """An annex that repeats the targets of the text to name their owners gives the owners and no second target."""
    kept: dict[tuple[object, ...], Target] = {}
    rest: list[Target] = []
    for target in targets:
        name = (target.indicator or "").lower()
        key = (target.value, target.value_to, target.unit, target.comparator, name)
        first = kept.get(key)
        if first is None or target.value is None or not target.owner or first.owner:
            kept.setdefault(key, target)
            rest.append(target)
        else:
            owned = replace(first, owner=target.owner)
            kept[key] = owned
            rest[rest.index(first)] = owned
    return rest
