"""A table cell as pieces, as text and as a number, the same for every format."""

from __future__ import annotations

from decimal import Decimal

from lotrinh.values.numerals import format_number
from lotrinh.writing.inline import Figure, Marks, Piece, line_text, pieces, printable
from lotrinh.writing.report import Cell, Column


def cell_pieces(cell: Cell, column: Column, marks: Marks) -> list[Piece]:
    """What is drawn in a cell; numbers in Vietnamese notation, nothing for None."""
    if isinstance(cell, tuple):
        return pieces(cell, marks)
    if isinstance(cell, Figure):
        return pieces((cell,), marks)
    if cell is None:
        return []
    return [Piece(plain_text(cell, column))]


def plain_text(cell: str | int | Decimal, column: Column) -> str:
    """`1.234,5` for a number (with the column's decimals), the text itself otherwise.

    >>> plain_text(Decimal("1234.5"), Column("Vốn")), plain_text(3, Column("STT", ordinal=True))
    ('1.234,5', '3')
    """
    if isinstance(cell, str):
        return printable(cell)
    return format_number(cell, column.places if isinstance(cell, Decimal) else None)


def cell_text(cell: Cell, column: Column, marks: Marks) -> str:
    """The cell as one string."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return line_text(cell, marks)
    if isinstance(cell, Figure):
        return line_text((cell,), marks)
    return plain_text(cell, column)


def cell_number(cell: Cell) -> Decimal | None:
    """The number a spreadsheet stores, where the cell is nothing but a number."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | Decimal):
        return Decimal(cell)
    return cell.value if isinstance(cell, Figure) else None
