"""Pages that are pictures give the words printed on them, wherever they stand and however the page lay in the scanner."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

import pypdfium2
import pytest

from lotrinh.convert import ocr, tesseract
from lotrinh.convert.errors import ConversionFailed, NoRecogniser
from lotrinh.convert.ocr import read_pages
from lotrinh.convert.recogniser import has_ocr
from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read
from lotrinh.reading.sources.opening import open_source, pages_to_recognise
from lotrinh.values.reading import Reading
from lotrinh.values.record import Task
from lotrinh.values.scan import ScannedPages
from tests.factories.scans import error_rate, mixed_pdf, plan_pages, scanned_pdf, typed_pdf

SHARED = Path(__file__).parents[3] / "shared"
SCAN_OF_A_DIRECTIVE = SHARED / "corpus" / "pdf_ct_quangngai_07_2018_scan.pdf"


TITLE = "KẾ HOẠCH\n"
HEARD: list[str] = []


def silent(step: str) -> None:
    """Listens to nothing."""


@cache
def typed() -> bytes:
    return typed_pdf(plan_pages())


@cache
def scan() -> bytes:
    return scanned_pdf(typed())


@cache
def recognised() -> ScannedPages:
    return read_pages(scan(), [1, 2], HEARD.append)


@cache
def reading_of_scan() -> Reading:
    return read(scan(), "quet.pdf", scanned=recognised())


def deadline_of(task: Task) -> tuple[object, ...]:
    return task.lead, task.as_dict()["deadline"]["to"]


def test_it_is_installed_here() -> None:
    assert has_ocr()


def test_the_scan_has_no_words_of_its_own() -> None:
    assert pages_to_recognise(scan(), "quet.pdf") == (1, 2)
    assert pages_to_recognise(typed(), "chu.pdf") == ()


def test_fewer_than_one_character_in_a_hundred_is_wrong() -> None:
    found, expected = open_source(scan(), "quet.pdf", recognised()).text, open_source(typed(), "chu.pdf").text
    assert found.startswith("ỦY BAN NHÂN DÂN\nTỈNH MẪU\nSố: 07/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert error_rate(expected[expected.index(TITLE) :], found[found.index(TITLE) :]) < 0.01


def test_head_tasks_and_signature_are_those_of_the_typed_page() -> None:
    found, expected = reading_of_scan(), read(typed(), "chu.pdf")
    for name in ("number", "type", "issuer", "place", "date", "signer_title", "signer_name", "recipients"):
        assert getattr(found.header, name) == getattr(expected.header, name), name
    assert found.header.number == "07/KH-UBND"
    assert [deadline_of(task) for task in found.tasks] == [deadline_of(task) for task in expected.tasks]
    assert len(found.tasks) == 5


def test_the_table_of_the_annex_has_its_cells() -> None:
    source = open_source(scan(), "quet.pdf", recognised())
    (grid,) = source.grids
    assert [[cell.of(source.text) if cell else None for cell in row] for row in grid.rows[1:]] == [
        ["1", "Lập danh mục dự án kêu gọi đầu tư", "Sở Tài chính", "30/9/2026"],
        ["2", "Khảo sát nhu cầu tuyển dụng lao động", "Sở Nội vụ", "15/11/2026"],
    ]


def test_every_record_tells_how_sure_it_is_and_none_is_certain() -> None:
    found = reading_of_scan()
    assert found.source.ocr
    assert "ảnh quét" in found.source.warnings[0]
    for task in found.tasks:
        assert task.ocr_confidence is not None and 0.8 < task.ocr_confidence <= 1
        assert "ocr" in task.why and task.doubt >= 0.03
        assert task.as_dict()["ocr_confidence"] == task.ocr_confidence


def test_a_typed_page_of_a_mixed_file_is_not_recognised() -> None:
    mixed = mixed_pdf(typed(), scan())
    assert pages_to_recognise(mixed, "lan.pdf") == (2,)
    found = read(mixed, "lan.pdf", scanned={2: recognised()[2]})
    assert [task.ocr_confidence is None for task in found.tasks] == [True, True, True, False, False]
    assert found.source.warnings[0].startswith("Trang 2 là ảnh quét")


def test_a_page_that_lay_on_its_side_is_turned() -> None:
    with pypdfium2.PdfDocument(scan()) as document:
        document[0].set_rotation(90)
        document.del_page(1)
        target = io.BytesIO()
        document.save(target)
    source = open_source(target.getvalue(), "ngang.pdf", read_pages(target.getvalue(), [1], silent))
    assert "Sở Công Thương chủ trì, phối hợp với các sở, ngành" in source.text


def test_steps_name_the_page() -> None:
    recognised()
    assert HEARD == ["Nhận dạng trang 1/2", "Nhận dạng trang 2/2"]


def test_pages_out_of_time_are_missing() -> None:
    assert read_pages(scan(), [1, 2], silent, seconds=0.0) == {}


def test_more_pages_than_allowed_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MAX_PAGES", 0)
    assert read_pages(scan(), [1, 2], silent) == {}


def test_a_recogniser_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tesseract").write_text("#!/bin/sh\nsleep 600\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(ConversionFailed), pypdfium2.PdfDocument(typed()) as document:
        tesseract.recognise(document[0].render(grayscale=True).to_pil(), 0.3)


def test_without_a_recogniser_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "has_ocr", lambda: False)
    with pytest.raises(NoRecogniser) as missing:
        read_pages(scan(), [1], silent)
    assert "tesseract-ocr-vie" in missing.value.message


@pytest.mark.prove
@pytest.mark.parametrize(
    ("angle", "dirt", "dpi"), [(0.0, 0, 300), (0.7, 40, 300), (3.0, 60, 300), (0.5, 60, 200)]
)
def test_scans_of_every_make_have_few_wrong_characters(
    angle: float, dirt: int, dpi: int, record_property: Callable[[str, object], None]
) -> None:
    made = scanned_pdf(typed(), angle=angle, dirt=dirt, dpi=dpi)
    found = open_source(made, "quet.pdf", read_pages(made, [1, 2], silent)).text
    expected = open_source(typed(), "chu.pdf").text
    wrong = error_rate(expected[expected.index(TITLE) :], found[found.index(TITLE) :])
    record_property(f"ký tự sai, nghiêng {angle} độ, {dpi} dpi", f"{wrong:.2%}".replace(".", ","))
    assert wrong < 0.02


@pytest.mark.parametrize(
    ("mark", "style"),
    [
        ("TUYỆT MẬT", "transform:rotate(-6deg)"),
        ("TỐI MẬT", "border-width:3pt;padding:0 1mm;transform:rotate(5deg)"),
    ],
)
def test_a_stamped_secrecy_mark_is_seen(mark: str, style: str) -> None:
    page, _ = plan_pages(under_number=f'<br><span class=mark style="{style}">{mark}</span>')
    secret = scanned_pdf(typed_pdf([page]))
    with pytest.raises(Refused) as refused:
        open_source(secret, "quet.pdf", read_pages(secret, [1], silent))
    assert refused.value.code == "secret"


@pytest.mark.prove
def test_stamps_at_every_angle_are_seen(record_property: Callable[[str, object], None]) -> None:
    looks = (
        "",
        *(f"transform:rotate({angle}deg)" for angle in (-8, -3, 4, 8)),
        "border-width:3pt;padding:0 1mm",
    )
    seen = 0
    for mark, look in product(("MẬT", "TỐI MẬT", "TUYỆT MẬT"), looks):
        page, _ = plan_pages(under_number=f'<br><span class=mark style="{look}">{mark}</span>')
        secret = scanned_pdf(typed_pdf([page]))
        try:
            open_source(secret, "quet.pdf", read_pages(secret, [1], silent))
        except Refused as refused:
            seen += refused.code == "secret"
    record_property("dấu mật đóng trên bản quét bị chặn", f"{seen} trên 18")
    assert seen == 18


def test_the_guard_sees_the_words_there_are_before_anything_is_recognised() -> None:
    marked, _ = plan_pages(under_number="<br>MẬT")
    with pytest.raises(Refused):
        pages_to_recognise(mixed_pdf(typed_pdf([marked]), scan()), "lan.pdf")
    with pytest.raises(Refused):
        pages_to_recognise(scan(), "Kế hoạch (TỐI MẬT).pdf")


@pytest.mark.corpus
def test_a_real_scan_gives_its_tasks() -> None:
    if not SCAN_OF_A_DIRECTIVE.is_file():
        pytest.skip("cần thư mục ../shared có văn bản thật")
    data = SCAN_OF_A_DIRECTIVE.read_bytes()
    found = read(data, "ct.pdf", scanned=read_pages(data, pages_to_recognise(data, "ct.pdf"), silent))
    assert found.kind == "directive"
    assert found.header.issuer == "Ủy ban nhân dân tỉnh Quảng Ngãi"
    assert (found.header.number, found.header.date) == (None, None), "viết tay, không đoán"
    leads = {lead for task in found.tasks for lead in task.lead}
    assert {"Sở Tư pháp tỉnh Quảng Ngãi", "Cục Thi hành án dân sự tỉnh Quảng Ngãi"} & leads
