"""A table as rows of cells; the bars and rules that drew it in plain text are not text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from lotrinh.values.reading import Table
from lotrinh.values.span import Span
from lotrinh.writing.akoma.names import put
from lotrinh.writing.akoma.running import Running

_DRAWN = re.compile(r"[\s|:+=-]*")
_BAR = "|"


def write_table(running: Running, parent: etree._Element, prefix: str, table: Table) -> None:
    """The head of the table from the text above its first row, then every row with its cells."""
    eid = running.places.counted(prefix, "table")
    running.places.enter(eid, table.span.start, table.span.end)
    _Grid(running, put(parent, "table", eId=eid), eid, table).write()


class _Grid:
    """One table being written: `at` is how far its text is written, `last` the cell written last."""

    def __init__(self, running: Running, element: etree._Element, eid: str, table: Table) -> None:
        self.running = running
        self.element = element
        self.eid = eid
        self.table = table
        self.at = table.span.start
        self.last: etree._Element | None = None

    def write(self) -> None:
        cells = (c.start for row in self.table.rows for c in row if c and self.table.span.covers(c))
        first = next(cells, self.table.span.end)
        for pieces in rows_in(self.running.text, self.at, first, len(self.table.columns)):
            tr = put(self.element, "tr")
            for piece in pieces:
                self._cell(tr, "th", piece)
        self.at = first
        for row in self.table.rows:
            self._row(row)
        self._rest(self.table.span.end)
        if not len(self.element):
            self._cell(put(self.element, "tr"), "td", None)

    def _row(self, row: tuple[Span | None, ...]) -> None:
        tr = put(self.element, "tr")
        for cell in row or (None,):
            if cell is None or cell.start < self.at or cell.end > self.table.span.end:
                self._cell(tr, "td", None)
                continue
            self._rest(cell.start)
            self._cell(tr, "td", cell)
            self.at = cell.end

    def _rest(self, end: int) -> None:
        """Text between two cells that is more than bars stays in the cell before it."""
        if self.at < end and not _DRAWN.fullmatch(self.running.text, self.at, end):
            if self.last is None:
                self._cell(put(self.element, "tr"), "td", Span(self.at, end))
            else:
                self._fill(self.last, Span(self.at, end))
        self.at = max(self.at, end)

    def _cell(self, tr: etree._Element, tag: str, span: Span | None) -> None:
        cell = put(tr, tag)
        if span is None:
            put(cell, "p")
            return
        self._fill(cell, span)
        self.last = cell

    def _fill(self, cell: etree._Element, span: Span) -> None:
        for paragraph in self.running.paragraphs(span.start, span.end):
            self.running.write_paragraph(cell, self.eid, paragraph)


def rows_in(text: str, start: int, end: int, width: int) -> Iterator[list[Span | None]]:
    """The rows of the head, which a reading tells only by their words.

    >>> text = "| TT | Nhiệm vụ |\\n|---|---|\\n"
    >>> [[cell.of(text) for cell in row if cell] for row in rows_in(text, 0, len(text), 2)]
    [['TT', 'Nhiệm vụ']]
    >>> text = "TT\\tNhiệm\\tChủ trì\\n\\tvụ\\t\\n"
    >>> [[cell.of(text) if cell else None for cell in row] for row in rows_in(text, 0, len(text), 3)]
    [['TT', 'Nhiệm', 'Chủ trì'], [None, 'vụ', None]]
    """
    barred = text.find(_BAR, start, end) >= 0
    rows = _between_bars(text, start, end) if barred else _between_tabs(text, start, end, width)
    return (row for row in rows if any(row))


def _between_bars(text: str, start: int, end: int) -> Iterator[list[Span | None]]:
    """Cells between bars; nothing but a line break between two bars ends a row."""
    row: list[Span | None] = []
    at = start
    for stop in [*(i for i in range(start, end) if text[i] == _BAR), end]:
        piece = text[at:stop]
        if not _DRAWN.fullmatch(piece):
            row.append(_trimmed(text, at, stop))
        elif "\n" in piece:
            yield row
            row = []
        elif at > start:
            row.append(None)
        at = stop + 1
    yield row


def _between_tabs(text: str, start: int, end: int, width: int) -> Iterator[list[Span | None]]:
    """Cells between tabs; a row ends at a line break once it has as many cells as there are columns."""
    row: list[Span | None] = []
    begin = start
    for at in range(start, end + 1):
        sign = text[at] if at < end else "\n"
        if sign == "\t" or at == end or (sign == "\n" and len(row) + 1 >= width):
            row.append(_trimmed(text, begin, at))
            begin = at + 1
            if sign == "\n":
                yield row
                row = []


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
