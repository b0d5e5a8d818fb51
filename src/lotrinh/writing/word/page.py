"""Paper, margins and the page number of the sections of the file."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from lotrinh.writing.layout import Layout
from lotrinh.writing.word.elements import put


def set_page(section: Any, layout: Layout, *, landscape: bool = False) -> None:
    """A4, upright or lying; the margins keep their names when the sheet lies."""
    width, height = Mm(layout.page["width"]), Mm(layout.page["height"])
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.top_margin, section.bottom_margin = Mm(layout.page["top"]), Mm(layout.page["bottom"])
    section.left_margin, section.right_margin = Mm(layout.page["left"]), Mm(layout.page["right"])
    section.header_distance = section.footer_distance = Mm(layout.page["header"])


def set_page_number(section: Any, layout: Layout) -> None:
    """An Arabic number centred in the top margin, hidden on the first page of the paper."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(layout.size["page_number"])
        if kind == "shown":
            run.text = text
        elif kind:
            put(run._r, "fldChar", fldCharType=kind)
        else:
            put(run._r, "instrText").text = text
