"""A plan read by hand: text with hard wraps and the reading an honest reader would make of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lotrinh.values.deadline import Deadline
from lotrinh.values.mention import Citation
from lotrinh.values.period import Period
from lotrinh.values.reading import Coverage, Header, Provision, Reading, Source, Unread
from lotrinh.values.record import Duty, Target, Task
from lotrinh.values.span import Span

PLAN_TEXT = """UBND TỈNH MẪU
Số: 07/KH-UBND
KẾ HOẠCH
Thực hiện Nghị quyết số 124/NQ-CP ngày 03/9/2020 của Chính phủ về phát triển công
nghiệp
Thực hiện Nghị quyết số 124/NQ-CP ngày 03/9/2020 của Chính phủ, UBND tỉnh ban hành Kế
hoạch như sau:
I. MỤC TIÊU
- Tỷ trọng công nghiệp trong GRDP đến năm 2030 đạt trên 38,5%; tỷ lệ lấp đầy các khu
công nghiệp đạt tối thiểu 70%.
II. NHIỆM VỤ
1. Sở Kế hoạch và Đầu tư: Chủ trì, phối hợp với các sở, ngành:
- Ban hành quy định về thu hút đầu tư phát triển các ngành
công nghiệp ưu tiên. Thời gian thực hiện: Năm 2024.
- Bố trí vốn cho các dự án hạ tầng. Thời gian thực hiện: Thường xuyên.
2. Sở Công Thương
- Xây dựng cơ sở dữ liệu doanh nghiệp <công nghiệp> & sản phẩm. Thời gian thực hiện: 30/6/2026.
- Rà soát quy hoạch cụm công nghiệp theo nhiệm vụ được giao.
III. TỔ CHỨC THỰC HIỆN
1. Các cơ quan báo cáo kết quả về Sở Công Thương trước ngày 10 tháng 12 hằng năm.
2. Yêu cầu các đơn vị nghiêm túc chấp hành chế độ thông tin.
Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 28/01/2021./.
"""


def span_of(passage: str, text: str = PLAN_TEXT, after: int = 0) -> Span:
    """Where a passage stands; the test fails where it does not."""
    start = text.index(passage, after)
    return Span(start, start + len(passage))


def _node(path: str, label: str, heading: str | None, opening: str, *children: Provision) -> Provision:
    start = PLAN_TEXT.index(opening)
    own = Span(start, PLAN_TEXT.index("\n", start))
    end = max([own.end, *(child.span.end for child in children)])
    return Provision(path, label, path.count(".") + 1, heading, Span(start, end), own, children)


def _provisions() -> tuple[Provision, ...]:
    return (
        _node("I", "I", "MỤC TIÊU", "I. MỤC TIÊU", _node("I.-1", "-", None, "- Tỷ trọng")),
        _node(
            "II",
            "II",
            "NHIỆM VỤ",
            "II. NHIỆM VỤ",
            _node(
                "II.1",
                "1",
                "Sở Kế hoạch và Đầu tư",
                "1. Sở Kế hoạch",
                _node("II.1.-1", "-", None, "- Ban hành"),
                _node("II.1.-2", "-", None, "- Bố trí"),
            ),
            _node(
                "II.2",
                "2",
                "Sở Công Thương",
                "2. Sở Công Thương",
                _node("II.2.-1", "-", None, "- Xây dựng"),
                _node("II.2.-2", "-", None, "- Rà soát"),
            ),
        ),
        _node(
            "III",
            "III",
            "TỔ CHỨC THỰC HIỆN",
            "III. TỔ CHỨC",
            _node("III.1", "1", None, "1. Các cơ quan"),
            _node("III.2", "2", None, "2. Yêu cầu"),
        ),
    )


def _tasks() -> tuple[Task, ...]:
    issue = span_of("Ban hành quy định về thu hút đầu tư phát triển các ngành\ncông nghiệp ưu tiên")
    fund = span_of("Bố trí vốn cho các dự án hạ tầng")
    base = span_of("Xây dựng cơ sở dữ liệu doanh nghiệp <công nghiệp> & sản phẩm")
    check = span_of("Rà soát quy hoạch cụm công nghiệp theo nhiệm vụ được giao")
    planning, trade = "Sở Kế hoạch và Đầu tư tỉnh Mẫu", "Sở Công Thương tỉnh Mẫu"
    year = Deadline(
        "by_period", date(2024, 1, 1), date(2024, 12, 31), raw="Năm 2024", span=span_of("Năm 2024")
    )
    day = Deadline("by_date", last=date(2026, 6, 30), raw="30/6/2026", span=span_of("30/6/2026"))
    always = Deadline("ongoing", raw="Thường xuyên", span=span_of("Thường xuyên"))
    return (
        Task("t1", issue, issue, "II.1.-1", "assigned", (planning,), ("các sở, ngành",), deadline=year),
        Task("t2", fund, fund, "II.1.-2", "assigned", (planning,), (), deadline=always),
        Task("t3", base, base, "II.2.-1", "assigned", (trade,), (), "cơ sở dữ liệu", day),
        Task("t4", check, check, "II.2.-2", "assigned", (trade,), (), doubt=0.4, why=("no_deadline",)),
    )


def _targets() -> tuple[Target, ...]:
    sentence = span_of("Tỷ trọng công nghiệp trong GRDP đến năm 2030 đạt trên 38,5%")
    horizon = Period.years(None, 2030)
    share, fill = span_of("38,5%"), span_of("70%")
    return (
        Target("m1", share, sentence, "I.-1", "Tỷ trọng công nghiệp trong GRDP", None, ">", Decimal("38.5"), "%",
               "share", horizon),
        Target("m2", fill, fill, "I.-1", None, None, ">=", Decimal("70"), "%", "level", horizon, doubt=0.3,
               why=("no_indicator",)),
    )  # fmt: skip


def plan_reading() -> dict[str, Any]:
    """Four tasks, two targets, one duty, two links to other documents, one sentence left unread."""
    report = span_of("báo cáo kết quả về Sở Công Thương trước ngày 10 tháng 12 hằng năm")
    due = Deadline(
        "recurring", every="year", on=("12-10",), before=True, raw="trước ngày 10 tháng 12 hằng năm"
    )
    above = span_of("Nghị quyết số 124/NQ-CP ngày 03/9/2020")
    before = span_of("Kế hoạch số 12/KH-UBND ngày 28/01/2021")
    reading = Reading(
        source=Source("ke-hoach.txt", "text/plain", "0" * 64, len(PLAN_TEXT.encode())),
        kind="plan",
        text=PLAN_TEXT,
        header=Header(
            number="07/KH-UBND",
            type="KH",
            side="state",
            issuer="UBND tỉnh Mẫu",
            date=date(2024, 1, 10),
            title="KẾ HOẠCH",
            subject="Thực hiện Nghị quyết số 124/NQ-CP về phát triển công nghiệp",
        ),
        provisions=_provisions(),
        citations=(
            Citation(above, "NQ", "124/NQ-CP", date(2020, 9, 3), "Chính phủ", "implements"),
            Citation(before, "KH", "12/KH-UBND", date(2021, 1, 28), "UBND tỉnh Mẫu", "replaces"),
        ),
        targets=_targets(),
        tasks=_tasks(),
        duties=(
            Duty(
                "d1", report, "III.1", ("các cơ quan",), ("Sở Công Thương tỉnh Mẫu",), None, "year", due, None
            ),
        ),
        unread=(Unread(span_of("Yêu cầu các đơn vị nghiêm túc chấp hành chế độ thông tin"), "imperative"),),
        coverage=Coverage(imperative=6, captured=5),
        reader="lotrinh test",
    )
    return reading.to_dict()
