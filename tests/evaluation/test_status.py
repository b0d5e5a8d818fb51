"""Task status on boundary days, and that there is one for every task."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from tests.evaluation.strategies import days, task_facts

from lotrinh.evaluation.status import Mark, StatusClass, TaskFacts, assess_task
from lotrinh.evaluation.workdays import vietnam_calendar
from lotrinh.values.deadline import Deadline

ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("statuses.toml").read_text(encoding="utf-8")
)["row"]
CALENDAR = vietnam_calendar(range(2020, 2028))
DAY_FIELDS = ("issued", "started", "completed_on", "extension_to", "stopped_on", "trigger")
OTHER_FIELDS = ("extension_pending", "paused", "stopped", "reporting_every", "report_due")


def _facts(row: dict[str, Any]) -> TaskFacts:
    given_days = {name: date.fromisoformat(row[name]) for name in DAY_FIELDS if name in row}
    others = {name: row[name] for name in OTHER_FIELDS if name in row}
    reports = tuple(date.fromisoformat(day) for day in row.get("report_days", ()))
    return TaskFacts(Deadline.from_dict(row["deadline"]), report_days=reports, **given_days, **others)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_row(row: dict[str, Any]) -> None:
    status = assess_task(
        _facts(row),
        date.fromisoformat(row["at"]),
        CALENDAR,
        before_means_same_day=not row.get("literal"),
    )
    assert status.cls == row["class"], status.why
    assert row.get("says", "") in status.why
    if "marks" in row:
        assert list(status.marks) == row["marks"]
    if "due" in row:
        assert status.due_day == date.fromisoformat(row["due"])
    assert status.days_late == row.get("late", status.days_late)


def test_words_and_shapes_of_the_five_classes() -> None:
    assert {cls.label: cls.css for cls in StatusClass} == {
        "hoàn thành đúng hạn": "done",
        "hoàn thành quá hạn": "donelate",
        "chưa hoàn thành trong hạn": "run",
        "chưa hoàn thành quá hạn": "late",
        "chưa đánh giá được": "none",
    }
    assert [mark.label for mark in Mark] == [
        "sắp đến hạn",
        "chưa đến kỳ",
        "xin gia hạn",
        "tạm dừng",
        "đã dừng",
    ]


@given(task_facts(), days())
def test_every_task_has_exactly_one_class_and_a_reason(facts: TaskFacts, at: date) -> None:
    status = assess_task(facts, at, CALENDAR)
    late = status.cls in (StatusClass.DONE_LATE, StatusClass.OPEN_LATE)
    assert late == (status.days_late is not None and status.days_late > 0)
    assert status.why.endswith(".")


@given(task_facts(), days())
def test_what_happens_later_is_not_known_yet(facts: TaskFacts, at: date) -> None:
    tomorrow = at + timedelta(days=1)
    foretold = replace(facts, completed_on=tomorrow, report_days=(*facts.report_days, tomorrow))
    assert assess_task(foretold, at) == assess_task(replace(foretold, completed_on=None), at)
    unknown = replace(facts, completed_on=None)
    assert assess_task(replace(unknown, report_days=foretold.report_days), at) == assess_task(unknown, at)


@given(task_facts(), days())
def test_a_late_open_task_stays_late_until_something_is_done(facts: TaskFacts, at: date) -> None:
    alone = replace(facts, completed_on=None, stopped=False)
    if alone.deadline.kind in ("from", "ongoing", "recurring") or not alone.extension_to:
        return
    if assess_task(alone, at).cls is StatusClass.OPEN_LATE:
        assert assess_task(alone, at + timedelta(days=30)).cls is StatusClass.OPEN_LATE
