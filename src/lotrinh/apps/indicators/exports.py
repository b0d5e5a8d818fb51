"""The list of targets as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpResponse

from lotrinh.apps.indicators.pages import target_page
from lotrinh.apps.indicators.queries import Standing
from lotrinh.values.numerals import format_date
from lotrinh.writing.xlsx import table_to_csv, table_to_xlsx

COLUMNS = (
    "STT", "Mã", "Chỉ tiêu", "Đơn vị", "Cần đạt", "Đến năm", "Hiện nay", "Kỳ số liệu", "Loại số liệu", "Nguồn", "Đánh giá",
    "Khoảng cách", "Cần mỗi năm", "Văn bản", "Câu trong văn bản",
)  # fmt: skip
WRITERS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def rows_of(rows: Iterable[Standing]) -> list[list[str | int | None]]:
    found = []
    for number, standing in enumerate(rows, 1):
        page, latest, target = target_page(standing), standing.latest, standing.target
        seen = standing.assessment.latest
        found.append(
            [
                number,
                target.code,
                target.indicator.name,
                target.unit,
                standing.goal_words,
                target.horizon_to.year if target.horizon_to else None,
                standing.latest_words,
                seen.period.in_words() if seen else "",
                latest.get_kind_display() if latest else "",
                latest.source if latest else "",
                standing.label,
                page.gap,
                page.pace,
                str(target.directive),
                page.sentence,
            ]
        )
    return found


def answer(kind: str, rows: Iterable[Standing], at: date) -> HttpResponse:
    table = rows_of(rows)
    if kind == "xlsx":
        note = f"Số liệu tính đến ngày {format_date(at)}; {len(table)} chỉ tiêu"
        content = table_to_xlsx("Biểu theo dõi chỉ tiêu", [note], COLUMNS, table)
    else:
        content = table_to_csv(COLUMNS, table)
    response = HttpResponse(content, content_type=WRITERS[kind])
    response["Content-Disposition"] = f'attachment; filename="chi-tieu-{at:%Y-%m-%d}.{kind}"'
    return response
