"""The columns and rows of the task list as a file."""

from __future__ import annotations

from collections.abc import Iterable

from lotrinh.apps.tasks.queries import Line
from lotrinh.writing.report import Column
from lotrinh.writing.workbook import ListCell

COLUMNS = (
    Column("STT", 4, "center", ordinal=True),
    Column("Mã", 7),
    Column("Nhiệm vụ", 40),
    Column("Cơ quan chủ trì (nay)", 18),
    Column("Cơ quan chủ trì (theo văn bản)", 18),
    Column("Cơ quan phối hợp", 16),
    Column("Thời hạn", 14),
    Column("Sản phẩm", 16),
    Column("Kết quả", 30),
    Column("Tình trạng", 16),
    Column("Số ngày quá hạn", 8, "right"),
    Column("Khó khăn, vướng mắc", 26),
    Column("Văn bản giao", 16),
)


def rows_of(lines: Iterable[Line]) -> list[tuple[ListCell, ...]]:
    return [(number, *_row(line)) for number, line in enumerate(lines, 1)]


def _row(line: Line) -> tuple[ListCell, ...]:
    last = line.last_entry
    return (
        line.task.code,
        line.task.title,
        line.lead_names,
        ", ".join(share.printed for share in line.leads),
        ", ".join(share.printed for share in line.coordinating),
        line.task.stated_deadline.as_printed(),
        line.task.product,
        (last.result or last.done) if last else "",
        ", ".join([line.status.cls.label, *(mark.label for mark in line.status.marks)]),
        line.status.days_late,
        next((entry.difficulty for entry in line.entries if entry.difficulty), ""),
        str(line.task.directive),
    )
