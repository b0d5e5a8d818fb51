"""The structure of one document as a whole: head, outline, tables, closing, kind.

Guarantee to the next stage: passages and tables do not overlap; recipients and signature are in neither.
"""

from __future__ import annotations

from dataclasses import replace

from lotrinh.reading.sources.text_source import CellGrid, SourceText
from lotrinh.reading.structure.closing import Closing, find_closing
from lotrinh.reading.structure.header import Head, read_head
from lotrinh.reading.structure.kind import tell_kind
from lotrinh.reading.structure.lines import Paragraph, read_paragraphs
from lotrinh.reading.structure.markers import NUMBERED
from lotrinh.reading.structure.outline import Outline, build_outline
from lotrinh.reading.structure.tables import find_grids
from lotrinh.reading.structure.view import View
from lotrinh.values.frozen import frozen
from lotrinh.values.reading import DocumentKind
from lotrinh.values.span import Span


@frozen
class Structure:
    """What the records are read from. `view` has barriers where paragraphs and cells end."""

    view: View
    head: Head
    outline: Outline
    closing: Closing
    grids: tuple[CellGrid, ...]
    kind: DocumentKind


def read_structure(view: View, source: SourceText) -> Structure:
    """Head, outline, tables and closing of a text."""
    grids = source.grids or find_grids(view)
    closing = find_closing(view)
    frames = [g.span for g in grids if _is_layout(view, g, closing)]
    grids = tuple(g for g in grids if g.span not in frames)
    paragraphs = read_paragraphs(view, source, [grid.span for grid in grids])
    head = read_head(view, paragraphs, _first_label(view, paragraphs))
    outline = build_outline(view, _body(view, paragraphs, head, closing), closing.end)
    ends = [p.span.end for p in paragraphs]
    ends += [title.title.end for title in outline.titles if title.title is not None]
    ends += [cell.end for grid in grids for row in grid.rows for cell in row if cell is not None]
    below = tuple(grid for grid in grids if grid.span.end > head.end)  # above: a portal's list of attributes
    return Structure(view.with_barriers(ends), head, outline, closing, below, tell_kind(view, head))


def _first_label(view: View, paragraphs: tuple[Paragraph, ...]) -> int:
    return next((p.span.start for p in paragraphs if p.marker and p.marker.kind in NUMBERED), len(view.text))


def _body(view: View, paragraphs: tuple[Paragraph, ...], head: Head, closing: Closing) -> list[Paragraph]:
    """What stands after the head; a paragraph that the title was joined with keeps its rest."""
    rest = (_after(view, p, head.end) if p.span.start < head.end < p.span.end else p for p in paragraphs)
    return [
        p
        for p in rest
        if p is not None and p.span.start >= head.end and not closing.start <= p.span.start < closing.end
    ]


def _after(view: View, paragraph: Paragraph, end: int) -> Paragraph | None:
    words = view.flat[end : paragraph.span.end]
    start = end + len(words) - len(words.lstrip(" ./|:;-"))
    if start >= paragraph.span.end:
        return None
    span = Span(start, paragraph.span.end)
    return replace(paragraph, span=span, marker=None, body=span)


def _is_layout(view: View, grid: CellGrid, closing: Closing) -> bool:
    """The frames of head and signature are drawn as tables in word processors and on web pages."""
    if closing.start <= grid.span.start < closing.end or grid.span.start <= closing.start < grid.span.end:
        return True
    widest = max(sum(cell is not None for cell in row) for row in grid.rows)
    if widest > 2 or len(grid.rows) > 5:
        return False
    folded = view.folded[grid.span.start : grid.span.end]
    return any(
        mark in folded for mark in ("noi nhan", "doc lap", "cong hoa xa hoi", "dang cong san", "so:", "ngay ")
    )
