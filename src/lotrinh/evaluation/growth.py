"""Averages over years: growth rates multiply, amounts add."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_HUNDRED = Decimal(100)


def index_of(rates: Sequence[Decimal]) -> Decimal | None:
    """What 1 has grown to after yearly rates in percent; None where a rate destroys everything (-100 % or less).

    >>> index_of([Decimal("30.73"), Decimal("16.54"), Decimal("21.13")]).quantize(Decimal("0.0001"))
    Decimal('1.8454')
    """
    index = Decimal(1)
    for rate in rates:
        factor = 1 + rate / _HUNDRED
        if not factor > 0:
            return None
        index *= factor
    return index


def root_rate(index: Decimal, years: Decimal | int) -> Decimal | None:
    """The constant yearly rate in percent that makes `index` in `years`."""
    if not (index > 0 and years > 0):
        return None
    return ((index.ln() / years).exp() - 1) * _HUNDRED


def geometric_mean(rates: Sequence[Decimal]) -> Decimal | None:
    """The mean of yearly growth rates in percent.

    >>> geometric_mean([Decimal("30.73"), Decimal("16.54"), Decimal("21.13")]).quantize(Decimal("0.01"))
    Decimal('22.66')
    """
    index = index_of(rates)
    return root_rate(index, len(rates)) if index and rates else None


def rate_still_needed(goal: Decimal, known: Sequence[Decimal], years: int) -> Decimal | None:
    """The yearly rate the other years need for an average of `goal` over `years`, given the known rates.

    >>> rate_still_needed(Decimal(15), [Decimal("30.73"), Decimal("16.54"), Decimal("21.13")], 6).quantize(Decimal("0.1"))
    Decimal('7.8')
    """
    index, whole = index_of(known), index_of([goal] * years)
    remaining = years - len(known)
    if index is None or whole is None or remaining <= 0:
        return None
    return root_rate(whole / index, remaining)


def arithmetic_mean(values: Sequence[Decimal]) -> Decimal | None:
    """The mean of yearly amounts ("bình quân 6.000 người/năm")."""
    return sum(values, Decimal(0)) / len(values) if values else None
