"""Collects an HTML table while it is walked through: cells fall into columns, spans leave marks behind."""

from __future__ import annotations

from dataclasses import dataclass, field

from lotrinh.reading.sources.text_builder import Cell, Joined, Paragraph, Table

_WIDEST = 200
_TALLEST = 1000


@dataclass(slots=True)
class TableFrame:
    """A table that is open; `below` tells for each column how many rows a cell from above still covers."""

    rows: list[list[Cell | Joined | None]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    content: list[Paragraph | Table] | None = None
    _spans: tuple[int, int] = (1, 1)

    def begin_row(self) -> None:
        self.rows.append([])
        self._continue_from_above()

    def begin_cell(self, columns: int, rows: int) -> None:
        if not self.rows:
            self.begin_row()
        self._spans = (min(max(columns, 1), _WIDEST), min(max(rows, 1), _TALLEST))
        self.content = []

    def end_cell(self) -> None:
        if self.content is None:
            return
        columns, rows = self._spans
        row = self.rows[-1]
        if rows > 1:
            self.below.update(dict.fromkeys(range(len(row), len(row) + columns), rows - 1))
        row.append(Cell(tuple(self.content)))
        row.extend(["left"] * (columns - 1))
        self.content = None
        self._continue_from_above()

    def _continue_from_above(self) -> None:
        row = self.rows[-1]
        while self.below.get(len(row), 0) > 0 and len(row) < _WIDEST:
            self.below[len(row)] -= 1
            row.append("above")

    def table(self) -> Table:
        width = max(map(len, self.rows), default=0)
        return Table(tuple(tuple(row + [None] * (width - len(row))) for row in self.rows if row))
