"""Paths to the horizon, and averages over years."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.evaluation.growth import geometric_mean, rate_still_needed
from lotrinh.evaluation.trajectory import Trajectory
from lotrinh.evaluation.wording import rounded

rates = st.lists(st.decimals(-50, 80, places=2), min_size=1, max_size=8)


def test_equal_steps() -> None:
    path = Trajectory.between(Decimal(2020), Decimal("27.4"), Decimal(2030), Decimal("37.4"))
    assert path.pace() == Decimal(1)
    assert [point.expected for point in path.points()][:2] == [Decimal("27.4"), Decimal("28.4")]


def test_equal_rates() -> None:
    path = Trajectory.between(Decimal(2020), Decimal(100), Decimal(2030), Decimal(200), "log")
    assert rounded(path.at(Decimal(2025))) == Decimal("141.42")
    assert rounded(path.pace() or Decimal(0)) == Decimal("7.18")


def test_a_size_that_starts_at_nothing_goes_by_steps() -> None:
    path = Trajectory.between(Decimal(2020), Decimal(0), Decimal(2030), Decimal(100), "log")
    assert path.shape == "linear"
    assert path.at(Decimal(2025)) == Decimal(50)


def test_a_path_without_length_has_no_pace() -> None:
    assert Trajectory.between(Decimal(2030), Decimal(1), Decimal(2030), Decimal(2)).pace() is None


def test_a_year_that_loses_everything_has_no_mean() -> None:
    assert geometric_mean([Decimal(-100), Decimal(5)]) is None


def test_productivity_of_five_years() -> None:
    """450,5 -> 661,1 triệu đồng/người từ 2018 đến 2023."""
    path = Trajectory.between(Decimal(2018), Decimal("450.5"), Decimal(2023), Decimal("661.1"), "log")
    assert rounded(path.pace() or Decimal(0)) == Decimal("7.97")


@given(rates)
def test_the_order_of_years_does_not_matter(values: list[Decimal]) -> None:
    mean, turned = geometric_mean(values), geometric_mean(values[::-1])
    assert mean is not None
    assert turned is not None
    assert float(mean) == pytest.approx(float(turned), abs=1e-9)


@given(rates, st.decimals(1, 20, places=1), st.integers(1, 8))
def test_the_rate_still_needed_does_reach_the_mean(known: list[Decimal], goal: Decimal, more: int) -> None:
    needed = rate_still_needed(goal, known, len(known) + more)
    assert needed is not None
    mean = geometric_mean([*known, *[needed] * more])
    assert float(mean or 0) == pytest.approx(float(goal), abs=1e-6)
