"""Boxes 1-5 of the first page: country and motto, organs, number, place and day, type and subject."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lotrinh.writing.inline import printable
from lotrinh.writing.layout import Layout
from lotrinh.writing.measure import even_lines, width_mm
from lotrinh.writing.report import COUNTRY, MOTTO, Letterhead, Report
from lotrinh.writing.word.elements import fix_widths, put, set_cell_margins
from lotrinh.writing.word.style import add_words


def add_letterhead(document: Document, report: Report, layout: Layout) -> None:
    """The two columns above the paper, then its name and subject with the rule below."""
    table = document.add_table(rows=2, cols=2)
    fix_widths(table, [Mm(layout.letterhead["left_column"]), Mm(layout.letterhead["right_column"])])
    set_cell_margins(table, 0)
    left, right = table.rows[0].cells
    _add_organs(left, report.letterhead, layout)
    _add_country(right, layout)
    head, size = report.letterhead, layout.size
    for cell, text, points, italic in (
        (table.rows[1].cells[0], head.number_line, size["number"], False),
        (table.rows[1].cells[1], head.place_line, size["place"], True),
    ):
        add_words(cell, printable(text), size=points, italic=italic).paragraph_format.space_before = Pt(6)
        drop_first(cell)
    add_title(document, report, layout)


def _add_organs(cell: Any, head: Letterhead, layout: Layout) -> None:
    room, size = layout.letterhead["left_column"], layout.size
    if head.superior:
        add_lines(cell, head.superior.upper(), size["superior"], layout.organ_width)
    longest = add_lines(cell, head.organ.upper(), size["organ"], layout.organ_width, bold=True)
    drop_first(cell)
    add_rule(cell, longest * layout.letterhead["rule_share"], room)


def add_lines(holder: Any, text: str, size: float, room: float, *, bold: bool = False) -> float:
    """A centred title broken into even lines; the width of the longest in mm."""
    lines = even_lines(printable(text), size, room, bold=bold)
    add_words(holder, "\n".join(lines), size=size, bold=bold)
    return max(width_mm(line, size, bold=bold) for line in lines)


def _add_country(cell: Any, layout: Layout) -> None:
    add_words(cell, COUNTRY, size=layout.size["country"], bold=True)
    add_words(cell, MOTTO, size=layout.size["motto"], bold=True)
    drop_first(cell)
    room = layout.letterhead["right_column"]
    add_rule(cell, width_mm(MOTTO, layout.size["motto"], bold=True), room)


def add_title(document: Document, report: Report, layout: Layout) -> None:
    """Box 5a: the name of the type, the subject, a rule of a third to a half of the line."""
    name = add_words(document, printable(report.type_name.upper()), size=layout.size["type_name"], bold=True)
    name.paragraph_format.space_before = Pt(14)
    longest = add_lines(document, report.subject, layout.size["subject"], layout.text_width, bold=True)
    rule = add_rule(document, longest * layout.letterhead["rule_share"], layout.text_width)
    rule.paragraph_format.space_after = Pt(12)


def add_rule(holder: Any, length: float, room: float) -> Any:
    """A centred line of `length` mm in a room of `room` mm: an empty paragraph with a border above."""
    paragraph = holder.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((room - length) / 2)
    form.space_before, form.space_after = Pt(2), Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    border = put(paragraph._p.get_or_add_pPr(), "pBdr")
    put(border, "top", val="single", sz=6, space=1, color="000000")
    # The schema puts the border before spacing and indents.
    paragraph._p.pPr.find(qn("w:spacing")).addprevious(border)
    return paragraph


def drop_first(cell: Any) -> None:
    """Remove the empty paragraph every new cell begins with."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)
