"""Targets and results: comparator, aggregation, horizon, period, changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lotrinh.values.record import Change
from tests.reading.plan import PLAN
from tests.reading.reading import read_text


def test_targets_take_the_year_of_the_heading() -> None:
    first, second = read_text(PLAN).targets
    assert (first.value, first.unit, first.comparator, first.aggregation) == (Decimal(45), "%", ">=", "level")
    assert (second.value, second.comparator, second.aggregation) == (Decimal("8.5"), ">", "average")
    assert {t.horizon.last_day for t in (first, second) if t.horizon} == {date(2030, 12, 31)}
    assert "inherited_horizon" in first.why


def test_target_without_a_year_stays_without() -> None:
    (target,) = read_text("I. MỤC TIÊU\n- Tỷ lệ hộ nghèo giảm còn dưới 2%.").targets
    assert (target.horizon, "no_horizon" in target.why) == (None, True)


def test_a_figure_of_a_task_is_due_when_the_task_is() -> None:
    (target,) = read_text(
        "II. PHÂN CÔNG\n1. Sở Công Thương\n- Nâng tỷ lệ lấp đầy cụm công nghiệp lên tối thiểu 70%. Thời gian thực hiện: Đến năm 2028."
    ).targets
    assert target.horizon is not None and target.horizon.last_day == date(2028, 12, 31)


def test_a_vision_in_the_title_is_no_horizon() -> None:
    (target,) = read_text(
        "ỦY BAN NHÂN DÂN\nTỈNH MẪU\nSố: 5/KH-UBND\nMẫu, ngày 02 tháng 01 năm 2024\nKẾ HOẠCH\n"
        "Phát triển cụm công nghiệp đến năm 2030, tầm nhìn đến năm 2045\n"
        "I. PHÂN CÔNG\n1. Sở Công Thương nâng tỷ lệ lấp đầy cụm công nghiệp lên tối thiểu 70%."
    ).targets
    assert target.horizon is not None and target.horizon.last_day == date(2030, 12, 31)


def test_what_describes_is_no_target() -> None:
    (target,) = read_text(
        "I. MỤC TIÊU\n- Đến năm 2030, tỷ lệ dân số từ 15 tuổi trở lên có tài khoản đạt 95%."
    ).targets
    assert target.value == Decimal(95)


REPORT = """Kết quả công nghiệp
Báo cáo kết quả cho thấy năm 2021 tỷ trọng công nghiệp chế biến, chế tạo trong GRDP đạt 11,9%, tăng 2,1% so với năm 2020. \
Tổng vốn đầu tư đạt trên 32.976 tỷ đồng, đạt 65,8% mục tiêu. Tỷ lệ lao động tăng từ 67,25% năm 2018, đạt 77,07% năm 2022; \
năng suất lao động ước đạt 661,1 triệu đồng/người. Kết quả sơ kết cho thấy có 12 dự án mới; quy mô đạt 9 tỷ đồng, 8 triệu USD."""


def test_results_with_change_and_share_of_target() -> None:
    reading = read_text(REPORT)
    assert reading.kind == "report"
    results = {str(result.value): result for result in reading.results}
    assert results["11.9"].changes == (Change(Decimal("2.1"), results["11.9"].changes[0].unit, "năm 2020"),)
    assert results["32976"].vs_target is not None and results["32976"].vs_target.pct == Decimal("65.8")
    assert "2.1" not in results and "65.8" not in results


def test_period_is_the_nearest_date() -> None:
    results = {str(result.value): result.period for result in read_text(REPORT).results}
    years = {value: period.start.year for value, period in results.items() if period and period.start}
    assert (years["11.9"], years["67.25"], years["77.07"]) == (2021, 2018, 2022)


def test_estimate_keeps_its_mark() -> None:
    assert {str(r.value): r.kind for r in read_text(REPORT).results}["661.1"] == "estimate"


def _targets(said: str) -> list[tuple[str, str | None, int | None]]:
    """(figure, indicator, year) of each target of one item."""
    found = read_text(f"I. MỤC TIÊU GIAI ĐOẠN 2026 - 2030\n1. {said}\n").targets
    return [
        (str(t.value), t.indicator, t.horizon.last_day.year if t.horizon and t.horizon.last_day else None)
        for t in found
    ]


def test_each_figure_of_a_path_has_its_own_year() -> None:
    share = "Tỷ lệ hồ sơ số hóa"
    path = [("60", share, 2027), ("90", share, 2030)]
    assert _targets(f"{share} đạt trên 60% vào năm 2027 và 90% vào năm 2030.") == path
    assert _targets(f"{share} đạt 60% năm 2027; 90% năm 2030.") == path
    assert _targets(f"{share} đến năm 2027 đạt 60%, đến năm 2030 đạt 90%.") == path
    communes = "Số xã có nhà văn hóa"
    assert _targets(f"{communes}: năm 2027 có 12 xã; năm 2030: 20 xã.") == [
        ("12", communes, 2027),
        ("20", communes, 2030),
    ]


def test_a_year_of_the_next_clause_stays_there() -> None:
    assert _targets("Doanh thu dịch vụ tăng 9%/năm; độ che phủ rừng đạt 40% vào năm 2028.")[0][2] == 2030


def test_verbs_and_comparing_words_are_no_indicator() -> None:
    assert _targets("Ít nhất 20% số trường học thí điểm mô hình.")[0][1] == "số trường học thí điểm mô hình"
    assert (
        _targets("Bố trí ít nhất 3% tổng chi ngân sách cho khoa học.")[0][1]
        == "tổng chi ngân sách cho khoa học"
    )


def test_share_of_growth_is_no_rate_of_growth() -> None:
    (target,) = read_text(
        "I. MỤC TIÊU\n- Năng suất các nhân tố tổng hợp (TFP) đóng góp vào tăng trưởng kinh tế trên 55%."
    ).targets
    assert (target.unit, target.aggregation, target.indicator) == (
        "%",
        "level",
        "Đóng góp của TFP vào tăng trưởng",
    )


def test_or_more_may_stand_behind_the_plan() -> None:
    (target,) = read_text("I. MỤC TIÊU\n- Giải ngân vốn đầu tư công đạt 95% kế hoạch trở lên.").targets
    assert (target.value, target.comparator) == (Decimal(95), ">=")


def test_a_quarter_without_a_year_is_of_the_year_of_the_document() -> None:
    text = (
        "TỈNH ỦY MẪU\nSố 45-KL/TU\nMẫu, ngày 10 tháng 01 năm 2026\nKẾT LUẬN\nvề nhiệm vụ trọng tâm\n\n"
        "1. Đảng ủy UBND tỉnh chỉ đạo quyết liệt, phấn đấu thu ngân sách quý I đạt tối thiểu 28% dự toán.\n"
    )
    (target,) = read_text(text).targets
    assert target.horizon is not None and target.horizon.last_day == date(2026, 3, 31)
    assert target.indicator is not None and not target.indicator.startswith("Đảng ủy")


def test_a_least_share_ordered_in_a_task_is_a_target() -> None:
    text = (
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 19/CT-TTg\nHà Nội, ngày 02 tháng 6 năm 2026\nCHỈ THỊ\nVề chất thải nhựa\n\n"
        "1. Bộ Tài chính bố trí kinh phí không dưới 1% tổng chi ngân sách; hướng dẫn trước ngày 30/9/2026.\n"
        "2. Bộ Y tế bảo đảm 100% bệnh viện phân loại rác; hỗ trợ cơ sở có trên 30% lao động nữ.\n"
    )
    found = read_text(text).targets
    assert [(str(t.value), t.horizon) for t in found] == [("1", None), ("100", None)]
