"""The tables of a document: each a Table, and those with known columns tasks, targets or results too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from lotrinh.reading.records import annex_results, annex_targets, annex_tasks
from lotrinh.reading.records.annex_cells import period_in, words_of
from lotrinh.reading.records.annex_columns import Columns, settle
from lotrinh.reading.records.annex_coverage import TableReading
from lotrinh.reading.records.annex_figures import unit_said
from lotrinh.reading.records.annex_grid import NO_SECTION, AnnexGrid, Scan
from lotrinh.reading.records.annex_header import find_header
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.reading.structure.outline import Outline
from lotrinh.values.frozen import frozen
from lotrinh.values.period import Period
from lotrinh.values.reading import Table
from lotrinh.values.record import Result, Target
from lotrinh.values.span import Span

_CAPTION = 400
_TELLS_TASKS = re.compile(r"(?<!\w)(?:nhiem +vu|cong +viec|phan +cong|giao +viec|de +an)(?!\w)")
_PAGE_BREAK = re.compile(r"[\s\d\f|*-]*(?:trang +\d+(?:/\d+)?)?[\s\d\f|*-]*")


@frozen
class AnnexRows:
    """What the tables of a document give."""

    tables: tuple[Table, ...]
    drafts: tuple[Draft, ...]
    targets: tuple[Target, ...]
    results: tuple[Result, ...]
    readings: tuple[TableReading, ...]


def read_annexes(
    setting: Setting, grids: tuple[CellGrid, ...], outline: Outline, scope: str | None
) -> AnnexRows:
    """Reads every grid under its own header, or under the last one where a table goes on."""
    readings: list[TableReading] = []
    last: TableReading | None = None
    for number, grid in enumerate(grids, start=1):
        annex = _annex(setting, grid, outline, number, last)
        readings.append(TableReading(grid, annex, annex.scan() if annex else None))
        last = readings[-1] if annex else last
    read = [(each.annex, each.scan) for each in readings if each.annex is not None and each.scan is not None]
    of = {
        nature: [pair for pair in read if pair[0].columns.nature == nature] for nature in ("tasks", "results")
    }
    return AnnexRows(
        tuple(_table(setting, outline, number, each) for number, each in enumerate(readings, start=1)),
        tuple(draft for pair in of["tasks"] for draft in annex_tasks.read_rows(*pair)),
        tuple(target for pair in read for target in _targets(*pair, scope)),
        tuple(result for pair in of["results"] for result in annex_results.read_rows(*pair, scope)),
        tuple(readings),
    )


def _targets(annex: AnnexGrid, scan: Scan, scope: str | None) -> Iterable[Target]:
    if annex.columns.nature == "results":
        ahead = annex_results.planned_ahead(annex)
        return annex_targets.read_rows(annex, scan, scope, ahead) if ahead else ()
    if annex.columns.nature == "targets":
        set_here = tuple(c for c in annex.columns.values if c.kind in ("goal", "plan"))
        return annex_targets.read_rows(annex, scan, scope, set_here)
    if annex.columns.nature == "tasks":
        return annex_targets.read_beside_work(annex, scan, scope)
    return ()


def _annex(
    setting: Setting, grid: CellGrid, outline: Outline, number: int, last: TableReading | None
) -> AnnexGrid | None:
    above, title = _above(outline, grid.span.start)
    path = f"{above or 'Bảng'}|{number}"
    header = find_header(setting, grid)
    before = last.annex if last else None
    section = last.scan.section if last and last.scan else NO_SECTION
    if header is None:
        goes_on = before is not None and _goes_on(setting, before, grid, title)
        return replace(before, grid=grid, path=path, body=0, before=section) if before and goes_on else None
    caption = _caption(grid, last)
    columns = settle(setting, grid, header, _tells_tasks(setting, caption, title))
    if not columns.works:
        return None
    horizon = period_in(setting, title) if title is not None else None
    annex = AnnexGrid(setting, grid, columns, path, header.body, horizon or _in_caption(setting, caption))
    section = section if before and _is_next_page(setting, before, grid, columns) else NO_SECTION
    if not section.leads.names and title is not None:
        section = replace(section, leads=annex.leads_in_title(title))
    said = unit_said(words_of(setting, caption)) or _unit_above_header(annex)
    return replace(annex, before=section, unit=said)


def _goes_on(setting: Setting, last: AnnexGrid, grid: CellGrid, title: Span | None) -> bool:
    """A table without a header of its own goes on where its width is the last one's and nothing stands between."""
    if len(grid.rows[0]) != len(last.columns.header.headings):
        return False
    if title is not None and title.start > last.grid.span.end:
        return False
    between = setting.view.folded[last.grid.span.end : grid.span.start]
    return _PAGE_BREAK.fullmatch(between) is not None


def _is_next_page(setting: Setting, last: AnnexGrid, grid: CellGrid, columns: Columns) -> bool:
    """The same header again after a page's end: the sections go on."""
    same = columns.headings == last.columns.headings
    between = setting.view.folded[last.grid.span.end : grid.span.start]
    return same and _PAGE_BREAK.fullmatch(between) is not None


def _caption(grid: CellGrid, last: TableReading | None) -> Span:
    """The words between the table before and this one, the last few lines of them."""
    start = max(0, grid.span.start - _CAPTION, last.grid.span.end if last else 0)
    end = max(grid.span.start, 1)  # a table that begins the text, or right below another, has no words above
    return Span(min(start, end - 1), end)


def _in_caption(setting: Setting, caption: Span) -> Period | None:
    """The time of a bracketed or capital line right above a table: "CHỈ TIÊU NĂM 2026"."""
    text = setting.view.text
    lines = [line for line in text[caption.start : caption.end].splitlines() if line.strip()]
    for line in reversed(lines[-3:]):
        at = text.rfind(line, caption.start, caption.end)
        if line.strip(" *|").isupper() and (period := period_in(setting, Span(at, at + len(line)))):
            return period
    return None


def _tells_tasks(setting: Setting, caption: Span, title: Span | None) -> bool:
    folded = setting.view.folded
    named = title is not None and _TELLS_TASKS.search(folded, title.start, title.end)
    return bool(named or _TELLS_TASKS.search(folded, max(caption.start, caption.end - 200), caption.end))


def _unit_above_header(annex: AnnexGrid) -> str | None:
    """ "Đơn vị tính: tỷ đồng" in a row above the headings."""
    rows = annex.grid.rows[: annex.columns.header.at]
    return next((unit for row in rows for cell in row if (unit := unit_said(annex.words(cell)))), None)


def _above(outline: Outline, at: int) -> tuple[str | None, Span | None]:
    """(path, title) of the nearest heading above a table; the title of an annex only."""
    path: str | None = None
    title: Span | None = None
    for trail in outline.titles:
        if trail.title is not None and trail.title.start < at:
            path, title = trail.path, trail.title if trail.kind == "annex" else None
    return path, title


def _table(setting: Setting, outline: Outline, number: int, read: TableReading) -> Table:
    grid, annex = read.grid, read.annex
    if annex is None:
        header = find_header(setting, grid)
        headings = tuple(heading.words for heading in header.headings) if header else ()
        path, _ = _above(outline, grid.span.start)
        return Table(
            f"{path or 'Bảng'}|{number}", grid.span, headings, grid.rows[header.body if header else 0 :]
        )
    return Table(annex.path, grid.span, annex.columns.headings, grid.rows[annex.body :])
