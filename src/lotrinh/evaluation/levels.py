"""Targets on a level, a share, a rank or a size at the horizon: the latest figure against the expected path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lotrinh.evaluation.forecast import forecast
from lotrinh.evaluation.goal import Goal
from lotrinh.evaluation.observation import Observation, year_position
from lotrinh.evaluation.trajectory import Shape, Trajectory
from lotrinh.evaluation.verdict import Assessment, Verdict, by_progress
from lotrinh.evaluation.wording import figure
from lotrinh.values.numerals import format_date


def assess_level(seen: Sequence[Observation], goal: Goal, bound: Decimal, at: date) -> Assessment:
    """Judges comparable figures, in order of time, against `bound`, the deciding figure of `goal`.

    Met by the latest figure up to the horizon: achieved. Behind the path from the first figure to the horizon: at risk
    or off course by the share of the expected progress that was made. Without a second figure nothing is said of a path.
    """
    end = goal.horizon.last_day if goal.horizon else None
    within = [each for each in seen if end is None or (each.period.last_day or date.max) <= end]
    if not within:
        return _nothing_seen(seen, goal, at)
    baseline, latest = within[0], within[-1]
    measured = Assessment(
        Verdict.NOT_ASSESSABLE,
        "",
        baseline=baseline,
        latest=latest,
        measured=latest.value,
        gap=goal.missing(latest.value),
        gap_unit=goal.gap_unit,
        used=tuple(within),
    )
    if end is None:
        return _without_horizon(measured, latest, goal)
    return _on_the_path(measured, baseline, latest, goal, bound, end, at)


def _nothing_seen(seen: Sequence[Observation], goal: Goal, at: date) -> Assessment:
    if goal.horizon and goal.horizon.start and at < goal.horizon.start:
        return Assessment(Verdict.TOO_EARLY, f"Kỳ của chỉ tiêu là {goal.horizon.in_words()}, chưa bắt đầu.")
    reason = (
        "Số liệu hiện có đều sau thời điểm của chỉ tiêu."
        if seen
        else "Chưa có số liệu cả năm để so với chỉ tiêu."
    )
    return Assessment(Verdict.NOT_ASSESSABLE, reason)


def _without_horizon(measured: Assessment, latest: Observation, goal: Goal) -> Assessment:
    said = f"Đạt {goal.shown(latest.value)} ({latest.when()}), chỉ tiêu {goal.in_words()}"
    if goal.is_met(latest.value):
        return replace(measured, verdict=Verdict.ACHIEVED, reason=f"{said}.")
    return replace(measured, reason=f"{said}; chỉ tiêu không nêu thời điểm nên chưa xét được lộ trình.")


def _on_the_path(
    measured: Assessment,
    baseline: Observation,
    latest: Observation,
    goal: Goal,
    bound: Decimal,
    end: date,
    at: date,
) -> Assessment:
    horizon = year_position(end)
    shape: Shape = "log" if goal.aggregation == "total" else "linear"
    path = Trajectory.between(baseline.position, baseline.value, horizon, bound, shape)
    rest = Trajectory.between(latest.position, latest.value, horizon, bound, shape)
    so_far = Trajectory.between(baseline.position, baseline.value, latest.position, latest.value, shape)
    measured = replace(
        measured,
        expected=path.at(latest.position),
        pace_needed=rest.pace(),
        pace_so_far=so_far.pace(),
        pace_unit="%/năm" if path.shape == "log" else _per_year(goal),
        path=path.points(),
        forecast=forecast(_series(measured.used), goal, horizon, log=path.shape == "log"),
    )
    verdict, reason = _judge(measured, baseline, latest, goal, path, end, at)
    return replace(measured, verdict=verdict, reason=reason)


def _per_year(goal: Goal) -> str | None:
    unit = goal.gap_unit
    return f"{unit}/năm" if unit else None


def _series(used: Sequence[Observation]) -> list[tuple[Decimal, Decimal]]:
    return list({each.position: each.value for each in used}.items())


def _judge(
    measured: Assessment,
    baseline: Observation,
    latest: Observation,
    goal: Goal,
    path: Trajectory,
    end: date,
    at: date,
) -> tuple[Verdict, str]:
    said = f"Đạt {goal.shown(latest.value)} ({latest.when()}), chỉ tiêu {goal.in_words()} {_by(end)}"
    over = latest.period.last_day == end
    if goal.is_met(latest.value):
        return Verdict.ACHIEVED, f"{said}." if over else f"{said}; đã đạt, cần giữ."
    missing = f"còn thiếu {_gap_in_words(measured)}"
    if over:
        return Verdict.OFF_TRACK, f"{said}; đã hết kỳ, {missing}."
    if at > end:
        return Verdict.NOT_ASSESSABLE, f"{said}; đã hết kỳ nhưng chưa có số liệu năm {end.year}."
    if goal.horizon and goal.horizon.start and at < goal.horizon.start:
        return Verdict.TOO_EARLY, f"{said}; kỳ của chỉ tiêu chưa bắt đầu."
    if latest.position == baseline.position:
        return _single_figure(said, latest, at)
    if goal.is_met(baseline.value):
        return Verdict.OFF_TRACK, f"{said}; {baseline.period.in_words()} đã đạt nhưng nay {missing}."
    return _compare(said, missing, baseline, latest, goal, path)


def _single_figure(said: str, latest: Observation, at: date) -> tuple[Verdict, str]:
    """One figure is where the path starts; the next can be expected when the following year has closed."""
    last = latest.period.last_day
    if last and at.year <= last.year + 1:
        return Verdict.TOO_EARLY, f"{said}; mới có số liệu đầu kỳ, chưa có năm sau để so."
    return Verdict.NOT_ASSESSABLE, f"{said}; chưa có số liệu nào sau {latest.period.in_words()}."


def _compare(
    said: str, missing: str, baseline: Observation, latest: Observation, goal: Goal, path: Trajectory
) -> tuple[Verdict, str]:
    expected = path.at(latest.position)
    due, made = expected - baseline.value, latest.value - baseline.value
    verdict = by_progress(made / due if due else Decimal("NaN"))
    course = f"theo lộ trình {'cần ít nhất' if goal.rises else 'cần không quá'} {goal.shown(expected, 2)}"
    return verdict, f"{said}; {course}, {missing}."


def _by(end: date) -> str:
    return f"vào năm {end.year}" if (end.month, end.day) == (12, 31) else f"vào ngày {format_date(end)}"


def _gap_in_words(measured: Assessment) -> str:
    gap = measured.gap if measured.gap is not None else Decimal("NaN")
    unit = measured.gap_unit
    return f"{figure(gap, 6)} {unit}" if unit else f"{figure(gap, 6)}"
