"""Boxes 7 and 9b, and the annexes behind them."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from lotrinh.writing.inline import printable
from lotrinh.writing.layout import Layout
from lotrinh.writing.report import Annex, Report
from lotrinh.writing.word.body import add_blocks
from lotrinh.writing.word.elements import fix_widths, set_cell_margins, set_flag
from lotrinh.writing.word.letterhead import drop_first
from lotrinh.writing.word.page import set_page
from lotrinh.writing.word.style import add_words

_LEFT = WD_ALIGN_PARAGRAPH.LEFT
_ROOM_TO_SIGN = Pt(70)


def add_closing(document: Document, report: Report, layout: Layout) -> None:
    """Recipients at the left, the signature at the right, kept on one page."""
    gap = document.add_paragraph()
    gap.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=2)
    half = layout.text_width / 2
    fix_widths(table, [Mm(half), Mm(half)])
    set_cell_margins(table, 0)
    set_flag(table.rows[0]._tr.get_or_add_trPr(), "cantSplit")
    left, right = table.rows[0].cells
    _add_recipients(left, report, layout)
    _add_signature(right, report, layout)


def _add_recipients(cell: Any, report: Report, layout: Layout) -> None:
    add_words(cell, "Nơi nhận:", size=layout.size["recipients_title"], bold=True, italic=True, align=_LEFT)
    for line in report.recipient_lines:
        add_words(cell, printable(line), size=layout.size["recipients"], align=_LEFT)
    drop_first(cell)


def _add_signature(cell: Any, report: Report, layout: Layout) -> None:
    for line in report.signer.lines:
        add_words(cell, printable(line.upper()), size=layout.size["signer"], bold=True)
    drop_first(cell)
    name = add_words(cell, printable(report.signer.name or ""), size=layout.size["signer_name"], bold=True)
    name.paragraph_format.space_before = _ROOM_TO_SIGN


def add_annex(document: Document, report: Report, index: int, layout: Layout) -> None:
    """A section of its own, lying where asked, with "Phụ lục", its title and the note of the paper it goes with."""
    annex: Annex = report.annexes[index]
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, layout, landscape=annex.landscape)
    section.different_first_page_header_footer = False
    size = layout.size
    add_words(document, report.annex_label(index), size=size["annex"], bold=True)
    add_words(document, printable(annex.title.upper()), size=size["annex_title"], bold=True)
    note = add_words(document, printable(report.annex_note), size=size["annex_note"], italic=True)
    note.paragraph_format.space_after = Pt(8)
    room = layout.text_width_lying if annex.landscape else layout.text_width
    add_blocks(document, annex.blocks, report.marks, layout, size=size["annex_table"], room=room)
