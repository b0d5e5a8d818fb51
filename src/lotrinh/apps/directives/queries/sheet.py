"""A directive's text as paragraphs for the screen: hard wraps joined, marks cut into pieces, offsets kept true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lotrinh.apps.directives.models import Directive
from lotrinh.reading.sources.text_source import Block, SourceText
from lotrinh.reading.structure.lines import read_paragraphs, visible_lines
from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

# Formats in which a line need not be a paragraph.
_WRAPPED = ("text/plain", "application/pdf")
_BULLETS = ("-", "+", "•", "–")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be underlined; `number` is the proposal it belongs to, None where it belongs to none."""

    start: int
    end: int
    cls: str
    number: int | None = None


def passage_url(directive: Directive, start: int, end: int) -> str:
    """Where a passage is shown within the whole text."""
    return f"{reverse('directives:text', args=[directive.code])}?{urlencode({'tu': start, 'den': end})}#doan"


def asked_passage(directive: Directive, start: str, end: str) -> tuple[Mark, ...]:
    """The passage an address of `passage_url` asks for; none where the numbers make none."""
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(directive.text)):
        return ()
    return (Mark(int(start), int(end), "on", 0),)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks. `opens` are the proposals whose passage begins here."""

    text: str
    start: int
    cls: str
    number: int | None
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`kind` is heading, running, bullet or table; a table has `head` and `rows` of cells instead of pieces.

    `label` is a number or sign that the word processor counts and that is not in the text.
    """

    kind: str
    start: int
    label: str = ""
    pieces: tuple[Piece, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


def sheet_of(directive: Directive, marks: Iterable[Mark] = ()) -> tuple[Paragraph, ...]:
    """The whole text in order; every visible character outside tables stands in exactly one piece."""
    reading = directive.reading or {}
    tables = [table for table in reading.get("tables", []) if table.get("rows")]
    nodes = {node["span"][0]: node for node in _walk(reading.get("provisions", []))}
    cutter = _Cutter(directive.text, marks)
    media_type = (reading.get("source") or {}).get("media_type", "text/plain")
    found = [*_running(directive.text, media_type, tables, nodes, cutter)]
    found += [_table(table, cutter) for table in tables]
    return tuple(sorted(found, key=lambda paragraph: paragraph.start))


def _walk(nodes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from _walk(node.get("children", []))


def _running(
    text: str,
    media_type: str,
    tables: list[dict[str, Any]],
    nodes: dict[int, dict[str, Any]],
    cutter: _Cutter,
) -> Iterator[Paragraph]:
    view = View.of(text)
    blocks: tuple[Block, ...] = ()
    if media_type not in _WRAPPED:
        blocks = tuple(Block(Span(line.start, line.end)) for line in visible_lines(view))
    source = SourceText(text, media_type, blocks=blocks, hard_wrapped=not blocks)
    for paragraph in read_paragraphs(view, source, [Span(*table["span"]) for table in tables]):
        span = paragraph.span
        node = nodes.get(span.start) or {}
        label = node.get("label") or ""
        kind = "heading" if node.get("heading") else "bullet" if label[:1] in _BULLETS else "running"
        counted = "" if text.startswith(label, span.start) else label
        yield Paragraph(kind, span.start, counted, cutter.pieces(span.start, span.end))


def _table(table: dict[str, Any], cutter: _Cutter) -> Paragraph:
    rows = tuple(tuple(cutter.pieces(*cell) if cell else () for cell in row) for row in table["rows"])
    return Paragraph("table", table["span"][0], "", head=tuple(table.get("columns") or ()), rows=rows)


class _Cutter:
    """Cuts passages at the ends of marks; where marks overlap, the shortest one gives its colour and its link."""

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self.text = text
        self.marks = sorted(marks, key=lambda mark: (mark.start, mark.end))
        self.opened: set[int] = set()

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        over = [mark for mark in self.marks if mark.start < end and start < mark.end]
        cuts = {start, end}
        for mark in over:
            cuts |= {max(mark.start, start), min(mark.end, end)}
        places = sorted(cuts)
        return tuple(self._piece(a, b, over) for a, b in pairwise(places))

    def _piece(self, start: int, end: int, over: list[Mark]) -> Piece:
        covering = [mark for mark in over if mark.start <= start and end <= mark.end]
        covering.sort(key=lambda mark: mark.end - mark.start)
        numbered = [mark.number for mark in covering if mark.number is not None]
        opens = tuple(number for number in dict.fromkeys(numbered) if number not in self.opened)
        self.opened.update(opens)
        classes = " ".join(dict.fromkeys(mark.cls for mark in reversed(covering)))
        return Piece(self.text[start:end], start, classes, numbered[0] if numbered else None, opens)
