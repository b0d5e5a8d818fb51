"""Says back in words what was understood of a typed number or day, and asks where two people would differ."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.values.numerals import Ambiguous, format_date_in_words, format_number, parse_date, parse_number
from lotrinh.values.spoken import say_number

WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def understood_number(text: str) -> str:
    """
    >>> understood_number("1.234,5"), understood_number("nhiều")
    ('= 1.234,5 (một nghìn hai trăm ba mươi tư phẩy năm)', '')
    """
    value = parse_number(text)
    if isinstance(value, Ambiguous):
        return question_about(value)
    return "" if value is None else f"= {format_number(value)} ({say_number(value)})"


def question_about(number: Ambiguous) -> str:
    """The question of ux.md 3, with the readings in words and then as they are to be written.

    >>> question_about(parse_number("1,112"))
    '“1,112” có thể là một phẩy một một hai hoặc một nghìn một trăm mười hai. Chọn một: [1,112] [1.112].'
    """
    if len(number.readings) == 1:
        (value,) = number.readings
        return _("“%(text)s” viết theo cách nước ngoài. Nếu là %(words)s, xác nhận [%(figure)s].") % {
            "text": number.text,
            "words": say_number(value),
            "figure": format_number(value),
        }
    words = _(" hoặc ").join(say_number(value) for value in number.readings)
    return _("“%(text)s” có thể là %(words)s. Chọn một: %(choices)s.") % {
        "text": number.text,
        "words": words,
        "choices": choices_of(number.readings),
    }


def choices_of(readings: tuple[Decimal, ...]) -> str:
    return " ".join(f"[{format_number(value)}]" for value in readings)


def understood_day(text: str) -> str:
    """
    >>> understood_day("22/11/2026"), understood_day("31/02/2026")
    ('= Chủ nhật, ngày 22 tháng 11 năm 2026', '')
    """
    day = parse_date(text)
    return "" if day is None else f"= {WEEKDAYS[day.weekday()]}, {format_date_in_words(day)}"
