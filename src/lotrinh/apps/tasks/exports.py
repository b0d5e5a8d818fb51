"""Lists of tasks as files: exactly what the filter shows, with the filter and the day in the first lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpResponse

from lotrinh.apps.tasks.deadline_words import deadline_in_words
from lotrinh.apps.tasks.queries import Line
from lotrinh.values.numerals import format_date
from lotrinh.writing.xlsx import table_to_csv, table_to_xlsx

COLUMNS = (
    "STT", "Mã", "Nhiệm vụ", "Cơ quan chủ trì (nay)", "Cơ quan chủ trì (theo văn bản)", "Cơ quan phối hợp", "Thời hạn",
    "Sản phẩm", "Kết quả", "Tình trạng", "Số ngày quá hạn", "Khó khăn, vướng mắc", "Văn bản giao",
)  # fmt: skip
WRITERS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def rows_of(lines: Iterable[Line]) -> list[list[str | int | None]]:
    return [
        [
            number,
            line.task.code,
            line.task.title,
            line.lead_names,
            ", ".join(share.printed for share in line.leads),
            ", ".join(share.printed for share in line.coordinating),
            deadline_in_words(line.task.stated_deadline),
            line.task.product,
            (line.last_entry.result or line.last_entry.done) if line.last_entry else "",
            ", ".join([line.status.cls.label, *(mark.label for mark in line.status.marks)]),
            line.status.days_late,
            next((entry.difficulty for entry in line.entries if entry.difficulty), ""),
            str(line.task.directive),
        ]
        for number, line in enumerate(lines, 1)
    ]


def answer(kind: str, lines: Iterable[Line], described: str, at: date) -> HttpResponse:
    """The file as a download."""
    rows = rows_of(lines)
    if kind == "xlsx":
        notes = [described, f"Số liệu tính đến ngày {format_date(at)}; {len(rows)} nhiệm vụ"]
        content = table_to_xlsx("Biểu theo dõi nhiệm vụ", notes, COLUMNS, rows)
    else:
        content = table_to_csv(COLUMNS, rows)
    response = HttpResponse(content, content_type=WRITERS[kind])
    response["Content-Disposition"] = f'attachment; filename="nhiem-vu-{at:%Y-%m-%d}.{kind}"'
    return response
