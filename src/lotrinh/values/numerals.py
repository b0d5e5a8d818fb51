"""Vietnamese numbers and dates as people type and read them: decimal comma, thousand dot, dd/mm/yyyy."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from lotrinh.values.frozen import frozen

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:,\d+)?")
_FOREIGN = re.compile(r"[+-]?\d+\.\d+")
_COMMA_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?")
_ONE_COMMA_OF_THREE = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")


@frozen
class Ambiguous:
    """A number that two people would read differently; the form asks which is meant.

    `readings` are plain decimals, the Vietnamese reading first.
    """

    text: str
    readings: tuple[Decimal, ...]


def parse_number(text: str) -> Decimal | Ambiguous | None:
    """What an official typed, or None where it is no number.

    >>> parse_number("1.234,5"), parse_number("1234,5"), parse_number("1.112")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('1112'))
    >>> parse_number("1,112").readings
    (Decimal('1.112'), Decimal('1112'))
    >>> parse_number("12.3").readings
    (Decimal('12.3'), Decimal('123'))
    >>> parse_number("0,7024")
    Decimal('0.7024')
    >>> parse_number("nhiều") is None
    True
    """
    text = text.replace("\u00a0", " ").strip().rstrip("%").strip().replace("−", "-")
    text = (
        re.sub(r"(?<=\d) (?=\d{3}\b)", ".", text)
        if re.fullmatch(r"[+-]?\d{1,3}(?: \d{3})+(?:,\d+)?", text)
        else text
    )
    if _ONE_COMMA_OF_THREE.fullmatch(text):
        return Ambiguous(text, (Decimal(text.replace(",", ".")), Decimal(text.replace(",", ""))))
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _COMMA_GROUPED.fullmatch(text):
        return Ambiguous(text, (Decimal(text.replace(",", "")),))
    if _FOREIGN.fullmatch(text):
        return Ambiguous(text, (Decimal(text), Decimal(text.replace(".", ""))))
    return None


def format_number(value: Decimal | int | None, places: int | None = None) -> str:
    """`1.234,5`; an absent value is an empty string, never 0. Trailing zeros after the comma are kept as stored.

    >>> format_number(Decimal("32976")), format_number(Decimal("-1234.50")), format_number(None)
    ('32.976', '-1.234,50', '')
    >>> format_number(26)
    '26'
    >>> format_number(Decimal("2.666"), 1)
    '2,7'
    """
    if value is None:
        return ""
    value = Decimal(value)
    shown = f"{value:,.{places}f}" if places is not None else f"{value:,f}"
    return shown.translate(str.maketrans(",.", ".,"))


def plain(value: Decimal | None) -> str | None:
    """Decimal string in plain notation without a trailing fraction of zeros, as reading.json wants it.

    >>> plain(Decimal("1.112E+9")), plain(Decimal("8.50")), plain(None)
    ('1112000000', '8.5', None)
    """
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def parse_date(text: str) -> date | None:
    """dd/mm/yyyy (also with dots or hyphens), or ISO; None where it is no day of the calendar.

    >>> parse_date("03/9/2020"), parse_date("2020-09-03"), parse_date("31/02/2026")
    (datetime.date(2020, 9, 3), datetime.date(2020, 9, 3), None)
    """
    text = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        found = _DATE.fullmatch(text)
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def format_date(day: date | None) -> str:
    """`03/9/2020`: day below 10 and months 1 and 2 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).

    >>> format_date(date(2020, 9, 3)), format_date(date(2025, 2, 1))
    ('03/9/2020', '01/02/2025')
    """
    if day is None:
        return ""
    return (
        f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"
    )


def format_date_in_words(day: date) -> str:
    """`ngày 03 tháng 9 năm 2020` (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).

    >>> format_date_in_words(date(2020, 9, 3))
    'ngày 03 tháng 9 năm 2020'
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
