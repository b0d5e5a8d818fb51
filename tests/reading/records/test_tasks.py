"""Tasks of a plan: who leads, who helps, when, and where the work begins and ends."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.values.reading import Reading
from lotrinh.values.record import Task
from tests.reading.plan import PLAN
from tests.reading.reading import read_text, words


@pytest.fixture(scope="module")
def plan() -> Reading:
    return read_text(PLAN)


def at(reading: Reading, path: str) -> list[Task]:
    return [task for task in reading.tasks if task.provision == path]


def short(names: tuple[str, ...]) -> list[str]:
    return [name.removesuffix(" tỉnh Mẫu") for name in names]


def test_purpose_gives_no_tasks(plan: Reading) -> None:
    assert not [task for task in plan.tasks if (task.provision or "").startswith(("I.", "II."))]


def test_solution_stands_whole_with_its_stop_and_without_lead(plan: Reading) -> None:
    (task,) = at(plan, "III.1.-1")
    assert (task.type, task.lead) == ("solution", ())
    assert words(plan, task.span).startswith("Rà soát quy hoạch")
    assert words(plan, task.span).endswith("kêu gọi nhà đầu tư hạ tầng.")


def test_lead_in_governs_the_bullets_below(plan: Reading) -> None:
    (task,) = at(plan, "IV.1.-1")
    assert words(plan, task.span) == "Xây dựng Danh mục sản phẩm công nghiệp chủ lực của tỉnh"
    assert (short(task.lead), short(task.coordinating)) == (["Sở Công Thương"], ["Các sở, ngành, địa phương"])
    assert (task.deadline.kind, task.deadline.last) == ("by_period", date(2027, 12, 31))
    assert task.product == "Danh mục sản phẩm công nghiệp chủ lực của tỉnh"


def test_sentence_before_the_lead_in_is_a_task_of_its_own(plan: Reading) -> None:
    (task,) = at(plan, "IV.1")
    assert words(plan, task.span) == "Là cơ quan đầu mối theo dõi Kế hoạch"


def test_deadline_over_a_line_break(plan: Reading) -> None:
    (task,) = at(plan, "IV.1.-2")
    assert task.deadline.kind == "ongoing"
    assert words(plan, task.span) == "Hỗ trợ doanh nghiệp xây dựng thương hiệu"


def test_regular_budget_is_no_schedule(plan: Reading) -> None:
    (task,) = at(plan, "IV.2")
    assert (task.deadline.kind, short(task.lead)) == ("none", ["Sở Tài chính"])


def test_who_only_assists_does_not_lead(plan: Reading) -> None:
    (task,) = at(plan, "IV.3.-1")
    assert (task.lead, short(task.coordinating)) == ((), ["Sở Khoa học và Công nghệ"])
    assert "assists_only" in task.why


def test_bullet_that_ends_with_a_colon_owns_what_stands_below(plan: Reading) -> None:
    assert at(plan, "IV.3.-2") == []
    (task,) = at(plan, "IV.3.-2.+1")
    assert (short(task.lead), short(task.coordinating)) == (
        ["Sở Khoa học và Công nghệ"],
        ["Các ngành, địa phương"],
    )
    assert task.deadline.last == date(2027, 6, 30)


def test_prose_gives_one_task_per_clause_with_a_verb(plan: Reading) -> None:
    first, report = at(plan, "V.1")
    assert (first.type, report.type) == ("organising", "report")
    assert words(plan, first.span) == "xây dựng kế hoạch của đơn vị mình"
    assert len(first.lead) == 2
    assert report.lead == first.lead
    assert (report.deadline.kind, report.deadline.on, report.deadline.before) == (
        "recurring",
        ("12-10",),
        True,
    )


def test_certain_means_agency_in_the_heading_and_a_date(plan: Reading) -> None:
    certain = {task.provision for task in plan.tasks if task.doubt < 0.03}
    assert {"IV.1.-1", "IV.1.-2", "IV.2"} <= certain
    assert "IV.3.-1" not in certain


def test_several_agencies_in_one_clause() -> None:
    reading = read_text("I. PHÂN CÔNG NHIỆM VỤ\n1. Sở Y tế, Sở Nội vụ chủ trì rà soát biên chế.")
    (task,) = reading.tasks
    assert short(task.lead) == ["Sở Y tế", "Sở Nội vụ"]
    assert "several_leads" in task.why


def test_roles_that_differ_split_a_bullet() -> None:
    text = (
        "I. PHÂN CÔNG NHIỆM VỤ\n1. Sở Xây dựng\n- Chủ trì, phối hợp với Sở Tài chính lập quy hoạch. "
        "Hướng dẫn các địa phương thực hiện. Thời gian thực hiện: Năm 2027."
    )
    first, second = read_text(text).tasks
    assert (short(first.coordinating), second.coordinating) == (["Sở Tài chính"], ())
    assert first.deadline == second.deadline
    assert "shared_deadline" in first.why


def test_order_at_the_top_reaches_numbered_items() -> None:
    text = (
        "CHỈ THỊ\nVề phòng, chống thiên tai\nChủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành thực hiện các nội dung sau:\n"
        "1. Rà soát phương án ứng phó.\n2. Giao Sở Tài chính bố trí kinh phí trước ngày 30/6/2026."
    )
    reading = read_text(text)
    by_path = {task.provision: task for task in reading.tasks}
    assert short(by_path["1"].lead) == ["Các sở, ban, ngành"]
    assert "ordered_lead" in by_path["1"].why
    assert short(by_path["2"].lead) == ["Sở Tài chính"]
    assert by_path["2"].deadline.last == date(2026, 6, 30)


def test_numbers_inside_a_sentence_are_items() -> None:
    text = "I. NHIỆM VỤ, GIẢI PHÁP\n1. Sở Y tế: (1) Rà soát dữ liệu y tế; (2) Ban hành hướng dẫn trong tháng 12/2026."
    reading = read_text(text)
    assert [words(reading, task.span) for task in reading.tasks] == [
        "Rà soát dữ liệu y tế",
        "Ban hành hướng dẫn trong tháng 12/2026",
    ]
    assert reading.tasks[1].deadline.last == date(2026, 12, 31)


def test_what_only_sounds_like_a_schedule() -> None:
    text = "I. PHÂN CÔNG NHIỆM VỤ\n1. Sở Xây dựng\n- Bố trí đất ở cho công nhân trong kế hoạch sử dụng đất 5 năm, hằng năm."
    (task,) = read_text(text).tasks
    assert task.deadline.kind == "none"


def test_article_takes_the_agency_of_the_sentence_before() -> None:
    text = "Sở Công Thương chủ trì, phối hợp với các cơ quan liên quan xây dựng Đề án phát triển cụm công nghiệp. Tiếp tục rà soát quy hoạch."
    reading = read_text(text)
    assert [short(task.lead) for task in reading.tasks] == [["Sở Công Thương"], ["Sở Công Thương"]]
    assert "inherited_lead" in reading.tasks[1].why
    assert all("press" in task.why for task in reading.tasks)


def test_addressees_of_a_telegram_end_with_their_list() -> None:
    text = (
        "CÔNG ĐIỆN\nVề việc tập trung ứng phó mưa lũ\nChủ tịch Ủy ban nhân dân tỉnh điện:\n- Giám đốc các sở;\n"
        "Theo bản tin dự báo, mưa lớn còn kéo dài. Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Nông nghiệp và Môi trường trực ban 24/24 giờ."
    )
    reading = read_text(text)
    assert reading.header.recipients == ("Giám đốc các sở",)
    assert [short(task.lead) for task in reading.tasks] == [["Sở Nông nghiệp và Môi trường"]]


def test_who_is_asked_reports_and_not_who_asks() -> None:
    text = (
        "UBND tỉnh đề nghị các đơn vị gửi báo cáo về Sở Công Thương trước ngày 25/01/2026 để tổng hợp.\n"
        "I. TỔ CHỨC THỰC HIỆN\n- Rà soát."
    )
    (duty,) = read_text(text).duties
    assert short(duty.who) == ["Các đơn vị"]
