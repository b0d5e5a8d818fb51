"""Bài báo: lệnh gửi đơn vị, điều chỉ thuật lại, hạn chế và nguyên nhân trong một câu, cơ quan cấp huyện."""

from __future__ import annotations

import pytest

from lotrinh.values.reading import Reading
from tests.reading.reading import read_text


def article(text: str) -> Reading:
    return read_text(f"Tỉnh tập trung phát triển công nghiệp\n{text}\n")


def test_work_for_the_body_that_is_spoken_to() -> None:
    (task,) = article("Đối với UBND các huyện, thị xã: khẩn trương rà soát các xã đăng ký đạt chuẩn.").tasks
    assert task.lead == ("UBND các huyện, thị xã thuộc tỉnh Mẫu",)


def test_a_body_that_is_given_work_has_it() -> None:
    (task,) = article("Văn phòng UBND tỉnh được giao hoàn thiện hệ thống thông tin báo cáo của tỉnh.").tasks
    assert task.lead == ("Văn phòng UBND tỉnh Mẫu",)
    assert not article("Văn phòng UBND tỉnh được khen thưởng trong năm.").tasks


def test_what_was_reached_is_no_work() -> None:
    told = (
        "Năm 2022, giá trị công nghiệp chế biến chiếm trên 86% toàn ngành.",
        "Tập trung sản xuất vụ xuân với tổng diện tích gieo trồng đạt hơn 11.700 ha.",
        "Cập nhật lúc 17:46, Thứ Sáu.",
        "Báo cáo nêu rõ những kết quả nổi bật trong phát triển kinh tế.",
        "Đánh giá tình hình 6 tháng, UBND huyện nhấn mạnh kinh tế tăng trưởng ổn định.",
    )
    assert [text for text in told if article(text).tasks] == []


def test_a_turn_inside_the_sentence_and_its_causes() -> None:
    findings = article(
        "Mặc dù công tác quản lý có nhiều chuyển biến, tuy nhiên vẫn còn nhiều khó khăn do quỹ đất nhỏ, phân tán; "
        "hồ sơ quản lý đất chưa rõ ràng."
    ).findings
    assert [finding.kind for finding in findings] == ["limitation", "cause", "cause"]


def test_the_results_before_a_limitation_are_no_part_of_it() -> None:
    reading = article("Tuy nhiên, bên cạnh những kết quả đạt được, công tác tích tụ đất đai còn chậm.")
    (limitation,) = reading.findings
    assert limitation.span.of(reading.text) == "công tác tích tụ đất đai còn chậm"


def test_districts_and_names_that_hold_a_word_like_an_end() -> None:
    reading = article(
        "UBND huyện và HĐND huyện họp; Đảng bộ huyện Thanh Hà, Đảng bộ Xuân Lộc phấn đấu tăng trưởng; Sở KH-CN dự; "
        "các Phó Chủ tịch UBND tỉnh và thành viên dự; Văn phòng Điều phối Chương trình Nông thôn mới báo cáo."
    )
    assert [o.name.removesuffix(" tỉnh Mẫu") for o in reading.organisations[1:]] == [
        "UBND huyện", "HĐND huyện", "Đảng bộ huyện Thanh Hà", "Đảng bộ Xuân Lộc", "Sở Khoa học và Công nghệ", "UBND",
        "Văn phòng Điều phối Chương trình Nông thôn mới",
    ]  # fmt: skip
    assert [o.level for o in reading.organisations][1:4] == ["district", "district", "party"]


def test_what_was_given_as_a_plan_orders_nothing() -> None:
    assert not article("Thu ngân sách bằng 29,1% dự toán HĐND tỉnh giao, tăng 32,8% so với cùng kỳ.").tasks


def test_a_request_is_a_recommendation_and_no_task() -> None:
    reading = article(
        "Đồng thời, đề nghị các Ban HĐND tỉnh, Văn phòng UBND tỉnh tiếp thu ý kiến của các đại biểu."
    )
    assert (reading.tasks, len(reading.findings)) == ((), 1)


def test_what_follows_a_sentence_of_the_past_is_told_too() -> None:
    past = "Tỉnh đã ban hành kịp thời các văn bản. Tập trung rà soát, tích hợp quy hoạch ngành vào quy hoạch tỉnh."
    ahead = "Hội nghị bàn nhiệm vụ cuối năm. Tập trung rà soát, tích hợp quy hoạch ngành vào quy hoạch tỉnh."
    assert (len(article(past).tasks), len(article(ahead).tasks)) == (0, 1)


@pytest.mark.parametrize(
    "said",
    [
        "Kết luận cuộc họp, Chủ tịch UBND tỉnh Nguyễn Văn A yêu cầu",
        "Phát biểu tại hội nghị, ông Nguyễn Văn A đã giao",
        "Ông cũng yêu cầu",
        "Kết luận cuộc họp, Chủ tịch UBND tỉnh chỉ đạo",
        "Sau khi nghe báo cáo, Phó Chủ tịch UBND tỉnh Nguyễn Văn A đã chỉ đạo",
    ],
)
def test_a_name_may_stand_between_who_orders_and_the_order(said: str) -> None:
    (task,) = article(f"{said} Sở Xây dựng khẩn trương hoàn thiện hồ sơ dự án trước ngày 15/4/2023.").tasks
    assert (task.lead, task.deadline.kind) == (("Sở Xây dựng tỉnh Mẫu",), "by_date")


def test_who_directed_during_the_year_gives_no_work_now() -> None:
    told = "Năm 2022, Chủ tịch UBND tỉnh đã chỉ đạo các sở, ngành thực hiện nhiều giải pháp."
    assert not article(told).tasks
    assert not article("Năm 2022, UBND tỉnh chỉ đạo các sở, ngành thực hiện nhiều giải pháp.").tasks


def test_each_body_has_its_own_partners() -> None:
    tasks = article(
        "Chủ tịch UBND tỉnh giao Sở Y tế chủ trì, phối hợp với Văn phòng UBND tỉnh rà soát các nhiệm vụ chậm; "
        "Sở Tài chính bố trí kinh phí trong tháng 11; lưu ý Sở Nội vụ sớm tham mưu kế hoạch. "
        "Riêng Ban Quản lý dự án đầu tư xây dựng tỉnh phải khơi lại dòng chảy trước ngày 30/11."
    ).tasks
    assert [len(task.coordinating) for task in tasks] == [1, 0, 0, 0]
    assert tasks[-1].lead[0].startswith("Ban quản lý dự án đầu tư xây dựng tỉnh")
    assert tasks[-1].deadline.kind == "by_date"


def test_what_the_province_asks_for_is_no_task_of_it() -> None:
    reading = article("Tỉnh kiến nghị Trung ương sớm sửa đổi Luật; đề nghị Bộ Công Thương bổ sung quy hoạch.")
    assert (reading.tasks, len(reading.findings)) == ((), 2)


def test_what_the_province_says_it_will_do_is_its_task() -> None:
    (task,) = article("Bí thư Tỉnh ủy khẳng định tỉnh sẽ sớm hoàn thiện báo cáo trước ngày 31/5/2026.").tasks
    assert (task.lead, task.deadline.kind) == (("Tỉnh Mẫu",), "by_date")


def test_some_difficulties_before_a_colon_are_limitations() -> None:
    findings = article(
        "Việc thực hiện còn một số khó khăn: công nghiệp hỗ trợ phát triển chậm; hạ tầng chưa đồng bộ."
    ).findings
    assert [finding.kind for finding in findings] == ["limitation", "limitation"]
