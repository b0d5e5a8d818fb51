"""Paragraphs, tables and text boxes of a DOCX part, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from lotrinh.reading.sources.docx_names import ALTERNATIVES, chosen, number, switch, value, w
from lotrinh.reading.sources.docx_numbering import Numbering
from lotrinh.reading.sources.docx_runs import RunReader
from lotrinh.reading.sources.docx_styles import Style, Styles, numbering_of, outline_level
from lotrinh.reading.sources.messages import refusal
from lotrinh.reading.sources.text_builder import Cell, Joined, Paragraph, Table

MAX_PARAGRAPHS = 100_000
MAX_CELLS = 200_000
_WRAPPERS = frozenset({w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")})


def check_length(body: etree._Element) -> None:
    """Raises Refused("too_large") past MAX_PARAGRAPHS and MAX_CELLS: counted before anything is built from them."""
    for tag, limit, what in ((w("p"), MAX_PARAGRAPHS, "đoạn"), (w("tc"), MAX_CELLS, "ô bảng")):
        if sum(1 for _ in islice(body.iter(tag), limit + 1)) > limit:
            raise refusal("too_long", what=f"hơn {limit} {what}")


@dataclass(slots=True)
class BodyReader:
    """Reads block content in reading order."""

    styles: Styles
    numbering: Numbering
    runs: RunReader
    alien_parts: int = 0
    _carried: str = field(default="")

    def read(self, container: etree._Element) -> Iterator[Paragraph | Table]:
        """The content of a body, a cell, a text box, a header or a note."""
        for child in container.iterchildren(etree.Element):
            if child.tag in ALTERNATIVES:
                yield from self.read(chosen(child))
            elif child.tag == w("p"):
                yield from self._paragraph(child)
            elif child.tag == w("tbl"):
                yield self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self.read(child)
            elif child.tag == w("altChunk"):
                self.alien_parts += 1
        if self._carried.strip():  # the last paragraph's mark is deleted: there is none below to join
            text, self._carried = self._carried, ""
            yield Paragraph(text)

    def _paragraph(self, element: etree._Element) -> Iterator[Paragraph | Table]:
        properties = element.find(w("pPr"))
        style = self.styles.get(value(properties, "pStyle"))
        text, bold, boxes = self.runs.read(element, style)
        if properties is not None and properties.find(f"{w('rPr')}/{w('del')}") is not None:
            carried, self._carried = self._carried + text, ""
            for box in boxes:
                yield from self.read(box)
            self._carried = carried
            return
        text, self._carried = self._carried + text, ""
        if text.strip():
            yield self._described(text, bold, properties, style)
        for box in boxes:
            yield from self.read(box)

    def _described(
        self, text: str, bold: bool | None, properties: etree._Element | None, style: Style
    ) -> Paragraph:
        return Paragraph(
            text,
            label=self._label(properties, style),
            bold=bold,
            centred=(value(properties, "jc") or style.alignment) == "center",
            heading_level=outline_level(properties) or style.heading_level,
        )

    def _label(self, properties: etree._Element | None, style: Style) -> str | None:
        own = numbering_of(properties)
        list_id, level = own or style.numbering or ("0", 0)
        return None if list_id == "0" else self.numbering.label(list_id, level)

    def _table(self, element: etree._Element) -> Table:
        rows = [row for row in (self._row(each) for each in _children(element, w("tr"))) if row]
        width = max(map(len, rows), default=0)
        return Table(tuple(tuple(row + [None] * (width - len(row))) for row in rows))

    def _row(self, element: etree._Element) -> list[Cell | Joined | None]:
        properties = element.find(w("trPr"))
        if properties is not None and (properties.find(w("del")) is not None or switch(properties, "hidden")):
            self.runs.tally.removed.append("".join(each.text or "" for each in element.iter(w("t"))))
            self.runs.tally.letters += sum(len(each.text or "") for each in element.iter(w("t")))
            return []
        row: list[Cell | Joined | None] = [None] * min(number(value(properties, "gridBefore")), 100)
        for each in _children(element, w("tc")):
            row.extend(self._cell(each))
        return row

    def _cell(self, element: etree._Element) -> list[Cell | Joined | None]:
        """A cell and a mark for every column it spans; a mark alone where it goes on from the cell above or before it."""
        properties = element.find(w("tcPr"))
        width = min(max(number(value(properties, "gridSpan"), 1), 1), 100)
        content = tuple(self.read(element))
        first: Cell | Joined = Cell(content)
        if not content and _continues(properties, "vMerge"):
            first = "above"
        elif not content and _continues(properties, "hMerge"):
            first = "left"
        rest: list[Cell | Joined | None] = ["left"] * (width - 1)
        return [first, *rest]


def _continues(properties: etree._Element | None, name: str) -> bool:
    merge = properties.find(w(name)) if properties is not None else None
    return merge is not None and merge.get(w("val")) != "restart"


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or cells, also where content controls or tracked insertions are wrapped around them."""
    for child in element.iterchildren(etree.Element):
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
