"""Dựng các văn bản ví dụ từ lời văn ở `texts/` thành DOCX, HTML và TXT theo thể thức Nghị định 30/2020/NĐ-CP.

Chạy một lần rồi lưu kết quả vào kho: `.venv/bin/python examples/make_documents.py [THƯ_MỤC]`. Hai lần chạy cho cùng nội dung.
Đánh dấu trong lời văn: `# ` mục lớn, `## ` mục nhỏ, `~ ` căn cứ (chữ nghiêng), `**...**` phần chữ đậm ở đầu đoạn.
"""

from __future__ import annotations

import html
import io
import re
import sys
import textwrap
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
FIXED_DATE = datetime(2026, 11, 2)  # noqa: DTZ001  ngày ghi trong thuộc tính tệp, để các lần dựng giống hệt nhau
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
WRAP = 80

Role = Literal["section", "heading", "ground", "text"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Một đoạn của thân văn bản: vai trò và các mẩu chữ (chữ, đậm hay không)."""

    role: Role
    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


def passages(body: str) -> Iterator[Passage]:
    """Mỗi dòng của lời văn là một đoạn."""
    roles: dict[str, Role] = {"# ": "section", "## ": "heading", "~ ": "ground"}
    for line in filter(None, map(str.strip, body.splitlines())):
        marker = next((m for m in roles if line.startswith(m)), "")
        role = roles.get(marker, "text")
        parts = re.split(r"\*\*(.+?)\*\*", line.removeprefix(marker))
        bold_all = role in ("section", "heading")
        runs = tuple((part, bold_all or index % 2 == 1) for index, part in enumerate(parts) if part)
        yield Passage(role, runs)


# --- DOCX -------------------------------------------------------------------------------------------


def write(
    place: _Cell | WordDocument,
    text: str = "",
    *,
    size: float = 13,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.CENTER,
    after: float = 0,
) -> Paragraph:
    """Thêm một đoạn; ô vừa tạo có sẵn một đoạn trống thì dùng đoạn ấy."""
    first = place.paragraphs[0] if isinstance(place, _Cell) and not place.text else None
    paragraph = first if first is not None and not first.runs else place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.space_after = Pt(after)
    if text:
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def rule(place: _Cell | WordDocument, width_mm: float, room_mm: float) -> None:
    """Nét kẻ ngang giữa ô, dài `width_mm` trong bề rộng `room_mm`: viền trên của một đoạn trống đặt sau chữ."""
    paragraph = place.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((room_mm - width_mm) / 2)
    form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(0), Pt(8)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def columns(document: WordDocument, widths_mm: tuple[float, ...]) -> list[_Cell]:
    """Một hàng không kẻ khung, các ô rộng `widths_mm`."""
    table = document.add_table(rows=1, cols=len(widths_mm))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_widths(table, widths_mm)
    return list(table.rows[0].cells)


def set_widths(table: Table, widths_mm: Sequence[float]) -> None:
    """Ghi bề rộng cả ở cột lẫn ở từng ô: Word theo ô, LibreOffice theo cột."""
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            if cell._tc.grid_span == 1:
                cell.width = Mm(width)


def page_number(document: WordDocument) -> None:
    """Số trang giữa lề trên, không hiện ở trang đầu (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)


def blank_page() -> WordDocument:
    """Trang A4, lề và phông của Nghị định 30/2020/NĐ-CP."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Times New Roman")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    page_number(document)
    return document


def letterhead(document: WordDocument, draft: dict[str, Any]) -> None:
    """Ô số 1, 2, 3, 4 và 5a."""
    left, right = columns(document, (66, 102))
    superior, *issuer = draft["organ"]
    if superior:
        write(left, superior, size=12.5)
    for line in issuer:
        write(left, line, bold=True)
    rule(left, 22, 62)
    write(left, draft["number"], after=6)
    write(right, NATION, size=12.5, bold=True)
    write(right, MOTTO, size=13.5, bold=True)
    rule(right, 62, 98)
    write(right, draft["place_date"], size=13.5, italic=True, after=6)
    write(document, draft["type"], size=14, bold=True).paragraph_format.space_before = Pt(10)
    write(document, draft["subject"], size=14, bold=True)
    rule(document, 50, 165)


def word_body(document: WordDocument, body: str) -> None:
    """Ô số 6: thân văn bản canh đều, thụt dòng đầu 1,27 cm."""
    for passage in passages(body):
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        paragraph.alignment = ALIGN.JUSTIFY
        form.first_line_indent = Mm(12.7)
        form.space_before, form.space_after, form.line_spacing = Pt(3), Pt(3), 1.15
        form.keep_with_next = passage.role in ("section", "heading")
        for text, bold in passage.runs:
            run = paragraph.add_run(text)
            run.bold, run.italic = bold, passage.role == "ground"


def closing(document: WordDocument, draft: dict[str, Any]) -> None:
    """Ô số 7a và 9b; không ghi tên người ký."""
    write(document, after=2)
    left, right = columns(document, (80, 85))
    write(left, "Nơi nhận:", size=12, bold=True, italic=True, align=ALIGN.LEFT)
    for line in draft["recipients"]:
        write(left, f"- {line}", size=11, align=ALIGN.LEFT)
    for line in draft["signature"]:
        write(right, line, size=13.5, bold=True)
    write(right, after=72)


def annex(document: WordDocument, draft: dict[str, Any]) -> None:
    """Phụ lục trên trang ngang, bảng có dòng tiêu đề lặp lại và các dòng nhóm."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.different_first_page_header_footer = False
    write(document, draft["title"], size=14, bold=True)
    write(document, draft["subject"], size=14, bold=True)
    write(document, draft["note"], size=13, italic=True, after=8)
    widths = draft["widths_mm"]
    table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.autofit = False
    flag_row(table.rows[0]._tr, "w:tblHeader")
    fill(table.rows[0].cells, draft["columns"], bold=True)
    for row in draft["rows"]:
        added = table.add_row()
        flag_row(added._tr, "w:cantSplit")
        cells = added.cells
        fill(cells, row, bold=len(row) == 2)
        if len(row) == 2:
            cells[1].merge(cells[-1])
    set_widths(table, widths)


def flag_row(row: Any, name: str) -> None:
    """Đặt một thuộc tính của dòng: `w:tblHeader` lặp lại ở đầu mỗi trang, `w:cantSplit` không ngắt giữa hai trang."""
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(flag)


def fill(cells: tuple[_Cell, ...], texts: list[str], *, bold: bool) -> None:
    for index, text in enumerate(texts):
        centred = index in (0, 5) or (bold and len(texts) > 2)
        write(cells[index], text, size=12, bold=bold, align=ALIGN.CENTER if centred else ALIGN.LEFT)


def as_docx(draft: dict[str, Any]) -> bytes:
    document = blank_page()
    letterhead(document, draft)
    word_body(document, draft["body"])
    closing(document, draft)
    if "annex" in draft:
        annex(document, draft["annex"])
    properties = document.core_properties
    properties.author, properties.title, properties.language = "Lộ Trình", draft["type"].capitalize(), "vi"
    properties.comments = "Văn bản ví dụ của một tỉnh không có thật."
    properties.created = properties.modified = FIXED_DATE
    raw = io.BytesIO()
    document.save(raw)
    return with_fixed_times(raw.getvalue())


def with_fixed_times(data: bytes) -> bytes:
    """Ghi lại gói ZIP với ngày cố định, để tệp không đổi khi dựng lại."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, FIXED_DATE.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return packed.getvalue()


# --- HTML và TXT ------------------------------------------------------------------------------------


def as_html(draft: dict[str, Any]) -> bytes:
    """Một trang thuần, như văn bản đăng trên cổng thông tin."""

    def lines(texts: list[str]) -> str:
        return "<br>\n".join(html.escape(text) for text in texts if text)

    head = (
        f'<table width="100%"><tr>\n<td align="center"><b>{lines(draft["organ"])}</b><br>\n{draft["number"]}</td>\n'
        f'<td align="center"><b>{NATION}<br>\n{MOTTO}</b><br>\n<i>{draft["place_date"]}</i></td>\n</tr></table>\n'
        f'<p align="center"><b>{draft["type"]}</b></p>\n<p align="center"><b>{html.escape(draft["subject"])}</b></p>\n'
    )
    body = "".join(f"<p>{html_runs(passage)}</p>\n" for passage in passages(draft["body"]))
    recipients = lines([f"- {line}" for line in draft["recipients"]])
    foot = (
        f'<table width="100%"><tr>\n<td><b><i>Nơi nhận:</i></b><br>\n{recipients}</td>\n'
        f'<td align="center"><b>{lines(draft["signature"])}</b></td>\n</tr></table>\n'
    )
    title = html.escape(f"{draft['type'].capitalize()} {draft['number'].removeprefix('Số: ')}")
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f"<body>\n{head}{body}{foot}</body>\n</html>\n"
    ).encode()


def html_runs(passage: Passage) -> str:
    text = "".join(f"<b>{html.escape(t)}</b>" if bold else html.escape(t) for t, bold in passage.runs)
    return f"<i>{text}</i>" if passage.role == "ground" else text


def as_txt(draft: dict[str, Any]) -> bytes:
    """Chữ thuần, ngắt dòng cứng ở cột 80: bảng đầu trang thành các dòng nối nhau như khi lưu từ Word."""
    head = [
        *draft["organ"],
        draft["number"],
        NATION,
        MOTTO,
        draft["place_date"],
        "",
        draft["type"],
        draft["subject"],
        "",
    ]
    body = [passage.text for passage in passages(draft["body"])]
    foot = ["", "Nơi nhận:", *(f"- {line}" for line in draft["recipients"]), "", *draft["signature"]]
    wrapped = [
        textwrap.fill(line, WRAP, break_long_words=False, break_on_hyphens=False)
        for line in (*head, *body, *foot)
    ]
    return ("\n".join(wrapped).strip() + "\n").encode()


WRITERS = {".docx": as_docx, ".html": as_html, ".txt": as_txt}


def documents() -> Iterator[tuple[str, bytes]]:
    """Tên tệp và nội dung của mọi văn bản ví dụ."""
    for source in sorted((HERE / "texts").glob("*.toml")):
        draft = tomllib.loads(source.read_text(encoding="utf-8"))
        for name in draft["files"]:
            yield name, WRITERS[Path(name).suffix](draft)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, data in documents():
        (folder / name).write_bytes(data)
        sys.stdout.write(f"{folder / name}: {len(data)} byte\n")
