"""Labels at the head of a line, and lines that only look labelled."""

from __future__ import annotations

import pytest

from lotrinh.reading.structure.markers import find_marker, path_part
from lotrinh.reading.structure.view import View


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", "roman", "I."),
        ("XII. Điều khoản", "roman", "XII."),
        ("1.", "number", "1."),
        ("12. Phối hợp thường xuyên", "number", "12."),
        ("2.1. Trách nhiệm chung", "pair", "2.1."),
        ("2.1.3 Nội dung", "triple", "2.1.3"),
        ("a) Rà soát", "letter", "a)"),
        ("đ) Chủ động bố trí", "letter", "đ)"),
        ("A. NHIỆM VỤ", "capital", "A."),
        ("- Tăng cường", "dash", "-"),
        ("– Tăng cường", "dash", "-"),
        ("• Tăng cường", "dash", "-"),
        ("-", "dash", "-"),
        ("+ Tập trung", "plus", "+"),
        ("Điều 3. Hiệu lực", "article", "Điều 3."),
        ("Chương II", "chapter", "Chương II"),
        ("PHỤ LỤC I", "annex", "PHỤ LỤC I"),
        ("PHỤ LỤC DANH MỤC NHIỆM VỤ", "annex", "PHỤ LỤC"),
        ("Phụ lục 2: Danh mục chỉ tiêu", "annex", "Phụ lục 2"),
        ("PHỤ LỤC III – LỘ TRÌNH", "annex", "PHỤ LỤC III"),
        ("(2) Ban hành hướng dẫn", "paren", "(2)"),
    ],
)
def test_label(line: str, kind: str, label: str) -> None:
    found = find_marker(View.of(line), 0, len(line))
    assert found is not None
    assert (found.kind, found.label) == (kind, label)


@pytest.mark.parametrize(
    "line",
    [
        "2021-2030, tầm nhìn đến năm 2050.",
        "124/NQ-CP ngày 03/9/2020 của Chính phủ",
        "22/3/2018 về định hướng",
        "8,5%/năm trở lên",
        "20.4 là hạn nộp báo cáo".replace("20.4 là", "20.400 là"),
        "chương trình hành động của Tỉnh ủy",
        "phụ lục kèm theo Kế hoạch này",
        "Phụ lục I của Kế hoạch này",
        "Phụ lục kèm theo: Danh mục",
        "điều kiện thuận lợi để phát triển",
        "-----",
        "Vi phạm quyền sở hữu trí tuệ",
    ],
)
def test_no_label(line: str) -> None:
    assert find_marker(View.of(line), 0, len(line)) is None


def test_path_part() -> None:
    assert [path_part(x) for x in ("IV.", "2.1.", "đ)", "Điều 3.", "(4)")] == [
        "IV",
        "2.1",
        "đ",
        "Điều 3",
        "4",
    ]
