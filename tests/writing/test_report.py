"""The tree refuses what cannot be traced, and words its own fixed lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lotrinh.writing.errors import FigureWithoutSource
from lotrinh.writing.inline import Figure, Quoted, Reference, Run, fill, line_text
from lotrinh.writing.report import (
    Annex,
    Column,
    Letterhead,
    Paragraph,
    Report,
    Section,
    Signer,
    SourceRef,
    Table,
    numbered,
)

HEAD = Letterhead("Ủy ban nhân dân tỉnh Mẫu", "Sở Công Thương", "9", "BC-SCT", "Mẫu", date(2026, 1, 5))
SOURCE = SourceRef("s", "Năm 2025 đạt 34,8%.", "mục I")


def paper(**parts: object) -> Report:
    return Report(HEAD, "BÁO CÁO", "Kết quả", date(2026, 1, 5), **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("part", [Figure("46,6%", "x"), Quoted("Đã xong", "x"), Reference("x", "mục I")])
def test_nothing_without_a_source_can_be_built(part: Figure | Quoted | Reference) -> None:
    with pytest.raises(FigureWithoutSource, match="chưa có nguồn"):
        paper(sections=(Section("A", sections=(Section("B", (Paragraph((Run("đạt "), part)),)),)),))
    with pytest.raises(FigureWithoutSource):
        paper(annexes=(Annex("C", (Table((Column("D"),), (((part,),),)),)),), sources=(SOURCE,))


def test_a_bare_number_needs_a_table_source_unless_it_only_counts_rows() -> None:
    columns = (Column("STT", ordinal=True), Column("Vốn"))
    rows = ((1, Decimal("12.5")),)
    with pytest.raises(FigureWithoutSource, match=r"Vốn: 12\.5"):
        paper(opening=(Table(columns, rows),))
    with pytest.raises(FigureWithoutSource):
        paper(opening=(Table(columns, rows, source="other"),), sources=(SOURCE,))
    assert list(paper(opening=(Table(columns, rows, source="s"),), sources=(SOURCE,)).tables())


def test_labels_run_as_in_reports() -> None:
    deep = Section("a", sections=tuple(Section("b", sections=(Section("c"),) * 6) for _ in range(2)))
    labels = [label for _, label, _ in numbered((deep,))]
    assert labels == [
        "I.",
        "1.",
        "a)",
        "b)",
        "c)",
        "d)",
        "đ)",
        "e)",
        "2.",
        "a)",
        "b)",
        "c)",
        "d)",
        "đ)",
        "e)",
    ]


def test_lines_of_the_decree() -> None:
    report = paper(
        recipients=("Như trên;", "Lãnh đạo Sở."),
        archive="VT, QLCN.",
        bases=("Căn cứ Luật Thống kê.", "Căn cứ Kế hoạch số 88/KH-UBND"),
        annexes=(Annex("A", ()), Annex("B", ())),
        signer=Signer("PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"),
    )
    assert HEAD.number_line == "Số: 09/BC-SCT"
    assert HEAD.place_line == "Mẫu, ngày 05 tháng 01 năm 2026"
    assert report.recipient_lines == ("- Như trên;", "- Lãnh đạo Sở;", "- Lưu: VT, QLCN.")
    assert report.base_lines == ("Căn cứ Luật Thống kê;", "Căn cứ Kế hoạch số 88/KH-UBND.")
    assert report.annex_label(1) == "Phụ lục II"
    assert report.annex_note == "(Kèm theo Báo cáo số 09/BC-SCT ngày 05 tháng 01 năm 2026 của Sở Công Thương)"
    assert report.signer.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_marks_follow_the_order_of_sources() -> None:
    line = fill("đạt {a}, {b}", a=Figure("1%", "s"), b=Quoted("Đã xong.", "t", marked=False))
    report = paper(opening=(Paragraph(line),), sources=(SourceRef("t", "", ""), SOURCE))
    assert line_text(line, report.marks) == "đạt 1% [2], “Đã xong”"
