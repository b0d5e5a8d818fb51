"""Scanned pages as paragraphs and tables, each word remembered with the confidence it was recognised with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from statistics import median

from lotrinh.reading.sources.messages import listed, warning
from lotrinh.reading.sources.pdf_lines import without_page_number
from lotrinh.reading.sources.scan_rows import Row, find_rows, in_reading_order, text_of
from lotrinh.reading.sources.scan_slips import mended
from lotrinh.reading.sources.text_builder import Cell, Joined, Paragraph, Table
from lotrinh.reading.sources.text_source import Block, WordConfidence
from lotrinh.values.folding import fold
from lotrinh.values.frozen import frozen
from lotrinh.values.scan import ScannedPage, ScannedWord
from lotrinh.values.scan_grid import Grid, find_grids, words_by_cell
from lotrinh.values.span import Span

_LONGEST_MARK = 40
_UNSURE = 0.75
_STROKES_COUNTED = 0.5
"""What the figure of a quarter is trusted at most: of II and I, however sure, one stroke is easily lost or added."""
_WIDEST_STAMP = 0.4
_STROKES = "|_¦[]"


@frozen
class PageParts:
    """`parts` in reading order; `words` in the same order; `aside` is searched for a secrecy mark and not read.

    `slips` are the words put right, as they were read and as they stand in the text.
    """

    parts: tuple[Paragraph | Table, ...]
    words: tuple[ScannedWord, ...]
    aside: tuple[str, ...]
    slips: tuple[tuple[str, str], ...] = ()

    @property
    def sureness(self) -> float:
        """The middle confidence of the words, 0 without words."""
        return median([word.confidence for word in self.words] or [0.0])


@frozen
class _Placed:
    """A part of a page, how far down it begins, its words as they were read and as they stand in the text."""

    top: float
    part: Paragraph | Table
    read: Row
    words: Row


def lay_out(page: ScannedPage, first: bool) -> PageParts:
    """The text of a recognised page. `first` tells that it is the first of the document and may bear a letterhead."""
    drawn = [(grid, _inside(grid, page)) for grid in find_grids(page.rules)]
    stamps = [entry for entry in drawn if _is_stamp(*entry, page)]
    tables = [entry for entry in drawn if entry not in stamps]
    grids = [grid for grid, _ in drawn]
    found = find_rows(
        tuple(word for word in line if not any(grid.holds(word.box) for grid in grids)) for line in page.lines
    )
    rows = _unnumbered(in_reading_order(found.kept, first), page.number)
    placed = sorted((*_paragraphs(rows, page.number), *_tables(tables, page.number)), key=_top)
    read = [word for each in placed for word in each.read]
    words = [word for each in placed for word in each.words]
    slips = ((was.text, word.text) for was, word in zip(read, words, strict=True) if was.text != word.text)
    aside = (
        *page.apart,
        *map(text_of, found.left_out),
        *(word.text for _, words in stamps for word in words),
    )
    printed = (*aside, *map(text_of, rows), *(word.text for _, words in tables for word in words))
    return PageParts(
        tuple(each.part for each in placed), tuple(words), (*aside, *_without_marks(printed)), tuple(slips)
    )


def _inside(grid: Grid, page: ScannedPage) -> Row:
    """The words in a table, without the strokes of its lines."""
    bare = (replace(word, text=word.text.strip(_STROKES)) for word in page.framed if grid.holds(word.box))
    return tuple(word for word in bare if word.text)


def _is_stamp(grid: Grid, words: Row, page: ScannedPage) -> bool:
    """A small frame filled in by hand: the stamp an office puts on what arrives."""
    small = grid.columns[-1] - grid.columns[0] < _WIDEST_STAMP * page.width
    return small and median([word.confidence for word in words] or [0.0]) < _UNSURE


def _top(placed: _Placed) -> float:
    return placed.top


def _paragraphs(rows: Iterable[Row], page: int) -> Iterator[_Placed]:
    """One for each row; the second of two columns counts as below the first."""
    top = 0.0
    for row in rows:
        top = max(top, row[0].box.top)
        words = mended(row)
        yield _Placed(top, Paragraph(text_of(words), page=page), row, words)


def _tables(tables: Iterable[tuple[Grid, Row]], page: int) -> Iterator[_Placed]:
    for grid, words in tables:
        read = {place: _in_lines(each) for place, each in words_by_cell(grid, words).items()}
        cells = {place: mended(each) for place, each in read.items()}
        places = [
            [(row, column) for column in range(len(grid.columns) - 1)] for row in range(len(grid.rows) - 1)
        ]
        filled = [line for line in places if any(place in cells for place in line)]
        rows = tuple(tuple(_cell(grid, place, cells.get(place), page) for place in line) for line in filled)
        before, after = (
            tuple(word for line in filled for place in line for word in each.get(place, ()))
            for each in (read, cells)
        )
        yield _Placed(grid.rows[0], Table(rows), before, after)


def _cell(grid: Grid, place: tuple[int, int], words: Row | None, page: int) -> Cell | Joined | None:
    """Lines in a cell are wraps, not paragraphs."""
    if words:
        return Cell((Paragraph(text_of(words), page=page),))
    return grid.joined(*place)


def _in_lines(words: Iterable[ScannedWord]) -> Row:
    ordered = sorted(words, key=lambda word: word.box.middle[1])
    return tuple(word for row in find_rows((word,) for word in ordered).kept for word in row)


def _without_marks(lines: Iterable[str]) -> Iterable[str]:
    """Short lines in capitals without their diacritics: recognition loses these first, and a secrecy mark stays one."""
    short = (line for line in lines if len(line) <= _LONGEST_MARK)
    return [fold(line).upper() for line in short if line.isupper() and not line.isascii()]


def _unnumbered(rows: tuple[Row, ...], number: int) -> tuple[Row, ...]:
    """Without the rows that are nothing but the number of the page."""
    lines = tuple(map(text_of, rows))
    kept = without_page_number(lines, number)
    first = int(bool(lines) and kept[:1] != lines[:1])
    return rows[first:][: len(kept)]


def confidences(
    text: str, blocks: Iterable[Block], scanned: Mapping[int, PageParts]
) -> tuple[WordConfidence, ...]:
    """Where each word of scanned pages came to stand in the text built of the parts, with its confidence.

    Words are looked for one after the other in the blocks of their page; one that was normalised away is passed over.
    """
    found: list[WordConfidence] = []
    for page, group in groupby(blocks, key=lambda block: block.page):
        if page is None or page not in scanned:
            continue
        spans = [block.span for block in group]
        at, end = spans[0].start, spans[-1].end
        quarter = False
        for word in scanned[page].words:
            start = text.find(word.text, at, end)
            if start >= 0:
                at = start + len(word.text)
                sure = min(word.confidence, _STROKES_COUNTED) if quarter else word.confidence
                found.append(WordConfidence(Span(start, at), sure))
            quarter = word.text.lower() == "quý"
    return tuple(found)


def told_of_scans(scanned: Mapping[int, PageParts]) -> Iterator[str]:
    """Warnings: which pages were recognised, which of them badly, and what was put right."""
    if not scanned:
        return
    yield warning("recognised", pages=listed(sorted(scanned)))
    unsure = [number for number, parts in sorted(scanned.items()) if parts.sureness < _UNSURE]
    if unsure:
        yield warning("unsure_pages", pages=listed(unsure))
    slips = [slip for parts in scanned.values() for slip in parts.slips]
    if slips:
        yield warning("mended", count=len(slips), sample=slips[0][0], mended=slips[0][1])
