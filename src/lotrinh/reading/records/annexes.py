"""The tables of a document: each a Table, and those with known columns tasks or targets too."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lotrinh.reading.records import annex_targets, annex_tasks
from lotrinh.reading.records.annex_grid import AnnexGrid, Columns, find_columns, period_in
from lotrinh.reading.records.bullets import Setting
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.reading.structure.outline import Outline
from lotrinh.values.period import Period
from lotrinh.values.reading import Table
from lotrinh.values.record import Target


@dataclass(frozen=True, slots=True)
class AnnexRows:
    """What the tables of a document give."""

    tables: tuple[Table, ...]
    drafts: tuple[Draft, ...]
    targets: tuple[Target, ...]


def read_annexes(
    setting: Setting, grids: tuple[CellGrid, ...], outline: Outline, scope: str | None
) -> AnnexRows:
    """Reads every grid under its own header, or under the last one where a table goes on."""
    tables: list[Table] = []
    drafts: list[Draft] = []
    targets: list[Target] = []
    last: Columns | None = None
    for number, grid in enumerate(grids, start=1):
        above, horizon = _above(setting, outline, grid.span.start)
        path = f"{above or 'Bảng'}|{number}"
        columns = find_columns(setting, grid)
        if columns is None and last is not None and len(grid.rows[0]) == len(last.headings):
            columns = replace(last, at=-1)
        if columns is None:
            tables.append(Table(path, grid.span, (), grid.rows))
            continue
        last = columns
        tables.append(Table(path, grid.span, columns.headings, grid.rows[columns.at + 1 :]))
        annex = AnnexGrid(setting, grid, columns, path, horizon)
        if annex.holds("target") and not annex.holds("work"):
            targets.extend(annex_targets.read_rows(annex, scope))
        elif annex.holds("work") and (annex.holds("lead") or annex.holds("deadline")):
            drafts.extend(annex_tasks.read_rows(annex))
    return AnnexRows(tuple(tables), tuple(drafts), tuple(targets))


def _above(setting: Setting, outline: Outline, at: int) -> tuple[str | None, Period | None]:
    """(path, date) of the nearest heading above a table."""
    path: str | None = None
    horizon: Period | None = None
    for trail in outline.titles:
        if trail.title is not None and trail.title.start < at:
            path, horizon = trail.path, period_in(setting, trail.title) if trail.kind == "annex" else None
    return path, horizon
