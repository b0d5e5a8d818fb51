"""Running text: cut into paragraphs, written as `p` with its inline marks, tables as tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from lotrinh.values.folding import fold
from lotrinh.values.reading import Reading, Table
from lotrinh.values.span import Span
from lotrinh.writing.akoma.marks import Mark, Marks
from lotrinh.writing.akoma.names import add_text, put
from lotrinh.writing.akoma.places import Places

_WRAPPED = ("text/", "application/pdf", "image/")
_BLANK = " \n\t\u00a0\u202f\u2007\r\f\v|"
_STOP = re.compile(r"[.;:!?…][\s*”\")]*$")
_OPENS = re.compile(
    r"[\s*|]*(?:[-–•+](?=\s|$)|\(?\w{1,4}[.)](?=\s|$)|can cu |noi nhan|kinh gui|so *:|phu luc)"
)


@dataclass(frozen=True, slots=True)
class Running:
    """The text of a reading with all that is needed to write a stretch of it.

    `wrapped` tells that a line is not a paragraph (plain text, PDF).
    """

    text: str
    marks: Marks
    places: Places
    tables: tuple[Table, ...]
    wrapped: bool

    @classmethod
    def of(cls, reading: Reading, marks: Marks) -> Running:
        media = reading.source.media_type
        wrapped = reading.source.ocr or (media.startswith(_WRAPPED) and media != "text/html")
        return cls(reading.text, marks, Places(reading.text), tuple(_tables(reading)), wrapped)

    def is_blank(self, start: int, end: int) -> bool:
        """True where nothing of [start, end) is written: white space, or bars alone on their lines."""
        return not self.text[start:end].strip(_BLANK)

    def paragraphs(self, start: int, end: int) -> Iterator[Span]:
        """The paragraphs of [start, end); together they hold everything but white space and bars alone on a line."""
        begin = done = -1
        for first, last in self._lines(start, end):
            if begin >= 0 and self._breaks(begin, done, first, last):
                yield Span(begin, done)
                begin = -1
            if begin < 0:
                begin = first
            done = last
        if begin >= 0:
            yield Span(begin, done)

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Lines without the white space around them; empty ones are left out."""
        at = start
        while at < end:
            stop = self.text.find("\n", at, end)
            stop = end if stop < 0 else stop
            line = self.text[at:stop]
            if line.strip(_BLANK):
                yield at + len(line) - len(line.lstrip()), at + len(line.rstrip())
            at = stop + 1

    def _breaks(self, begin: int, done: int, first: int, last: int) -> bool:
        """Whether a paragraph ends between `done` and `first`, the next line."""
        if self.marks.hold(done, first):
            return False
        if not self.wrapped or self.text.count("\n", done, first) > 1:
            return True  # an empty line or a bar stands between them
        before, after = self.text[max(begin, done - 160) : done], self.text[first:last]
        return (
            bool(_STOP.search(before))
            or bool(_OPENS.match(fold(after)))
            or before.isupper() != after.isupper()
        )

    def tables_in(self, start: int, end: int) -> Iterator[Table]:
        """The tables that lie in [start, end)."""
        for at in range(
            bisect_left(self.tables, start, key=lambda table: table.span.start), len(self.tables)
        ):
            if self.tables[at].span.end > end:
                return
            yield self.tables[at]

    def write(self, parent: etree._Element, start: int, end: int) -> None:
        """The text [start, end) with its marks; one that crosses another is left out, the text never."""
        self.places.wrote(start, end)
        open_: list[tuple[etree._Element, int, str]] = [(parent, end, "")]
        at = start
        for mark in self.marks.within(start, end):
            while open_[-1][1] <= mark.start:
                at = self._close(open_, at)
            if mark.end > open_[-1][1] or any(tag in mark.not_inside for _, _, tag in open_):
                continue
            add_text(open_[-1][0], self.text[at : mark.start])
            at = mark.start
            open_.append((_put_mark(open_[-1][0], mark), mark.end, mark.tag))
        while open_:
            at = self._close(open_, at)

    def _close(self, open_: list[tuple[etree._Element, int, str]], at: int) -> int:
        element, end, _ = open_.pop()
        add_text(element, self.text[at:end])
        return max(at, end)

    def write_paragraph(self, parent: etree._Element, prefix: str, span: Span) -> None:
        """One `p` with an eId."""
        eid = self.places.counted(prefix, "p")
        self.places.enter(eid, span.start, span.end)
        self.write(put(parent, "p", eId=eid), span.start, span.end)


def _tables(reading: Reading) -> Iterator[Table]:
    """The tables in their order; one that overlaps another or a provision's own words is left to running text."""
    owned = sorted(p.own for top in reading.provisions for p in top.walk())
    at = number = 0
    for table in sorted(reading.tables, key=lambda table: table.span):
        while number < len(owned) and owned[number].end <= table.span.start:
            number += 1
        free = number == len(owned) or not owned[number].overlaps(table.span)
        if free and table.span.start >= at and table.span.end <= len(reading.text):
            yield table
            at = table.span.end


def _put_mark(parent: etree._Element, mark: Mark) -> etree._Element:
    return put(parent, mark.tag, **mark.attributes)
