"""The columns and rows of the list of targets as a file."""

from __future__ import annotations

from collections.abc import Iterable

from lotrinh.apps.indicators.pages import target_page
from lotrinh.apps.indicators.queries import Standing
from lotrinh.writing.report import Column
from lotrinh.writing.workbook import ListCell

COLUMNS = (
    Column("STT", 4, "center", ordinal=True),
    Column("Mã", 7),
    Column("Chỉ tiêu", 32),
    Column("Đơn vị", 8),
    Column("Cần đạt", 12),
    Column("Đến năm", 7, "right", ordinal=True),
    Column("Hiện nay", 12),
    Column("Kỳ số liệu", 10),
    Column("Loại số liệu", 10),
    Column("Nguồn", 24),
    Column("Đánh giá", 12),
    Column("Khoảng cách", 14),
    Column("Cần mỗi năm", 20),
    Column("Văn bản", 16),
    Column("Câu trong văn bản", 40),
)


def rows_of(standings: Iterable[Standing]) -> list[tuple[ListCell, ...]]:
    return [(number, *_row(standing)) for number, standing in enumerate(standings, 1)]


def _row(standing: Standing) -> tuple[ListCell, ...]:
    page, latest, target = target_page(standing), standing.latest, standing.target
    seen = standing.assessment.latest
    return (
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
    )
