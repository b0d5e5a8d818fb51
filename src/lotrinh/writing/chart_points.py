"""What a figure of a target is drawn from, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """An observation. `at` is the middle of its period on a scale where a whole year stands at its own number.

    Quý I/2024 is at 2023.625. `label` is the period as printed: "2023", "quý I/2024".
    """

    at: Decimal
    value: Decimal
    label: str
    whole_year: bool = True


@dataclass(frozen=True, slots=True)
class ChartTarget:
    """The target line: `text` as it is read ("trên 45%"), `at` its year; `value_to` for a range."""

    value: Decimal
    text: str
    at: Decimal | None = None
    value_to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """A forecast with its interval; `level` in percent is said in the caption, not here."""

    at: Decimal
    low: Decimal
    middle: Decimal
    high: Decimal


PathPoint = tuple[Decimal, Decimal]
