"""Lời giao việc trong thông báo kết luận: cơ quan chủ trì, phối hợp, phần việc, thời hạn."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Known

ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("orders.toml").read_text(encoding="utf-8")
)["order"]
HEAD = """UBND TỈNH PHÚ YÊN
Số: 18/TB-UBND
Phú Yên, ngày 17 tháng 11 năm 2026
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban tuần

I. NHIỆM VỤ GIAO CÁC CƠ QUAN

1. """


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["said"][:40])
def test_an_order_is_one_assigned_task(row: dict[str, Any]) -> None:
    text = HEAD + row["said"] + "\n"
    reading = read(text.encode(), "thong-bao.txt", Known(province="tỉnh Phú Yên"))
    (task,) = reading.tasks
    assert task.type == "assigned"
    assert list(task.lead) == row["lead"]
    assert list(task.coordinating) == row.get("coordinating", [])
    assert reading.text[task.span.start : task.span.end] == row["work"]
    found = task.deadline.as_dict()
    assert {key: found[key] for key in row["deadline"]} == row["deadline"]
