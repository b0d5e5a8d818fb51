"""Tables of a text: rows of cells between bars, on one line each, wrapped over lines, or a bar a line.

Guarantee: a grid's rows all have the same number of cells; a cell is None where it holds nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.reading.structure.spread_tables import Row, spread_grids, trimmed
from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

_BAR = re.compile(r"\|")
_RULE = re.compile(r"[|\s:+-]*-{2,}[|\s:+-]*")
_FEWEST_ROWS = 2
_FEWEST_BARS = 3
_MOST_WRAPS = 40

Line = tuple[int, int]


def find_grids(view: View) -> tuple[CellGrid, ...]:
    """Every table drawn with bars; the two-column frames around a header or a signature are none.

    >>> view = View.of("| TT | Nhiệm vụ | Thời hạn |\\n|---|---|---|\\n| 1 | Xây dựng Đề án | Quý II/2026 |")
    >>> [[cell.of(view.text) if cell else None for cell in row] for row in find_grids(view)[0].rows]
    [['TT', 'Nhiệm vụ', 'Thời hạn'], ['1', 'Xây dựng Đề án', 'Quý II/2026']]
    """
    if "|" not in view.text:
        return ()
    found = (*_inline(view), *spread_grids(view))
    return tuple(sorted((g for g in found if len(g.rows) >= _FEWEST_ROWS), key=lambda grid: grid.span))


def _inline(view: View) -> Iterator[CellGrid]:
    """Rows of the form `| a | b |` or `a | b | c`, neighbouring ones making one table."""
    lines = _line_bounds(view.text)
    rows: list[Row] = []
    begin = end = -1
    open_bars = 0
    at = _next_barred(view.text, lines, 0)
    while at < len(lines) or begin >= 0:
        taken, bars = _row_at(view, lines, at, open_bars)
        if taken:
            start, stop = lines[at][0], lines[at + taken - 1][1]
            begin, end, open_bars = (start if begin < 0 else begin), stop, bars
            if not _RULE.fullmatch(view.flat[start:stop].strip()):
                rows.append(_cells_of_row(view, start, stop))
        elif begin >= 0:
            if rows:
                yield CellGrid(Span(begin, end), _squared(rows))
            rows, begin, open_bars = [], -1, 0
        at += max(taken, 1)
        if begin < 0:
            at = _next_barred(view.text, lines, at)


def _next_barred(text: str, lines: list[Line], at: int) -> int:
    """The first line from `at` on that holds a bar, the number of lines where there is none."""
    bar = text.find("|", lines[at][0]) if at < len(lines) else -1
    return bisect_right(lines, (bar, len(text))) - 1 if bar >= 0 else len(lines)


def _row_at(view: View, lines: list[Line], at: int, open_bars: int) -> tuple[int, int]:
    """(lines the row takes, its bars if it has no outer ones): (0, 0) where no row begins.

    `open_bars` are those of a row without outer bars right above: the next must have as many.
    """
    if at >= len(lines):
        return 0, 0
    line = view.flat[slice(*lines[at])].strip()
    bars = line.count("|")
    if line.startswith("|"):
        return _wrapped(view, lines, at), 0
    if bars < _FEWEST_BARS - 1:
        return 0, 0
    beside = open_bars or (_open_bars(view, lines[at + 1]) if at + 1 < len(lines) else 0)
    return (1, bars) if beside == bars else (0, 0)


def _open_bars(view: View, line: Line) -> int:
    words = view.flat[slice(*line)].strip()
    return 0 if words.startswith("|") else words.count("|")


def _wrapped(view: View, lines: list[Line], at: int) -> int:
    """How many lines a row takes: cells may be wrapped, up to the line that ends with a bar."""
    first = view.flat[slice(*lines[at])].strip()
    bars, closed, taken = first.count("|"), len(first) > 1 and first.endswith("|"), 1
    if bars == 1 and len(first) == 1:
        return 0  # a bar alone on its line
    for count, line in enumerate(lines[at + 1 : at + _MOST_WRAPS], start=2):
        words = view.flat[slice(*line)].strip()
        if not words or words.startswith("|") or (closed and not words.endswith("|")):
            break
        bars += words.count("|")
        if words.endswith("|"):
            closed, taken = True, count
    return taken if bars >= _FEWEST_BARS and (closed or first.count("|") >= _FEWEST_BARS) else 0


def _line_bounds(text: str) -> list[Line]:
    """[start, end) of every line; an empty one at the very end is none."""
    starts = accumulate([len(line) + 1 for line in text.split("\n")], initial=0)
    lines = [(start, following - 1) for start, following in pairwise(starts)]
    if text.endswith("\n"):
        lines.pop()
    return lines


def _cells_of_row(view: View, start: int, stop: int) -> Row:
    bars = [bar.start() for bar in _BAR.finditer(view.flat, start, stop)]
    if view.flat[start : bars[0]].strip():
        bars.insert(0, start - 1)
    if view.flat[bars[-1] : stop].strip("| "):
        bars.append(stop)
    return tuple(trimmed(view, a + 1, b) for a, b in pairwise(bars))


def _squared(rows: list[Row]) -> tuple[Row, ...]:
    width = max(len(row) for row in rows)
    return tuple(row + (None,) * (width - len(row)) for row in rows)
