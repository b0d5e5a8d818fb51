"""PDFs with a text layer give lines and tables; scans and broken layers are told from them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from weasyprint import HTML

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source
from lotrinh.reading.sources import pdf as pdf_reader
from lotrinh.reading.sources.opening import pages_to_recognise
from lotrinh.reading.sources.pdf_lines import is_garbled, is_hopeless, without_page_number
from lotrinh.reading.sources.pdf_spacing import Place
from lotrinh.reading.sources.pdf_stamps import fill_gaps
from lotrinh.values.scan import Box, ScannedPage, ScannedWord
from tests.factories.files import PLAN, pdf, plan_pdf

SHARED = Path(__file__).parents[4] / "shared"


def test_lines_are_blocks_with_their_page() -> None:
    source = open_source(pdf([["1", *PLAN], ["2", "Trang sau của kế hoạch"]]), "a.pdf")
    assert source.text == "\n".join((*PLAN, "Trang sau của kế hoạch"))
    assert source.hard_wrapped
    assert source.pages == 2
    assert [block.page for block in source.blocks] == [1] * len(PLAN) + [2]


def test_page_numbers_go_and_years_stay() -> None:
    assert without_page_number(("Trang 3/12", "năm"), 3) == ("năm",)
    assert without_page_number(("năm", "- 4 -"), 3) == ("năm",)
    assert without_page_number(("2026", "năm", "120"), 3) == ("2026", "năm", "120")


def test_a_ruled_table_has_cells() -> None:
    cells = "".join(
        f"<tr><td>{n}</td><td>Rà soát quỹ đất của khu công nghiệp số {n}</td><td>Sở Xây dựng</td></tr>"
        for n in (1, 2)
    )
    page = (
        "<style>td{border:1px solid black;padding:4px}table{border-collapse:collapse;width:300px}</style><p>Trước bảng</p>"
        f"<table><tr><td>TT</td><td>Nhiệm vụ</td><td>Cơ quan</td></tr>{cells}</table><p>Sau bảng</p>"
    )
    source = open_source(HTML(string=page).write_pdf(), "a.pdf")
    (grid,) = source.grids
    assert [cell.of(source.text) if cell else None for cell in grid.rows[1]] == [
        "1", "Rà soát quỹ đất của khu công nghiệp số 1", "Sở Xây dựng",
    ]  # fmt: skip
    assert source.text.startswith("Trước bảng\nTT\tNhiệm vụ\tCơ quan\n")
    assert source.text.endswith("Sau bảng")


def scan() -> bytes:
    """A page that is one picture."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    bitmap = pypdfium2.PdfBitmap.new_native(60, 80, pypdfium2.raw.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 200, 200, 255), 0, 0, 60, 80)
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(bitmap)
    image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
    page.insert_obj(image)
    page.gen_content()
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_scan_asks_for_the_word_file() -> None:
    with pytest.raises(
        Refused, match="không có lớp chữ; hãy tải bản Word hoặc dùng nhận dạng chữ"
    ) as refused:
        open_source(scan(), "a.pdf")
    assert refused.value.code == "no_text_layer"


@pytest.mark.parametrize("data", [plan_pdf()[:400], b"%PDF-1.7\n" + b"x" * 500, b"%PDF-1.7"])
def test_damage_is_told(data: bytes) -> None:
    with pytest.raises(Refused, match="bị hỏng") as refused:
        open_source(data, "a.pdf")
    assert refused.value.code == "unreadable"


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(Refused, match="1001 trang") as refused:
        open_source(pdf([[]] * 1001), "a.pdf")
    assert refused.value.code == "too_large"


def test_letters_that_fell_apart_are_noticed() -> None:
    broken = "K ho ch th c hi n Ngh quy t c a t nh v phát tri n ế ạ ự ệ ị ế ủ ỉ ề ể "
    assert is_garbled(broken * 3)
    assert not is_garbled(" ".join(PLAN) * 3)
    assert is_hopeless("Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp " * 5)


def test_text_in_fonts_of_tcvn3_is_converted() -> None:
    lines = [
        "Céng hßa x· héi chñ nghÜa ViÖt Nam",
        "§éc lËp - Tù do - H¹nh phóc",
        "kÕ ho¹ch ph¸t triÓn c«ng nghiÖp",
    ] * 2
    source = open_source(pdf([lines]), "a.pdf")
    assert source.text.startswith("Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n")
    assert "TCVN3" in source.warnings[0]


def test_stamps_that_do_not_fit_change_nothing() -> None:
    assert fill_gaps(("Số: /TB-UBND",), ("ngoài lề",), "Số: /TB-UBND") is None
    assert fill_gaps(("Số: /TB-UBND",), ("11",), "Số: /TB-UBND 11") is None


@pytest.mark.parametrize("place", ["title", "subject", "keywords"])
def test_a_mark_in_the_properties_is_found(place: str) -> None:
    tag = "<title>MẬT</title>" if place == "title" else ""
    meta = {"subject": "description", "keywords": "keywords"}.get(place, "")
    page = HTML(
        string=f"<head>{tag}<meta name='{meta}' content='MẬT'></head><p>Kế hoạch phát triển công nghiệp của tỉnh</p>"
    )
    with pytest.raises(Refused) as refused:
        open_source(page.write_pdf(), "a.pdf")
    assert refused.value.code == "secret"


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
def test_a_signed_letter_has_its_stamped_number() -> None:
    source = open_source((SHARED / "corpus" / "pdf_tb_quangngai_cophan_textlayer.pdf").read_bytes(), "a.pdf")
    assert "Số: 11/TB-UBND Quảng Ngãi, ngày 08 tháng 01 năm 2025" in source.text


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
def test_a_real_scan_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        open_source((SHARED / "corpus" / "pdf_ct_quangngai_07_2018_scan.pdf").read_bytes(), "a.pdf")
    assert refused.value.code == "no_text_layer"


def shuffled(line: str) -> str:
    """As fonts without Vietnamese letters give it: marked letters taken out of their words and put at the end."""
    bare = "".join(char if char.isascii() else " " for char in line)
    return f"{bare} {' '.join(char for char in line if not char.isascii())}"


def test_a_page_that_fell_apart_is_read_by_the_places_of_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the page concerned: what the characters say in the order of the file is right elsewhere."""
    typed = pdf([PLAN, PLAN])
    lines = pdf_reader._lines
    numbers = iter((1, 2))

    def read_from(page: Any) -> tuple[tuple[str, ...], tuple[Place, ...]]:
        texts, where = lines(page)
        return (tuple(map(shuffled, texts)), where) if next(numbers) == 2 else (texts, where)

    monkeypatch.setattr(pdf_reader, "_lines", read_from)
    source = open_source(typed, "a.pdf")
    assert source.text == "\n".join((*PLAN, *PLAN))
    assert source.warnings == (
        "Trang 2 có chữ bị vỡ, đã đọc lại theo vị trí chữ trên trang; cần đối chiếu với bản gốc.",
    )


def test_a_page_that_stays_apart_is_to_be_recognised() -> None:
    """The letters stand apart on the page itself: no order of reading brings them together, a picture of it might."""
    broken = pdf([PLAN, map(shuffled, PLAN)])
    assert pages_to_recognise(broken, "a.pdf") == (2,)
    assert "nhiều chữ không đúng chính tả" in open_source(broken, "a.pdf").warnings[0]
    words = tuple(
        ScannedWord(word, 0.9, Box(60 * at, 100, 60 * at + 50, 140))
        for at, word in enumerate(PLAN[5].split())
    )
    again = open_source(broken, "a.pdf", {2: ScannedPage(2, 2480, 3508, (words,))})
    assert again.text == "\n".join((*PLAN, PLAN[5]))
    assert again.warnings == ("Trang 2 là ảnh quét, chữ do máy nhận dạng; cần đối chiếu với bản gốc.",)
