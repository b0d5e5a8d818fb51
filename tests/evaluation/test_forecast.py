"""Forecasts of short series against tables of Student's t and against simple cases worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.evaluation.assessment import assess
from lotrinh.evaluation.forecast import Point, forecast
from lotrinh.evaluation.goal import Goal
from lotrinh.evaluation.observation import Observation
from lotrinh.evaluation.student import cumulative, quantile
from lotrinh.values.period import Period

AIM = Goal(">=", Decimal(40), "%", Period.years(None, 2030), "share")


def _points(*values: str, first: int = 2020) -> list[Point]:
    return [(Decimal(first + k), Decimal(value)) for k, value in enumerate(values)]


@pytest.mark.parametrize(
    ("freedom", "t"),
    [(1, 3.078), (2, 1.886), (3, 1.638), (4, 1.533), (5, 1.476), (10, 1.372), (30, 1.310)],
)
def test_quantiles_are_those_of_the_printed_tables(freedom: int, t: float) -> None:
    assert quantile(0.9, freedom) == pytest.approx(t, abs=0.0006)
    assert cumulative(t, freedom) == pytest.approx(0.9, abs=0.0003)


@given(st.floats(-50, 50), st.integers(1, 40))
def test_the_distribution_is_symmetric(t: float, freedom: int) -> None:
    assert cumulative(t, freedom) + cumulative(-t, freedom) == pytest.approx(1)


def test_two_points_are_no_series() -> None:
    assert forecast(_points("30", "31"), AIM, Decimal(2030)) is None


def test_a_straight_line_goes_on_without_a_margin() -> None:
    found = forecast(_points("30", "31", "32", "33"), AIM, Decimal(2030))
    assert found is not None
    assert (found.low, found.value, found.high) == (Decimal(40), Decimal(40), Decimal(40))


def test_interval_by_hand() -> None:
    """Steps 1 and 3: drift 2, variance 2 with one degree of freedom; two years on: 2 * (2 + 4/2) = 8."""
    found = forecast(_points("10", "11", "14"), AIM, Decimal(2024))
    assert found is not None
    assert found.value == Decimal("18.0")
    assert float(found.high) == pytest.approx(18 + 3.0777 * 8**0.5, abs=0.01)
    assert found.points == 3


def test_a_share_stays_within_its_whole() -> None:
    found = forecast(_points("80", "95", "90", "99"), AIM, Decimal(2035))
    assert found is not None
    assert found.high == Decimal(100)


def test_a_falling_goal_counts_the_other_side() -> None:
    falling = Goal("<=", Decimal(3), "%", Period.years(None, 2030), "share")
    found = forecast(_points("9", "8.2", "7", "6.1"), falling, Decimal(2025))
    rising = forecast(
        _points("9", "8.2", "7", "6.1"), Goal(">=", Decimal(3), "%", None, "share"), Decimal(2025)
    )
    assert found is not None
    assert rising is not None
    assert found.chance + rising.chance == 1


def test_chance_is_never_certain() -> None:
    found = forecast(_points("39", "39.1", "39.2", "39.3"), AIM, Decimal(2090))
    assert found is not None
    assert found.chance == Decimal("0.99")


def test_a_size_grows_by_rates() -> None:
    size = Goal(">=", Decimal(200), "tỷ đồng", Period.years(None, 2023), "total")
    found = forecast(_points("100", "110", "121"), size, Decimal(2023), log=True)
    assert found is not None
    assert float(found.value) == pytest.approx(133.1)


def test_an_assessment_carries_the_forecast_of_a_mean() -> None:
    goal = Goal(">=", Decimal("8.5"), "%/năm", Period.years(2021, 2030), "average")
    seen = [Observation(Period.year(2021 + k), Decimal(rate)) for k, rate in enumerate(("9", "8", "9.5"))]
    found = assess(seen, goal, date(2024, 1, 1)).forecast
    assert found is not None
    assert found.low < found.value < found.high
    assert float(found.value) == pytest.approx(8.83, abs=0.01)


@given(st.lists(st.decimals(1, 99, places=1), min_size=3, max_size=10))
def test_the_interval_holds_the_middle(values: list[Decimal]) -> None:
    found = forecast([(Decimal(2010 + k), value) for k, value in enumerate(values)], AIM, Decimal(2030))
    assert found is not None
    assert found.low <= found.value <= found.high
    assert 0 < found.chance < 1
