"""Duties to report."""

from __future__ import annotations

from tests.reading.plan import PLAN
from tests.reading.reading import read_text, words


def test_yearly_duty_through_an_agency() -> None:
    reading = read_text(PLAN)
    (duty,) = reading.duties
    assert words(reading, duty.span).startswith("định kỳ trước ngày 10 tháng 12 hàng năm báo cáo")
    assert duty.to == ("UBND tỉnh Mẫu",)
    assert (duty.via, duty.frequency, duty.due.on) == ("Sở Công Thương tỉnh Mẫu", "hàng năm", ("12-10",))
    assert duty.content == "kết quả thực hiện"


def test_report_that_is_handed_on_makes_two_duties() -> None:
    text = (
        "V. TỔ CHỨC THỰC HIỆN\n1. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các sở, ngành, địa phương "
        "phản ánh bằng văn bản về Sở Công Thương để tổng hợp, báo cáo UBND tỉnh xem xét."
    )
    first, second = read_text(text).duties
    assert first.to == ("Sở Công Thương tỉnh Mẫu",)
    assert (second.who, second.to) == (("Sở Công Thương tỉnh Mẫu",), ("UBND tỉnh Mẫu",))


def test_paper_is_no_act_of_reporting() -> None:
    text = "IV. PHÂN CÔNG NHIỆM VỤ\n1. Sở Tài chính\n- Thẩm định các báo cáo nghiên cứu khả thi của dự án."
    assert read_text(text).duties == ()


def test_closing_paragraph_asks_those_named_before() -> None:
    text = (
        "I. NHIỆM VỤ\n1. Việc\n- Rà soát quy hoạch.\nTrên đây là Kế hoạch. Đề nghị các sở, ngành, địa phương nghiêm túc thực hiện. "
        "Định kỳ hàng năm báo cáo kết quả về Sở Xây dựng./."
    )
    (duty,) = read_text(text).duties
    assert duty.who == ("Các sở, ngành, địa phương tỉnh Mẫu",)
    assert duty.to == ("Sở Xây dựng tỉnh Mẫu",)
