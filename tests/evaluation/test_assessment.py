"""Assessments of targets row by row, and the laws that hold for all of them."""

from __future__ import annotations

import random
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluation.strategies import days, goals, observations

from lotrinh.evaluation.assessment import assess
from lotrinh.evaluation.goal import Goal
from lotrinh.evaluation.observation import Observation
from lotrinh.evaluation.verdict import Verdict
from lotrinh.evaluation.wording import rounded
from lotrinh.values.period import Period

ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("assessments.toml").read_text(encoding="utf-8")
)["row"]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _observation(period: str, value: str, kind: Any = None, released: str | None = None) -> Observation:
    if "/" not in period:
        return Observation(Period.year(int(period)), Decimal(value), kind, _day(released))
    first, last = (date.fromisoformat(day) for day in period.split("/"))
    return Observation(Period.inclusive(first, last), Decimal(value), kind, _day(released))


def _goal(row: dict[str, Any]) -> Goal:
    first, last = _day(row.get("from")), _day(row.get("to"))
    return Goal(
        comparator=row["comparator"],
        value=Decimal(row["value"]) if "value" in row else None,
        value_to=Decimal(row["value_to"]) if "value_to" in row else None,
        unit=row.get("unit"),
        horizon=Period.inclusive(first, last) if first or last else None,
        aggregation=row["aggregation"],
        direction=row.get("direction"),
        since=_day(row.get("since")),
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_row(row: dict[str, Any]) -> None:
    found = assess(
        [_observation(*each) for each in row["seen"]], _goal(row["goal"]), _day(row["at"]) or date.max
    )
    assert found.verdict == row["verdict"], found.reason
    assert row.get("says", "") in found.reason
    for name in ("measured", "expected", "gap", "pace_needed", "pace_so_far"):
        if name in row:
            value = getattr(found, name)
            assert value is not None, name
            assert rounded(value) == Decimal(row[name]), name
    for name in ("gap_unit", "pace_unit"):
        assert getattr(found, name) == row.get(name, getattr(found, name))
    if "left_out" in row:
        assert len(found.left_out) == row["left_out"]


def test_words_and_shapes() -> None:
    assert {verdict.label: verdict.css for verdict in Verdict} == {
        "đã đạt": "done",
        "đúng lộ trình": "done",
        "có nguy cơ": "soon",
        "lệch lộ trình": "late",
        "chưa đến lúc đánh giá": "none",
        "chưa đánh giá được": "none",
    }


def test_the_path_has_a_point_for_every_year_to_the_horizon() -> None:
    goal = Goal("=", Decimal("37.4"), "%", Period.years(None, 2030), "share")
    seen = [Observation(Period.year(2020), Decimal("27.4")), Observation(Period.year(2024), Decimal("30"))]
    path = assess(seen, goal, date(2025, 5, 1)).path
    assert [point.year for point in path] == list(range(2020, 2031))
    assert [rounded(point.expected) for point in path][::5] == [
        Decimal("27.4"),
        Decimal("32.4"),
        Decimal("37.4"),
    ]


def test_every_observation_is_accounted_for() -> None:
    goal = Goal(">", Decimal(45), "%", Period.years(None, 2030), "share")
    seen = [
        Observation(Period.year(2018), Decimal("42.8"), ref="a"),
        Observation(Period.year(2023), Decimal("46"), "estimate", ref="b"),
        Observation(Period.year(2023), Decimal("46.6"), "official", ref="c"),
        Observation(Period.quarter(2024, 1), Decimal("48.3"), ref="d"),
    ]
    found = assess(seen, goal, date(2024, 5, 1))
    assert [each.ref for each in found.used] == ["a", "c"]
    assert sorted(item.observation.ref for item in found.left_out) == ["b", "d"]


@given(st.lists(observations(), max_size=8), goals(), days())
def test_total_with_a_reason(seen: list[Observation], goal: Goal, at: date) -> None:
    found = assess(seen, goal, at)
    assert found.reason.endswith(".")
    assert "NaN" not in found.reason
    assert "Infinity" not in found.reason


@given(st.lists(observations(), max_size=8), goals(), days(), st.randoms(use_true_random=False))
def test_the_order_of_observations_does_not_matter(
    seen: list[Observation], goal: Goal, at: date, chance: random.Random
) -> None:
    shuffled = list(seen)
    chance.shuffle(shuffled)
    assert assess(shuffled, goal, at) == assess(seen, goal, at)


@given(goals(), days())
def test_without_figures_nothing_is_measured(goal: Goal, at: date) -> None:
    found = assess([], goal, at)
    assert found.verdict in (Verdict.TOO_EARLY, Verdict.NOT_ASSESSABLE)
    assert found.measured is None
    assert found.gap is None
    assert found.forecast is None


@given(st.lists(observations(), max_size=6), goals(), days())
def test_figures_released_later_change_nothing_today(seen: list[Observation], goal: Goal, at: date) -> None:
    later = Observation(Period.year(at.year), Decimal(999), "official", date(2099, 1, 1))
    assert assess([*seen, later], goal, at).verdict == assess(seen, goal, at).verdict


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_a_better_last_figure_never_gives_a_worse_verdict(first: Decimal, second: Decimal) -> None:
    order = [Verdict.OFF_TRACK, Verdict.AT_RISK, Verdict.ON_TRACK, Verdict.ACHIEVED]
    goal = Goal(">=", Decimal(60), "%", Period.years(None, 2030), "share")
    low, high = sorted((first, second))
    base = Observation(Period.year(2020), Decimal(40))
    worse, better = (
        assess([base, Observation(Period.year(2025), value)], goal, date(2026, 6, 1)).verdict
        for value in (low, high)
    )
    assert order.index(worse) <= order.index(better)
