"""Workbooks as an officer may send them: the lists of lexicon.lists, right and wrong in every way we know."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from lotrinh.lexicon.lists import list_of

TITLES = tuple(column.title for column in list_of("people").columns)
PERSON = (
    "cv.congthuong",
    "Chuyên viên Sở Công Thương",
    "cv.congthuong@tinhmau.example",
    "Sở Công Thương tỉnh Mẫu",
    "Chuyên viên",
    "chuyên viên",
    date(2026, 2, 28),
    "30/6/2030",
    "chính thức",
    None,
    None,
)
OTHER = (
    "ld.congthuong",
    "Lãnh đạo Sở Công Thương",
    "ld.congthuong@tinhmau.example",
    "Sở Công Thương tỉnh Mẫu",
    "Phó Giám đốc",
    "lãnh đạo đơn vị, chuyên viên",
    "01/7/2025",
    None,
    None,
    None,
    None,
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(rows: Iterable[Sequence[Any]], change: Callable[[Worksheet], object] | None = None) -> bytes:
    """One sheet with those rows, and whatever `change` does to it."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def people(*rows: Sequence[Any], change: Callable[[Worksheet], object] | None = None) -> bytes:
    return book([("DANH SÁCH NGƯỜI DÙNG",), (), TITLES, *rows], change)


def put(row: Sequence[Any], title: str, value: Any) -> list[Any]:
    """The row with another value under that title."""
    return [value if name == title else each for name, each in zip(TITLES, row, strict=True)]


def rewritten(content: bytes, parts: Mapping[str, Callable[[str], str]]) -> bytes:
    """The package with some parts' text changed: for what no library writes."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            text = old.read(info.filename)
            change = parts.get(info.filename)
            new.writestr(info.filename, change(text.decode()).encode() if change else text)
        for name in set(parts) - set(old.namelist()):
            new.writestr(name, parts[name](""))
    return buffer.getvalue()


def formula(content: bytes, place: str, written: str, shown: str | None, kind: str = "str") -> bytes:
    """A formula in a cell with the result Excel kept, or with none."""
    value = "" if shown is None else f"<v>{shown}</v>"
    cell = f'<c r="{place}" t="{kind}"><f>{written}</f>{value}</c>'
    pattern = rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)'
    return rewritten(content, {"xl/worksheets/sheet1.xml": lambda text: re.sub(pattern, cell, text, count=1)})


@dataclass(frozen=True, slots=True)
class Wrong:
    """A file with one thing wrong: what it is, and where the answer has to point."""

    what: str
    content: bytes
    row: int
    column: str
    cause: str


def _hide(letter: str) -> Callable[[Worksheet], object]:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions[letter].hidden = True

    return hide


def _hide_row(number: int) -> Callable[[Worksheet], object]:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[number].hidden = True

    return hide


def _merge(area: str) -> Callable[[Worksheet], object]:
    return lambda sheet: sheet.merge_cells(area)


def wrong_files() -> list[Wrong]:
    """Thirty files; the heading is in row 3, the first person in row 4 (reliability.md, case 71)."""

    def cell(title: str, value: Any, cause: str, what: str = "") -> Wrong:
        return Wrong(what or f"{title} = {value}", people(PERSON, put(OTHER, title, value)), 5, title, cause)

    moved = [*TITLES[:2], *TITLES[3:8], TITLES[2], *TITLES[8:]]
    return [
        cell("Từ ngày", "30/02/2026", '"30/02/2026" không phải ngày hợp lệ', "ngày không có thật"),
        cell("Từ ngày", "02/28/2026", '"02/28/2026" không phải ngày', "ngày viết kiểu Mỹ"),
        cell("Từ ngày", 46081, '"46081" không phải ngày', "số không định dạng ngày"),
        cell("Đến hết ngày", "quý III/2026", '"quý III/2026" không phải ngày', "chữ trong cột ngày"),
        cell("Từ ngày", "12", '"12" không phải ngày', "số dạng chữ trong cột ngày"),
        cell("Tên đăng nhập", "Cv.CongThuong", "không dùng làm tên đăng nhập", "tên đăng nhập chữ hoa"),
        cell("Tên đăng nhập", "chuyên viên", "không dùng làm tên đăng nhập", "tên đăng nhập có dấu"),
        cell("Tên đăng nhập", None, "chưa có giá trị", "thiếu tên đăng nhập"),
        cell("Tên hiển thị", None, "chưa có giá trị", "thiếu tên hiển thị"),
        cell("Tên hiển thị", date(2026, 2, 1), '"01/02/2026" là ngày', "Excel đổi chữ thành ngày"),
        cell("Tên hiển thị", "x" * 201, "dài 201 ký tự", "chữ quá dài"),
        cell("Thư điện tử công vụ", "ld.congthuong", "không phải địa chỉ thư", "thư thiếu @"),
        cell("Thư điện tử công vụ", "a@b", "không phải địa chỉ thư", "thư thiếu tên miền"),
        cell("Cơ quan", "   ", "chưa có giá trị", "cơ quan chỉ có khoảng trắng"),
        cell("Vai trò", "giám đốc", '"giám đốc" không có trong danh mục', "vai trò lạ"),
        cell("Vai trò", "chuyên viên, giám đốc", '"giám đốc" không có', "một vai trò lạ trong hai"),
        Wrong(
            "công thức lỗi #REF!",
            formula(people(PERSON, OTHER), "D5", "#REF!A1", "#REF!", "e"),
            5,
            "Cơ quan",
            "công thức báo lỗi #REF!",
        ),
        Wrong(
            "công thức lỗi #N/A",
            formula(people(PERSON, OTHER), "C5", "VLOOKUP(A5,X:Y,2,0)", "#N/A", "e"),
            5,
            "Thư điện tử công vụ",
            "công thức báo lỗi #N/A",
        ),
        Wrong(
            "công thức chưa tính",
            people(PERSON, put(OTHER, "Cơ quan", "=A1&B1")),
            5,
            "Cơ quan",
            "công thức chưa có kết quả",
        ),
        Wrong("dòng ẩn", people(PERSON, OTHER, change=_hide_row(5)), 5, "", "dòng đang bị ẩn"),
        Wrong("cột ẩn", people(PERSON, OTHER, change=_hide("D")), 3, "Cơ quan", "cột D đang bị ẩn"),
        Wrong(
            "tiêu đề gộp hai cột",
            people(PERSON, OTHER, change=_merge("D3:E3")),
            3,
            "Cơ quan",
            "ô tiêu đề bị gộp (D3:E3)",
        ),
        Wrong(
            "ô gộp hai dòng", people(PERSON, OTHER, change=_merge("D4:D5")), 4, "Cơ quan", "ô bị gộp (D4:D5)"
        ),
        Wrong("dòng ghi hai lần", people(PERSON, OTHER, PERSON), 6, "Tên đăng nhập", "đã có ở dòng 4"),
        Wrong(
            "dòng lặp viết khác dấu",
            people(PERSON, put(PERSON, "Cơ quan", "SỞ CÔNG THƯƠNG  tỉnh Mẫu")),
            5,
            "Tên đăng nhập",
            "đã có ở dòng 4",
        ),
        Wrong(
            "thiếu cột bắt buộc",
            book([TITLES[:3] + TITLES[4:], PERSON[:3] + PERSON[4:]]),
            0,
            "Cơ quan",
            "không có cột này ở dòng tiêu đề (dòng 1)",
        ),
        Wrong(
            "hai cột cùng tên",
            book([(*TITLES, "Email"), (*PERSON, "x@y.vn")]),
            1,
            "Email",
            "cột L lặp lại một cột đã có",
        ),
        Wrong(
            "cột dời chỗ mà số liệu không dời",
            book([moved, PERSON]),
            2,
            "Thư điện tử công vụ",
            "không phải địa chỉ thư",
        ),
        Wrong("không có tiêu đề", book([PERSON, OTHER]), 0, "", "Không tìm thấy dòng tiêu đề"),
        Wrong("chỉ có tiêu đề", people(), 0, "", "chưa có dòng nào dưới dòng tiêu đề (dòng 3)"),
    ]
