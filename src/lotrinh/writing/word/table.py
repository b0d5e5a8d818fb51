"""Tables: fixed widths, a header row that repeats, rows that stay whole."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt

from lotrinh.writing.cells import cell_pieces
from lotrinh.writing.inline import Marks, Piece, printable
from lotrinh.writing.report import Align, Cell, Column, Table
from lotrinh.writing.word.elements import fix_widths, set_cell_margins, set_flag
from lotrinh.writing.word.style import add_pieces, add_words

_ALIGN: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# A row taller than a page must be allowed to break, or its end would be lost.
_LONGEST_WHOLE_CELL = 900


def add_table(document: Document, table: Table, marks: Marks, *, size: float, room: float) -> None:
    """The table over the whole width, its caption above, a small space below."""
    if table.caption:
        add_words(
            document, printable(table.caption), size=size, italic=True
        ).paragraph_format.space_after = Pt(3)
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    fix_widths(grid, shared_widths(table.columns, room))
    set_cell_margins(grid, 70, 30)
    _fill_header(grid.rows[0], table.columns, size)
    for number, row in enumerate(table.rows):
        _fill_row(grid.add_row(), table.columns, row, marks, size=size, strong=number in table.strong)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def shared_widths(columns: tuple[Column, ...], room: float) -> list[Length]:
    """Column shares turned into lengths that fill `room` mm."""
    total = sum(column.width for column in columns)
    return [Mm(room * column.width / total) for column in columns]


def _fill_header(row: Any, columns: tuple[Column, ...], size: float) -> None:
    for cell, column in zip(row.cells, columns, strict=True):
        _fill(cell, [Piece(printable(column.title))], "center", size=size, bold=True)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    properties = row._tr.get_or_add_trPr()
    set_flag(properties, "cantSplit")
    set_flag(properties, "tblHeader")


def _fill_row(
    row: Any, columns: tuple[Column, ...], cells: tuple[Cell, ...], marks: Marks, *, size: float, strong: bool
) -> None:
    longest = 0
    for cell, column, content in zip(row.cells, columns, cells, strict=True):
        drawn = cell_pieces(content, column, marks)
        longest = max(longest, sum(len(piece.text) for piece in drawn))
        _fill(cell, drawn, column.align, size=size, bold=strong)
    if longest <= _LONGEST_WHOLE_CELL:
        set_flag(row._tr.get_or_add_trPr(), "cantSplit")


def _fill(cell: Any, drawn: list[Piece], align: Align, *, size: float, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGN[align]
    add_pieces(paragraph, drawn, size=size, bold=bold)
