"""The rows of tables that became no record: each named with its reason and counted like the sentences of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from lotrinh.reading.records.annex_cells import is_figure
from lotrinh.reading.records.annex_grid import AnnexGrid, Row, Scan
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.targets import is_measure
from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.values.frozen import frozen
from lotrinh.values.reading import Coverage, Unread
from lotrinh.values.span import Span


@frozen
class TableReading:
    """A grid and how it was understood; `annex` and `scan` are None where its columns are unknown."""

    grid: CellGrid
    annex: AnnexGrid | None
    scan: Scan | None


def read_rows_coverage(
    setting: Setting, tables: Iterable[TableReading], captured: Iterable[Span]
) -> tuple[tuple[Unread, ...], Coverage]:
    """(unread, counts) over the rows of tables: a row of work is imperative, one with figures numeric."""
    starts = sorted(span.start for span in captured)
    unread: list[Unread] = []
    counts = [0, 0, 0, 0]
    for table in tables:
        if table.annex is None or table.scan is None or table.annex.columns.nature is None:
            rows = sum(_has_figure(setting, row) for row in table.grid.rows)
            counts[2] += rows
            if rows:
                unread.append(Unread(table.grid.span, "table_columns"))
            continue
        at = 2 if table.annex.columns.nature != "tasks" else 0
        for row, reason in _entries(table.annex, table.scan):
            held = _is_held(starts, row)
            counts[at] += reason != "table_empty"
            counts[at + 1] += held and reason != "table_empty"
            if not held:
                unread.append(Unread(row, reason))
    return tuple(unread), Coverage(*counts)


def _entries(annex: AnnexGrid, scan: Scan) -> Iterable[tuple[Span, str]]:
    """The rows that ought to give a record and, where they gave none, why."""
    for entry in scan.entries:
        row = annex.grid.rows[entry.at]
        told = annex.columns.nature == "tasks" or _has_figure(annex.setting, row)
        if told or entry.name in row:  # else more words on the entry above
            yield _extent(row), "table_no_value" if told else "table_empty"
    for at, reason in scan.lost:
        yield _extent(annex.grid.rows[at]), reason


def _extent(row: Row) -> Span:
    cells = [cell for cell in row if cell is not None]
    return Span(cells[0].start, max(cell.end for cell in cells))


def _has_figure(setting: Setting, row: Row) -> bool:
    """A measure in any cell, or a bare figure in one that is not the first."""
    cells = [cell for cell in row if cell is not None]
    if any(is_figure(setting.view.flat[cell.start : cell.end].strip()) for cell in cells[1:]):
        return True
    quantities = setting.mentioned.quantities
    return any(is_measure(setting, q) for cell in cells for q in quantities.within(cell.start, cell.end))


def _is_held(starts: list[int], row: Span) -> bool:
    at = bisect_left(starts, row.start)
    return at < len(starts) and starts[at] < row.end
