"""A target as assessment needs it: what is to be reached, by when, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from lotrinh.evaluation.wording import amount, difference_unit, rounded, stripped
from lotrinh.values.mention import Comparator
from lotrinh.values.period import Period
from lotrinh.values.record import Aggregation, Target

Direction = Literal["up", "down"]

_WORDS: dict[Comparator, str] = {
    "=": "",
    "~": "khoảng ",
    ">": "trên ",
    ">=": "tối thiểu ",
    "<": "dưới ",
    "<=": "tối đa ",
    "range": "",
}


@dataclass(frozen=True, slots=True)
class Goal:
    """`value` in `unit`, reached by the last day of `horizon`; None is a target without a figure.

    `direction` decides only where the comparator leaves it open ("là 37,4%"); a rank always improves downwards.
    `since` is the day of the directive: from the year after it an average is counted where the horizon has no beginning.
    """

    comparator: Comparator
    value: Decimal | None
    unit: str | None
    horizon: Period | None
    aggregation: Aggregation = "level"
    value_to: Decimal | None = None
    direction: Direction | None = None
    since: date | None = None

    @classmethod
    def of_target(
        cls, target: Target, *, direction: Direction | None = None, since: date | None = None
    ) -> Goal:
        """The goal of a target as read from a document."""
        return cls(
            target.comparator,
            target.value,
            target.unit,
            target.horizon,
            target.aggregation,
            target.value_to,
            direction,
            since,
        )

    @property
    def rises(self) -> bool:
        """Whether more is better."""
        if self.aggregation == "rank" or self.comparator in ("<", "<="):
            return False
        return self.comparator in (">", ">=") or self.direction != "down"

    @property
    def bound(self) -> Decimal | None:
        """The figure that decides: of a range the nearer end, the farther one is a wish."""
        if self.comparator == "range" and not self.rises and self.value_to is not None:
            return self.value_to
        return self.value

    @property
    def is_rate(self) -> bool:
        """A target on growth or on a yearly average of growth, which is averaged geometrically."""
        return self.aggregation == "growth" or (
            self.aggregation == "average" and bool(self.unit and self.unit.startswith("%"))
        )

    def is_met(self, value: Decimal) -> bool:
        """Whether `value` satisfies the comparator; "khoảng" is met when rounding as printed reaches the figure.

        >>> Goal(">", Decimal(45), "%", None).is_met(Decimal(45)), Goal("~", Decimal(30), "%", None).is_met(Decimal("29.6"))
        (False, True)
        """
        bound = self.bound
        if bound is None:
            return False
        if self.comparator == "~" and value.is_finite() and bound.is_finite():
            value = rounded(value, max(0, -int(stripped(bound).as_tuple().exponent)))
        if self.comparator in (">", "<"):
            return value > bound if self.rises else value < bound
        return value >= bound if self.rises else value <= bound

    def missing(self, value: Decimal) -> Decimal | None:
        """How much `value` still falls short, positive while something is missing, in the goal's own unit."""
        if self.bound is None:
            return None
        return self.bound - value if self.rises else value - self.bound

    def in_words(self) -> str:
        """The target as a sentence names it.

        >>> Goal(">", Decimal("8.5"), "%/năm", None).in_words()
        'trên 8,5%/năm'
        """
        if self.value is None:
            return "không nêu con số"
        if self.comparator == "range" and self.value_to is not None:
            first = self.unit if self.unit and self.unit.startswith("%") else None
            return f"từ {amount(self.value, first)} đến {amount(self.value_to, self.unit)}"
        if self.aggregation == "rank":
            return self.shown(self.value) + ("" if self.comparator == "=" else " trở lên")
        return f"{_WORDS[self.comparator]}{self.shown(self.value)}"

    def shown(self, value: Decimal, places: int = 6) -> str:
        """A figure of the same kind as the target: "46,6%", "hạng 3".

        >>> Goal("<=", Decimal(3), None, None, "rank").shown(Decimal(12))
        'hạng 12'
        """
        if self.aggregation == "rank":
            return f"hạng {amount(value, None, places)}"
        return amount(value, self.unit, places)

    @property
    def gap_unit(self) -> str | None:
        """What a gap is counted in."""
        return "bậc" if self.aggregation == "rank" else difference_unit(self.unit)
