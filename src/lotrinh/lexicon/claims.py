"""Words and bounds that the checks of figures in reports go by."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from lotrinh.lexicon.tables import read_toml


@cache
def _table() -> dict[str, Any]:
    return read_toml("claims")


@cache
def phrases(group: str, key: str = "words") -> tuple[str, ...]:
    """Folded words of a group: equivalence, consecutive, same_period, bracketed.

    >>> "tuong duong" in phrases("equivalence")
    True
    """
    return tuple(_table()[group][key])


@cache
def exchange_band(name: str) -> tuple[Decimal, Decimal]:
    """Lowest and highest VND per USD called "plausible" or "possible"."""
    low, high = _table()["exchange"][name]
    return Decimal(low), Decimal(high)


@cache
def scale_of(unit: str) -> Decimal:
    """What the scale words in a unit multiply by.

    >>> scale_of("nghìn tỷ đồng"), scale_of("USD")
    (Decimal('1000000000000'), Decimal('1'))
    """
    factor = Decimal(1)
    for word in unit.split():
        factor *= Decimal(_table()["scales"].get(word, 1))
    return factor
