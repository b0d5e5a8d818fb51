"""What hypothesis draws for the tests of evaluation: days, deadlines, task facts, observations, goals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lotrinh.evaluation.goal import Goal
from lotrinh.evaluation.observation import Observation
from lotrinh.evaluation.status import TaskFacts
from lotrinh.values.deadline import Deadline, DeadlineKind, Every, Within
from lotrinh.values.mention import Comparator
from lotrinh.values.period import Period
from lotrinh.values.record import Aggregation

KINDS: tuple[DeadlineKind, ...] = get_args(DeadlineKind)
EVERY: tuple[Every, ...] = get_args(Every)


def days() -> SearchStrategy[date]:
    """Days in which directives of our field live."""
    return st.dates(date(1995, 1, 1), date(2060, 12, 31))


def deadlines(kinds: tuple[DeadlineKind, ...] = KINDS) -> SearchStrategy[Deadline]:
    """Deadlines as a reader may give them, also incomplete and senseless ones."""
    return st.builds(
        Deadline,
        kind=st.sampled_from(kinds),
        first=st.none() | days(),
        last=st.none() | days(),
        time=st.none() | st.just("17:00"),
        before=st.booleans(),
        every=st.none() | st.sampled_from(EVERY),
        on=st.lists(st.sampled_from(["12-10", "02-29", "25", "31", "00", "13-40", "x"]), max_size=2).map(
            tuple
        ),
        within=st.none()
        | st.builds(
            Within,
            n=st.integers(0, 90),
            unit=st.sampled_from(["day", "working_day", "month"]),
            after=st.none() | st.sampled_from(["ngày ban hành", "ngày nhận"]),
        ),
        approximate=st.booleans(),
        raw=st.none() | st.just("Thường xuyên"),
    )


def task_facts() -> SearchStrategy[TaskFacts]:
    """Facts of a task in any combination."""
    maybe = st.none() | days()
    return st.builds(
        TaskFacts,
        deadline=deadlines(),
        issued=maybe,
        started=maybe,
        completed_on=maybe,
        extension_to=maybe,
        extension_pending=st.booleans(),
        paused=st.booleans(),
        stopped=st.booleans(),
        stopped_on=maybe,
        report_days=st.lists(days(), max_size=4).map(tuple),
        reporting_every=st.sampled_from(EVERY),
        report_due=st.none() | st.sampled_from(["12-10", "06-15", "rác"]),
        trigger=maybe,
    )


def periods() -> SearchStrategy[Period]:
    """Years mostly, also quarters, single days, stretches and open periods."""
    years = st.integers(2010, 2035)
    return st.one_of(
        years.map(Period.year),
        years.map(Period.year),
        st.builds(Period.quarter, years, st.integers(1, 4)),
        days().map(Period.day),
        st.builds(lambda a, b: Period.inclusive(min(a, b), max(a, b)), days(), days()),
        st.builds(Period, st.none() | days(), st.none()),
    )


def figures() -> SearchStrategy[Decimal]:
    """Figures of all sizes, also negative, absurd and not finite ones."""
    return st.one_of(
        st.decimals(-200, 200, places=2),
        st.decimals(-(10**15), 10**15, places=3),
        st.sampled_from([Decimal(0), Decimal(-100), Decimal("NaN"), Decimal("Infinity"), Decimal("1E+5000")]),
    )


def observations() -> SearchStrategy[Observation]:
    """Observations as people enter them."""
    return st.builds(
        Observation,
        period=periods(),
        value=figures(),
        kind=st.sampled_from([None, "estimate", "preliminary", "official"]),
        released_on=st.none() | days(),
        ref=st.sampled_from(["", "a", "b"]),
    )


def goals() -> SearchStrategy[Goal]:
    """Targets as a reader may give them."""
    return st.builds(
        Goal,
        comparator=st.sampled_from(get_args(Comparator)),
        value=st.none() | figures(),
        unit=st.sampled_from([None, "%", "%/năm", "tỷ đồng"]),
        horizon=st.none() | periods() | st.builds(Period.years, st.none(), st.integers(2020, 2045)),
        aggregation=st.sampled_from(get_args(Aggregation)),
        value_to=st.none() | figures(),
        direction=st.sampled_from([None, "up", "down"]),
        since=st.none() | days(),
    )
