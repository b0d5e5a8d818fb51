"""Numbers and days as people type them: nothing raises, and what is printed is read back as it was."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from lotrinh.values.numerals import (
    Ambiguous,
    format_date,
    format_date_in_words,
    format_number,
    parse_date,
    parse_number,
    plain,
)
from tests.factories.sizes import two_sizes

PIECES = ["1", "12", "1.112", "3,1", ",", ".", "-", "+", " ", "\u00a0", "%", "−", "/", "0", "00", "31", "ế", "١", "٣", "²", "½", "e5", "x", "\n", "９"]  # fmt: skip
Record = Callable[[str, object], None]


@two_sizes(1_000, 100_000)
def test_anything_typed_is_a_number_a_day_or_nothing(size: int, record_property: Record) -> None:
    chance = random.Random(3)
    for _ in range(size):
        typed = "".join(chance.choices(PIECES, k=chance.randrange(8)))
        found = parse_number(typed)
        assert found is None or isinstance(found, (Decimal, Ambiguous))
        assert isinstance(found, Ambiguous) or found is None or found.is_finite()
        parse_date(typed)
    record_property("chuỗi bất kỳ không gây lỗi", f"{size} trên {size}")


@two_sizes(1_000, 10_000)
def test_what_is_printed_is_read_back(size: int, record_property: Record) -> None:
    chance = random.Random(5)
    for _ in range(size):
        value = Decimal(chance.randrange(-(10**12), 10**12)).scaleb(-chance.randrange(7))
        found = parse_number(format_number(value))
        assert value in (found.readings if isinstance(found, Ambiguous) else (found,))
        assert Decimal(plain(value) or "") == value
        day = date(1945, 9, 2) + timedelta(days=chance.randrange(60_000))
        assert parse_date(format_date(day)) == parse_date(day.isoformat()) == day
        assert f"năm {day.year}" in format_date_in_words(day)
    record_property("số và ngày in ra đọc lại như cũ", f"{size} trên {size}")
