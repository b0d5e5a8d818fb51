"""Assessing a target against its observations: which figures are comparable, which judgement fits, what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Context, Decimal, localcontext

from lotrinh.evaluation.averages import assess_average
from lotrinh.evaluation.goal import Goal
from lotrinh.evaluation.levels import assess_level
from lotrinh.evaluation.observation import LeftOut, Observation, current_vintages, split_by_length
from lotrinh.evaluation.totals import assess_total
from lotrinh.evaluation.verdict import Assessment, Verdict

_EXACT = Context(prec=34, traps=[])


def assess(observations: Iterable[Observation], goal: Goal, at: date) -> Assessment:
    """How the target stands on the day `at`, for any observations in any order; never raises.

    Of each period the best vintage counts (estimate, preliminary, official), of the periods only comparable ones: whole
    years against a yearly target. Levels, shares and ranks follow a straight path from the first figure to the horizon,
    sizes a path of equal rates, averages of growth the geometric mean, sums over a period the share of time.

    >>> from lotrinh.values.period import Period
    >>> years = {2018: "42.8", 2023: "46.6"}
    >>> seen = [Observation(Period.year(year), Decimal(value)) for year, value in years.items()]
    >>> goal = Goal(">", Decimal(45), "%", Period.years(None, 2030), "share")
    >>> found = assess([*seen, Observation(Period.quarter(2024, 1), Decimal("48.3"))], goal, date(2024, 5, 1))
    >>> found.verdict.label, found.reason
    ('đã đạt', 'Đạt 46,6% (năm 2023), chỉ tiêu trên 45% vào năm 2030; đã đạt, cần giữ.')
    >>> found.left_out[0].reason
    'số liệu quý I/2024 không so được với số cả năm'
    """
    with localcontext(_EXACT):
        current, superseded = current_vintages(observations, at)
        found = _assess(current, goal, at)
        if not _is_sound(found):
            found = Assessment(Verdict.NOT_ASSESSABLE, "Số liệu quá lớn hoặc quá nhỏ, không tính được.")
    return replace(found, left_out=(*found.left_out, *superseded))


def _assess(current: Sequence[Observation], goal: Goal, at: date) -> Assessment:
    bound = goal.bound
    if bound is None or not all(
        figure.is_finite() for figure in (goal.value, goal.value_to) if figure is not None
    ):
        return Assessment(
            Verdict.NOT_ASSESSABLE, "Chỉ tiêu không nêu con số nên không tính được; cần người đánh giá."
        )
    start = goal.horizon.start if goal.horizon else None
    last = goal.horizon.last_day if goal.horizon else None
    if start and last and last < start:
        return Assessment(Verdict.NOT_ASSESSABLE, "Kỳ của chỉ tiêu có ngày cuối trước ngày đầu; cần sửa lại.")
    if goal.aggregation == "total" and start and last:
        return assess_total(current, goal, bound, start, last, at)
    averaged = goal.is_rate or goal.aggregation == "average"
    comparable, parts = split_by_length(current, moments=not averaged)
    judge = assess_average if averaged else assess_level
    found = judge(comparable, goal, bound, at)
    return replace(_naming_parts(found, comparable, parts), left_out=(*found.left_out, *parts))


def _naming_parts(
    found: Assessment, comparable: Sequence[Observation], parts: Sequence[LeftOut]
) -> Assessment:
    """Where only quarters or months are there, the reason says that they were seen and why they do not serve."""
    if comparable or not parts:
        return found
    return replace(found, reason=f"{found.reason} Đã có {parts[-1].reason}.")


def _is_sound(found: Assessment) -> bool:
    figures = (found.measured, found.expected, found.gap, found.pace_needed, found.pace_so_far)
    path = (point.expected for point in found.path)
    return all(number.is_finite() for number in (*figures, *path) if isinstance(number, Decimal))
