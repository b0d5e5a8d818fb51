"""Vintages and comparability of observed figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.evaluation.strategies import days, observations

from lotrinh.evaluation.observation import Observation, current_vintages, split_by_length
from lotrinh.values.period import Period

YEAR = Period.year(2023)


def _values(*seen: Observation, at: date = date(2026, 1, 1)) -> list[Decimal]:
    return [each.value for each in current_vintages(seen, at)[0]]


def test_kind_goes_before_the_day_of_release() -> None:
    official = Observation(YEAR, Decimal(1), "official", date(2024, 9, 29))
    late_estimate = Observation(YEAR, Decimal(2), "estimate", date(2025, 1, 1))
    assert _values(late_estimate, official) == [Decimal(1)]


def test_within_a_kind_the_later_release_wins() -> None:
    first = Observation(YEAR, Decimal(1), "official", date(2024, 9, 29))
    revised = Observation(YEAR, Decimal(2), "official", date(2025, 9, 29))
    assert _values(revised, first) == [Decimal(2)]
    assert _values(revised, first, at=date(2025, 1, 1)) == [Decimal(1)]


def test_a_figure_without_kind_stands_between_estimate_and_preliminary() -> None:
    estimate, unstated, preliminary = (
        Observation(YEAR, Decimal(n), kind) for n, kind in enumerate(("estimate", None, "preliminary"))
    )  # type: ignore[arg-type]
    assert _values(unstated, estimate) == [Decimal(1)]
    assert _values(unstated, preliminary) == [Decimal(2)]


def test_an_estimate_of_the_running_year_is_known_before_its_end() -> None:
    assert _values(
        Observation(Period.year(2025), Decimal(7), "estimate", date(2025, 11, 29)), at=date(2025, 12, 1)
    )


def test_open_periods_and_non_numbers_are_left_out_with_a_reason() -> None:
    seen = [Observation(Period(date(2023, 1, 1), None), Decimal(1)), Observation(YEAR, Decimal("NaN"))]
    current, left_out = current_vintages(seen, date(2026, 1, 1))
    assert current == []
    assert sorted(item.reason for item in left_out) == ["không nêu rõ kỳ số liệu", "không phải là con số"]


def test_days_serve_for_levels_and_not_for_means() -> None:
    seen = [Observation(Period.day(date(2024, 6, 30)), Decimal(61)), Observation(YEAR, Decimal(40))]
    assert len(split_by_length(seen, moments=True)[0]) == 2
    assert len(split_by_length(seen, moments=False)[0]) == 1


@given(st.lists(observations(), max_size=8), days())
def test_nothing_is_lost_and_a_period_stands_once(seen: list[Observation], at: date) -> None:
    current, left_out = current_vintages(seen, at)
    assert len(current) + len(left_out) == len(seen)
    assert len({each.period for each in current}) == len(current)
