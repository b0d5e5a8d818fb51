"""Cơ quan, thời hạn, sản phẩm ghi bằng nhãn: trên dòng riêng, cuối câu, trong ngoặc."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.values.record import Task
from tests.reading.reading import read_text

HEAD = (
    "UBND TỈNH MẪU\nSố: 5/KH-UBND\nMẫu, ngày 02 tháng 02 năm 2026\nKẾ HOẠCH\nMẫu\n\nI. NHIỆM VỤ\n1. Hạ tầng\n"
)


def only_task(body: str) -> Task:
    (task,) = read_text(HEAD + body).tasks
    return task


@pytest.mark.parametrize(
    "body",
    [
        "1.1. Khảo sát vùng lõm sóng di động\n- Đơn vị chủ trì: Sở Khoa học và Công nghệ.\n- Đơn vị phối hợp: Sở Xây dựng.\n"
        "- Thời gian hoàn thành: Quý II/2026.\n- Sản phẩm: Báo cáo khảo sát.\n",
        "1.1. Khảo sát vùng lõm sóng di động\na) Cơ quan chủ trì: Sở Khoa học và Công nghệ.\nb) Cơ quan phối hợp: Sở Xây dựng.\n"
        "c) Thời hạn hoàn thành: Quý II/2026.\nd) Sản phẩm: Báo cáo khảo sát.\n",
        "- Khảo sát vùng lõm sóng di động.\n+ Cơ quan chủ trì: Sở Khoa học và Công nghệ; cơ quan phối hợp: Sở Xây dựng; "
        "thời gian: Quý II/2026; sản phẩm: Báo cáo khảo sát.\n",
    ],
    ids=["bullets", "letters", "one line"],
)
def test_lines_of_labels_belong_to_the_work_above(body: str) -> None:
    task = only_task(body)
    assert task.type == "assigned"
    assert task.lead == ("Sở Khoa học và Công nghệ tỉnh Mẫu",)
    assert task.coordinating == ("Sở Xây dựng tỉnh Mẫu",)
    assert task.deadline.last == date(2026, 6, 30)
    assert task.product == "Báo cáo khảo sát"


def test_who_and_when_stand_in_a_bracket_at_the_end() -> None:
    task = only_task(
        "a) Niêm yết thủ tục hành chính (Sở Nội vụ chủ trì, Sở Tư pháp phối hợp; hoàn thành trước ngày 10/10/2026).\n"
    )
    assert (task.lead, task.coordinating) == (("Sở Nội vụ tỉnh Mẫu",), ("Sở Tư pháp tỉnh Mẫu",))
    assert task.deadline.last == date(2026, 10, 10)


def test_a_bracket_without_a_lead_stays_in_the_work() -> None:
    task = only_task("a) Niêm yết thủ tục hành chính (kể cả thủ tục nội bộ).\n")
    assert task.lead == ()
    assert task.deadline.kind == "none"


def test_labels_in_one_paragraph_below_a_numbered_title() -> None:
    reading = read_text(
        "KẾ HOẠCH\nChuyển đổi số\nIII. NHIỆM VỤ, GIẢI PHÁP\n1. Phát triển hạ tầng\n1.1. Phủ sóng 5G\n"
        "Chủ trì: Sở Khoa học và Công nghệ. Phối hợp: Công an tỉnh. Thời gian: Năm 2026.\n"
        "1.2. Xây dựng trung tâm dữ liệu\na) Cơ quan chủ trì: Công an tỉnh.\nb) Thời gian hoàn thành: Năm 2027.\n"
    )
    told = [
        (t.span.of(reading.text), len(t.lead), len(t.coordinating), t.deadline.raw) for t in reading.tasks
    ]
    assert told == [("Phủ sóng 5G", 1, 1, "Năm 2026"), ("Xây dựng trung tâm dữ liệu", 1, 0, "Năm 2027")]
    assert not reading.unread


def test_who_meets_difficulties_reports_them() -> None:
    reading = read_text(
        "KẾ HOẠCH\nChuyển đổi số\nIV. TỔ CHỨC THỰC HIỆN\n1. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị "
        "phản ánh về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh xem xét, quyết định.\n"
    )
    (duty,) = reading.duties
    assert duty.who == ("Các đơn vị",) and duty.to[0].startswith("Sở Nội vụ")


def test_a_rank_is_of_what_stands_behind_about() -> None:
    reading = read_text(
        "II. MỤC TIÊU\n- Đến năm 2030, tỉnh thuộc nhóm 15 địa phương dẫn đầu về chỉ số đổi mới sáng tạo."
    )
    assert [t.indicator for t in reading.targets] == ["chỉ số đổi mới sáng tạo"]
