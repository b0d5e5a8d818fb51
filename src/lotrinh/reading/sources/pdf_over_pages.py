"""Tables that a page break cut in two: one table again, its repeated headings and torn rows put together."""

from __future__ import annotations

from collections.abc import Iterable

from lotrinh.reading.sources.text_builder import Cell, Joined, Paragraph, Table

Part = Paragraph | Table
Row = tuple[Cell | Joined | None, ...]


def joined_over_pages(pages: Iterable[list[Part]]) -> list[Part]:
    """The parts of all pages in order; a table that opens a page goes on with the one that ended the page before.

    They must have as many columns. Rows of headings that are printed again at the head of the page are left out: they
    say nothing new, as page numbers do.
    """
    parts: list[Part] = []
    for page in pages:
        opening = page[0] if page else None
        before = parts[-1] if parts else None
        if isinstance(opening, Table) and isinstance(before, Table) and _columns(opening) == _columns(before):
            parts[-1] = _joined(before, opening)
            page = page[1:]
        parts.extend(page)
    return parts


def _columns(table: Table) -> int:
    return max(map(len, table.rows))


def _joined(before: Table, after: Table) -> Table:
    rows = after.rows[_repeated(before, after) :]
    if rows and before.rows and _is_torn(before.rows[-1], rows[0]):
        whole = tuple(_whole(first, second) for first, second in zip(before.rows[-1], rows[0], strict=True))
        return Table((*before.rows[:-1], whole, *rows[1:]))
    return Table((*before.rows, *rows))


def _repeated(before: Table, after: Table) -> int:
    """How many rows at the head of both say the same; a table that only repeats itself is kept."""
    count = 0
    for first, second in zip(before.rows, after.rows, strict=False):
        if not any(map(_words, first)) or [*map(_words, first)] != [*map(_words, second)]:
            break
        count += 1
    return count if count < len(after.rows) else 0


def _is_torn(last: Row, first: Row) -> bool:
    """The page broke inside a row: its number stands on one page, and some words go on in the middle of a sentence."""
    if len(last) != len(first) or (_words(first[0]) and _words(last[0])):
        return False
    return any(
        _words(above) and _words(below)[:1].islower()
        for above, below in zip(last[1:], first[1:], strict=True)
    )


def _whole(first: Cell | Joined | None, second: Cell | Joined | None) -> Cell | Joined | None:
    if isinstance(first, Cell) and isinstance(second, Cell):
        return Cell((*first.content, *second.content))
    return first if isinstance(first, Cell) or second is None else second


def _words(cell: Cell | Joined | None) -> str:
    if not isinstance(cell, Cell):
        return ""
    return " ".join(part.text for part in cell.content if isinstance(part, Paragraph)).strip()
