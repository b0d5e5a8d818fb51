"""A list as a file: exactly what is shown, with the filter and the day in the first lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from lotrinh.values.numerals import format_date
from lotrinh.writing.report import Column
from lotrinh.writing.workbook import ListCell
from lotrinh.writing.xlsx import table_to_csv, table_to_xlsx

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
}
LIST_KINDS = frozenset({"xlsx", "csv"})


def paper_language() -> translation.override:
    """Around whatever makes a file: what leaves the system for other offices is Vietnamese in both interfaces."""
    return translation.override(settings.LANGUAGE_CODE)


def table_download(
    kind: str,
    name: str,
    title: str,
    described: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[ListCell]],
    at: date,
) -> HttpResponse:
    """`described` is the filter in words; `name` the file's name without day and ending."""
    notes = [described, f"Số liệu tính đến ngày {format_date(at)}; {len(rows)} dòng"]
    write = table_to_xlsx if kind == "xlsx" else table_to_csv
    return attachment(write(title, notes, columns, rows), f"{name}-{at:%Y-%m-%d}.{kind}", kind)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """A download under a plain ASCII name."""
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
