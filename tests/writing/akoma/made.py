"""Readings made at random: texts as people type them, and values no reader would give."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read
from lotrinh.values.mention import Citation, DateMention, Organisation, Quantity
from lotrinh.values.period import Period
from lotrinh.values.reading import Header, Provision, Reading, Source, Table
from lotrinh.values.record import Task
from lotrinh.values.span import Span

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN", "Số: 122/KH-UBND", "Phú Yên, ngày 08 tháng 11 năm 2026", "KẾ HOẠCH", "QUYẾT ĐỊNH",
    "Thực hiện Nghị quyết số 23-NQ/TW", "Căn cứ Luật Tổ chức chính quyền địa phương;", "QUYẾT ĐỊNH:", "I. MỤC TIÊU",
    "Chương I", "Điều 1. Phạm vi điều chỉnh", "1. Sở Công Thương: Chủ trì, phối hợp với các sở", "2.1. Yêu cầu",
    "a) Báo cáo trước ngày 15 tháng 12 hằng năm;", "đ) Đạt 37,4% vào năm 2030.", "- Xây dựng Đề án\x0b trình\x01 UBND tỉnh",
    "+ Thời gian thực hiện: Quý II/2027.", "PHỤ LỤC I", "PHỤ LỤC", "| TT | Nhiệm vụ | Chủ trì | Thời hạn |", "|---|---|---|---|",
    "| 1 | Xây dựng Đề án | Sở Công Thương | Quý II/2026 |", "|", "", "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A", "Văn bản này thay thế Kế hoạch số 155/KH-UBND ngày 21/8/2020.",
    "**Mục** đích \ufffe<b>&amp;]]>", "\u00a0\u2028x", "Giá trị sản xuất ước đạt 1.112 triệu USD, tăng 2,1%.",
)  # fmt: skip


@st.composite
def read_texts(draw: st.DrawFn) -> Reading:
    """What the reader makes of lines in any order."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=40))
    try:
        return read("\n".join(lines).encode(), draw(st.sampled_from(["a.txt", "\x02b.md"])))
    except Refused:
        return read("Kế hoạch".encode(), "a.txt")


@st.composite
def odd_readings(draw: st.DrawFn) -> Reading:
    """Values that obey no guarantee: spans that cross, provisions out of order, cells outside their table."""
    text = draw(st.text(st.sampled_from("I1.-a|\n\t đĐề \x00\x0c\u00a0*:<&"), min_size=12, max_size=160))
    size = len(text)

    def span() -> Span:
        start = draw(st.integers(0, size - 1))
        return Span(start, draw(st.integers(start + 1, min(size, start + 40))))

    def spans(most: int) -> list[Span]:
        return [span() for _ in range(draw(st.integers(0, most)))]

    def provision(depth: int) -> Provision:
        own = span()
        label, heading = draw(
            st.sampled_from([("I.", "đ"), ("-", None), ("PHỤ LỤC", None), ("Điều 1.", ""), ("†", "I")])
        )
        children = tuple(provision(depth - 1) for _ in range(draw(st.integers(0, 2)) if depth else 0))
        return Provision("I", label, 1, heading, Span(own.start, size), own, children)

    names = ("number", "title", "date", "signer", "recipients", "issuer", "place", "type", "subject")
    kind = draw(st.sampled_from(["plan", "decision", "press"]))
    header = Header(
        number=draw(st.sampled_from([None, "1/KH-UBND", "\x01"])), title=text[:9], issuer=draw(st.sampled_from([None, "Sở"])),
        date=draw(st.sampled_from([None, date(2026, 11, 8)])), place="Phú Yên", signer_name="Nguyễn Văn A",
        type=draw(st.sampled_from([None, "KH", "†"])), replaces=("2/KH-UBND",),
        spans={name: span() for name in names if draw(st.booleans())},
    )  # fmt: skip
    return Reading(
        source=Source("a.txt", draw(st.sampled_from(["text/plain", "text/html"])), "ab12", 9, warnings=("\x07",)),
        kind=kind, text=text, header=header, provisions=tuple(provision(2) for _ in range(draw(st.integers(0, 3)))),
        tables=tuple(Table(None, span(), ("a", "b"), ((*spans(3), None), ())) for _ in range(draw(st.integers(0, 2)))),
        citations=tuple(Citation(s, "NQ", "2/NQ-CP", relation="replaces") for s in spans(3)),
        aliases=((span(), "Nghị quyết 2", "2/NQ-CP"), (span(), "Nghị quyết 3", "3/NQ-CP")),
        organisations=tuple(Organisation(s, "Sở\x01", "department", "province") for s in spans(3)),
        quantities=tuple(Quantity(s, Decimal("1.5"), "%", "level") for s in spans(2)),
        dates=tuple(DateMention(s, Period.day(date(2026, 1, 2)), "day") for s in spans(2)),
        tasks=tuple(Task(f"k{n}", s, s, None, "assigned", lead=("\x01",), ocr_confidence=0.5) for n, s in enumerate(spans(3))),
    )  # fmt: skip
