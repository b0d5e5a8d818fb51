"""The PDF holds its Vietnamese text, and a machine without the libraries is told what to install."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import pypdfium2
import pytest

from lotrinh.writing import pdf
from lotrinh.writing.errors import PdfUnavailable
from lotrinh.writing.periodic import periodic_report
from tests.writing.hostile import hostile_report
from tests.writing.sample import sample_input


def pages(data: bytes) -> list[tuple[float, str]]:
    """(width in points, text) of every page."""
    document = pypdfium2.PdfDocument(data)
    return [(page.get_width(), page.get_textpage().get_text_bounded()) for page in document]


def test_text_comes_back_intact() -> None:
    read = pages(pdf.report_to_pdf(periodic_report(sample_input())))
    first = " ".join(read[0][1].split())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in first
    assert "Kính gửi: Ủy ban nhân dân tỉnh Mẫu Mới" in first
    assert "tỷ trọng" in " ".join(text for _, text in read).lower()
    numbers = [text.split()[-1] for _, text in read]
    assert numbers[1:] == [str(number) for number in range(2, len(read) + 1)] and numbers[0] != "1"
    assert {round(width) for width, _ in read} == {595, 842}


def test_hostile_texts_are_printed_whole() -> None:
    data = pdf.report_to_pdf(hostile_report("Rất dài " * 500))  # taller than a page in its narrow column
    text = " ".join(" ".join(text for _, text in pages(data)).split())
    assert "<script>alert(1)</script>" in text and "=1+1" in text
    # Title and result in Phụ lục II, then the two sentences in Phụ lục III.
    assert text.count("Rất dài") >= 2000


def test_nothing_is_fetched() -> None:
    with pytest.raises(ValueError, match="không tải địa chỉ ngoài"):
        pdf._refuse("file:///etc/passwd")


@pytest.mark.parametrize("fault", [OSError("libpango-1.0-0"), ImportError("weasyprint")])
def test_without_the_libraries_the_packages_are_named(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    real = builtins.__import__

    def broken(name: str, *rest: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise fault
        return real(name, *rest, **named)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", broken)
    assert pdf.pdf_available() is False
    with pytest.raises(
        PdfUnavailable, match=r"libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2"
    ):
        pdf.report_to_pdf(periodic_report(sample_input()))


def test_with_them_it_is_available() -> None:
    assert pdf.pdf_available() is True
