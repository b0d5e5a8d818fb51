"""Days of recurring duties."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluation.strategies import EVERY, days

from lotrinh.evaluation.recurrence import cycle_of, days_in_cycle, next_due, previous_due
from lotrinh.values.deadline import Every
from lotrinh.values.period import Period


@pytest.mark.parametrize(
    ("every", "first", "last"),
    [
        ("week", date(2026, 11, 16), date(2026, 11, 22)),
        ("month", date(2026, 11, 1), date(2026, 11, 30)),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("half", date(2026, 7, 1), date(2026, 12, 31)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_cycle_of_a_day(every: Every, first: date, last: date) -> None:
    assert cycle_of(every, date(2026, 11, 22)) == Period.inclusive(first, last)


def test_several_days_in_a_year_are_sorted() -> None:
    found = days_in_cycle("year", ("12-01", "06-15"), Period.year(2025))
    assert found == (date(2025, 6, 15), date(2025, 12, 1))


def test_unreadable_day_falls_back_to_the_end_of_the_cycle() -> None:
    assert days_in_cycle("quarter", ("cuối quý",), Period.quarter(2025, 1)) == (date(2025, 3, 31),)


def test_a_day_no_calendar_has_never_comes() -> None:
    assert next_due("year", ("13-40",), date(2025, 1, 1)) is None
    assert previous_due("year", ("13-40",), date(2025, 1, 1)) is None


def test_a_half_yearly_duty_with_one_day_skips_the_other_half() -> None:
    assert next_due("half", ("12-10",), date(2025, 1, 2)) == date(2025, 12, 10)
    assert previous_due("half", ("12-10",), date(2025, 12, 10)) == date(2024, 12, 10)


@given(
    st.sampled_from(EVERY), st.sampled_from([(), ("12-10",), ("25",), ("31",), ("06-15", "12-01")]), days()
)
def test_next_and_previous_meet(every: Every, on: tuple[str, ...], day: date) -> None:
    coming = next_due(every, on, day)
    if coming is None:
        assert every == "week"
        return
    before = previous_due(every, on, day)
    assert before is not None
    assert before < day <= coming
    assert previous_due(every, on, coming) == before
