"""Số liệu của báo cáo: mục kết quả không bị coi là mục nhiệm vụ; số trong ngoặc thuộc đúng kỳ, đúng mục tiêu."""

from __future__ import annotations

from decimal import Decimal

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Reading
from lotrinh.values.record import Result

REPORT = """SỞ CÔNG THƯƠNG
Số: 12/BC-SCT
Phú Yên, ngày 06 tháng 11 năm 2026
BÁO CÁO
Tình hình thực hiện kế hoạch năm

I. KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU
- {figures}

II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ
- Đề án phát triển công nghiệp hỗ trợ được phê duyệt ngày 14/11/2025.
"""


def of(figures: str) -> Reading:
    return read(REPORT.format(figures=figures).encode(), "bao-cao.txt")


def told(result: Result) -> tuple[str | None, str, str | None]:
    last = result.period.last_day.isoformat() if result.period and result.period.last_day else None
    return result.indicator, str(result.value), last


def test_sections_of_results_give_neither_targets_nor_tasks() -> None:
    reading = of("Tỷ lệ lấp đầy khu công nghiệp năm 2026 ước đạt 58,4%.")
    assert reading.kind == "report"
    assert (reading.tasks, reading.targets) == ((), ())
    assert [str(result.value) for result in reading.results] == ["58.4"]


def test_the_figure_of_the_same_period_a_year_before_belongs_to_it() -> None:
    reading = of(
        "Vốn thực hiện 10 tháng năm 2026 ước đạt 3.120 tỷ đồng, bằng 78% kế hoạch năm (4.000 tỷ đồng), "
        "tăng 9,6% so với cùng kỳ năm 2025 (2.847 tỷ đồng)."
    )
    now, before = reading.results
    assert told(now) == ("Vốn thực hiện", "3120", "2026-10-31")
    assert told(before) == ("Vốn thực hiện", "2847", "2025-10-31")
    assert (now.kind, before.kind) == ("estimate", None)
    assert now.vs_target is not None
    assert (now.vs_target.pct, now.vs_target.target) == (Decimal(78), Decimal(4000))
    (change,) = now.changes
    assert (change.delta, change.unit, change.versus) == (Decimal("9.6"), "%", "cùng kỳ năm 2025")


def test_a_level_in_brackets_is_the_one_of_the_year_compared() -> None:
    reading = of("Tỷ trọng dịch vụ năm 2025 đạt 31,6%, tăng 0,9 điểm phần trăm so với năm 2024 (30,9%).")
    assert [told(result)[1:] for result in reading.results] == [
        ("31.6", "2025-12-31"),
        ("30.9", "2024-12-31"),
    ]


def test_the_official_figure_of_last_year_measures_the_same() -> None:
    reading = of("Năng suất lao động năm 2025 ước đạt 8,4%; số chính thức năm 2024 là 9,3%.")
    first, second = reading.results
    assert first.indicator == second.indicator
    assert (second.kind, told(second)[2]) == ("official", "2024-12-31")


def test_a_report_reports_on_the_plan_of_its_title() -> None:
    text = REPORT.replace(
        "Tình hình thực hiện kế hoạch năm", "Tình hình thực hiện Kế hoạch số 7/KH-UBND của UBND tỉnh"
    )
    text = text.replace(
        "I. KẾT QUẢ", "Thực hiện Kế hoạch số 7/KH-UBND, Sở Công Thương báo cáo như sau:\nI. KẾT QUẢ", 1
    )
    reading = read(text.format(figures="Đạt 5 tỷ đồng.").encode(), "bao-cao.txt")
    assert [(c.number, c.relation) for c in reading.citations] == [("7/KH-UBND", "reports_on")] * 2


def test_words_that_only_sound_like_from_stay_in_the_name() -> None:
    reading = of("Tổng vốn đầu tư đạt 500 tỷ đồng. Tỷ lệ bệnh án điện tử đạt 60%.")
    assert [result.indicator for result in reading.results] == ["Tổng vốn đầu tư", "Tỷ lệ bệnh án điện tử"]
