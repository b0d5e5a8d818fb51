"""Files built for tests: packages, Word documents from a few lines of XML, PDFs with a Vietnamese font."""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import fontpkg_be_vietnam_pro
import pypdfium2
from pypdfium2 import raw

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_FONT = Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / "BeVietnamPro-Light.ttf"

PLAN = (
    "KẾ HOẠCH",
    "Thực hiện Chương trình hành động về phát triển công nghiệp",
    "I. MỤC TIÊU",
    "- Tỷ trọng công nghiệp đến năm 2030 đạt trên 45% tổng sản phẩm trên địa bàn.",
    "II. NHIỆM VỤ",
    "1. Sở Công Thương chủ trì, phối hợp với các sở, ngành xây dựng Đề án; hoàn thành trước ngày 30/6/2026.",
)


def package(
    entries: Iterable[tuple[str | zipfile.ZipInfo, bytes | str]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A ZIP package of the entries as given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content, method)
    return buffer.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A `w:p` of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(
    body: str, parts: dict[str, str] | None = None, extra: Iterable[tuple[str, bytes | str]] = ()
) -> bytes:
    """A Word document: `parts` are other parts of word/ by kind ("styles", "numbering", "header" ...)."""
    parts = parts or {}
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        [
            ("[Content_Types].xml", _TYPES),
            (
                "_rels/.rels",
                f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
                'Target="word/document.xml"/></Relationships>',
            ),
            ("word/document.xml", f"<w:document {W} {R}><w:body>{body}</w:body></w:document>"),
            ("word/_rels/document.xml.rels", f'<Relationships xmlns="{rels}">{links}</Relationships>'),
            *((f"word/{kind}.xml", content) for kind, content in parts.items()),
            *extra,
        ]
    )


def plan_docx() -> bytes:
    return docx("".join(map(paragraph, PLAN)))


def plan_html() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in PLAN)
    return f"<!DOCTYPE html><html><head><title>Kế hoạch</title></head><body>{body}</body></html>".encode()


def plan_txt() -> bytes:
    return "\n".join(PLAN).encode()


def pdf(pages: Iterable[Iterable[str]]) -> bytes:
    """A PDF with a text layer, one text object a line, set in the interface font."""
    document = pypdfium2.PdfDocument.new()
    font_bytes = _FONT.read_bytes()
    buffer = (ctypes.c_uint8 * len(font_bytes)).from_buffer_copy(font_bytes)
    font = raw.FPDFText_LoadFont(document.raw, buffer, len(font_bytes), raw.FPDF_FONT_TRUETYPE, True)
    for lines in pages:
        page = document.new_page(595, 842)
        for place, line in enumerate(lines):
            text = raw.FPDFPageObj_CreateTextObj(document.raw, font, 11.0)
            encoded = (line + "\x00").encode("utf-16-le")
            raw.FPDFText_SetText(text, ctypes.cast(ctypes.c_char_p(encoded), raw.FPDF_WIDESTRING))
            raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 50, 780 - 20 * place)
            raw.FPDFPage_InsertObject(page.raw, text)
        raw.FPDFPage_GenerateContent(page.raw)
    target = io.BytesIO()
    document.save(target)
    raw.FPDFFont_Close(font)
    document.close()
    return target.getvalue()


def plan_pdf() -> bytes:
    return pdf([PLAN])
