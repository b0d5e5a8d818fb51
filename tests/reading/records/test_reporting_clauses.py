"""Chế độ báo cáo trong phần tổ chức thực hiện: ai, cho ai, qua ai, bao giờ, khi có vướng mắc thì sao."""

from __future__ import annotations

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Known, Reading
from lotrinh.values.record import Duty

PLAN = """ỦY BAN NHÂN DÂN
TỈNH PHÚ YÊN
Số: 7/KH-UBND
Phú Yên, ngày 10 tháng 01 năm 2024
KẾ HOẠCH
Phát triển công nghiệp

I. PHÂN CÔNG NHIỆM VỤ
1. Sở Công Thương
- Là cơ quan đầu mối, giúp UBND tỉnh theo dõi việc thực hiện Kế hoạch này.

II. TỔ CHỨC THỰC HIỆN

1. {clause}
"""
HOME = " tỉnh Phú Yên"


def of(clause: str) -> Reading:
    return read(PLAN.format(clause=clause).encode(), "ke-hoach.txt", Known(province="tỉnh Phú Yên"))


def told(duty: Duty) -> tuple[list[str], list[str], str | None, str | None]:
    via = duty.via.removesuffix(HOME) if duty.via else None
    return (
        [w.removesuffix(HOME) for w in duty.who],
        [t.removesuffix(HOME) for t in duty.to],
        via,
        duty.frequency,
    )


def test_a_time_may_open_the_sentence() -> None:
    reading = of(
        "Thủ trưởng các sở, ban, ngành xây dựng kế hoạch chi tiết, gửi Sở Công Thương trước ngày 28/02/2024. "
        "Trước ngày 10 tháng 12 hằng năm hoặc khi có yêu cầu, báo cáo kết quả về UBND tỉnh (qua Sở Công Thương)."
    )
    sent, yearly = reading.duties
    assert told(sent) == (["Các sở, ban, ngành"], ["Sở Công Thương"], None, "một lần")
    assert sent.due.last is not None
    assert (sent.due.last.isoformat(), sent.due.before) == ("2024-02-28", True)
    assert told(yearly) == (["Các sở, ban, ngành"], ["UBND"], "Sở Công Thương", "hàng năm")
    assert (yearly.due.every, yearly.due.on, yearly.due.before) == ("year", ("12-10",), True)


def test_difficulties_are_sent_on_when_they_arise() -> None:
    reading = of(
        "Quá trình thực hiện nếu có khó khăn, vướng mắc hoặc cần điều chỉnh, bổ sung, các cơ quan, địa phương gửi ý kiến "
        "bằng văn bản về Sở Công Thương để tổng hợp, trình UBND tỉnh xem xét, quyết định."
    )
    first, second = reading.duties
    assert told(first) == (["Các cơ quan, địa phương"], ["Sở Công Thương"], None, "khi phát sinh")
    assert told(second) == (["Sở Công Thương"], ["UBND"], None, "khi phát sinh")
    assert {first.due.kind, second.due.kind} == {"event"}


def test_the_focal_agency_is_flagged_and_not_asked_for_a_product() -> None:
    focal = of("Sở Tài chính bố trí kinh phí.").tasks[0]
    assert (focal.flags, focal.product, focal.coordinating) == (("focal",), None, ())
