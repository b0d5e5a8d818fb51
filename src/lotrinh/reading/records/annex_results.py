"""Rows of a table that tell what was reached: the figure, the plan it is held against, the change since an earlier time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lotrinh.reading.records.annex_cells import is_blank
from lotrinh.reading.records.annex_columns import ValueColumn
from lotrinh.reading.records.annex_figures import CellFigure, figures_in
from lotrinh.reading.records.annex_grid import AnnexGrid, Entry, Scan
from lotrinh.reading.records.annex_values import Measured, around, measured, unit_of
from lotrinh.values.doubts import combined
from lotrinh.values.folding import fold
from lotrinh.values.period import Period
from lotrinh.values.record import Change, Result, ResultKind, VersusTarget

# "Tăng/giảm so cùng kỳ (%)" is a difference; "So cùng kỳ (%)" is the new figure in percent of the old.
_DIFFERENCE = re.compile(r"(?<!\w)(?:tang|giam|chenh +lech)")
_VERSUS = re.compile(r"so +(?:voi +)?(?P<what>.+?) *(?:\(.*)?$")
_HUNDRED = Decimal(100)


def planned_ahead(annex: AnnexGrid) -> tuple[ValueColumn, ...]:
    """Columns of a report that set the figures of a later time: "Kế hoạch năm 2026" beside "Ước thực hiện năm 2025"."""
    ends = [c.period.end for c in annex.columns.values if c.kind == "actual" and c.period and c.period.end]
    if not ends:
        return ()
    planned = [column for column in annex.columns.values if column.kind in ("plan", "goal")]
    return tuple(column for column in planned if _begins_after(column.period, max(ends)))


def _begins_after(period: Period | None, day: date) -> bool:
    """Whether the time of a plan lies after what was reached; "đến năm 2030" has no beginning, only an end."""
    if period is None or period.end is None:
        return False
    return period.start >= day if period.start else period.end > day


def read_rows(annex: AnnexGrid, scan: Scan, scope: str | None) -> Iterator[Result]:
    """A result for every figure in a column of what was reached."""
    actual = [column for column in annex.columns.values if column.kind == "actual"]
    for entry in scan.entries:
        row = measured(annex, entry)
        for column in actual:
            figure = _figure(annex, entry, column)
            if figure is not None:
                yield _result(annex, entry, row, column, figure, scope, column is actual[-1])


def _figure(annex: AnnexGrid, entry: Entry, column: ValueColumn) -> CellFigure | None:
    cell = annex.grid.rows[entry.at][column.column]
    if cell is None or is_blank(annex.words(cell)):
        return None
    return next(figures_in(annex.setting, cell), None)


def _result(
    annex: AnnexGrid, entry: Entry, row: Measured, column: ValueColumn, figure: CellFigure, scope: str | None,
    is_last: bool,
) -> Result:  # fmt: skip
    unit = unit_of(annex, row, figure, column)
    period = column.period or annex.horizon
    why = ["ambiguous_number"] if figure.ambiguous else []
    doubt, codes = combined([*why, "no_period"] if period is None else why)
    return Result(
        id="", span=figure.span, sentence=around(entry, figure.span), indicator=row.name, scope=scope,
        value=figure.value, unit=unit, period=period, comparator=figure.comparator, kind=_standing(column),
        changes=_changes(annex, entry, unit) if is_last else (), vs_target=_against(annex, entry, period, is_last),
        doubt=doubt, why=codes,
    )  # fmt: skip


def _standing(column: ValueColumn) -> ResultKind | None:
    words = f" {fold(column.heading.words)} "
    if re.search(r"(?<!\w)(?:uoc|uth)(?!\w)", words):
        return "estimate"
    if " so bo " in words:
        return "preliminary"
    return "official" if " chinh thuc " in words else None


def _against(annex: AnnexGrid, entry: Entry, period: Period | None, is_last: bool) -> VersusTarget | None:
    """The plan of the same time and how much of it was reached."""
    plan = pct = None
    for column in annex.columns.values:
        figure = _figure(annex, entry, column) if column.kind in ("plan", "goal", "ratio") else None
        if figure is None:
            continue
        if column.kind == "ratio" and is_last:
            pct = pct if pct is not None else figure.value
        elif column.kind != "ratio" and plan is None and _same_time(column.period, period, is_last):
            plan = figure.value
    return VersusTarget(pct, plan) if pct is not None or plan is not None else None


def _same_time(planned: Period | None, reached: Period | None, is_last: bool) -> bool:
    if planned is None or reached is None:
        return is_last
    if planned.end is None or reached.end is None or planned.start is None:
        return False
    return planned.start < reached.end <= planned.end


def _changes(annex: AnnexGrid, entry: Entry, unit: str | None) -> tuple[Change, ...]:
    found: list[Change] = []
    for column in annex.columns.values:
        words = fold(column.heading.words)
        figure = _figure(annex, entry, column) if column.kind == "change" else None
        if figure is None:
            continue
        percent = "%" in words or figure.unit == "%"
        delta = figure.value if _DIFFERENCE.search(words) or not percent else figure.value - _HUNDRED
        found.append(Change(delta, "%" if percent else unit, _versus(column)))
    return tuple(found)


def _versus(column: ValueColumn) -> str | None:
    printed = column.heading.words
    found = _VERSUS.search(fold(printed))
    return printed[found.start("what") : found.end("what")].strip() if found else None
