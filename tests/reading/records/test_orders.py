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


def test_an_order_that_ends_a_look_back_gives_work() -> None:
    text = HEAD.replace("I. NHIỆM VỤ GIAO CÁC CƠ QUAN", "I. ĐÁNH GIÁ CHUNG") + (
        "Giải ngân đạt 30%, còn chậm. Sở Xây dựng đã báo cáo UBND tỉnh. "
        "Giao Sở Tài chính rà soát nguồn vốn trước ngày 30/11/2026.\n"
    )
    (task,) = read(text.encode(), "thong-bao.txt", Known(province="tỉnh Phú Yên")).tasks
    assert task.lead == ("Sở Tài chính tỉnh Phú Yên",)
    assert task.span.of(text).startswith("rà soát nguồn vốn")


def test_a_report_that_tells_of_orders_gives_none() -> None:
    text = HEAD.replace("THÔNG BÁO\nKết luận", "BÁO CÁO\nKết quả kết luận").replace("18/TB", "18/BC")
    text = text.replace("I. NHIỆM VỤ GIAO CÁC CƠ QUAN", "I. ĐÁNH GIÁ CHUNG")
    said = "Giao Sở Tài chính rà soát nguồn vốn là chủ trương đúng.\n"
    assert read((text + said).encode(), "bao-cao.txt", Known(province="tỉnh Phú Yên")).tasks == ()
