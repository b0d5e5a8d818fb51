"""Bộ đọc tìm thấy trong văn bản ví dụ đúng những nhiệm vụ, chỉ tiêu mà chuyện ví dụ nhắc tới."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Reading
from lotrinh.values.record import Task

EXAMPLES = Path(__file__).parents[2] / "examples"
STORY: dict[str, Any] = tomllib.loads((EXAMPLES / "story.toml").read_text(encoding="utf-8"))
PLAN = "ke-hoach-2024"


@cache
def reading_of(key: str) -> Reading:
    name = next(row["file"] for row in STORY["document"] if row["key"] == key)
    return read((EXAMPLES / name).read_bytes(), name)


def said(reading: Reading, start: int, end: int) -> str:
    return " ".join(reading.text[start:end].split())


def phrases() -> list[tuple[str, str]]:
    tables = ("entry", "claim", "routing", "extension")
    return sorted({(row.get("document", PLAN), row["task"]) for table in tables for row in STORY[table]})


@pytest.mark.parametrize(("document", "phrase"), phrases())
def test_a_phrase_of_the_story_names_one_task(document: str, phrase: str) -> None:
    reading = reading_of(document)
    tasks = [task for task in reading.tasks if phrase in said(reading, task.span.start, task.span.end)]
    assert len(tasks) == 1


@pytest.mark.parametrize("row", STORY["indicator"], ids=lambda row: row["key"])
def test_a_target_of_the_story_is_read_with_its_figure(row: dict[str, Any]) -> None:
    reading = reading_of(PLAN)
    found = [
        target
        for target in reading.targets
        if target.value == Decimal(row["value"])
        and row["target"] in said(reading, target.sentence.start, target.sentence.end)
    ]
    assert len(found) == 1
    assert found[0].horizon is not None


def test_the_plan_holds_as_many_targets_and_tasks_as_the_readme_says() -> None:
    reading = reading_of(PLAN)
    valued = [target for target in reading.targets if target.value is not None]
    aims = [target for target in valued if (target.provision or "").startswith("II.")]
    assert len(aims) == len(STORY["indicator"]) == 7
    (ordered,) = [target for target in valued if target not in aims]
    assert (
        ordered.provision == "IV.8.-2" and ordered.horizon and ordered.horizon.last_day == date(2028, 12, 31)
    )
    assert len([task for task in reading.tasks if task.product and in_annex(reading, task)]) == 14
    headed = [
        task
        for task in reading.tasks
        if (task.provision or "").startswith("IV.") and "-" in (task.provision or "")
    ]
    assert len(headed) == 28


def in_annex(reading: Reading, task: Task) -> bool:
    return task.span.start > reading.text.index("PHỤ LỤC\nDANH MỤC")


@pytest.mark.parametrize("key", [row["key"] for row in STORY["document"]])
def test_every_example_has_its_title(key: str) -> None:
    header = reading_of(key).header
    assert header.number and header.date and header.issuer
    assert header.title is not None and len(header.title) > 20
