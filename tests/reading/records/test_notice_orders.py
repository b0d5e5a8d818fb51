"""Thông báo kết luận và nghị quyết: lời giao việc ở đề mục có chữ mục tiêu, phần đánh giá, đề mục “2.1-” của văn bản Đảng."""

from __future__ import annotations

from datetime import date

from lotrinh.values.reading import Reading
from tests.reading.reading import read_text

HEAD = "UBND TỈNH MẪU\nVĂN PHÒNG\nSố: 21/TB-VP\nMẫu, ngày 14 tháng 10 năm 2025\nTHÔNG BÁO\nKết luận tại cuộc họp\n"


def notice(items: str) -> Reading:
    return read_text(HEAD + items)


def test_an_order_that_names_an_aim_gives_work() -> None:
    reading = notice(
        "1. Để hoàn thành mục tiêu năm 2025, yêu cầu các sở, ngành, UBND các xã thực hiện các nội dung sau:\n"
        "a) Sở Tài chính: Rà soát các hộ kinh doanh, hoàn thành trong tháng 10/2025.\n"
        "b) UBND các xã tổ chức đối thoại với doanh nghiệp ít nhất 01 lần/quý, gửi kết quả về Sở Tài chính trước ngày 25 tháng "
        "cuối quý.\n"
    )
    assert [(t.provision, len(t.lead)) for t in reading.tasks] == [("1.a", 1), ("1.b", 1), ("1.b", 1)]
    assert [t.span.of(reading.text)[-7:] for t in reading.tasks[1:2]] == ["lần/quý"]
    assert len(reading.duties) == 1


def test_praise_is_no_work_and_tells_figures_and_limitations() -> None:
    reading = notice(
        "1. Đánh giá cao Sở Tài chính đã chủ động tham mưu; đến nay, toàn tỉnh có 8.450 doanh nghiệp đang hoạt động. "
        "Tuy nhiên, tiến độ một số nhiệm vụ còn chậm.\n2. Giao Sở Tài chính theo dõi, báo cáo UBND tỉnh trước ngày 15/11/2025.\n"
    )
    assert [t.provision for t in reading.tasks] == ["2"]
    assert [str(r.value) for r in reading.results] == ["8450"]
    assert [f.kind for f in reading.findings] == ["limitation"]


def test_what_is_cut_by_a_part_grows_over_no_year() -> None:
    (target,) = notice("1. Sở Nội vụ cắt giảm tối thiểu 30% thời gian giải quyết thủ tục.\n").targets
    assert target.unit == "%"


def test_numbers_with_a_dash_of_the_party_are_headings() -> None:
    reading = read_text(
        "TỈNH ỦY MẪU\nSố 45-NQ/TU\nMẫu, ngày 12 tháng 8 năm 2025\nNGHỊ QUYẾT\n"
        "về phát triển công nghiệp, định hướng đến năm 2045\n-----\nI- TÌNH HÌNH\nCông nghiệp phát triển khá.\nII- QUAN ĐIỂM, MỤC TIÊU\n2- Mục tiêu\n2.1- Đến năm 2030\n"
        "- Tỷ trọng công nghiệp trong GRDP đạt 28%.\n2.2- Đến năm 2045\n- Tỷ trọng công nghiệp trong GRDP đạt 35%.\n"
    )
    ends = [t.horizon.last_day for t in reading.targets if t.horizon]
    assert ends == [date(2030, 12, 31), date(2045, 12, 31)]
    assert [t.provision for t in reading.targets] == ["II.2.1.-1", "II.2.2.-1"]


def test_the_last_of_a_list_of_bodies_may_be_in_no_table() -> None:
    reading = notice(
        "1. Giám đốc các sở, Chủ tịch UBND các xã, chủ đầu tư:\n"
        "a) Lập kế hoạch giải ngân từng dự án trước ngày 10/11/2025.\n"
        "2. Sở Tài chính, Sở Nội vụ, chủ đầu tư:\na) Rà soát danh mục dự án.\n"
    )
    assert [task.lead for task in reading.tasks] == [
        ("Giám đốc các sở", "Chủ tịch UBND các xã, chủ đầu tư"),
        ("Sở Tài chính tỉnh Mẫu", "Sở Nội vụ tỉnh Mẫu", "Chủ đầu tư"),
    ]
