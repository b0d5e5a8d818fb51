"""The columns and rows of the lists of periods and of requests to unlock, as files."""

from __future__ import annotations

from collections.abc import Iterable

from lotrinh.apps.calendars.models import Unlocking
from lotrinh.apps.calendars.queries import PeriodRow
from lotrinh.apps.ui.moments import to_the_minute
from lotrinh.values.numerals import format_date
from lotrinh.writing.report import Column
from lotrinh.writing.workbook import ListCell

PERIOD_COLUMNS = (
    Column("STT", 4, "center", ordinal=True),
    Column("Kỳ báo cáo", 20),
    Column("Nhận báo cáo từ ngày", 12),
    Column("Đến hết ngày", 12),
    Column("Số liệu từ ngày", 12),
    Column("Đến hết ngày", 12),
    Column("Tình trạng", 16),
    Column("Khóa lúc", 16),
    Column("Người khóa", 26),
    Column("Căn cứ", 26),
)
UNLOCKING_COLUMNS = (
    Column("STT", 4, "center", ordinal=True),
    Column("Mã", 9),
    Column("Kỳ báo cáo", 18),
    Column("Cơ quan đề nghị", 22),
    Column("Phạm vi", 16),
    Column("Lý do", 32),
    Column("Gửi lúc", 16),
    Column("Xin đến hết ngày", 12),
    Column("Tình trạng", 14),
    Column("Mở đến hết ngày", 12),
    Column("Người quyết định", 26),
    Column("Lý do của quyết định", 30),
)


def period_rows(rows: Iterable[PeriodRow]) -> list[tuple[ListCell, ...]]:
    return [(number, *_period(row)) for number, row in enumerate(rows, 1)]


def _period(row: PeriodRow) -> tuple[ListCell, ...]:
    lock = row.closing
    state = "đang mở" if lock is None else "đã khóa" if row.lock else f"khóa cùng {lock.name}"
    days = (row.first, row.last, row.figures_from, row.figures_to)
    return (
        row.name,
        *(format_date(day) for day in days),
        state,
        to_the_minute(lock.locked_at) if lock else "",
        lock.locked_by if lock else "",
        lock.note if lock else "",
    )


def unlocking_rows(rows: Iterable[Unlocking]) -> list[tuple[ListCell, ...]]:
    return [(number, *_unlocking(row)) for number, row in enumerate(rows, 1)]


def _unlocking(row: Unlocking) -> tuple[ListCell, ...]:
    return (
        row.code,
        row.lock.name,
        row.organisation.name,
        row.scope_code or "mọi nội dung của đơn vị",
        row.reason,
        to_the_minute(row.asked_at),
        format_date(row.wanted_until),
        str(row.get_state_display()),
        format_date(row.open_until),
        row.decided_by,
        row.decision_note,
    )
