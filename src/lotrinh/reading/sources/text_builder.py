"""Puts paragraphs and tables of a document one after the other and remembers where each came to stand."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from lotrinh.reading.sources.text_source import Block, CellGrid
from lotrinh.values.span import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document; `label` is the number or bullet in front of it, printed but not typed."""

    text: str
    label: str | None = None
    bold: bool | None = None
    centred: bool | None = None
    heading_level: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: paragraphs and tables; None in a row stands for a cell continued from the left or above."""

    content: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all rows of one length where the format tells its columns."""

    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(slots=True)
class TextBuilder:
    """Collects the text; `add` for each part in reading order, then `text`, `blocks` and `grids`."""

    blocks: list[Block] = field(default_factory=list)
    grids: list[CellGrid] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, *parts: Paragraph | Table) -> None:
        """Appends parts, each on lines of its own; paragraphs without a character are left out."""
        for part in parts:
            if isinstance(part, Table):
                self._add_table(part)
            elif _printed(part.text):
                self._fresh_line()
                self._add_paragraph(part, _printed(part.text))

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
        if not any(cell and cell.content for row in table.rows for cell in row):
            return
        self._fresh_line()
        start = self._length
        rows: list[tuple[Span | None, ...]] = []
        for row in table.rows:
            if rows:
                self._put("\n")
            rows.append(self._row(row))
        self.grids.append(CellGrid(Span(start, self._length), tuple(rows)))
        self._put("\n")

    def _row(self, row: tuple[Cell | None, ...]) -> tuple[Span | None, ...]:
        spans: list[Span | None] = []
        for place, cell in enumerate(row):
            if place:
                self._put("\t")
            spans.append(self._cell(cell))
        return tuple(spans)

    def _cell(self, cell: Cell | None) -> Span | None:
        start = self._length
        for part in cell.content if cell else ():
            if isinstance(part, Table):
                self._add_table(part)
            elif printed := _printed(part.text):
                if self._length > start:
                    self._fresh_line()
                self._add_paragraph(part, printed.replace("\t", " "))
        return Span(start, self._length) if self._length > start else None


def _printed(text: str) -> str:
    """NFC, without the white space around it that no reader sees."""
    return unicodedata.normalize("NFC", text.strip().strip("\u200b\ufeff").strip())
