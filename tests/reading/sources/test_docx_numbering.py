"""The labels Word prints in front of list paragraphs."""

from __future__ import annotations

import pytest

from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.docx_numbering import counted
from tests.factories.files import W, docx, paragraph


def level(place: int, shape: str, pattern: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


LISTS = (
    f"<w:numbering {W}>"
    f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%2.")}'
    f"{level(2, 'decimal', '%2.%3.')}{level(3, 'lowerLetter', '%4)')}{level(4, 'bullet', '-')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "&#xF0B7;")}{level(1, "decimal", "Điều %2.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "upperRoman", "%1")}{level(1, "decimal", "%1.%2", "<w:isLgl/>")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)


def labels(*items: tuple[int, int]) -> list[str | None]:
    body = "".join(
        paragraph("x", f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{list_id}"/></w:numPr>')
        for list_id, place in items
    )
    return [block.list_label for block in open_source(docx(body, {"numbering": LISTS}), "a.docx").blocks]


def test_levels_count_and_begin_again() -> None:
    walked = labels((1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 4), (1, 1), (1, 2), (1, 0), (1, 1))
    assert walked == ["I.", "1.", "1.1.", "1.2.", "a)", "-", "2.", "2.1.", "II.", "1."]


def test_a_list_of_one_kind_goes_on_unless_it_has_its_own_start() -> None:
    assert labels((1, 0), (1, 0), (3, 0), (3, 0)) == ["I.", "II.", "I.", "II."]


def test_symbol_fonts_print_a_bullet() -> None:
    assert labels((2, 0), (2, 1)) == ["•", "Điều 1."]


def test_legal_numbering_is_decimal_throughout() -> None:
    assert labels((4, 0), (4, 0), (4, 1)) == ["I", "II", "2.1"]


def test_a_list_that_is_not_there_has_no_label() -> None:
    assert labels((9, 0), (0, 0), (1, 8)) == [None, None, None]


def test_the_label_is_part_of_the_text() -> None:
    body = paragraph("MỤC TIÊU", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert open_source(docx(body, {"numbering": LISTS}), "a.docx").text == "I. MỤC TIÊU"


@pytest.mark.parametrize(
    ("count", "shape", "printed"),
    [(9, "lowerRoman", "ix"), (40, "upperRoman", "XL"), (26, "upperLetter", "Z"), (28, "lowerLetter", "bb"),
     (12, "decimal", "12"), (0, "lowerLetter", ""), (5000, "upperRoman", "5000")],
)  # fmt: skip
def test_shapes(count: int, shape: str, printed: str) -> None:
    assert counted(count, shape) == printed
