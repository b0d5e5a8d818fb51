"""Lines joined into paragraphs."""

from __future__ import annotations

import pytest

from lotrinh.reading.sources.text_source import Block, SourceText
from lotrinh.reading.structure.lines import read_paragraphs
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.span import Span


def paragraphs(text: str) -> list[tuple[str | None, str]]:
    found = read_paragraphs(View.of(text), SourceText(text, "text/plain"))
    return [
        (p.marker.label if p.marker else None, rejoined(p.body.of(text)) if p.body else "") for p in found
    ]


WRAPPED = "Nâng cao năng lực của các doanh nghiệp công nghiệp trên địa bàn toàn tỉnh trong giai đoạn tới."


def test_label_alone_finds_its_text() -> None:
    assert paragraphs("1.\nMục đích\nNâng\ncao năng lực.\n-\nTăng cường kiểm tra.") == [
        ("1.", "Mục đích"),
        (None, "Nâng cao năng lực."),
        ("-", "Tăng cường kiểm tra."),
    ]


def test_wrapped_heading_goes_on_in_lower_case() -> None:
    assert paragraphs("1. Thực hiện chính sách phân bố không gian\nngành công nghiệp\n- Rà soát.")[0] == (
        "1.",
        "Thực hiện chính sách phân bố không gian ngành công nghiệp",
    )


def test_a_title_in_capitals_under_its_part_is_one_title() -> None:
    assert paragraphs(
        "Phần I\nTÌNH HÌNH CHUNG VÀ\nKẾT QUẢ THỰC HIỆN ĐỀ ÁN\nI. TÌNH HÌNH\nNăm 2025, tỉnh có nhiều việc."
    )[:2] == [
        ("Phần I", "TÌNH HÌNH CHUNG VÀ KẾT QUẢ THỰC HIỆN ĐỀ ÁN"),
        ("I.", "TÌNH HÌNH"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "phát triển kinh tế\n- xã hội của tỉnh.",
        "Sở Lao động\n- Thương binh và Xã hội chủ trì.",
        "giai đoạn\n2021-2030 của tỉnh.",
    ],
)
def test_wrap_before_a_dash_or_a_year_is_no_new_paragraph(text: str) -> None:
    assert len(paragraphs("- Tập trung " + text)) == 1


def test_one_line_one_paragraph_where_nothing_is_wrapped() -> None:
    line = WRAPPED + " " + WRAPPED
    assert [p for _, p in paragraphs(f"{line}\n{line}\nTheo báo tỉnh")] == [line, line, "Theo báo tỉnh"]


def test_sentence_that_ends_at_the_margin_does_not_end_the_paragraph() -> None:
    first = "Tăng cường hiệu lực quản lý nhà nước trong lĩnh vực công nghiệp của tỉnh. Thực"
    assert len(paragraphs(f"- {first}\nhiện tái cơ cấu.\n- Khác.")) == 2


def test_bold_marks_of_web_text_are_white_space() -> None:
    assert paragraphs("**2. Ban Quản lý Khu kinh tế\nĐông Nam**\n\n- Đề xuất khu công nghiệp.") == [
        ("2.", "Ban Quản lý Khu kinh tế Đông Nam"),
        ("-", "Đề xuất khu công nghiệp."),
    ]


def test_blocks_are_paragraphs_as_the_format_gives_them() -> None:
    text = "Rà soát quy hoạch\nBáo cáo kết quả"
    source = SourceText(
        text, "application/x", blocks=(Block(Span(0, 17), list_label="-"), Block(Span(18, 33)))
    )
    found = read_paragraphs(View.of(text), source)
    assert [p.marker.label if p.marker else None for p in found] == ["-", None]
    assert [p.body.of(text) if p.body else None for p in found] == ["Rà soát quy hoạch", "Báo cáo kết quả"]
