"""Report -> .docx in the layout of Nghị định 30/2020/NĐ-CP; the same report gives the same bytes."""

from __future__ import annotations

import zipfile
from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Paper

from lotrinh.writing.inline import printable
from lotrinh.writing.layout import Layout, state_layout
from lotrinh.writing.report import Report
from lotrinh.writing.word.body import add_body
from lotrinh.writing.word.closing import add_annex, add_closing
from lotrinh.writing.word.letterhead import add_letterhead
from lotrinh.writing.word.page import set_page, set_page_number
from lotrinh.writing.word.style import set_styles

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def report_to_docx(report: Report, layout: Layout | None = None) -> bytes:
    """The bytes of a .docx that Word 2010 and LibreOffice open without repair.

    Texts of others stay text: nothing in them is read as markup, field or formula.
    """
    layout = layout or state_layout()
    document = Document()
    set_styles(document, layout)
    set_page(document.sections[0], layout)
    set_page_number(document.sections[0], layout)
    add_letterhead(document, report, layout)
    add_body(document, report, layout)
    add_closing(document, report, layout)
    for index in range(len(report.annexes)):
        add_annex(document, report, index, layout)
    _set_properties(document, report)
    return _packed(document)


def _set_properties(document: Paper, report: Report) -> None:
    properties = document.core_properties
    stamp = datetime.combine(report.as_of, time())
    properties.title = printable(f"{report.type_name}: {report.subject}")[:255]
    properties.author = properties.last_modified_by = printable(report.letterhead.organ)[:255]
    properties.created = properties.modified = stamp
    properties.language = "vi-VN"
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.revision = 1


def _packed(document: Paper) -> bytes:
    """Save, then pack again with fixed times: the archive must not remember when it was made."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            stamped = zipfile.ZipInfo(entry.filename, _ZIP_EPOCH)
            stamped.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(stamped, source.read(entry))
    return packed.getvalue()
