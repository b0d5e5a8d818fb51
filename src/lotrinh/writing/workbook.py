"""One sheet of a workbook: title lines, a header that stays, text that stays text, numbers that stay numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from lotrinh.writing.cells import Amount, cell_amount, cell_text
from lotrinh.writing.inline import Marks, printable
from lotrinh.writing.report import Cell, Column

ListCell = Cell | date

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
_LONGEST_CELL = 32_767
_LONGEST_FORMAT = 250
_DIGITS_KEPT = 15
_CHARACTERS_ACROSS = 135
_A4 = 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


class Workbook:
    """A workbook in memory; the same sheets give the same bytes."""

    def __init__(self, title: str, author: str, as_of: date) -> None:
        self._bytes = BytesIO()
        self._book = xlsxwriter.Workbook(self._bytes, _OPTIONS)
        self._book.set_properties(
            {
                "title": printable(title)[:255],
                "author": printable(author)[:255],
                "created": datetime.combine(as_of, time()),
            }
        )
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def add_sheet(
        self,
        name: str,
        lines: Sequence[str],
        columns: Sequence[Column],
        rows: Iterable[Sequence[ListCell]],
        *,
        marks: Marks,
        strong: frozenset[int] = frozenset(),
    ) -> None:
        """Title lines (the first bold), one header row, the rows; A4 lying, the header on every page."""
        sheet = self._book.add_worksheet(sheet_name(name))
        for number, line in enumerate(lines):
            sheet.write_string(number, 0, fitted(line), self._format(text_wrap=False, bold=number == 0))
        header = len(lines) + 1 if lines else 0
        titled = self._format(bold=True, border=1, align="center", valign="vcenter", bg_color="#F2EFE8")
        for index, column in enumerate(columns):
            sheet.write_string(header, index, fitted(column.title), titled)
        last = header
        for number, row in enumerate(rows):
            last = header + 1 + number
            for index, (column, cell) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, last, index, column, cell, marks, bold=number in strong)
        _set_up(sheet, columns, header, last)

    def to_bytes(self) -> bytes:
        """Close the workbook and hand it over; nothing can be added after."""
        self._book.close()
        return self._bytes.getvalue()

    def _write(
        self, sheet: Any, row: int, index: int, column: Column, cell: ListCell, marks: Marks, *, bold: bool
    ) -> None:
        look: dict[str, object] = {"border": 1, "align": column.align, "bold": bold}
        if isinstance(cell, date):
            sheet.write_datetime(
                row, index, datetime.combine(cell, time()), self._format(num_format="dd/mm/yyyy", **look)
            )
            return
        amount = cell_amount(cell)
        pattern = number_pattern(amount, column) if amount else None
        if amount and pattern:
            sheet.write_number(row, index, float(amount.value), self._format(num_format=pattern, **look))
            return
        text = fitted(cell_text(cell, column, marks))
        if text:
            sheet.write_string(row, index, text, self._format(num_format="@", **look))
        else:
            sheet.write_blank(row, index, None, self._format(**look))

    def _format(self, **look: object) -> Any:
        key = tuple(sorted(look.items(), key=lambda item: item[0]))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**_FONT, **look})
        return self._formats[key]


def number_pattern(amount: Amount, column: Column) -> str | None:
    """The number format that shows the amount with its words; None where it cannot be kept exactly as a number.

    >>> from decimal import Decimal
    >>> number_pattern(Amount(Decimal("1112.5"), "trên ", " tỷ đồng"), Column("Vốn"))
    '"trên "#,##0.0" tỷ đồng"'
    """
    if not amount.value.is_finite() or len(amount.value.as_tuple().digits) > _DIGITS_KEPT:
        return None
    exponent = amount.value.as_tuple().exponent
    kept = max(0, -exponent) if isinstance(exponent, int) else 0
    places = column.places if column.places is not None else kept
    body = "#,##0" + (f".{'0' * places}" if places else "")
    pattern = f"{_literal(amount.before)}{body}{_literal(amount.after)}"
    return pattern if len(pattern) <= _LONGEST_FORMAT else None


def _literal(words: str) -> str:
    plain = printable(words).replace('"', "”").replace("\n", " ")
    return f'"{plain}"' if plain else ""


def fitted(text: str) -> str:
    """Text within what a cell can hold; what was cut off is said, never dropped in silence."""
    text = printable(text)
    # Excel counts UTF-16 units, two for characters beyond the first plane.
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST_CELL:
        return text
    room = _LONGEST_CELL - 80
    kept = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")
    return f"{kept}… [còn {len(text) - len(kept)} ký tự, xem bản DOCX hoặc trang chi tiết]"


def sheet_name(name: str) -> str:
    """A name Excel accepts: at most 31 characters, none of []:*?/\\\\.

    >>> sheet_name("Nhiệm vụ: quý III/2026")
    'Nhiệm vụ  quý III 2026'
    """
    return re.sub(r"[\[\]:*?/\\]", " ", printable(name)).strip("' ")[:31] or "Biểu"


def _set_up(sheet: Any, columns: Sequence[Column], header: int, last: int) -> None:
    total = sum(column.width for column in columns)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, max(6, _CHARACTERS_ACROSS * column.width / total))
    sheet.freeze_panes(header + 1, 0)
    sheet.autofilter(header, 0, last, len(columns) - 1)
    sheet.repeat_rows(header)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer('&C&"Times New Roman"&10Trang &P/&N')
