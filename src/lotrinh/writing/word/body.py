"""Boxes 6 and 9a: addressees, bases, headings, paragraphs and the end of the text."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from lotrinh.writing.ending import ended
from lotrinh.writing.inline import Marks, Piece, pieces, printable
from lotrinh.writing.layout import Layout
from lotrinh.writing.report import Paragraph, Report, Table, numbered
from lotrinh.writing.word.style import add_pieces, add_words
from lotrinh.writing.word.table import add_table


def add_body(document: Document, report: Report, layout: Layout) -> None:
    """Everything from "Kính gửi" to "./."."""
    marks = report.marks
    _add_addressees(document, report.addressees, layout)
    for line in report.base_lines:
        document.add_paragraph(style="Body Text").add_run(printable(line)).italic = True
    add_blocks(document, report.opening, marks, layout, size=layout.size["table"], room=layout.text_width)
    for level, label, section in numbered(report.sections):
        heading = section.heading.upper() if level == 1 else section.heading
        document.add_paragraph(f"{label} {printable(heading)}", style=f"Heading {min(level, 4)}")
        add_blocks(document, section.blocks, marks, layout, size=layout.size["table"], room=layout.text_width)
    last = document.add_paragraph(style="Body Text")
    add_pieces(last, ended(pieces(report.closing, marks)))
    # A signature must not stand alone on a page.
    last.paragraph_format.keep_with_next = last.paragraph_format.keep_together = True


def add_blocks(
    holder: Document,
    blocks: tuple[Paragraph | Table, ...],
    marks: Marks,
    layout: Layout,
    *,
    size: float,
    room: float,
) -> None:
    """Paragraphs and tables in their order; `size` is that of table text, `room` the width in mm."""
    for block in blocks:
        if isinstance(block, Table):
            add_table(holder, block, marks, size=size, room=room)
            continue
        paragraph = holder.add_paragraph(style="Body Text")
        paragraph.paragraph_format.keep_with_next = block.leads or None
        lead = [Piece("- ")] if block.bullet else []
        add_pieces(paragraph, lead + pieces(block.line, marks))


def _add_addressees(document: Document, addressees: tuple[str, ...], layout: Layout) -> None:
    """One addressee on the line of "Kính gửi", several below it, one line each."""
    if not addressees:
        return
    size = layout.size["body"]
    if len(addressees) == 1:
        only = add_words(document, f"Kính gửi: {printable(addressees[0].rstrip(';. '))}", size=size)
        only.paragraph_format.space_after = Pt(12)
        return
    _indent(add_words(document, "Kính gửi:", size=size, align=WD_ALIGN_PARAGRAPH.LEFT), 35)
    for number, name in enumerate(addressees, 1):
        stop = "." if number == len(addressees) else ";"
        line = f"- {printable(name.rstrip(';. '))}{stop}"
        paragraph = _indent(add_words(document, line, size=size, align=WD_ALIGN_PARAGRAPH.LEFT), 55)
    paragraph.paragraph_format.space_after = Pt(12)


def _indent(paragraph: Any, mm: float) -> Any:
    paragraph.paragraph_format.left_indent = Mm(mm)
    return paragraph
