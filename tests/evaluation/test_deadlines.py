"""Deadlines of every kind, row by row, and what holds for all of them."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluation.strategies import days, deadlines

from lotrinh.evaluation.deadlines import due_on
from lotrinh.evaluation.workdays import vietnam_calendar
from lotrinh.values.deadline import Deadline

ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("deadlines.toml").read_text(encoding="utf-8")
)["row"]
CALENDAR = vietnam_calendar(range(2018, 2028))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.get('raw', 'trống')} @{row.get('at', '-')}")
def test_row(row: dict[str, Any]) -> None:
    deadline = Deadline.from_dict({**row["deadline"], "raw": row.get("raw")})
    due = due_on(
        deadline,
        issued=_day(row.get("issued")),
        at=date.fromisoformat(row.get("at", "2025-06-02")),
        before_means_same_day=not row.get("literal"),
        trigger=_day(row.get("trigger")),
        calendar=CALENDAR,
        rest_day_moves_on=row.get("moves", False),
    )
    assert due.day == _day(row.get("day"))
    assert due.strict_day == _day(row.get("strict"))
    assert row.get("says", "") in due.explanation
    assert due.explanation.endswith(".")
    if "previous" in row:
        assert due.previous == _day(row["previous"])
    if "period" in row:
        assert due.period is not None
        assert list(due.period.as_dict().values()) == row["period"]


def test_the_table_is_as_large_as_promised() -> None:
    assert len(ROWS) >= 60


def test_working_days_without_a_calendar_stay_unknown() -> None:
    deadline = Deadline.from_dict(
        {"kind": "relative", "within": {"n": 3, "unit": "working_day", "after": "ngày nhận"}}
    )
    due = due_on(deadline, issued=None, at=date(2025, 1, 1), trigger=date(2025, 1, 1))
    assert due.day is None
    assert "chưa có lịch làm việc" in due.explanation


def test_explanation_quotes_the_printed_words_on_one_line() -> None:
    deadline = Deadline("by_date", last=date(2024, 12, 10), before=True, raw="trước ngày\n10/12/2024")
    assert due_on(deadline, issued=None, at=date(2024, 1, 1)).explanation.startswith(
        "Văn bản ghi “trước ngày 10/12/2024”: "
    )


@given(deadlines(), days(), st.none() | days(), st.booleans())
def test_total_and_the_strict_day_is_never_later(
    deadline: Deadline, at: date, issued: date | None, same_day: bool
) -> None:
    due = due_on(deadline, issued=issued, at=at, before_means_same_day=same_day, calendar=CALENDAR)
    assert due.explanation
    if due.day and due.strict_day:
        assert due.strict_day <= due.day


@given(deadlines(kinds=("recurring",)), days())
def test_a_recurring_deadline_brackets_the_day(deadline: Deadline, at: date) -> None:
    due = due_on(deadline, issued=None, at=at)
    if due.previous:
        assert due.previous < at
    if due.next:
        assert due.next >= at
