"""The Word file has the measures of Nghị định 30/2020/NĐ-CP, and nothing in it comes alive."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from lotrinh.writing.docx import report_to_docx
from lotrinh.writing.periodic import periodic_report
from tests.writing.hostile import BULLET, FORMULA, LONG, MARKUP, hostile_report
from tests.writing.sample import sample_input


@pytest.fixture(scope="module")
def paper() -> Any:
    return Document(io.BytesIO(report_to_docx(periodic_report(sample_input()))))


def test_page(paper: Any) -> None:
    first = paper.sections[0]
    assert [round(side.mm, 1) for side in (first.page_width, first.page_height)] == [210, 297]
    shown = [
        round(side.mm)
        for side in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    ]
    assert shown == [20, 20, 30, 15]
    assert [section.orientation for section in paper.sections] == [0, 1, 1, 0]
    assert round(paper.sections[1].page_width.mm, 1) == 297


def test_page_number_is_centred_above_and_hidden_on_the_first_page(paper: Any) -> None:
    first = paper.sections[0]
    assert first.different_first_page_header_footer
    header = first.header.paragraphs[0]
    assert header.alignment == 1
    assert [e.text for e in header._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert {run.font.size for run in header.runs} == {Pt(13)}
    assert not "".join(p.text for p in first.first_page_header.paragraphs)
    for section in list(paper.sections)[1:]:
        assert section.header.is_linked_to_previous and not section.different_first_page_header_footer


def test_everything_is_times_new_roman_black_and_vietnamese(paper: Any) -> None:
    styles = paper.styles.element
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    for name in ("Normal", "Body Text", "Heading 1", "Heading 2", "Heading 3"):
        style = paper.styles[name]
        assert (style.font.name, style.font.size) == ("Times New Roman", Pt(14))
        assert str(style.font.color.rgb) == "000000"
        faces = style.element.rPr.find(qn("w:rFonts"))
        assert not [key for key in list(faces.attrib) if "Theme" in key or "theme" in key]
    body = paper.styles["Body Text"].paragraph_format
    assert (round(body.first_line_indent.mm), body.space_after, body.alignment) == (10, Pt(6), 3)
    sizes = {run.font.size for p in paper.paragraphs for run in p.runs if run.font.size}
    assert all(Pt(11) <= size <= Pt(14) for size in sizes)


def test_letterhead_boxes(paper: Any) -> None:
    left, right = paper.tables[0].rows[0].cells
    assert left.text.replace("\n", " ").split("SỞ")[0].strip() == "ỦY BAN NHÂN DÂN TỈNH MẪU MỚI"
    superior, organ, organ_rule = left.paragraphs
    assert not superior.runs[0].bold and organ.runs[0].bold and organ.text == "SỞ CÔNG THƯƠNG"
    country, motto, motto_rule = right.paragraphs
    assert (country.text, motto.text) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    )
    number, place = (cell.text.replace("\u00a0", " ") for cell in paper.tables[0].rows[1].cells)
    assert re.fullmatch(r"Số: +/BC-SCT", number)
    assert re.fullmatch(r"Mẫu Mới, ngày +tháng +năm *", place)
    lengths = {}
    for name, rule, room in (("organ", organ_rule, 74), ("motto", motto_rule, 91)):
        assert rule._p.pPr.find(qn("w:pBdr")) is not None
        lengths[name] = room - rule.paragraph_format.left_indent.mm - rule.paragraph_format.right_indent.mm
    assert 54 < lengths["motto"] < 58  # as long as the motto at 13 pt bold
    assert 1 / 3 <= lengths["organ"] / 38.6 <= 1 / 2  # "SỞ CÔNG THƯƠNG" at 12 pt bold


def test_tables_repeat_their_header_and_keep_rows_whole(paper: Any) -> None:
    grids = [table for table in paper.tables if table.style.name == "Table Grid"]
    assert len(grids) == 6
    for table in grids:
        header, *rows = table.rows
        assert header._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in (header, *rows))
        width = sum(int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in header.cells)
        assert abs(width - (165 if table is grids[-1] or table in grids[:3] else 252) * 56.7) < 20


def test_end_of_text_and_signature(paper: Any) -> None:
    closing = [p.text for p in paper.paragraphs if p.text.endswith("./.")]
    assert closing == [
        "Trên đây là báo cáo kết quả thực hiện Kế hoạch số 88/KH-UBND năm 2026, Sở Công Thương kính báo cáo./."
    ]
    block = next(table for table in paper.tables if "Nơi nhận:" in table.rows[0].cells[0].text)
    left, right = block.rows[0].cells
    assert [p.text for p in left.paragraphs] == [
        "Nơi nhận:", "- Như trên;", "- Các cơ quan chủ trì nhiệm vụ;", "- Giám đốc, các Phó Giám đốc Sở;",
        "- Lưu: VT, QLCN.",
    ]  # fmt: skip
    assert [p.text for p in right.paragraphs] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", ""]


def test_headings_stand_in_the_outline(paper: Any) -> None:
    first = [p.text for p in paper.paragraphs if p.style.name == "Heading 1"]
    assert first[0] == "I. TÌNH HÌNH TRIỂN KHAI" and first[-1] == "VI. NHIỆM VỤ THỜI GIAN TỚI"
    assert "3. Nhiệm vụ chưa hoàn thành, đã quá hạn" in [
        p.text for p in paper.paragraphs if p.style.name == "Heading 2"
    ]


def test_several_addressees_stand_below_each_other() -> None:
    report = replace(periodic_report(sample_input()), addressees=("Bộ Công Thương", "Tỉnh ủy;"))
    lines = [p.text for p in Document(io.BytesIO(report_to_docx(report))).paragraphs]
    at = lines.index("Kính gửi:")
    assert lines[at + 1 : at + 3] == ["- Bộ Công Thương;", "- Tỉnh ủy."]


def test_same_report_same_bytes_and_no_clock_inside() -> None:
    report = periodic_report(sample_input())
    made = report_to_docx(report)
    assert made == report_to_docx(report)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    properties = Document(io.BytesIO(made)).core_properties
    assert properties.created.date() == report.as_of == properties.modified.date()
    assert properties.author == "Sở Công Thương"


def test_hostile_texts_stay_texts() -> None:
    paper = Document(io.BytesIO(report_to_docx(hostile_report())))
    cells = [row.cells[1].text for table in paper.tables for row in table.rows if len(row.cells) == 9]
    assert cells[1:4] == [MARKUP, FORMULA, BULLET]
    assert cells[4] == "một\ufffdhai\ufffdba\ufffd"
    assert cells[5] == LONG
    long_row = next(
        row
        for table in paper.tables
        for row in table.rows
        if len(row.cells) == 9 and row.cells[1].text == LONG
    )
    assert long_row._tr.trPr is None or long_row._tr.trPr.find(qn("w:cantSplit")) is None
    instructions = list(paper.element.body.iter(qn("w:instrText")))
    assert instructions == []


# ECMA-376, part 1: the order that Word insists on.
ORDERS = {
    "tblPr": ("tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook"),
    "pPr": (
        "pStyle",
        "keepNext",
        "keepLines",
        "widowControl",
        "pBdr",
        "spacing",
        "ind",
        "jc",
        "rPr",
        "sectPr",
    ),
    "rPr": ("rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "vertAlign", "lang"),
}


@pytest.mark.parametrize("tag", ORDERS)
def test_elements_stand_in_the_order_of_the_schema(paper: Any, tag: str) -> None:
    seen = 0
    for part in (paper.element.body, paper.sections[0].header._element):
        for holder in part.iter(qn(f"w:{tag}")):
            names = [child.tag.partition("}")[2] for child in holder]
            assert set(names) <= set(ORDERS[tag])
            assert names == sorted(names, key=ORDERS[tag].index) and len(names) == len(set(names))
            seen += 1
    assert seen > 5
