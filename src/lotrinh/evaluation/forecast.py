"""Where a short annual series is heading: drift with an 80 % interval and the chance of reaching the target."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from lotrinh.evaluation.goal import Goal
from lotrinh.evaluation.student import cumulative, quantile

LEVEL = Decimal("0.80")
LEAST_POINTS = 3
_CHANCE_STEP = Decimal("0.01")

Point = tuple[Decimal, Decimal]
"""Position in years and figure."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The figure expected at `position` if the past drift goes on, its 80 % interval and the chance of meeting the goal.

    `chance` is between 0.01 and 0.99: a series this short proves nothing.
    """

    position: Decimal
    value: Decimal
    low: Decimal
    high: Decimal
    chance: Decimal
    points: int


@dataclass(frozen=True, slots=True)
class _Drift:
    """A random walk with drift: what its steps say of the position `ahead` years on."""

    middle: float
    error: float
    freedom: int

    @classmethod
    def of(cls, series: Sequence[tuple[float, float]], position: float) -> _Drift:
        (start, first), (end, last) = series[0], series[-1]
        drift = (last - first) / (end - start)
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(series)]
        freedom = len(steps) - 1
        variance = sum((rise - drift * years) ** 2 / years for years, rise in steps) / freedom
        ahead = position - end
        return cls(
            last + drift * ahead, math.sqrt(variance * (ahead + ahead * ahead / (end - start))), freedom
        )

    def chance_above(self, bound: float) -> float:
        if self.error == 0:
            return 0.5 if self.middle == bound else float(self.middle > bound)
        return 1 - cumulative((bound - self.middle) / self.error, self.freedom)


def forecast(points: Sequence[Point], goal: Goal, position: Decimal, *, log: bool = False) -> Forecast | None:
    """The drift of `points` (in order of time) carried on to `position`, or None.

    None with fewer than three points, nothing ahead, or a goal without a figure: nothing is made up. `log` treats sizes
    and indices, whose steps are rates. Shares stay within 0 and 100.

    >>> series = [(Decimal(y), Decimal(v)) for y, v in ((2019, "30"), (2020, "31"), (2021, "31.8"), (2022, "33"))]
    >>> found = forecast(series, Goal(">", Decimal(38), "%", None), Decimal(2030))
    >>> round(found.value, 1), found.chance > Decimal("0.9")
    (Decimal('41.0'), True)
    >>> forecast(series[:2], Goal(">", Decimal(38), "%", None), Decimal(2030)) is None
    True
    """
    bound = goal.bound
    if len(points) < LEAST_POINTS or bound is None or position <= points[-1][0]:
        return None
    if log and (bound <= 0 or any(value <= 0 for _, value in points)):
        return None
    there: Callable[[float], float] = math.log if log else float
    back: Callable[[float], float] = math.exp if log else float
    try:
        drift = _Drift.of([(float(p), there(float(v))) for p, v in points], float(position))
        width = quantile(float(1 - (1 - LEVEL) / 2), drift.freedom) * drift.error
        figures = [_decimal(back(drift.middle + shift)) for shift in (0.0, -width, width)]
        above = drift.chance_above(there(float(bound)))
    except (OverflowError, ValueError, ZeroDivisionError):
        return None
    if not all(figure.is_finite() for figure in figures) or math.isnan(above):
        return None
    value, low, high = (_within_nature(figure, goal) for figure in figures)
    chance = _chance(above if goal.rises else 1 - above)
    return Forecast(position, value, low, high, chance, len(points))


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value)) if math.isfinite(value) else Decimal("NaN")


def _within_nature(value: Decimal, goal: Goal) -> Decimal:
    if goal.aggregation == "share" and goal.unit == "%":
        return min(max(value, Decimal(0)), Decimal(100))
    return max(value, Decimal(1)) if goal.aggregation == "rank" else value


def _chance(probability: float) -> Decimal:
    exact = Decimal(repr(probability)).quantize(_CHANCE_STEP, ROUND_HALF_UP)
    return min(max(exact, _CHANCE_STEP), 1 - _CHANCE_STEP)
