"""Annex tables: columns in any order, groups, empty cells, target tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.reading.plan import PLAN
from tests.reading.reading import read_text, words


def test_rows_are_tasks_whatever_the_order_of_columns() -> None:
    reading = read_text(PLAN)
    rows = [task for task in reading.tasks if "|" in (task.provision or "")]
    assert [task.provision for task in rows] == ["PHỤ LỤC|1.I.1", "PHỤ LỤC|1.I.2"]
    first = rows[0]
    assert words(reading, first.span) == "Lập quy hoạch chi tiết cụm công nghiệp số 1"
    assert [n.removesuffix(" tỉnh Mẫu") for n in first.coordinating] == ["Sở Tài chính", "Sở Công Thương"]
    assert (first.deadline.last, first.product) == (date(2026, 9, 30), "Đồ án quy hoạch")


def test_empty_cells_are_flagged_and_never_filled() -> None:
    second = read_text(PLAN).tasks[-1]
    assert (second.lead, second.deadline.kind) == ((), "none")
    assert set(second.flags) >= {"empty_lead", "empty_deadline"}
    assert "empty_cell" in second.why


def test_table_is_kept_with_its_columns() -> None:
    (table,) = read_text(PLAN).tables
    assert table.columns == (
        "Thời hạn",
        "TT",
        "Tên nhiệm vụ",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Sản phẩm",
    )
    assert len(table.rows) == 3


def test_year_columns_give_a_target_each() -> None:
    text = (
        "PHỤ LỤC\nCÁC CHỈ TIÊU\n| TT | Chỉ tiêu | Đơn vị | Năm 2026 | Năm 2030 | Cơ quan theo dõi |\n|---|---|---|---|---|---|\n"
        "| 1 | Tỷ lệ lấp đầy cụm công nghiệp | % | 45 | ≥ 70 | Sở Công Thương |"
    )
    first, second = read_text(text).targets
    assert (first.value, first.unit, first.horizon.last_day if first.horizon else None) == (
        Decimal(45),
        "%",
        date(2026, 12, 31),
    )
    assert (second.value, second.comparator) == (Decimal(70), ">=")
    assert second.horizon is not None and second.horizon.last_day == date(2030, 12, 31)
    assert [n.removesuffix(" tỉnh Mẫu") for n in second.owner] == ["Sở Công Thương"]


def test_annex_that_repeats_a_target_only_names_its_owner() -> None:
    text = (
        "I. MỤC TIÊU ĐẾN NĂM 2030\n- Tỷ lệ phủ sóng di động đạt 100%.\nPHỤ LỤC\nPHÂN CÔNG\n"
        "| TT | Chỉ tiêu | Chủ trì |\n|---|---|---|\n| 1 | Tỷ lệ phủ sóng di động đạt 100% | Sở Công Thương |"
    )
    (target,) = read_text(text).targets
    assert [n.removesuffix(" tỉnh Mẫu") for n in target.owner] == ["Sở Công Thương"]
