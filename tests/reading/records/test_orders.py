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


def test_orders_under_a_topic_name_who_does_it() -> None:
    text = HEAD.replace("I. NHIỆM VỤ GIAO CÁC CƠ QUAN\n\n1. ", "") + (
        "1. Về giải ngân\n- Yêu cầu các chủ đầu tư lập lại tiến độ của từng gói thầu.\n"
        "2. Về phòng, chống thiên tai\nGiao Sở Xây dựng: (1) Rà soát hồ sơ thiết kế; (2) Kiểm tra công trường.\n"
    )
    tasks = read(text.encode(), "thong-bao.txt", Known(province="tỉnh Phú Yên")).tasks
    assert [task.lead for task in tasks] == [("Các chủ đầu tư",), *[("Sở Xây dựng tỉnh Phú Yên",)] * 2]


def test_what_was_given_before_is_no_order() -> None:
    """ "các nhiệm vụ được giao" tells of older work and takes nobody's lead away."""
    text = (
        "SỞ NỘI VỤ\nSố: 20/SNV-CCHC\nKính gửi: Các sở, ngành.\n"
        "Sở Nội vụ đề nghị các cơ quan, đơn vị thực hiện các nội dung sau:\n"
        "1. Rà soát các nhiệm vụ được giao tại Kế hoạch năm 2026.\n2. Cập nhật số liệu. \n"
    )
    first, second = read(text.encode(), "cong-van.txt", Known(province="tỉnh Phú Yên")).tasks
    assert first.lead == second.lead != ()
