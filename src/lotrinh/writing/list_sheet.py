"""A list of lexicon.lists as a workbook: what is there, or an empty form, with a second sheet that tells how to fill it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lotrinh.lexicon.lists import SEVERAL, ListColumn, ListKind
from lotrinh.values.numerals import parse_date
from lotrinh.writing.report import Column
from lotrinh.writing.workbook import ListCell, Workbook

_GUIDE = (Column("Cột của biểu", 20), Column("Bắt buộc", 10), Column("Cách ghi", 60), Column("Ví dụ", 30))
_WAYS = {
    "text": "Chữ",
    "date": "Ngày, tháng, năm",
    "email": "Địa chỉ thư công vụ, mỗi người một địa chỉ",
    "name": "Chữ thường không dấu, chữ số, dấu chấm; từ 3 ký tự",
    "choice": "Một trong: ",
    "choices": "Một hoặc nhiều, cách nhau dấu phẩy: ",
}


def list_to_xlsx(kind: ListKind, note: str, rows: Sequence[Mapping[str, str]], as_of: date) -> bytes:
    """`rows` hold what ImportedList would: days as "28/02/2026", choices as codes; reading it back changes nothing."""
    book = Workbook(kind.title, "Lộ Trình", as_of)
    columns = [Column(column.title, column.width) for column in kind.columns]
    cells = [tuple(_cell(row.get(column.key, ""), column) for column in kind.columns) for row in rows]
    book.add_sheet(kind.sheet, (kind.title, note), columns, cells, marks={})
    book.add_sheet("Hướng dẫn", (f"CÁCH GHI {kind.title}",), _GUIDE, _guide(kind), marks={})
    return book.to_bytes()


def _cell(value: str, column: ListColumn) -> ListCell:
    if column.kind == "date":
        return parse_date(value) if value else None
    if column.choices:
        return ", ".join(column.word_of(code) for code in value.split(SEVERAL) if code)
    return value


def _guide(kind: ListKind) -> list[tuple[ListCell, ...]]:
    return [
        (
            column.title,
            "có" if column.required else "không",
            _WAYS[column.kind] + ", ".join(word for _, word in column.choices),
            column.example,
        )
        for column in kind.columns
    ]
