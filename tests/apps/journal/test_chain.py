"""The canonical form of what is hashed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

from lotrinh.apps.journal.chain import canonical, jsonable


def test_the_same_facts_have_the_same_bytes() -> None:
    vietnam = timezone(timedelta(hours=7))
    moment = datetime(2026, 6, 25, 10, 0, tzinfo=vietnam)
    one = {"b": Decimal("12.50"), "a": "Đo\u0302\u0300i", "at": moment}
    other = {"at": moment.astimezone(UTC), "a": "Đồi", "b": Decimal("12.5")}
    assert canonical(one) == canonical(other)
    assert canonical(one).decode() == '{"a":"Đồi","at":"2026-06-25T03:00:00.000000+00:00","b":"12.5"}'


def test_every_kind_of_value_becomes_plain_json() -> None:
    key = UUID(int=5)
    assert jsonable({"k": key, "d": date(2026, 1, 5), "s": {"b", "a"}, "t": (1, None, True), "f": 0.1}) == {
        "k": str(key),
        "d": "2026-01-05",
        "s": ["a", "b"],
        "t": [1, None, True],
        "f": "0.1",
    }


def test_a_big_decimal_is_written_out() -> None:
    assert jsonable(Decimal("1E+6")) == "1000000"
