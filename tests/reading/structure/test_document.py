"""The structure of a whole plan: outline, head, closing, tables."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.reading.sources.text_source import SourceText
from lotrinh.reading.structure.document import Structure, read_structure
from lotrinh.reading.structure.view import View
from lotrinh.values.reading import Provision
from tests.reading.plan import PLAN


def structure(text: str = PLAN) -> Structure:
    return read_structure(View.of(text), SourceText(text, "text/plain"))


def nodes(found: Structure) -> dict[str, Provision]:
    return {node.path: node for root in found.outline.provisions for node in root.walk()}


def test_paths_and_headings() -> None:
    found = nodes(structure())
    assert {path: node.heading for path, node in found.items() if node.label not in "-+"} == {
        "I": "MỤC ĐÍCH, YÊU CẦU",
        "I.1": "Mục đích",
        "II": "MỤC TIÊU",
        "II.1": "Mục tiêu cụ thể đến năm 2030",
        "III": "NHIỆM VỤ, GIẢI PHÁP",
        "III.1": "Phát triển hạ tầng",
        "IV": "PHÂN CÔNG NHIỆM VỤ",
        "IV.1": "Sở Công Thương",
        "IV.2": "Sở Tài chính",
        "IV.3": "Sở Khoa học và Công nghệ",
        "V": "TỔ CHỨC THỰC HIỆN",
        "V.1": None,
        "PHỤ LỤC": "DANH MỤC NHIỆM VỤ",
    }
    assert [p for p in found if p.startswith("IV.3.")] == ["IV.3.-1", "IV.3.-2", "IV.3.-2.+1"]


@pytest.mark.parametrize(
    ("label", "title"),
    [("PHỤ LỤC", "PHỤ LỤC DANH MỤC NHIỆM VỤ"), ("Phụ lục 1", "Phụ lục 1: Danh mục nhiệm vụ")],
)
def test_the_heading_of_an_annex_may_stand_on_the_line_of_its_label(label: str, title: str) -> None:
    whole = structure(PLAN.replace("PHỤ LỤC\nDANH MỤC NHIỆM VỤ", title))
    assert len(whole.grids) == len(structure().grids) == 1
    heading = nodes(whole)[label].heading
    assert heading is not None and heading.upper() == "DANH MỤC NHIỆM VỤ"


def test_a_node_covers_what_stands_below_it() -> None:
    found = nodes(structure())
    assert found["IV.3"].span.covers(found["IV.3.-2.+1"].span)
    assert not found["IV.3"].own.covers(found["IV.3.-1"].span)


def test_head() -> None:
    head = structure().head
    assert (head.number, head.type, head.side, head.issuer) == (
        "45/KH-UBND",
        "KH",
        "state",
        "Ủy ban nhân dân tỉnh Mẫu",
    )
    assert (head.place, head.date) == ("Mẫu", date(2026, 3, 5))
    assert head.title == "Phát triển công nghiệp hỗ trợ đến năm 2030"


def test_closing() -> None:
    closing = structure().closing
    assert [r.of(PLAN) for r in closing.recipients] == [
        "Bộ Công Thương",
        "Các sở, ban, ngành tỉnh",
    ]
    assert closing.title is not None and closing.title.of(PLAN) == "PHÓ CHỦ TỊCH"
    assert closing.name is not None and closing.name.of(PLAN) == "Nguyễn Văn Mẫu"


def test_cut_off_head_is_survived_and_nothing_guessed() -> None:
    text = PLAN[PLAN.index("I. MỤC ĐÍCH") :]
    head = structure(text).head
    assert (head.number, head.type, head.date, head.issuer, head.title) == (None, None, None, None, None)


def test_type_is_named_by_the_sentence_where_the_head_is_lost() -> None:
    opening = (
        "Thực hiện Nghị quyết số 1/NQ-CP ngày 03/9/2020; UBND tỉnh ban hành Kế hoạch thực hiện như sau:\n"
    )
    found = structure(opening + PLAN[PLAN.index("I. MỤC ĐÍCH") :])
    assert (found.head.type, found.kind) == ("KH", "plan")


def test_party_number_and_side() -> None:
    text = "TỈNH ỦY MẪU\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 15-KH/TU\nMẫu, ngày 01 tháng 02 năm 2026\nKẾ HOẠCH\nvề chuyển đổi số\n1. Mục tiêu\n- Việc."
    head = structure(text).head
    assert (head.number, head.side, head.date) == ("15-KH/TU", "party", date(2026, 2, 1))


def test_tables_are_no_paragraphs() -> None:
    found = structure()
    assert [len(grid.rows) for grid in found.grids] == [4]
    assert not any(p.span.overlaps(grid.span) for p in found.outline.passages for grid in found.grids)


def test_article_is_press_without_head() -> None:
    found = structure("Phát triển ngành công nghiệp\nSở Công Thương chủ trì xây dựng Đề án.\nTheo báo tỉnh")
    assert (found.kind, found.head.number, found.head.title) == (
        "press",
        None,
        "Phát triển ngành công nghiệp",
    )
