"""Thời hạn nói ở mệnh đề sau, ở đầu câu, hay là thời kỳ của việc khác."""

from __future__ import annotations

from datetime import date

from tests.reading.reading import read_text

HEAD = (
    "UBND TỈNH MẪU\nSố: 5/KH-UBND\nMẫu, ngày 02 tháng 02 năm 2026\nKẾ HOẠCH\nMẫu\n\nI. TỔ CHỨC THỰC HIỆN\n1. "
)


def test_a_clause_that_only_says_when_is_no_work() -> None:
    (task,) = read_text(
        HEAD
        + "Giao Sở Công Thương xây dựng cơ sở dữ liệu; hoàn thành trước ngày 31/3/2026, cập nhật hằng năm.\n"
    ).tasks
    assert (task.deadline.kind, task.deadline.last) == ("by_date", date(2026, 3, 31))


def test_a_recurrence_at_the_head_of_the_sentence_holds_for_its_work() -> None:
    reading = read_text(
        HEAD + "Hằng năm, Sở Công Thương báo cáo kết quả thực hiện với UBND tỉnh trước ngày 20 tháng 11.\n"
    )
    (task,), (duty,) = reading.tasks, reading.duties
    assert (task.deadline.kind, task.deadline.on) == ("recurring", ("11-20",))
    assert (duty.due.kind, duty.due.on, duty.frequency) == ("recurring", ("11-20",), "hàng năm")


def test_two_days_of_one_range() -> None:
    (task,) = read_text(
        HEAD + "Giao Sở Y tế tổ chức chiến dịch vệ sinh từ ngày 15/9/2026 đến ngày 30/9/2026.\n"
    ).tasks
    assert (task.deadline.kind, task.deadline.first, task.deadline.last) == (
        "range", date(2026, 9, 15), date(2026, 9, 30),
    )  # fmt: skip


def test_a_period_that_began_before_the_document_is_no_deadline() -> None:
    (task,) = read_text(
        HEAD + "Giao Sở Tài chính đánh giá việc cổ phần hóa trong giai đoạn 2022 - 2026.\n"
    ).tasks
    assert task.deadline.kind == "none"


def test_a_second_deadline_in_one_item_is_told() -> None:
    one, two = read_text(
        HEAD
        + "Sở Công Thương\n- Rà soát quy hoạch, hoàn thành trước ngày 30/6/2026; trình UBND tỉnh phê duyệt trước ngày 15/9/2026.\n"
        "- Xây dựng Đề án, hoàn thành trước ngày 30/6/2026.\n"
    ).tasks
    assert one.deadline.last == date(2026, 6, 30)
    assert "several_deadlines" in one.why and "several_deadlines" not in two.why
