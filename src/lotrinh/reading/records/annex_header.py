"""The header of an annex table: one to four rows, with the headings that stand over several columns.

Guarantee to the next stage: every column has its own heading (the lowest) and those above it, from the outermost in.
"""

from __future__ import annotations

import re

from lotrinh.lexicon.columns import ColumnRole, column_role
from lotrinh.reading.records.annex_cells import period_in, words_of
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.values.frozen import frozen
from lotrinh.values.period import Period
from lotrinh.values.span import Span

_SEARCHED_ROWS = 6
_MOST_ROWS = 4
_LONGEST_HEADING = 110
# "(1)", "2", "A", "5=4/3": the row that numbers the columns.
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?: *= *[\d()+*/:x× %-]+)?")
_FEWEST_NUMBERED = 3
_LONGEST_NUMBER = 24
_NAMES: frozenset[ColumnRole | None] = frozenset({"work", "target", "goal", "product"})
# What a heading over several columns says of all of them, whatever stands below it.
_RULING: frozenset[ColumnRole | None] = frozenset({"ratio", "change", "note"})
_LENDING: frozenset[ColumnRole | None] = frozenset(
    {"plan", "actual", "goal", "deadline", "status", "product", "lead", "coordinating", "period"}
)


@frozen
class Heading:
    """What stands over one column: `leaf` nearest to the cells, `parents` from the outermost in; spans of all."""

    leaf: str
    parents: tuple[str, ...]
    spans: tuple[Span, ...]
    role: ColumnRole | None

    @property
    def words(self) -> str:
        return " - ".join((*self.parents, self.leaf)) if self.leaf else ""

    def period(self, setting: Setting) -> Period | None:
        """The stretch of time the heading names, the nearest one first."""
        return next((p for span in reversed(self.spans) if (p := period_in(setting, span))), None)


@frozen
class Header:
    """`at` is the first header row, `body` the first row below it."""

    at: int
    body: int
    headings: tuple[Heading, ...]

    def roles(self) -> tuple[ColumnRole | None, ...]:
        return tuple(heading.role for heading in self.headings)


def find_header(setting: Setting, grid: CellGrid) -> Header | None:
    """The first rows that head at least two known columns, one of them the work or the target."""
    for at in range(min(_SEARCHED_ROWS, len(grid.rows))):
        if sum(cell is not None for cell in grid.rows[at]) < 2:
            continue
        header = _header_at(setting, grid, at)
        known = {role for role in header.roles() if role}
        if len(known) >= 2 and (known & _NAMES or {"lead", "deadline"} <= known):
            return header
    return None


def _header_at(setting: Setting, grid: CellGrid, at: int) -> Header:
    body = at + 1
    while body < min(len(grid.rows) - 1, at + _MOST_ROWS) and _is_subheader(setting, grid, at, body):
        body += 1
    headings = tuple(_heading(setting, grid, at, body, column) for column in range(len(grid.rows[at])))
    while body < len(grid.rows) and numbers_columns(setting, grid.rows[body]):
        body += 1
    return Header(at, body, headings)


def numbers_columns(setting: Setting, row: tuple[Span | None, ...]) -> bool:
    """ "(1) (2) (3)", "A B 1 2 3=2/1" under the headings: three or more, each another."""
    cells = [cell for cell in row if cell is not None]
    if any(cell.end - cell.start > _LONGEST_NUMBER for cell in cells):
        return False
    words = [words_of(setting, cell) for cell in cells]
    return (
        len(words) >= max(_FEWEST_NUMBERED, len(row) - 1)
        and len(set(words)) == len(words)
        and all(_COLUMN_NUMBER.fullmatch(each) for each in words)
    )


def _is_subheader(setting: Setting, grid: CellGrid, at: int, row: int) -> bool:
    """Whether a row still belongs to the header: it fills only columns a wider heading stands over."""
    filled = [column for column, cell in enumerate(grid.rows[row]) if cell is not None]
    if not filled:
        return any((row, column) in grid.above for column in range(len(grid.rows[row])))
    words = [words_of(setting, grid.rows[row][column]) for column in filled]
    if any(len(each) > _LONGEST_HEADING for each in words):
        return False
    if len(filled) == len(grid.rows[row]) or not all(_is_parted(grid, at, row, c) for c in filled):
        return False
    return len(filled) > 1 or column_role(words[0]) is not None


def _is_parted(grid: CellGrid, at: int, row: int, column: int) -> bool:
    """Whether the heading above a place is wider than the place."""
    over = row - 1
    while over > at and grid.rows[over][column] is None and (over, column) in grid.above:
        over -= 1
    following = column + 1
    width = len(grid.rows[over])
    if grid.above or grid.left:
        return (over, column) in grid.left or (following < width and (over, following) in grid.left)
    if grid.rows[over][column] is None:
        return any(cell is not None for cell in grid.rows[over][:column])
    return following < width and grid.rows[over][following] is None


def _heading(setting: Setting, grid: CellGrid, at: int, body: int, column: int) -> Heading:
    spans: list[Span] = []
    for row in range(at, body):
        cell = grid.covering(row, column)
        if cell is None and not (grid.above or grid.left) and row + 1 < body:
            cell = _to_the_left(grid, row, column) if grid.rows[row + 1][column] is not None else None
        if cell is not None and cell not in spans:
            spans.append(cell)
    words = [words_of(setting, span) for span in spans]
    words = [each for each in words if len(each) <= _LONGEST_HEADING]
    if not words:
        return Heading("", (), (), None)
    return Heading(words[-1], tuple(words[:-1]), tuple(spans), _role(words))


def _to_the_left(grid: CellGrid, row: int, column: int) -> Span | None:
    """In a drawn table a heading over several columns stands in the first of them."""
    return next((grid.rows[row][c] for c in range(column, -1, -1) if grid.rows[row][c] is not None), None)


def _role(words: list[str]) -> ColumnRole | None:
    *over, own = [column_role(each) for each in words]
    for role in over:
        if role in _RULING:
            return role
    if own in (None, "period"):
        lent = next((role for role in reversed(over) if role in _LENDING), None)
        if lent is not None and not (own == "period" and lent == "deadline"):
            return lent
        if own is None and over:
            return column_role(" ".join(words[-2:]))
    return own
