"""The quick looks that pass by most of a text lose nothing: a reading without them is the same.

A phrase that is added to a table or a pattern needs its first word where the quick look is; here it shows if it has none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.lexicon import work
from lotrinh.reading.mentions import date_cores, dates
from lotrinh.reading.records import owners, word_marks
from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span
from tests.reading.plan import PLAN
from tests.reading.reading import read_text

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_LISTS = sorted(name for name, phrases in work._table().items() if isinstance(phrases, list))
_FRAMES = (
    "II. NHIỆM VỤ\n1. Sở Công Thương\n- {} Sở Tài chính xây dựng Đề án X trước ngày 15/12/2026.\n",
    "II. TỔ CHỨC THỰC HIỆN\n1. {} Sở Công Thương chủ trì, phối hợp với các sở xây dựng Đề án X trong quý II/2026.\n",
    "III. GIẢI PHÁP\n- Sở Y tế {} kết quả, UBND tỉnh giao việc; {} Bộ Y tế định kỳ hằng quý.\n- {} UBND tỉnh; hoàn thành năm 2027.\n",
)


def words_from(text: str, start: int, end: int) -> Iterator[int]:
    return (at for at in range(start, end) if text[at].isalnum() and not text[max(0, at - 1) : at].isalnum())


def found_anywhere(view: View, group: str, pattern: re.Pattern[str], span: Span) -> Iterator[re.Match[str]]:
    start = span.start
    for at in words_from(view.folded, span.start, span.end):
        found = pattern.match(view.folded, at, span.end) if at >= start else None
        if found:
            start = max(found.end(), at + 1)
            yield found


def first_anywhere(
    view: View, group: str, pattern: re.Pattern[str], span: Span, after: str = ""
) -> re.Match[str] | None:
    for at in words_from(view.folded, span.start, span.end):
        if after and view.folded[at - 2 : at].rstrip(" ")[-1:] not in after:
            continue
        if found := pattern.match(view.folded, at, span.end):
            return found
    return None


def orders(view: View, span: Span) -> bool:
    return word_marks._ORDERING.search(view.folded, span.start, span.end) is not None


@pytest.fixture
def thorough(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """All quick looks say yes, and what they led to is looked for at every word.

    Words of orders alone are no quick look: a sentence with none of them orders nothing (see the last test).
    """
    slow: dict[Any, Any] = {
        word_marks.may_hold: lambda view, group, span: group != "order" or orders(view, span),
        word_marks.stands_at: lambda view, group, at: True,
        word_marks.first_place: lambda view, group, span: span.start,
        word_marks.found_in: found_anywhere,
        word_marks.first_in: first_anywhere,
        owners._may_open: lambda word, opening: True,
        dates._before: dates._BEFORE.search,
    }
    for name, module in list(sys.modules.items()):
        if name.startswith("lotrinh.reading"):
            for key, value in list(vars(module).items()):
                if callable(value) and value in slow:
                    monkeypatch.setattr(module, key, slow[value])
    monkeypatch.setattr(date_cores, "_SURELY_YEAR", ())
    monkeypatch.setattr(date_cores, "_PERHAPS_YEAR", ("",))
    return monkeypatch


_OPENINGS = (
    "trực tiếp chủ trì", "chủ động chủ trì", "khẩn trương chủ trì", "kịp thời chủ trì", "là cơ quan đầu mối chủ trì", "chủ trì",
    "và phối hợp với", "chủ động phối hợp với", "tích cực phối hợp với", "tăng cường phối hợp với", "phối hợp với", "để", "trong việc",
    "nhằm", "được giao nhiệm vụ quản lý nguồn vốn có trách nhiệm", "cần", "cần phối hợp với", "các Sở: Tài chính, Nội vụ", "Sở: Tài chính",
)  # fmt: skip
"""What the patterns of owners may open with, beside the phrases of the tables."""
_YEARS = (
    "năm2026", "năm 2026", "đến 2026", "từ 2026", "trước 2026", "sau 2026", "tầm nhìn 2026", "định hướng 2026", "giai đoạn 2026",
    "thời kỳ 2026", "niên độ 2026", "kết thúc 2026", "năm 2025, 2026", "năm 2025,2026", "năm 2025-2026", "năm 2025 và 2026",
    "năm 2025 hoặc 2026", "2021-2025 và 2026", "2021-2025, 2026", "2024, 2025 và 2026", "2025 và 2026",
)  # fmt: skip


def framed() -> list[str]:
    """Every phrase of the tables of work in every frame, a hundred to a document."""
    texts: list[str] = []
    for frame in _FRAMES:
        phrases = [*(phrase for name in _LISTS for phrase in work._table()[name]), *_OPENINGS]
        pieces = [frame.replace("{}", phrase) for phrase in phrases]
        texts += ["\n".join(pieces[at : at + 100]) for at in range(0, len(pieces), 100)]
    alone = "II. NHIỆM VỤ\n1. Sở Công Thương\n"
    texts.append(
        alone + "".join(f"- Xây dựng Đề án X, hoàn thành {year}.\n- {year}, xong.\n" for year in _YEARS)
    )
    texts.append(alone + "".join(f"- {words} Sở Tài chính xây dựng Đề án X.\n" for words in _OPENINGS))
    return texts


def test_every_phrase_of_the_tables_is_found_without_quick_looks_too(
    thorough: pytest.MonkeyPatch, record_property: Any
) -> None:
    texts = framed()
    slowly = [read_text(text).to_dict() for text in texts]
    thorough.undo()
    quickly = [read_text(text).to_dict() for text in texts]
    different = [text for text, slow, quick in zip(texts, slowly, quickly, strict=True) if slow != quick]
    record_property("văn bản đọc khác đi khi bỏ lướt nhanh", f"{len(different)} trên {len(texts)}")
    assert not different, different[0][:2000]


@pytest.mark.parametrize("name", ["plan", *sorted(path.name for path in EXAMPLES.glob("*.txt"))])
def test_documents_are_read_the_same(thorough: pytest.MonkeyPatch, name: str) -> None:
    text = PLAN if name == "plan" else (EXAMPLES / name).read_text("utf-8")
    slowly = read_text(text).to_dict()
    thorough.undo()
    assert read_text(text).to_dict() == slowly


@given(st.lists(st.sampled_from(["yêu cầu ", "yêu  cầu\n", "giao ", "giao dịch ", "chủ trì", "triển khai ", "có trách nhiệm ", "chịu\ntrách nhiệm",
    "phải ", "cần ", "cán bộ ", "căn cứ ", "phân công ", "báo cáo ", "bảo đảm ", ", ", ". ", "trách ", "chú trì ", "tri thức "]), max_size=12).map("".join))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_words_of_orders_stand_where_the_pattern_finds_them(text: str) -> None:
    view = View.of(f"x {text} x")
    whole = Span(0, len(view.text))
    assert word_marks.may_hold(view, "order", whole) == bool(word_marks._ORDERING.search(view.folded))
