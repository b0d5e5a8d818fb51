"""The columns and rows of the register as a file."""

from __future__ import annotations

from collections.abc import Iterable

from lotrinh.apps.organisations.queries.register import Entry
from lotrinh.values.numerals import format_date
from lotrinh.writing.report import Column
from lotrinh.writing.workbook import ListCell

COLUMNS = (
    Column("STT", 4, "center", ordinal=True),
    Column("Mã", 9),
    Column("Tên cơ quan", 40),
    Column("Tên viết tắt", 18),
    Column("Ký hiệu", 10),
    Column("Mã định danh", 18),
    Column("Loại", 18),
    Column("Cấp", 10),
    Column("Cơ quan cấp trên", 28),
    Column("Địa bàn", 18),
    Column("Từ ngày", 11),
    Column("Đến hết ngày", 11),
    Column("Nay do", 30),
)


def rows_of(entries: Iterable[Entry]) -> list[tuple[ListCell, ...]]:
    return [(number, *_row(entry)) for number, entry in enumerate(entries, 1)]


def _row(entry: Entry) -> tuple[ListCell, ...]:
    body = entry.organisation
    now = entry.now.name if entry.now else "cần chọn cơ quan kế thừa" if entry.is_open else ""
    return (
        body.number,
        entry.name,
        entry.short_name,
        body.code,
        body.identifier,
        body.kind_label,
        body.level_label,
        entry.parent,
        entry.territory,
        format_date(body.valid_from) if body.valid_from else "",
        format_date(body.valid_to) if body.valid_to else "",
        now,
    )
