"""The cells of a table on a scanned page, from the lines drawn around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from lotrinh.values.frozen import frozen
from lotrinh.values.scan import Box, ScannedWord

_NEAR = 14
_FEWEST_LINES = 3
_FEWEST_CELLS = 4
_COVERED = 0.6


@frozen
class Grid:
    """The places of the lines of one table, from left to right and from top to bottom, and the rules themselves."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    level: tuple[Box, ...]
    steep: tuple[Box, ...]

    @property
    def box(self) -> Box:
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def holds(self, box: Box) -> bool:
        """Whether the middle of a word lies in the table."""
        across, down = box.middle
        return self.columns[0] <= across <= self.columns[-1] and self.rows[0] <= down <= self.rows[-1]

    def place(self, row: int, column: int) -> Box:
        """The rectangle between the lines around a place."""
        return Box(self.columns[column], self.rows[row], self.columns[column + 1], self.rows[row + 1])

    def cell_of(self, box: Box) -> tuple[int, int]:
        """(row, column) of the cell a word lies in, of merged cells the first."""
        across, down = box.middle
        row = min(max(bisect_right(self.rows, down) - 1, 0), len(self.rows) - 2)
        column = min(max(bisect_right(self.columns, across) - 1, 0), len(self.columns) - 2)
        while column > 0 and not self._parted(column, row):
            column -= 1
        while row > 0 and not self._ruled(row, column):
            row -= 1
        return row, column

    def joined(self, row: int, column: int) -> Literal["above", "left"] | None:
        """Whether the cell that covers a place begins above or to the left of it."""
        if column > 0 and not self._parted(column, row):
            return "left"
        return "above" if row > 0 and not self._ruled(row, column) else None

    def _parted(self, column: int, row: int) -> bool:
        """Whether a line stands on the left of a cell."""
        top, bottom = self.rows[row], self.rows[row + 1]
        return _covers(
            (
                (rule.top, rule.bottom)
                for rule in self.steep
                if abs(rule.left - self.columns[column]) <= _NEAR
            ),
            top,
            bottom,
        )

    def _ruled(self, row: int, column: int) -> bool:
        """Whether a line lies on top of a cell."""
        left, right = self.columns[column], self.columns[column + 1]
        return _covers(
            ((rule.left, rule.right) for rule in self.level if abs(rule.top - self.rows[row]) <= _NEAR),
            left,
            right,
        )


def _covers(stretches: Iterable[tuple[int, int]], begin: int, end: int) -> bool:
    covered = sum(max(0, min(last, end) - max(first, begin)) for first, last in stretches)
    return covered >= _COVERED * (end - begin)


def find_grids(rules: Iterable[Box]) -> tuple[Grid, ...]:
    """The tables of a page: rules that cross or touch each other, with at least three lines either way and four cells.

    >>> level = [Box(0, y, 900, y + 2) for y in (0, 100, 200)]
    >>> steep = [Box(x, 0, x + 2, 200) for x in (0, 300, 898)]
    >>> [(grid.columns, grid.rows) for grid in find_grids([*level, *steep])]
    [((0, 300, 898), (0, 100, 200))]
    """
    groups: list[list[Box]] = []
    for rule in rules:
        touched = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([rule, *(box for group in touched for box in group)])
    grids = (_grid(group) for group in groups)
    found = [grid for grid in grids if grid is not None]
    return tuple(sorted(found, key=lambda grid: (grid.rows[0], grid.columns[0])))


def _grid(rules: list[Box]) -> Grid | None:
    level = tuple(rule for rule in rules if _is_level(rule))
    steep = tuple(rule for rule in rules if not _is_level(rule))
    rows = _places([rule.top for rule in level])
    columns = _places([rule.left for rule in steep])
    cells = (len(rows) - 1) * (len(columns) - 1)
    if min(len(rows), len(columns)) < _FEWEST_LINES or cells < _FEWEST_CELLS:
        return None
    return Grid(columns, rows, level, steep)


def _is_level(rule: Box) -> bool:
    return rule.right - rule.left > rule.bottom - rule.top


def _touch(one: Box, other: Box) -> bool:
    """Only a level and a steep rule can touch: a row of dashes is no table."""
    if _is_level(one) == _is_level(other):
        return False
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.top <= other.bottom + _NEAR
        and other.top <= one.bottom + _NEAR
    )


def _places(values: list[int]) -> tuple[int, ...]:
    """Values within _NEAR of each other are one line, drawn a little askew."""
    places: list[int] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return tuple(places)


def words_by_cell(grid: Grid, words: Iterable[ScannedWord]) -> dict[tuple[int, int], list[ScannedWord]]:
    """(row, column) -> the words in that cell, in the order they came."""
    cells: dict[tuple[int, int], list[ScannedWord]] = {}
    for word in words:
        cells.setdefault(grid.cell_of(word.box), []).append(word)
    return cells
