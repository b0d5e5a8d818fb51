"""Numbers read aloud in Vietnamese, as a clerk reads back what was written."""

from __future__ import annotations

from decimal import Decimal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Names of the groups of three digits below a billion; a billion (tỷ) starts over: nghìn tỷ, triệu tỷ, tỷ tỷ.
GROUPS = ("", " nghìn", " triệu")


def say_number(value: Decimal | int) -> str:
    """Decimals of one or two digits are read as a number, longer ones or those with a leading zero digit by digit.

    >>> say_number(Decimal("1234.5"))
    'một nghìn hai trăm ba mươi tư phẩy năm'
    >>> say_number(Decimal("98.62")), say_number(Decimal("1.112"))
    ('chín mươi tám phẩy sáu mươi hai', 'một phẩy một một hai')
    >>> say_number(32976), say_number(1005), say_number(-21)
    ('ba mươi hai nghìn chín trăm bảy mươi sáu', 'một nghìn không trăm linh năm', 'âm hai mươi mốt')
    >>> say_number(5_245_000_000_000)
    'năm nghìn hai trăm bốn mươi lăm tỷ'
    """
    sign = "âm " if value < 0 else ""
    whole, _, fraction = f"{abs(Decimal(value)):f}".partition(".")
    tail = f" phẩy {say_fraction(fraction)}" if fraction else ""
    return f"{sign}{say_whole(int(whole))}{tail}"


def say_fraction(digits: str) -> str:
    """
    >>> say_fraction("5"), say_fraction("62"), say_fraction("05"), say_fraction("7024")
    ('năm', 'sáu mươi hai', 'không năm', 'bảy không hai bốn')
    """
    if len(digits) <= 2 and not digits.startswith("0"):
        return say_whole(int(digits))
    return " ".join(DIGITS[int(digit)] for digit in digits)


def say_whole(value: int, *, after: bool = False) -> str:
    """A natural number; `after` says that a larger part was said before it, so hundreds must not be left out.

    >>> say_whole(0), say_whole(15), say_whole(24), say_whole(105), say_whole(1_000_000_007)
    ('không', 'mười lăm', 'hai mươi tư', 'một trăm linh năm', 'một tỷ không trăm linh bảy')
    """
    if value == 0:
        return "không"
    billions, below = divmod(value, 10**9)
    said = [f"{say_whole(billions)} tỷ"] if billions else []
    for power in (2, 1, 0):
        group = below // 1000**power % 1000
        if group:
            said.append(say_group(group, after=bool(said) or after) + GROUPS[power])
    return " ".join(said)


def say_group(value: int, *, after: bool) -> str:
    """Three digits, 1 to 999.

    >>> say_group(5, after=False), say_group(5, after=True), say_group(121, after=True), say_group(210, after=False)
    ('năm', 'không trăm linh năm', 'một trăm hai mươi mốt', 'hai trăm mười')
    """
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    said = [f"{DIGITS[hundreds]} trăm"] if hundreds or after else []
    if tens == 0 and units and said:
        said.append("linh")
    elif tens:
        said.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
    if units:
        said.append(say_unit(units, tens))
    return " ".join(said)


def say_unit(units: int, tens: int) -> str:
    """The last digit changes its sound after tens: mốt, tư, lăm.

    >>> say_unit(1, 2), say_unit(1, 1), say_unit(4, 3), say_unit(5, 1), say_unit(5, 0)
    ('mốt', 'một', 'tư', 'lăm', 'năm')
    """
    if units == 1 and tens > 1:
        return "mốt"
    if units == 4 and tens > 1:
        return "tư"
    if units == 5 and tens:
        return "lăm"
    return DIGITS[units]
