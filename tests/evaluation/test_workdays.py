"""Working days against the published holidays of 2024 to 2027, and the laws of counting them."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.evaluation.workdays import Calendar, vietnam_calendar

TABLE = tomllib.loads(Path(__file__).with_name("workdays.toml").read_text(encoding="utf-8"))
CALENDAR = vietnam_calendar(range(2024, 2028))
YEARS = ("2024", "2025", "2026", "2027")


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year(year: str) -> None:
    closed = {date.fromisoformat(day) for day in TABLE["closed"][year]}
    worked = {date.fromisoformat(day) for day in TABLE["worked_weekends"][year]}
    day = date(int(year), 1, 1)
    while day.year == int(year):
        expected = day in worked or (day.weekday() < 5 and day not in closed)
        assert CALENDAR.is_working(day) is expected, day
        day += timedelta(days=1)


@pytest.mark.parametrize(("day", "after"), TABLE["next_working_day"].items())
def test_next_working_day(day: str, after: str) -> None:
    assert CALENDAR.next_working_day(date.fromisoformat(day)) == date.fromisoformat(after)


def test_overrides_win_over_the_law_and_the_table() -> None:
    calendar = vietnam_calendar(
        [2026],
        {
            date(2026, 11, 24): (True, "Làm việc bình thường"),
            date(2026, 7, 1): (False, "Nghỉ theo quyết định của UBND tỉnh"),
            date(2026, 1, 10): (False, "Không làm bù"),
        },
    )
    assert calendar.is_working(date(2026, 11, 24))
    assert calendar.why_closed(date(2026, 7, 1)) == "Nghỉ theo quyết định của UBND tỉnh"
    assert not calendar.is_working(date(2026, 1, 10))


def test_culture_day_carries_its_reservation_and_can_be_left_out() -> None:
    assert "cần đối chiếu" in (CALENDAR.why_closed(date(2026, 11, 24)) or "")
    without = vietnam_calendar([2026, 2029], culture_day=False)
    assert without.is_working(date(2026, 11, 24))
    assert without.is_working(date(2029, 11, 26))
    assert not vietnam_calendar([2029]).is_working(date(2029, 11, 26))


def test_reasons_of_rest_days() -> None:
    assert CALENDAR.why_closed(date(2026, 11, 21)) == "thứ Bảy"
    assert CALENDAR.why_closed(date(2026, 11, 22)) == "Chủ nhật"
    assert CALENDAR.why_closed(date(2026, 11, 23)) is None
    assert CALENDAR.why_closed(date(2025, 5, 2)) == "Ngày nghỉ (thay cho ngày 26/04/2025)"


def test_on_or_after_keeps_a_working_day() -> None:
    assert CALENDAR.on_or_after(date(2026, 11, 23)) == date(2026, 11, 23)
    assert CALENDAR.on_or_after(date(2026, 11, 22)) == date(2026, 11, 23)


def test_a_year_without_holidays_is_a_gap() -> None:
    assert CALENDAR.covers(2026)
    assert not CALENDAR.covers(2031)


@given(st.dates(date(2024, 3, 1), date(2027, 9, 1)), st.integers(1, 60))
def test_counting_forward_and_back_meets_again(day: date, n: int) -> None:
    start = CALENDAR.on_or_after(day)
    there = CALENDAR.add_working_days(start, n)
    assert CALENDAR.is_working(there)
    assert CALENDAR.add_working_days(there, -n) == start


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 30))
def test_without_holidays_only_weekends_are_left_out(day: date, n: int) -> None:
    bare = Calendar()
    there = bare.add_working_days(day, n)
    between = [day + timedelta(days=k) for k in range(1, (there - day).days + 1)]
    assert sum(1 for each in between if each.weekday() < 5) == n
