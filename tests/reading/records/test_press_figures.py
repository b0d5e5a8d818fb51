"""Số liệu trong bài báo và báo cáo sơ kết: kỳ của số, phần trăm kế hoạch, mức tăng không nêu so với gì, thứ hạng."""

from __future__ import annotations

from lotrinh.values.record import Result
from tests.reading.reading import read_text


def told(text: str) -> dict[str, Result]:
    reading = read_text(f"Kinh tế huyện chuyển biến tích cực\n{text}\n")
    assert reading.kind in ("press", "report")
    return {str(result.value): result for result in reading.results}


def until(result: Result) -> str | None:
    return result.period.last_day.isoformat() if result.period and result.period.last_day else None


def test_a_year_of_comparison_is_no_period_of_what_follows() -> None:
    found = told(
        "6 tháng đầu năm 2021, kinh tế chuyển biến. Cụ thể, doanh thu đạt 7.600 tỷ đồng "
        "(tăng 39,2% so cùng kỳ năm 2020); thu ngân sách đạt 357 tỷ đồng."
    )
    assert {until(result) for result in found.values()} == {"2021-06-30"}
    assert set(found) == {"7600", "357"}


def test_the_day_of_a_cited_document_is_no_period() -> None:
    (result,) = told(
        "Toàn tỉnh triển khai Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị. 100% tổ chức đảng đã học tập."
    ).values()
    assert result.period is None


def test_the_first_part_of_a_plan_counts_and_stays_with_its_figure() -> None:
    found = told(
        "Thu ngân sách được 285,3 tỷ đồng, đạt 60% kế hoạch tỉnh giao, đạt 58% kế hoạch huyện giao; "
        "trồng rừng đạt 72% kế hoạch; trồng mới 943 ha, giải ngân đạt 31% kế hoạch."
    )
    assert {value: str(r.vs_target.pct) if r.vs_target else None for value, r in found.items()} == {
        "285.3": "60", "72": "72", "943": None, "31": "31",
    }  # fmt: skip


def test_a_change_right_behind_its_figure_needs_no_comparison() -> None:
    found = told(
        "Năm 2021, chỉ số PCI đạt 69,03 điểm (tăng 3,55 điểm), xếp thứ 9, tăng 6 bậc so với năm 2020; "
        "diện tích gieo trồng được 25.271 ha, đạt 74,6% kế hoạch, tăng 3,87%."
    )
    assert {value: [str(c.delta) for c in r.changes] for value, r in found.items()} == {
        "69.03": ["3.55"], "9": ["6"], "25271": ["3.87"],
    }  # fmt: skip
    assert found["9"].indicator == found["69.03"].indicator


def test_names_of_provinces_share_the_indicator_before_them() -> None:
    found = told("Chỉ số sản xuất công nghiệp tỉnh Quảng Nam tăng 29,2%; Thái Nguyên tăng 26,6%.")
    assert found["26.6"].indicator == found["29.2"].indicator
    assert found["26.6"].scope == "tỉnh Thái Nguyên"


def test_what_is_only_spoken_of_is_no_result() -> None:
    text = (
        "Hội nghị đã tổng kết 4 Nghị quyết với một trong 3 khâu đột phá. Tỷ lệ giải ngân đạt 37%, "
        "thấp hơn bình quân chung cả nước là trên 14%."
    )
    assert set(told(text)) == {"37"}


def test_the_subject_names_what_is_counted() -> None:
    assert told("Tổng đàn gia cầm hiện có hơn 602.000 con.")["602000"].indicator == "Tổng đàn gia cầm hiện có"


def test_a_figure_in_brackets_leaves_the_rest_to_the_one_before() -> None:
    found = told(
        "Điện sản xuất ước đạt 10,5 tỷ kWh (gồm cả 3,1 tỷ kWh tự dùng), đạt 108,2% kế hoạch, tăng 15,4%."
    )
    assert found["10.5"].vs_target is not None and [str(c.delta) for c in found["10.5"].changes] == ["15.4"]
    assert found["3.1"].vs_target is None


def test_one_word_may_name_what_was_made() -> None:
    found = told("Sản lượng tăng khá: thép ước đạt 4,85 triệu tấn; khai khoáng tăng 11% so với cùng kỳ.")
    assert (found["4.85"].indicator, found["11"].indicator) == ("thép", "khai khoáng")


def test_a_part_of_a_year_without_its_year_takes_none_from_before() -> None:
    found = told(
        "Năm 2011, tỉnh cấp phép với tổng vốn 13.000 tỷ đồng, thì 5 tháng đầu năm nay tổng vốn hơn 46.000 tỷ đồng."
    )
    assert (until(found["13000"]), until(found["46000"])) == ("2011-12-31", None)


def test_what_a_figure_differs_by_is_no_result() -> None:
    found = told(
        "Diện tích gieo trồng đạt 63.831 ha, giảm 0,94% (-603 ha) so với vụ mùa năm trước. "
        "Tỷ lệ hộ tái nghèo chỉ còn 5,1%, giảm hơn một nửa so với gần 12% của giai đoạn trước."
    )
    assert set(found) == {"63831", "5.1"}
    assert [c.versus for c in found["63831"].changes] == ["vụ mùa năm trước"]


def test_land_is_no_verb() -> None:
    assert (
        told("Trong đó, thu tiền sử dụng đất đạt 1.141 tỷ đồng.")["1141"].indicator == "thu tiền sử dụng đất"
    )


def test_a_name_before_the_colon_stays_with_its_figure() -> None:
    reading = read_text(
        "I. MỤC TIÊU\n- Cơ cấu kinh tế: Dịch vụ: 63 - 64%; Công nghiệp và xây dựng: 26 - 27%.\n"
    )
    assert [t.indicator for t in reading.targets] == ["Dịch vụ", "Công nghiệp và xây dựng"]


def test_a_plan_may_be_named_by_its_two_letters() -> None:
    found = told("Xuất khẩu ước đạt 20,3 tỷ USD, giảm 5,6% so với cùng kỳ, bằng 68,9% KH năm.")
    assert set(found) == {"20.3"} and found["20.3"].vs_target is not None


def test_ranks_are_of_what_grew_and_months_of_the_year_told_before() -> None:
    found = told(
        "Tăng trưởng quý III năm 2024 đạt 10,6% so với cùng kỳ năm trước, đứng thứ 4 vùng và thứ 9 toàn quốc, qua đó "
        "đưa tốc độ tăng GRDP 9 tháng ước đạt 7,9% so cùng kỳ (đạt mục tiêu kế hoạch năm 2024); vốn đầu tư đạt "
        "trên 510 triệu USD (cao hơn kế hoạch năm hơn 100 triệu USD)."
    )
    assert {found[value].indicator for value in ("10.6", "4", "9")} == {found["10.6"].indicator}
    assert [until(found[value]) for value in ("7.9", "510")] == ["2024-09-30"] * 2
    assert all(
        r.period and r.period.start and r.period.start.month == 1 for r in (found["7.9"], found["510"])
    )
    assert "100" not in found


def test_points_are_a_change_and_a_figure_missed_is_the_target() -> None:
    found = told(
        "Phó Chủ tịch UBND huyện cho biết, sau 3 năm triển khai, tỷ trọng công nghiệp trong GRDP đạt 21,3%, tăng 2,6 điểm "
        "phần trăm; tỷ lệ hồ sơ trực tuyến đạt 71,5%, thấp hơn mục tiêu 80%."
    )
    assert set(found) == {"21.3", "71.5"}
    assert [change.unit for change in found["21.3"].changes] == ["điểm %"]
    assert found["71.5"].vs_target is not None and str(found["71.5"].vs_target.target) == "80"
