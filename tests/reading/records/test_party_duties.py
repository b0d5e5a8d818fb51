"""Việc và chế độ báo cáo trong văn bản của đảng ủy cấp xã: ai làm, gửi ai, qua ai, khi nào."""

from __future__ import annotations

from lotrinh.values.reading import Known, Reading
from tests.reading.reading import read_text

HEAD = """ĐẢNG ỦY PHƯỜNG MẪU
*
Số 27-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Mẫu, ngày 05 tháng 02 năm 2026
KẾ HOẠCH
kiểm tra, giám sát năm 2026

I. TỔ CHỨC THỰC HIỆN
"""


def _read(body: str) -> Reading:
    return read_text(HEAD + body + "\n")


def test_bodies_of_a_commune_committee_are_known() -> None:
    reading = _read(
        "1. Ủy ban Kiểm tra Đảng ủy\n"
        "- Chủ trì, phối hợp với Ban Xây dựng Đảng và Văn phòng Đảng ủy lập đoàn kiểm tra trước ngày 15/3/2026.\n"
        "2. Các chi bộ, đảng bộ trực thuộc\n"
        "- Xây dựng kế hoạch của cấp mình, gửi Ủy ban Kiểm tra Đảng ủy để theo dõi chậm nhất ngày 28/02/2026."
    )
    first, second = reading.tasks
    assert (first.lead, first.coordinating) == (
        ("Ủy ban Kiểm tra Đảng ủy",),
        ("Ban Xây dựng Đảng", "Văn phòng Đảng ủy"),
    )
    assert second.lead and second.lead[0].startswith("Các chi bộ, đảng bộ trực thuộc")
    (duty,) = reading.duties
    assert (duty.who, duty.to) == (second.lead, ("Ủy ban Kiểm tra Đảng ủy",))
    assert duty.due.as_dict()["to"] == "2026-02-28"


def test_what_is_sent_to_be_reported_on_is_due_from_the_sender() -> None:
    first, second = _read(
        "1. Văn phòng Đảng ủy\n"
        "- Trước ngày 25 hằng tháng, tổng hợp tình hình, gửi Ủy ban Kiểm tra Đảng ủy để theo dõi, báo cáo Ban Thường vụ Đảng ủy."
    ).duties
    assert (first.who, first.to) == (("Văn phòng Đảng ủy",), ("Ủy ban Kiểm tra Đảng ủy",))
    assert (first.due.every, first.due.on) == ("month", ("25",))
    assert (second.who, second.to) == (("Ủy ban Kiểm tra Đảng ủy",), ("Ban Thường vụ Đảng ủy",))


def test_how_often_stays_with_the_report() -> None:
    (duty,) = _read(
        "1. Ban Xây dựng Đảng theo dõi việc thực hiện Kế hoạch này; định kỳ 6 tháng một lần báo cáo Ban Thường vụ Đảng ủy."
    ).duties
    assert (duty.to, duty.due.every) == (("Ban Thường vụ Đảng ủy",), "half")
    (weekly,) = _read(
        "1. Ban Xây dựng Đảng theo dõi tiến độ; định kỳ vào thứ Sáu hằng tuần báo cáo Ban Thường vụ Đảng ủy."
    ).duties
    assert (weekly.due.every, weekly.due.on) == ("week", ("5",))


def test_a_role_in_the_heading_is_no_part_of_the_name() -> None:
    tasks = _read(
        "1. Ban Công tác tư tưởng là cơ quan đầu mối, chịu trách nhiệm:\n- Xây dựng tài liệu tuyên truyền.\n"
        "2. Ban Xây dựng Đảng chỉ đạo:\n- Rà soát danh sách đảng viên."
    ).tasks
    assert [task.lead for task in tasks] == [("Ban Công tác tư tưởng",), ("Ban Xây dựng Đảng",)]


def test_apart_before_a_body_gives_it_the_work() -> None:
    tasks = _read(
        "1. Văn phòng Đảng ủy\n- Cập nhật hồ sơ.\n- Riêng Ban Xây dựng Đảng cung cấp số liệu đảng viên."
    ).tasks
    assert tasks[-1].lead == ("Ban Xây dựng Đảng",)


def test_committees_of_ministries_keep_their_whole_name() -> None:
    first, second, third = _read(
        "1. Đảng ủy Bộ Tài chính\n- Xây dựng cơ chế hỗ trợ.\n"
        "2. Ban Tuyên giáo Trung ương chủ trì, phối hợp với Ban cán sự đảng Bộ Lao động - Thương binh và Xã hội hướng dẫn tuyên truyền.\n"
        "3. Đảng ủy các bộ, ngành rà soát quy định."
    ).tasks
    assert first.lead == ("Đảng ủy Bộ Tài chính",)
    assert second.coordinating == ("Ban cán sự đảng Bộ Lao động - Thương binh và Xã hội",)
    assert third.lead[0].startswith("Đảng ủy các bộ, ngành")


def test_what_the_centre_says_belongs_to_no_province() -> None:
    (task,) = read_text(
        "BAN BÍ THƯ\n*\nSố 31-CT/TW\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 19 tháng 3 năm 2024\nCHỈ THỊ\nvề an toàn lao động\n\n"
        "1. Các cấp ủy, tổ chức đảng quán triệt Chỉ thị này.\n",
        Known(),
    ).tasks
    assert task.lead == ("Các cấp ủy, tổ chức đảng",)


def test_units_of_ministries_and_departments_of_all_provinces() -> None:
    first, second, third = _read(
        "1. Vụ Kế hoạch - Tài chính chủ trì, phối hợp với Tổng cục Dân số - Kế hoạch hóa gia đình cân đối kinh phí.\n"
        "2. Cục Chăn nuôi và Thú y tổ chức kiểm tra.\n"
        "3. Sở Y tế các tỉnh, thành phố trực thuộc Trung ương tổ chức tiêm chủng."
    ).tasks
    assert (first.lead, first.coordinating) == (
        ("Vụ Kế hoạch - Tài chính",),
        ("Tổng cục Dân số - Kế hoạch hóa gia đình",),
    )
    assert (second.lead, third.lead) == (("Cục Chăn nuôi và Thú y",), ("Sở Y tế các tỉnh, thành phố",))


def test_a_section_in_capitals_may_be_the_one_who_works() -> None:
    tasks = read_text(
        "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\nSố: 15/CT-BNNMT\nHà Nội, ngày 20 tháng 01 năm 2026\nCHỈ THỊ\nVề phòng, chống dịch bệnh\n\n"
        "I. CỤC CHĂN NUÔI VÀ THÚ Y\n1. Tổ chức kiểm tra tại địa phương có dịch.\n"
        "II. SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG CÁC TỈNH, THÀNH PHỐ\n1. Trước 15 giờ thứ Năm hằng tuần, báo cáo số liệu về Cục Chăn nuôi và Thú y.\n"
    ).tasks
    assert [task.lead for task in tasks] == [
        ("Cục Chăn nuôi và Thú y",),
        ("Sở Nông nghiệp và Môi trường các tỉnh, thành phố",),
    ]
    assert (tasks[1].deadline.every, tasks[1].deadline.on) == ("week", ("4",))


def test_a_day_from_which_something_holds_is_a_beginning() -> None:
    from_then, by_law = _read(
        "1. Văn phòng Đảng ủy sử dụng hồ sơ điện tử kể từ ngày 01/7/2026.\n"
        "2. Ban Xây dựng Đảng rà soát các quy định có hiệu lực kể từ ngày 01/7/2026."
    ).tasks
    assert from_then.deadline.as_dict()["from"] == "2026-07-01"
    assert (from_then.deadline.kind, by_law.deadline.kind) == ("from", "none")


def test_whom_a_committee_leads_is_not_who_was_told_at_the_top() -> None:
    tasks = read_text(
        "THÀNH ỦY MẪU\nSố 33-CT/TU\nMẫu, ngày 18 tháng 02 năm 2026\nCHỈ THỊ\nvề phòng cháy\n\n"
        "Ban Thường vụ Thành ủy yêu cầu các cấp ủy, tổ chức đảng thực hiện các nhiệm vụ sau:\n"
        "1. Quán triệt Chỉ thị này.\n2. Đảng ủy Công an thành phố lãnh đạo lực lượng Công an:\n- Ban hành kế hoạch kiểm tra.\n"
        "3. Đề nghị Câu lạc bộ Hưu trí thành phố phát động phong trào.\n"
    ).tasks
    assert [task.lead[0][:15] if task.lead else "" for task in tasks] == [
        "Các cấp ủy, tổ ",
        "Đảng ủy Công an",
        "",
    ]
