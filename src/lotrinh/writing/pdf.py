"""Report -> PDF by WeasyPrint, which is loaded only when a PDF is asked for."""

from __future__ import annotations

from typing import Any, NoReturn

from lotrinh.writing.errors import PdfUnavailable
from lotrinh.writing.html import report_to_html
from lotrinh.writing.report import Report

MEDIA_TYPE = "application/pdf"


def report_to_pdf(report: Report) -> bytes:
    """The bytes of an A4 PDF with the text inside it.

    Raises PdfUnavailable, with the packages to install, where WeasyPrint or its libraries are missing. Fetches nothing.
    """
    html = _weasyprint().HTML(string=report_to_html(report), url_fetcher=_refuse)
    written = html.write_pdf(pdf_variant="pdf/ua-1")
    return bytes(written)


def pdf_available() -> bool:
    """Whether report_to_pdf can work on this machine; the first call loads the libraries."""
    try:
        _weasyprint()
    except PdfUnavailable:
        return False
    return True


def _weasyprint() -> Any:
    """An optional extra: its import opens Pango and HarfBuzz, and raises OSError where they are missing."""
    try:
        import weasyprint  # noqa: PLC0415
    except (ImportError, OSError) as missing:
        raise PdfUnavailable from missing
    return weasyprint


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    raise ValueError(f"không tải địa chỉ ngoài: {url}")
