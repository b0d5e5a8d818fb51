"""Workbooks and CSV: numbers are numbers, texts are texts, the header stays."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from lotrinh.writing.periodic import periodic_report
from lotrinh.writing.report import Column
from lotrinh.writing.xlsx import guarded, report_to_xlsx, table_to_csv, table_to_xlsx
from tests.writing.hostile import BULLET, FORMULA, MARKUP, hostile_report
from tests.writing.sample import sample_input

COLUMNS = (Column("STT", 5, ordinal=True), Column("Nhiệm vụ", 40), Column("Vốn (tỷ đồng)", 12, "right", places=1), Column("Hạn", 12))  # fmt: skip
ROWS = [
    (1, "- Tăng cường quản lý", Decimal("32976.5"), date(2026, 3, 9)),
    (2, "=1+1", None, None),
    (3, "http://a.b", Decimal("-2"), date(2026, 12, 31)),
    (4, "12/2026", Decimal("0.1234567890123456789"), None),
]
LINES = ("Bộ lọc: quá hạn", "Kỳ: năm 2026")


def read(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_list_keeps_types_and_texts() -> None:
    sheet = read(table_to_xlsx("Danh sách nhiệm vụ", LINES, COLUMNS, ROWS)).active
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["Danh sách nhiệm vụ", *LINES]
    assert [c.value for c in sheet[5]] == [column.title for column in COLUMNS]
    assert [c.value for c in sheet[6]][:3] == [1, "- Tăng cường quản lý", 32976.5]
    assert sheet["D6"].value.date() == date(2026, 3, 9) and sheet["D6"].number_format == "dd/mm/yyyy"
    assert sheet["C6"].number_format == "#,##0.0"
    assert [(sheet.cell(row, 2).value, sheet.cell(row, 2).data_type) for row in (7, 8, 9)] == [
        ("=1+1", "s"), ("http://a.b", "s"), ("12/2026", "s"),
    ]  # fmt: skip
    assert sheet["B8"].hyperlink is None and sheet["C7"].value is None
    assert sheet["C9"].value == "0,1"  # more digits than a cell keeps: as text, with the places of the column


def test_list_is_set_up_for_screen_and_paper() -> None:
    sheet = read(table_to_xlsx("Danh sách", LINES, COLUMNS, ROWS)).active
    assert sheet.freeze_panes == "A6" and sheet.print_title_rows == "$5:$5"
    assert sheet.page_setup.orientation == "landscape" and int(sheet.page_setup.paperSize) == 9
    assert sheet.auto_filter.ref == "A5:D9"
    assert sheet.column_dimensions["B"].width > 4 * sheet.column_dimensions["A"].width


def test_report_sheets_and_numbers_with_their_words() -> None:
    report = periodic_report(sample_input())
    book = read(report_to_xlsx(report))
    assert book.sheetnames == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    sheet = book["Phụ lục I"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "STT")
    goal = sheet.cell(header[0].row + 3, 4)
    assert (goal.value, goal.number_format) == (8.5, '"trên "#,##0.0"%/năm"')
    latest = sheet.cell(header[0].row + 1, 6)
    assert (latest.value, latest.number_format) == (34.8, '#,##0.0"% (năm 2025, ước)"')
    assert "Kế hoạch số 88/KH-UBND, mục II.1" in sheet.cell(header[0].row + 1, 10).value
    assert report_to_xlsx(report) == report_to_xlsx(report)


def test_hostile_texts_stay_texts() -> None:
    sheet = read(report_to_xlsx(hostile_report()))["Phụ lục II"]
    start = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")
    titles = [sheet.cell(start + n, 2) for n in range(1, 6)]
    assert [cell.value for cell in titles[:3]] == [MARKUP, FORMULA, BULLET]
    assert {cell.data_type for cell in titles} == {"s"}
    assert len(titles[4].value) == 32_000


def test_a_text_too_long_for_a_cell_says_what_is_missing() -> None:
    sheet = read(table_to_xlsx("", (), (Column("A"),), [("ă" * 40_000,), ("😀" * 20_000,)])).active
    texts = [row[0].value for row in sheet.iter_rows() if row[0].value]
    assert texts[1].startswith("ăăă") and texts[1].endswith("ký tự, xem bản DOCX hoặc trang chi tiết]")
    assert all(len(text.encode("utf-16-le")) // 2 <= 32_767 for text in texts)
    kept = texts[1].count("ă")
    assert f"[còn {40_000 - kept} ký tự" in texts[1]


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_opens_in_excel_and_reads_back(separator: str) -> None:
    data = table_to_csv("Danh sách", LINES, COLUMNS, ROWS, separator=separator)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))
    assert rows[:4] == [["Danh sách"], [LINES[0]], [LINES[1]], [column.title for column in COLUMNS]]
    assert rows[4] == ["1", "- Tăng cường quản lý", "32.976,5", "09/03/2026"]
    assert rows[5] == ["2", "'=1+1", "", ""]
    assert rows[6][2] == "-2,0"


def test_csv_without_title_is_bare() -> None:
    data = table_to_csv("", (), (Column("A"),), [("x\ny",), ('"',)])
    assert data.decode("utf-8-sig") == 'A\r\n"x\ny"\r\n""""\r\n'


@pytest.mark.parametrize("text", ["=cmd()", "\t=1", "@x", "+A1", "-2+3*4", '-HYPERLINK("a")', "+x|y"])
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["- Tăng (so với cùng kỳ)", "+ Giảm 3%", "-5,2", "+84 257 382 1", "−2", "", "a=b"]
)
def test_vietnamese_bullets_and_numbers_are_left_alone(text: str) -> None:
    assert guarded(text) == text
