"""What hypothesis draws for the tests of evaluation: days, deadlines, task facts, observations, goals."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lotrinh.evaluation.status import TaskFacts
from lotrinh.values.deadline import Deadline, DeadlineKind, Every, Within

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
