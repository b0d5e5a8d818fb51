"""Figures inside Vietnamese sentences: rounded for reading, with their unit, never a bare machine number."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from lotrinh.values.numerals import format_number, plain

_MOST_DIGITS = 26
"""What the standard decimal context can still round; longer figures are printed as they are."""


def stripped(value: Decimal) -> Decimal:
    """The same number without the zeros a database column adds after the comma.

    >>> stripped(Decimal("37.400000")), stripped(Decimal("9500.000000"))
    (Decimal('37.4'), Decimal('9500'))
    """
    text = plain(value)
    return Decimal(text) if text else value


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Half up to at most `places` decimals, without trailing zeros."""
    if not value.is_finite() or value.adjusted() + places > _MOST_DIGITS:
        return value
    return stripped(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def figure(value: Decimal, places: int = 2) -> str:
    """A computed number for a sentence.

    >>> figure(Decimal("22.6612"))
    '22,66'
    """
    return format_number(rounded(value, places))


def amount(value: Decimal, unit: str | None, places: int = 6) -> str:
    """A figure with its unit; percentages stick to the number, a rank stands behind its word.

    >>> amount(Decimal("46.6"), "%"), amount(Decimal("9500"), "USD/người"), amount(Decimal("3"), None)
    ('46,6%', '9.500 USD/người', '3')
    >>> amount(Decimal("26"), "hạng")
    'hạng 26'
    """
    number = figure(value, places)
    if not unit:
        return number
    if unit == "hạng":
        return f"{unit} {number}"
    return f"{number}{unit}" if unit.startswith("%") else f"{number} {unit}"


def difference_unit(unit: str | None) -> str | None:
    """What the difference of two figures is counted in: shares and rates differ by percentage points.

    >>> difference_unit("%"), difference_unit("%/năm"), difference_unit("tỷ đồng")
    ('điểm %', 'điểm %', 'tỷ đồng')
    """
    return "điểm %" if unit and unit.startswith("%") else unit
