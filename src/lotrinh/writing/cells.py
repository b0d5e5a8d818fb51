"""A table cell as pieces, as text and as a number, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lotrinh.values.numerals import format_number
from lotrinh.writing.inline import Figure, Marks, Piece, Run, line_text, pieces, printable
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


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the words around it, for a spreadsheet that must be able to add it up."""

    value: Decimal
    before: str = ""
    after: str = ""


def cell_amount(cell: Cell) -> Amount | None:
    """The number of a cell that holds exactly one: a bare number, or a figure with words around it.

    >>> cell_amount((Figure("34,8%", "a", Decimal("34.8")), Run(" (năm 2025)")))
    Amount(value=Decimal('34.8'), before='', after='% (năm 2025)')
    """
    if isinstance(cell, int | Decimal):
        return Amount(Decimal(cell))
    if isinstance(cell, Figure):
        return _amount(cell)
    if not isinstance(cell, tuple) or not all(isinstance(part, Run | Figure) for part in cell):
        return None
    figures = [part for part in cell if isinstance(part, Figure)]
    found = _amount(figures[0]) if len(figures) == 1 else None
    if found is None:
        return None
    at = cell.index(figures[0])
    before, after = (
        "".join(part.text for part in parts if isinstance(part, Run)) for parts in (cell[:at], cell[at + 1 :])
    )
    return Amount(found.value, before + found.before, found.after + after)


def _amount(figure: Figure) -> Amount | None:
    """Split the shown text around the number; None where the text says it otherwise."""
    if figure.value is None:
        return None
    before, number, after = figure.text.partition(format_number(figure.value))
    return Amount(figure.value, before, after) if number else None
