"""What every format is turned into: one NFC text, with what is known of its blocks and tables."""

from __future__ import annotations

from lotrinh.reading.sources.envelope import Envelope
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span


@frozen
class Block:
    """A paragraph or a line of the source. `bold`, `centred`, `heading_level` are None where the format does not tell."""

    span: Span
    bold: bool | None = None
    centred: bool | None = None
    heading_level: int | None = None
    list_label: str | None = None
    page: int | None = None


@frozen
class CellGrid:
    """A table as the format gives it: rows of cell spans, None for an empty or continued cell.

    `above` and `left` are the (row, column) places covered by a merged cell that begins above or to the left; a format
    without merge marks (pipe tables) has none.
    """

    span: Span
    rows: tuple[tuple[Span | None, ...], ...]
    above: frozenset[tuple[int, int]] = frozenset()
    left: frozenset[tuple[int, int]] = frozenset()

    def covering(self, row: int, column: int) -> Span | None:
        """The cell printed at a place: its own, or the merged one that covers it."""
        while self.rows[row][column] is None:
            if (row, column) in self.above and row:
                row -= 1
            elif (row, column) in self.left and column:
                column -= 1
            else:
                return None
        return self.rows[row][column]


@frozen
class WordConfidence:
    """A word of a scanned page and how sure its recognition was, from 0 to 1."""

    span: Span
    confidence: float


@frozen
class SourceText:
    """NFC text without a BOM, LF line ends, blocks separated by newlines, table cells by tabs.

    `hard_wrapped` tells that a line is not a paragraph (TXT wrapped at a column, PDF lines). For formats that know
    their paragraphs each Block is one paragraph. `envelope` is what the message said that brought the document; `recognised` has the words of pages read from pictures, in text order.
    """

    text: str
    media_type: str
    encoding: str | None = None
    pages: int | None = None
    hard_wrapped: bool = False
    blocks: tuple[Block, ...] = ()
    grids: tuple[CellGrid, ...] = ()
    ocr: bool = False
    warnings: tuple[str, ...] = ()
    recognised: tuple[WordConfidence, ...] = ()
    envelope: Envelope | None = None
