"""Words of deadlines: labels before them, what makes them continuous, recurring, dependent or only urgent."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.deadline import Every


@cache
def _tables() -> dict[str, Any]:
    return read_toml("deadline_words")


@cache
def words_of_deadlines(key: str) -> tuple[str, ...]:
    """One list of the table, longest first.

    >>> "kinh phí" in words_of_deadlines("ongoing_traps")
    True
    """
    return tuple(sorted(_tables()[key], key=len, reverse=True))


@cache
def every_words() -> tuple[tuple[str, Every], ...]:
    """("hằng quý", "quarter") ..., longest first."""
    found = [(word, cast(Every, every)) for every, words in _tables()["every"].items() for word in words]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def weekday_words() -> tuple[tuple[str, str], ...]:
    """("thứ sáu", "5") ...: a day of the week and its ISO number.

    >>> dict(weekday_words())["thứ sáu"]
    '5'
    """
    return tuple((word, number) for number, words in _tables()["weekday"].items() for word in words)
