"""The expected path from the first figure to the horizon, and the yearly pace."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from lotrinh.evaluation.growth import root_rate

Shape = Literal["linear", "log"]


@dataclass(frozen=True, slots=True)
class PathPoint:
    """What would be on course at the end of `year`."""

    year: int
    expected: Decimal


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A path between two points; positions count in years, the end of 2023 being 2023.

    Shares, levels and ranks move by equal steps, sizes by equal rates ("log"); where a size is not positive at either
    end, equal steps serve for it too.

    >>> path = Trajectory.between(Decimal(2018), Decimal("42.8"), Decimal(2030), Decimal(45))
    >>> path.at(Decimal(2024)), path.points()[-1]
    (Decimal('43.90'), PathPoint(year=2030, expected=Decimal('45')))
    """

    start: Decimal
    first: Decimal
    end: Decimal
    last: Decimal
    shape: Shape

    @classmethod
    def between(
        cls, start: Decimal, first: Decimal, end: Decimal, last: Decimal, shape: Shape = "linear"
    ) -> Trajectory:
        """The path; "log" only where both ends are positive."""
        return cls(start, first, end, last, shape if first > 0 and last > 0 else "linear")

    def at(self, position: Decimal) -> Decimal:
        """The expected figure at a point in time, also outside the path."""
        if position == self.end or self.end == self.start:
            return self.last
        part = (position - self.start) / (self.end - self.start)
        if self.shape == "log":
            return self.first * ((self.last / self.first).ln() * part).exp()
        return self.first + (self.last - self.first) * part

    def points(self) -> tuple[PathPoint, ...]:
        """One point per year's end, from the first figure to the horizon; at most a century of them."""
        first = int(self.start.to_integral_value(ROUND_CEILING))
        last = int(self.end.to_integral_value(ROUND_FLOOR))
        years = range(first, min(last, first + 100) + 1)
        return tuple(PathPoint(year, self.at(Decimal(year))) for year in years)

    def pace(self) -> Decimal | None:
        """Per year: the step in the figure's own unit, or for sizes the rate in percent."""
        years = self.end - self.start
        if not years > 0:
            return None
        if self.shape == "log":
            return root_rate(self.last / self.first, years)
        return (self.last - self.first) / years
