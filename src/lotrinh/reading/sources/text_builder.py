"""Puts paragraphs and tables of a document one after the other and remembers where each came to stand."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from lotrinh.reading.sources.text_source import Block, CellGrid
from lotrinh.reading.sources.unseen import drop_unseen, told
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span


@frozen
class Paragraph:
    """A paragraph of a document; `label` is the number or bullet in front of it, printed but not typed.

    `apart` tells of a line that white space parts from the line before: an empty line stands for it.
    """

    text: str
    label: str | None = None
    bold: bool | None = None
    centred: bool | None = None
    heading_level: int | None = None
    page: int | None = None
    apart: bool = False


@frozen
class Cell:
    """A cell of a table: paragraphs and tables."""

    content: tuple[Paragraph | Table, ...]


Joined = Literal["above", "left"]
"""A place covered by a merged cell that began in the row above or in the column to the left."""


@frozen
class Table:
    """Rows of cells, all rows of one length where the format tells its columns; None where a row has no cell."""

    rows: tuple[tuple[Cell | Joined | None, ...], ...]


@dataclass(slots=True)
class TextBuilder:
    """Collects the text; `add` for each part in reading order, then `text`, `blocks` and `grids`."""

    blocks: list[Block] = field(default_factory=list)
    grids: list[CellGrid] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _unseen: Counter[str] = field(default_factory=Counter)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was dropped from the text because nobody sees it."""
        return told(self._unseen)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, *parts: Paragraph | Table) -> None:
        """Appends parts, each on lines of its own; paragraphs without a character are left out."""
        for part in parts:
            if isinstance(part, Table):
                self._add_table(part)
            elif printed := self._printed(part.text):
                self._fresh_line()
                if part.apart and self._pieces:
                    self._put("\n")
                self._add_paragraph(part, printed)

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _fresh_line(self) -> None:
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._put("\n")

    def _add_paragraph(self, paragraph: Paragraph, text: str) -> None:
        start = self._length
        self._put(f"{paragraph.label} {text}" if paragraph.label else text)
        span = Span(start, self._length)
        self.blocks.append(
            Block(
                span,
                paragraph.bold,
                paragraph.centred,
                paragraph.heading_level,
                paragraph.label,
                paragraph.page,
            )
        )

    def _add_table(self, table: Table) -> None:
        if not any(isinstance(cell, Cell) and cell.content for row in table.rows for cell in row):
            return
        self._fresh_line()
        start = self._length
        rows: list[tuple[Span | None, ...]] = []
        for row in table.rows:
            if rows:
                self._put("\n")
            rows.append(self._row(row))
        if self._length == start:  # cells whose inner tables hold nothing
            return
        self.grids.append(
            CellGrid(Span(start, self._length), tuple(rows), _places(table, "above"), _places(table, "left"))
        )
        self._put("\n")

    def _row(self, row: tuple[Cell | Joined | None, ...]) -> tuple[Span | None, ...]:
        spans: list[Span | None] = []
        for place, cell in enumerate(row):
            if place:
                self._put("\t")
            spans.append(self._cell(cell))
        return tuple(spans)

    def _cell(self, cell: Cell | Joined | None) -> Span | None:
        start = self._length
        for part in cell.content if isinstance(cell, Cell) else ():
            if isinstance(part, Table):
                self._add_table(part)
            elif printed := self._printed(part.text):
                if self._length > start:
                    self._fresh_line()
                self._add_paragraph(part, printed.replace("\t", " "))
        return Span(start, self._length) if self._length > start else None

    def _printed(self, text: str) -> str:
        """NFC, without characters and surrounding white space that no reader sees."""
        text, unseen = drop_unseen(text)
        self._unseen.update(unseen)
        return unicodedata.normalize("NFC", text.strip())


def _places(table: Table, joined: Joined) -> frozenset[tuple[int, int]]:
    return frozenset(
        (at, column) for at, row in enumerate(table.rows) for column, cell in enumerate(row) if cell == joined
    )
