"""The slower reading of a PDF page, by the places of its characters: for broken order and for ruled tables."""

from __future__ import annotations

import io
import logging
import math
from typing import Any

import pdfplumber

from lotrinh.reading.sources.pdf_columns import Line, Word, lines_of, read_order, text_of
from lotrinh.reading.sources.pdf_lines import joined_lines, without_page_number
from lotrinh.reading.sources.text_builder import Cell, Joined, Paragraph, Table
from lotrinh.values.frozen import frozen

_LEAST_ROWS = _LEAST_COLUMNS = 2
_LEAST_FILLED = 3
_COLUMNS_OF_A_ROW = 3
_MOST_CHARACTERS = 20_000
_INSIDE = 0.5

# A damaged page makes it write a line for every operator; what matters of that is told by the warnings of the source.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read_pages(
    data: bytes, wanted: dict[int, frozenset[str]], always: frozenset[int], least: float
) -> dict[int, list[Paragraph | Table]]:
    """Page number -> its lines and tables from top to bottom, for the pages of `always` and where a table is found.

    `wanted` names the pages and, for each, the lines that are stamps and not part of the text; `least` is how many
    points a line stands below the one before where a paragraph begins.
    """
    found: dict[int, list[Paragraph | Table]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=sorted(wanted)) as document:
            for page in document.pages:
                parts = _read(page, wanted[page.page_number], page.page_number in always, least)
                if parts:
                    found[page.page_number] = parts
                page.close()
    except Exception:  # noqa: BLE001 - the reader of places raises many kinds; pages it cannot read stay as they were
        return found
    return found


def _read(page: Any, stamps: frozenset[str], always: bool, least: float) -> list[Paragraph | Table]:
    if len(page.chars) > _MOST_CHARACTERS:
        return []
    tables = [
        (each.bbox, table)
        for each in page.find_tables()
        if (table := _table(each.extract(), each, page.page_number))
    ]
    if not tables and not always:
        return []
    rest = page
    for (left, top, right, bottom), _ in tables:
        rest = rest.filter(lambda item, box=(left, top, right, bottom): not _within(item, box))
    words = (Word(w["text"], w["x0"], w["x1"], w["top"], w["bottom"]) for w in rest.extract_words())
    lines = [line for line in lines_of(words) if text_of(line) not in stamps]
    texts = tuple(map(text_of, lines))
    kept = without_page_number(texts, page.page_number)
    lines = lines[int(bool(texts) and kept[:1] != texts[:1]) :][: len(kept)]
    # Stamps are looked for in whole rows of a letterhead.
    ordered = [(line[0].top, line) for line in lines] if stamps else [*read_order(lines)]
    before: list[tuple[float, Line]] = [(-math.inf, ()), *ordered]
    placed: list[tuple[float, Paragraph | Table]] = [
        (
            top,
            Paragraph(text_of(line), page=page.page_number, apart=_is_apart(line, above, top - last, least)),
        )
        for (last, above), (top, line) in zip(before, ordered, strict=False)
    ]
    placed += [(box[1], table) for box, table in tables]
    return [part for _, part in sorted(placed, key=lambda entry: entry[0])]


def _is_apart(line: Line, above: Line, drop: float, least: float) -> bool:
    """White space lies between two lines of a page, and the lower one does not go on in the middle of a sentence."""
    return bool(above) and drop >= least and not text_of(line)[:1].islower()


def _within(item: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle = ((item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2)
    return bool(box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3])


def _table(rows: list[list[str | None]], drawn: Any, page: int) -> Table | None:
    """Cells as paragraphs; a frame around a paragraph or a letterhead's rule is no table.

    A row of many columns is one: the rest of the table stands on the next page or on the page before.
    """
    columns = max(map(len, rows), default=0)
    filled = sum(bool(cell and cell.strip()) for row in rows for cell in row)
    if not filled or columns < _LEAST_COLUMNS:
        return None
    if columns < _COLUMNS_OF_A_ROW and (len(rows) < _LEAST_ROWS or filled < _LEAST_FILLED):
        return None
    places = _Places.of(drawn)
    return Table(
        tuple(
            tuple(
                places.joined(at, column) if text is None else _cell(text, page)
                for column, text in enumerate(row)
            )
            for at, row in enumerate(rows)
        )
    )


def _cell(text: str, page: int) -> Cell | None:
    """Lines in a cell are wraps, not paragraphs."""
    return Cell((Paragraph(joined_lines(text), page=page),)) if text.strip() else None


@frozen
class _Places:
    """Where the rows and columns of a drawn table begin, and the boxes of its cells."""

    tops: tuple[float, ...]
    lefts: tuple[float, ...]
    boxes: tuple[tuple[float, float, float, float], ...]

    @classmethod
    def of(cls, drawn: Any) -> _Places:
        boxes = tuple(drawn.cells)
        return cls(tuple(sorted({box[1] for box in boxes})), tuple(sorted({box[0] for box in boxes})), boxes)

    def joined(self, row: int, column: int) -> Joined | None:
        """Whether the cell that covers a place begins above or to the left of it."""
        if row >= len(self.tops) or column >= len(self.lefts):
            return None
        x, y = self.lefts[column] + _INSIDE, self.tops[row] + _INSIDE
        for left, top, right, bottom in self.boxes:
            if left <= x < right and top <= y < bottom:
                return "above" if top < self.tops[row] - _INSIDE else "left"
        return None
