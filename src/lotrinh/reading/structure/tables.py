"""Tables of a text: rows of cells between bars, on one line each or spread over lines.

Guarantee: a grid's rows all have the same number of cells; a cell is None where it holds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

_RULE = re.compile(r"[|\s:+-]*-{2,}[|\s:+-]*")
_LAYOUT = re.compile(
    r"noi nhan|doc lap *- *tu do|cong hoa xa hoi|dang cong san viet nam|(?:^|\n)\s*so *:|ngay .{0,12} ?thang .{0,12} ?nam"
)
_FEWEST_ROWS = 2

Row = tuple[Span | None, ...]


def find_grids(view: View) -> tuple[CellGrid, ...]:
    """Every table drawn with bars; the two-column frames around a header or a signature are none.

    >>> view = View.of("| TT | Nhiệm vụ | Thời hạn |\\n|---|---|---|\\n| 1 | Xây dựng Đề án | Quý II/2026 |")
    >>> [[cell.of(view.text) if cell else None for cell in row] for row in find_grids(view)[0].rows]
    [['TT', 'Nhiệm vụ', 'Thời hạn'], ['1', 'Xây dựng Đề án', 'Quý II/2026']]
    """
    if "|" not in view.text:
        return ()
    return tuple(grid for grid in (*_inline(view), *_spread(view)) if len(grid.rows) >= _FEWEST_ROWS)


def _trimmed(view: View, start: int, end: int) -> Span | None:
    piece = view.flat[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))


def _inline(view: View) -> Iterator[CellGrid]:
    """Rows of the form `| a | b |`, neighbouring lines making one table."""
    rows: list[Row] = []
    begin = end = -1
    for start, stop in (*_line_bounds(view.text), (len(view.text), len(view.text))):
        line = view.flat[start:stop].strip()
        if line.startswith("|") and line.count("|") >= 3:
            begin, end = (start if begin < 0 else begin), stop
            if not _RULE.fullmatch(line):
                rows.append(_cells_of_line(view, start, stop))
        elif rows or begin >= 0:
            if rows:
                yield CellGrid(Span(begin, end), _squared(rows))
            rows, begin = [], -1


def _line_bounds(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _cells_of_line(view: View, start: int, stop: int) -> Row:
    bars = [i for i in range(start, stop) if view.flat[i] == "|"]
    if view.flat[bars[-1] : stop].strip("| "):
        bars.append(stop)
    return tuple(_trimmed(view, a + 1, b) for a, b in pairwise(bars))


def _squared(rows: list[Row]) -> tuple[Row, ...]:
    width = max(len(row) for row in rows)
    return tuple(row + (None,) * (width - len(row)) for row in rows)


def _spread(view: View) -> Iterator[CellGrid]:
    """Tables whose bars stand alone on their lines: `|` cell `|` cell `|`, then the next row opens with a bar."""
    bars = [(a, b) for a, b in _line_bounds(view.text) if view.flat[a:b].strip() == "|"]
    at = 0
    while at + 2 < len(bars):
        width = _first_row_width(view, bars, at)
        if width < 2:
            at += 1
            continue
        rows, following = _rows_of(view, bars, at, width)
        begin = bars[at][0]
        if len(rows) < _FEWEST_ROWS or width < 3 or _LAYOUT.search(view.folded[begin : begin + 400]):
            at += 1
            continue
        yield CellGrid(Span(begin, bars[following - 1][1]), tuple(rows))
        at = following


def _first_row_width(view: View, bars: list[tuple[int, int]], at: int) -> int:
    """Filled cells from the bar `at` to the first pair of bars with nothing between them."""
    width = 0
    while at + width + 1 < len(bars) and _trimmed(view, bars[at + width][1], bars[at + width + 1][0]):
        width += 1
    return width


def _rows_of(view: View, bars: list[tuple[int, int]], at: int, width: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while at + width < len(bars):
        if rows and _trimmed(view, bars[at - 1][1], bars[at][0]):
            break  # text between two rows: the table ended
        row = tuple(_trimmed(view, bars[at + i][1], bars[at + i + 1][0]) for i in range(width))
        if any(cell is not None and cell.end - cell.start > 4000 for cell in row):
            break
        if any(row):
            rows.append(row)
        at += width + 1
    return rows, at
