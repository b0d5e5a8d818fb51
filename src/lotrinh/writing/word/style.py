"""Fonts, language and paragraph styles of the file."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from lotrinh.writing.inline import Piece
from lotrinh.writing.layout import Layout
from lotrinh.writing.word.elements import put

_HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
_FACES = ("ascii", "hAnsi", "cs", "eastAsia")
_THEME_FACES = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")
_BLACK = RGBColor(0, 0, 0)


def set_styles(document: Document, layout: Layout) -> None:
    """Times New Roman, black, vi-VN for everything; body and headings by the layout."""
    _set_defaults(document, layout)
    normal: Any = document.styles["Normal"]
    _dress(normal, layout, size=layout.size["body"])
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for level, name in enumerate(_HEADINGS, 1):
        _set_heading(document.styles[name], layout, level)
    body: Any = document.styles["Body Text"]
    _dress(body, layout, size=layout.size["body"])
    set_body_format(body.paragraph_format, layout)


def set_body_format(form: Any, layout: Layout) -> None:
    """Justified, first line 1 cm in, 6 pt below (box 6)."""
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.first_line_indent = Mm(layout.body["first_line"])
    form.space_before = Pt(0)
    form.space_after = Pt(layout.body["after"])
    form.line_spacing = layout.body["line"]
    form.widow_control = True


def _set_heading(style: Any, layout: Layout, level: int) -> None:
    _dress(style, layout, size=layout.size["body"], bold=level <= 2, italic=level == 3)
    set_body_format(style.paragraph_format, layout)
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.space_before = Pt(layout.body["after"] if level == 1 else 0)


def _dress(style: Any, layout: Layout, *, size: float, bold: bool = False, italic: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = layout.font, Pt(size), bold, italic
    font.color.rgb = _BLACK
    _set_faces(style.element.get_or_add_rPr(), layout.font)


def _set_faces(properties: Any, name: str) -> None:
    faces = properties.find(qn("w:rFonts"))
    if faces is None:
        faces = put(properties, "rFonts")
    for face in _THEME_FACES:
        faces.attrib.pop(qn(f"w:{face}"), None)
    for face in _FACES:
        faces.set(qn(f"w:{face}"), name)


def _set_defaults(document: Document, layout: Layout) -> None:
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_faces(properties, layout.font)
    lang = properties.find(qn("w:lang"))
    if lang is None:
        lang = put(properties, "lang")
    for name in ("val", "eastAsia"):
        lang.set(qn(f"w:{name}"), "vi-VN")


def add_pieces(paragraph: Any, drawn: list[Piece], *, size: float | None = None, bold: bool = False) -> None:
    """Runs of a paragraph; `bold` makes the whole line bold."""
    for piece in drawn:
        run = paragraph.add_run(piece.text)
        run.bold = True if bold or piece.bold else None
        run.italic = True if piece.italic else None
        if piece.raised:
            run.font.superscript = True
        if size is not None:
            run.font.size = Pt(size)


def add_words(
    holder: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER,
) -> Any:
    """A paragraph of one run in a document or a cell, without indent."""
    paragraph = holder.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
    return paragraph
