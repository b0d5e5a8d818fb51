"""The columns and rows of the record as a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lotrinh.apps.journal.changes import changes_of
from lotrinh.apps.journal.labels import ACTION_LABELS
from lotrinh.apps.journal.models import Event
from lotrinh.writing.report import Column
from lotrinh.writing.workbook import ListCell

MOST = 20_000
"""Rows of one file; a longer record is asked for by period."""

COLUMNS = (
    Column("STT", 4, "center", ordinal=True),
    Column("Số", 7, "right"),
    Column("Lúc (UTC+07:00)", 16),
    Column("Người thực hiện", 26),
    Column("Vị trí công tác", 30),
    Column("Từ địa chỉ", 14),
    Column("Việc", 22),
    Column("Đối tượng", 30),
    Column("Trước", 30),
    Column("Sau", 30),
    Column("Lý do", 26),
    Column("Mã băm", 30),
)


def rows_of(events: Iterable[Event]) -> list[tuple[ListCell, ...]]:
    return [(place, *_row(event)) for place, event in enumerate(events, 1)]


def _row(event: Event) -> tuple[ListCell, ...]:
    changes = changes_of(event)
    return (
        event.number,
        f"{timezone.localtime(event.at):%d/%m/%Y %H:%M:%S}",
        event.user_label,
        event.office_label,
        event.origin,
        str(ACTION_LABELS.get(event.action, event.action)),
        event.subject_label,
        "; ".join(f"{change.label}: {change.before}" for change in changes if change.before),
        "; ".join(f"{change.label}: {change.after}" for change in changes if change.after),
        event.reason,
        event.hash,
    )
