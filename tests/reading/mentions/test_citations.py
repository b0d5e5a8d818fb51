"""Citations across a document: short numbers, aliases, the document's own name."""

from __future__ import annotations

import pytest

from lotrinh.reading.mentions.citations import find_aliases, find_citations, find_self_references
from lotrinh.reading.structure.view import View

PLAN = """UBND tỉnh ban hành Kế hoạch thực hiện Nghị quyết số 124/NQ-CP ngày 03/9/2020 của Chính phủ
(gọi tắt là Nghị quyết 124) và Kế hoạch số 122-KH/TU ngày 08/11/2019 của Ban Thường vụ Tỉnh ủy như sau:
1. Các sở xây dựng kế hoạch triển khai Kế hoạch; báo cáo Sở Kế hoạch và Đầu tư.
2. Kế hoạch này thay thế Kế hoạch số 155/KH-UBND."""


def test_issuers_come_from_the_text_the_code_or_the_province() -> None:
    found = {c.number: c.issuer for c in find_citations(View.of(PLAN), "tỉnh Phú Yên")}
    assert found == {
        "124/NQ-CP": "Chính phủ",
        "122-KH/TU": "Ban Thường vụ Tỉnh ủy Phú Yên",
        "155/KH-UBND": "UBND tỉnh Phú Yên",
    }


def test_an_alias_stands_for_the_document_named_before_it() -> None:
    view = View.of(PLAN)
    citations = find_citations(view, None)
    assert [(name, number) for _, name, number in find_aliases(view, citations)] == [
        ("Nghị quyết 124", "124/NQ-CP")
    ]
    assert [c.alias_of for c in citations if c.alias_of] == ["124/NQ-CP"]


def test_a_short_name_for_a_body_is_no_alias_of_a_document() -> None:
    view = View.of("Nghị quyết số 73/2025/NQ-HĐND của Hội đồng nhân dân (sau đây gọi tắt là Thành phố)")
    assert find_aliases(view, find_citations(view, None)) == ()


def test_a_short_name_of_the_document_itself_is_no_alias_of_another() -> None:
    view = View.of(
        "Căn cứ Nghị định số 132/2008/NĐ-CP; Điều 1. Phê duyệt Chương trình chợ (sau đây gọi tắt là Chương trình)."
    )
    assert find_aliases(view, find_citations(view, None)) == ()


def test_a_submission_does_not_call_itself_what_it_proposes() -> None:
    text = (
        "TỜ TRÌNH\nVề Quy chế làm việc\nVăn phòng trình ban hành Quy chế làm việc như sau: Quy chế hiện hành"
    )
    assert find_self_references(View.of(text)) == ()


def test_the_plan_names_itself() -> None:
    view = View.of(PLAN)
    assert [s.of(PLAN) for s in find_self_references(view)] == ["Kế hoạch", "Kế hoạch", "Kế hoạch này"]


def test_a_press_item_about_a_programme_does_not_name_itself() -> None:
    view = View.of("Tỉnh ủy quán triệt Chương trình hành động này và Nghị quyết số 23-NQ/TW.")
    assert find_self_references(view) == ()


def test_a_bare_number_takes_the_code_of_its_own_type() -> None:
    text = "Chương trình hành động số 23-NQ/TU; Nghị quyết số 23-NQ/TW; nghị quyết 23 nêu"
    assert [c.number for c in find_citations(View.of(text), None)] == ["23-NQ/TU", "23-NQ/TW", "23-NQ/TW"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thực hiện Kế hoạch số 122-KH/TU về thực hiện Nghị quyết số 23-NQ/TW", [None, "122-KH/TU"]),
        ("Kế hoạch số 7/KH-UBND của UBND tỉnh thực hiện Nghị quyết số 1/NQ-CP và Nghị quyết số 2/NQ-CP",
         [None, "7/KH-UBND", "7/KH-UBND"]),
        ("Thực hiện Nghị quyết số 1/NQ-CP; thực hiện Nghị quyết số 2/NQ-CP", [None, None]),
        ("Theo Quyết định số 5/QĐ-UBND. UBND tỉnh thực hiện Nghị quyết số 2/NQ-CP", [None, None]),
    ],
)  # fmt: skip
def test_a_document_between_carries_out_the_next(text: str, expected: list[str | None]) -> None:
    assert [c.relation_of for c in find_citations(View.of(text), None)] == expected
