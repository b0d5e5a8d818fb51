"""Workbooks: bytes to the visible sheets with what each cell shows; formulas by their last result, never computed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from lxml import etree

from lotrinh.reading.sources import secrecy
from lotrinh.reading.sources.messages import refusal
from lotrinh.reading.sources.xlsx_package import Part, SheetPackage
from lotrinh.values.numerals import format_date
from lotrinh.values.sheet import Merge, Sheet, SheetCell

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 20_000, 200, 200_000
MAX_STRINGS, MAX_CHARACTERS, MAX_STYLES, MAX_MERGES = 400_000, 8_000_000, 65_490, 20_000
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_NOT_PATTERN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LEAP_OF_1900 = 60
"""Excel believes that 29/02/1900 was a day; serial numbers before it are one less."""


def open_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The visible sheets of an XLSX file. Raises Refused; "secret" where a cell is a secrecy mark."""
    package = SheetPackage.of(data, name)
    parts, from_1904 = package.sheets()
    strings = _shared_strings(package)
    days = _day_styles(package)
    sheets = tuple(_sheet(package, part, strings, days, from_1904) for part in parts)
    secrecy.check(
        "\n".join(cell.text for sheet in sheets for row in sheet.rows.values() for cell in row.values())
    )
    return sheets


def column_letters(number: int) -> str:
    """
    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column of "B12"; None for what is no reference.

    >>> place_of("B12"), place_of("XFD1048576"), place_of("12")
    ((12, 2), (1048576, 16384), None)
    """
    found = _PLACE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def day_of(serial: float, from_1904: bool) -> date | None:
    """The day of a serial number, None outside the calendar.

    >>> day_of(46081, False), day_of(1, False), day_of(-3, False)
    (datetime.date(2026, 2, 28), datetime.date(1900, 1, 1), None)
    """
    if not 0 < serial < 2_958_466:
        return None
    if from_1904:
        return _EPOCH_1904 + timedelta(days=int(serial))
    return _EPOCH + timedelta(days=int(serial) + (int(serial) < _LEAP_OF_1900))


def _shared_strings(package: SheetPackage) -> list[str]:
    found: list[str] = []
    characters = 0
    if package.has("xl/sharedStrings.xml"):
        for begins, item in package.elements("xl/sharedStrings.xml", "si"):
            if begins:
                continue
            text = _text_of(item)
            characters += len(text)
            if len(found) >= MAX_STRINGS or characters > MAX_CHARACTERS:
                raise refusal("sheet_crowded", what="bảng chữ dùng chung quá dài")
            found.append(text)
    return found


def _text_of(item: etree._Element) -> str:
    """The runs of a text without the readings put above East Asian signs, in one line."""
    pieces = [
        part.text or ""
        for part in item.iter("{*}t")
        if part.getparent() is not None and not str(part.getparent().tag).endswith("}rPh")  # type: ignore[union-attr]
    ]
    return clean("".join(pieces))


def clean(text: str) -> str:
    """One line in NFC without signs that are not seen; Excel's own escapes undone.

    >>> clean("Sở  Công Thương_x000D_ ")
    'Sở Công Thương'
    """
    text = unicodedata.normalize("NFC", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
    seen = (" " if unicodedata.category(sign) in ("Cc", "Zs", "Zl", "Zp") else sign for sign in text)
    return " ".join("".join(sign for sign in seen if unicodedata.category(sign) not in ("Cf", "Cs")).split())


def _day_styles(package: SheetPackage) -> frozenset[int]:
    """Numbers of the cell styles that show a number as a day."""
    if not package.has("xl/styles.xml"):
        return frozenset()
    formats: set[int] = set(_DAY_FORMATS)
    styles: list[int] = []
    for begins, element in package.elements("xl/styles.xml", "numFmt", "xf"):
        if begins:
            continue
        if str(element.tag).endswith("}numFmt"):
            code = _NOT_PATTERN.sub("", element.get("formatCode", "")).lower()
            if "y" in code or "d" in code:
                formats.add(_number(element.get("numFmtId")))
        elif str(element.getparent().tag).endswith("}cellXfs"):  # type: ignore[union-attr]
            styles.append(_number(element.get("numFmtId")))
            if len(styles) > MAX_STYLES:
                raise refusal("sheet_crowded", what=f"hơn {MAX_STYLES} kiểu định dạng ô")
    return frozenset(number for number, used in enumerate(styles) if used in formats)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _sheet(
    package: SheetPackage, part: Part, strings: list[str], days: frozenset[int], from_1904: bool
) -> Sheet:
    found = _Found()
    for begins, element in package.elements(part.path, "col", "row", "c", "mergeCell"):
        match str(element.tag).rpartition("}")[2], begins:
            case "row", True:
                found.begin_row(element)
            case "c", False:
                found.add_cell(element, _shown(element, strings, days, from_1904))
            case "col", False:
                found.add_columns(element)
            case "mergeCell", False:
                found.add_merge(_merge(element.get("ref", "")))
    return Sheet(
        part.name,
        found.rows,
        tuple(found.merges),
        frozenset(found.hidden_rows),
        frozenset(found.hidden_columns),
    )


class _Found:
    """What was met of a sheet so far; refuses what lies outside the limits the moment it is met."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, SheetCell]] = {}
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._row = self._column = self._cells = 0

    def begin_row(self, row: etree._Element) -> None:
        self._row = _number(row.get("r")) or self._row + 1
        self._column = 0
        if _is_set(row.get("hidden")):
            self.hidden_rows.add(self._row)

    def add_cell(self, cell: etree._Element, shown: SheetCell | None) -> None:
        """Cells that show nothing, only painted, are passed over wherever they are."""
        place = place_of(cell.get("r", ""))
        self._column = place[1] if place else self._column + 1
        if shown is None:
            return
        if self._row > MAX_ROWS or self._column > MAX_COLUMNS:
            raise _far(f"{column_letters(self._column)}{self._row}")
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise refusal("sheet_crowded", what=f"hơn {MAX_CELLS} ô")
        self.rows.setdefault(self._row, {})[self._column] = shown

    def add_columns(self, columns: etree._Element) -> None:
        if _is_set(columns.get("hidden")):
            first, end = _number(columns.get("min")), _number(columns.get("max"))
            self.hidden_columns.update(range(first, min(end, MAX_COLUMNS) + 1))

    def add_merge(self, merge: Merge) -> None:
        self.merges.append(merge)
        if len(self.merges) > MAX_MERGES:
            raise refusal("sheet_crowded", what=f"hơn {MAX_MERGES} ô gộp")


def _is_set(text: str | None) -> bool:
    return text in ("1", "true")


def _merge(reference: str) -> Merge:
    first, _, end = reference.partition(":")
    corner, other = place_of(first), place_of(end or first)
    if corner is None or other is None:
        raise refusal("damaged", what="XLSX")
    if other[0] > MAX_ROWS or other[1] > MAX_COLUMNS:
        raise _far(end)
    return Merge(corner[0], corner[1], other[0], other[1])


def _far(reference: str) -> Exception:
    return refusal("sheet_far", cell=reference, rows=MAX_ROWS, columns=MAX_COLUMNS)


def _shown(
    cell: etree._Element, strings: list[str], days: frozenset[int], from_1904: bool
) -> SheetCell | None:
    kind, value = cell.get("t", "n"), (cell.findtext("{*}v") or "").strip()
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        text = _text_of(inline) if inline is not None else ""
        return SheetCell(text) if text else None
    if not value:
        return SheetCell("", "uncalculated") if cell.find("{*}f") is not None and kind != "str" else None
    if kind == "e":
        return SheetCell(clean(value)[:20], "error")
    if kind == "s":
        index = _number(value)
        if index >= len(strings):
            raise refusal("damaged", what="XLSX")
        return SheetCell(strings[index]) if strings[index] else None
    if kind in ("str", "b"):
        text = clean(value)
        return SheetCell(text) if text else None
    return _of_number(value, kind, _number(cell.get("s")) in days, from_1904)


def _of_number(value: str, kind: str, is_day: bool, from_1904: bool) -> SheetCell:
    if kind == "d":
        try:
            return SheetCell(format_date(date.fromisoformat(value[:10])), "date")
        except ValueError:
            return SheetCell(clean(value))
    try:
        amount = float(value)
    except ValueError:
        return SheetCell(clean(value))
    if is_day and (day := day_of(amount, from_1904)):
        return SheetCell(format_date(day), "date")
    whole = amount.is_integer() and abs(amount) < 1e15
    return SheetCell(str(int(amount)) if whole else value, "number")
