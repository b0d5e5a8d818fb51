"""Annexes of a report and lists of the screen as .xlsx and .csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from lotrinh.values.numerals import parse_number
from lotrinh.writing.cells import cell_text
from lotrinh.writing.inline import line_text, printable
from lotrinh.writing.report import Column, Paragraph, Report, Table
from lotrinh.writing.workbook import ListCell, Workbook

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_DAY = date(2000, 1, 1)
# A call, a link to a program or another sheet, a cell, arithmetic.
_RUNS = re.compile(r"[A-Za-z_.]\(|[|!]|^[+-]\$?[A-Z]{1,3}\$?\d|^[+-][\d.,\s]+[+*/^-][\d.,\s+*/^()-]+$")


def report_to_xlsx(report: Report) -> bytes:
    """A workbook with one sheet for each table of the annexes; numbers stay numbers, texts stay texts."""
    book = Workbook(f"{report.type_name}: {report.subject}", report.letterhead.organ, report.as_of)
    for index, annex in enumerate(report.annexes):
        notes = [
            line_text(block.line, report.marks) for block in annex.blocks if isinstance(block, Paragraph)
        ]
        tables = [block for block in annex.blocks if isinstance(block, Table)] or [Table((Column(""),), ())]
        label = report.annex_label(index)
        for number, table in enumerate(tables, 1):
            name = label if len(tables) == 1 else f"{label} ({number})"
            lines = (f"{label}. {annex.title}", report.annex_note, *notes)
            book.add_sheet(name, lines, table.columns, table.rows, marks=report.marks, strong=table.strong)
    return book.to_bytes()


def table_to_xlsx(
    title: str,
    subtitle_lines: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Sequence[ListCell]],
    *,
    as_of: date = _NO_DAY,
) -> bytes:
    """One list as a workbook: the title, the lines that state filter and period, a frozen header, the rows.

    Cells are str, int, Decimal, date or None; `as_of` dates the file. Texts that look like formulas stay texts.
    """
    book = Workbook(title, "", as_of)
    book.add_sheet(title, (title, *subtitle_lines), columns, rows, marks={})
    return book.to_bytes()


def table_to_csv(
    title: str,
    subtitle_lines: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Sequence[ListCell]],
    *,
    separator: str = ",",
) -> bytes:
    """The same list as UTF-8 CSV with a byte order mark; `separator` ";" opens in an Excel set to Vietnamese.

    Numbers are in Vietnamese notation, days dd/mm/yyyy. An empty title and no lines give bare columns, as open data wants.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for line in (title, *subtitle_lines):
        if line:
            writer.writerow([guarded(printable(line))])
    writer.writerow([guarded(column.title) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(column, cell) for column, cell in zip(columns, row, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _csv_cell(column: Column, cell: ListCell) -> str:
    if isinstance(cell, date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year}"
    return guarded(cell_text(cell, column, {}))


def guarded(text: str) -> str:
    """Text that no spreadsheet runs as a formula: an apostrophe goes before what could be one.

    Vietnamese bullets begin with "-" and "+"; they are left alone unless they hold a call or a link to a program.

    >>> guarded("=1+1"), guarded("- Tăng 5%"), guarded("-2,1"), guarded("+84 257 000")
    ("'=1+1", '- Tăng 5%', '-2,1', '+84 257 000')
    >>> guarded("- cmd|' /C calc'!A0"), guarded("@SUM(A1)"), guarded("-1+1")
    ("'- cmd|' /C calc'!A0", "'@SUM(A1)", "'-1+1")
    """
    first = text.lstrip()[:1]
    if text[:1] in ("\t", "\r", "\n") or first in ("=", "@"):
        return f"'{text}"
    if first in ("+", "-") and parse_number(text) is None and _RUNS.search(text):
        return f"'{text}"
    return text
