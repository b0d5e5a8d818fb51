"""Words of a scanned page become lines, columns and tables in reading order; dirt and stamps stay outside."""

from __future__ import annotations

from lotrinh.reading.sources.scan import confidences, lay_out, told_of_scans
from lotrinh.reading.sources.text_builder import Paragraph, Table, TextBuilder
from lotrinh.values.scan import Box, ScannedPage, ScannedWord

HEIGHT = 40


def line(text: str, left: int, top: int, confidence: float = 0.95) -> tuple[ScannedWord, ...]:
    """Words of a text, ten dots for a letter; `~` before a word makes it hardly legible."""
    words = []
    for part in text.split(" "):
        sure = 0.2 if part.startswith("~") else confidence
        part = part.removeprefix("~")
        words.append(ScannedWord(part, sure, Box(left, top, left + 10 * len(part), top + HEIGHT)))
        left += 10 * len(part) + 10
    return tuple(words)


def page(*lines: tuple[ScannedWord, ...], number: int = 1, **more: object) -> ScannedPage:
    return ScannedPage(number, 1200, 1700, lines, **more)  # type: ignore[arg-type]


def texts(found: ScannedPage, first: bool = True) -> list[str]:
    return [part.text for part in lay_out(found, first).parts if isinstance(part, Paragraph)]


BODY = tuple(line("Ủy ban nhân dân tỉnh ban hành Kế hoạch để các cơ quan thực hiện trong năm", 100, top) for top in range(600, 1200, 60))  # fmt: skip


def test_the_columns_of_a_letterhead_are_read_one_after_the_other() -> None:
    head = (
        line("ỦY BAN NHÂN DÂN", 100, 100) + line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 500, 100),
        line("TỈNH MẪU", 140, 160),
        line("Độc lập - Tự do - Hạnh phúc", 560, 164),
        line("Số: 07/KH-UBND", 120, 240) + line("Mẫu, ngày 10 tháng 01 năm 2026", 540, 240),
        line("KẾ HOẠCH", 500, 320),
    )
    assert texts(page(*head, *BODY))[:7] == [
        "ỦY BAN NHÂN DÂN", "TỈNH MẪU", "Số: 07/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Mẫu, ngày 10 tháng 01 năm 2026",
        "KẾ HOẠCH",
    ]  # fmt: skip


def test_recipients_come_before_the_signature_that_begins_higher() -> None:
    closing = (
        line("TM. ỦY BAN NHÂN DÂN", 700, 1240),
        line("Nơi nhận:", 100, 1290) + line("CHỦ TỊCH", 760, 1294),
        line("- Các sở;", 100, 1340),
        line("- Lưu: VT.", 100, 1390) + line("Nguyễn Văn A", 740, 1400),
    )
    assert texts(page(*BODY, *closing), first=False)[-6:] == [
        "Nơi nhận:", "- Các sở;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A",
    ]  # fmt: skip


def test_a_stamp_of_arrival_in_the_margin_is_left_out_and_searched_for_a_mark() -> None:
    stamped = line("~ĐẾN ~Số: ~2~3", 10, 660) + BODY[1]
    found = lay_out(page(BODY[0], stamped, *BODY[2:]), False)
    assert all(
        isinstance(part, Paragraph) and part.text == texts(page(BODY[0]), False)[0] for part in found.parts
    )
    assert any("ĐẾN" in text for text in found.aside)


def test_text_that_begins_left_of_the_rest_and_is_legible_stays() -> None:
    wide = line("I. NHIỆM VỤ", 60, 540)
    assert texts(page(wide, *BODY), False)[0] == "I. NHIỆM VỤ"


def test_a_number_written_by_hand_leaves_the_gap_of_a_form() -> None:
    head = (line("Số: ~ý# /CT-UBND", 120, 240) + line("Mẫu, ngày 10 tháng 01 năm 2026", 540, 240),)
    assert texts(page(*head, *BODY))[0] == "Số: /CT-UBND"


def test_the_number_of_the_page_and_specks_go() -> None:
    found = page(line("3", 600, 40), *BODY, line("~.", 900, 1500), number=3)
    assert len(texts(found, False)) == len(BODY)


def rules(columns: tuple[int, ...], rows: tuple[int, ...]) -> tuple[Box, ...]:
    level = (Box(columns[0], y, columns[-1], y + 3) for y in rows)
    steep = (Box(x, rows[0], x + 3, rows[-1]) for x in columns)
    return (*level, *steep)


def test_words_between_rules_are_cells() -> None:
    words = (
        line("TT", 110, 110) + line("Nhiệm vụ", 210, 110) + line("1|", 110, 210) + line("Lập đề", 210, 200)
    )
    words += line("án", 210, 245)
    drawn = rules((100, 200, 500), (100, 190, 300))
    found = lay_out(page(*BODY, rules=drawn, framed=words), False)
    (table,) = [part for part in found.parts if isinstance(part, Table)]
    cells = [[cell.content[0].text for cell in row] for row in table.rows]  # type: ignore[union-attr]
    assert cells == [["TT", "Nhiệm vụ"], ["1", "Lập đề án"]]
    assert isinstance(found.parts[0], Table), "it stands above the text"


def test_a_cell_over_two_columns_is_marked_as_joined() -> None:
    drawn = (
        *rules((100, 200, 500), (100, 190)),
        Box(100, 300, 500, 303),
        Box(100, 190, 103, 300),
        Box(500, 190, 503, 300),
    )
    found = lay_out(page(*BODY, rules=drawn, framed=line("I", 110, 110) + line("Hạ tầng", 110, 210)), False)
    (table,) = [part for part in found.parts if isinstance(part, Table)]
    assert table.rows[1][1] == "left"


def test_a_small_frame_filled_in_by_hand_is_a_stamp() -> None:
    drawn = rules((10, 60, 200), (100, 150, 200))
    found = lay_out(page(*BODY, rules=drawn, framed=line("~CV ~ĐẾN", 20, 110)), False)
    assert not any(isinstance(part, Table) for part in found.parts) and "ĐẾN" in found.aside


def test_slips_are_put_right_and_told() -> None:
    found = lay_out(page(line("theo yêu câu của tỉnh", 100, 600), *BODY[1:]), False)
    assert found.slips == (("câu", "cầu"),)
    assert isinstance(found.parts[0], Paragraph) and found.parts[0].text == "theo yêu cầu của tỉnh"
    assert "“câu” thành “cầu”" in list(told_of_scans({1: found}))[-1]


def test_marks_in_capitals_are_searched_without_their_diacritics_too() -> None:
    assert "MAT" in lay_out(page(line("MẠT", 150, 300), *BODY), True).aside


def test_words_keep_their_confidence_in_the_text() -> None:
    found = lay_out(page(line("Sở Công ~Thương chủ trì", 100, 600), *BODY[1:]), False)
    text = TextBuilder()
    text.add(*found.parts)
    told = confidences(text.text, text.blocks, {1: found})
    assert [(each.span.of(text.text), each.confidence) for each in told[:3]] == [
        ("Sở", 0.95),
        ("Công", 0.95),
        ("Thương", 0.2),
    ]


def test_the_figure_of_a_quarter_is_never_quite_sure() -> None:
    found = lay_out(page(line("trước quý II/2026 theo kế hoạch", 100, 600), *BODY[1:]), False)
    text = TextBuilder()
    text.add(*found.parts)
    assert confidences(text.text, text.blocks, {1: found})[2].confidence == 0.5


def test_an_unclear_page_is_told() -> None:
    dim = page(*(line("~chữ ~mờ mờ ~lắm", 100, top) for top in range(600, 1200, 60)))
    assert "nhận dạng không rõ" in list(told_of_scans({1: lay_out(dim, False)}))[1]
