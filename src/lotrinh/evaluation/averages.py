"""Targets on a yearly average ("bình quân trên 8,5%/năm"): the mean of the years so far and the rate the rest need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from lotrinh.evaluation.forecast import Forecast, Point, forecast
from lotrinh.evaluation.goal import Goal
from lotrinh.evaluation.growth import arithmetic_mean, geometric_mean, index_of, rate_still_needed, root_rate
from lotrinh.evaluation.observation import Observation
from lotrinh.evaluation.trajectory import PathPoint
from lotrinh.evaluation.verdict import Assessment, Verdict, by_progress
from lotrinh.evaluation.wording import amount


def assess_average(seen: Sequence[Observation], goal: Goal, bound: Decimal, at: date) -> Assessment:
    """Judges yearly figures against an average over the horizon.

    Growth rates are averaged geometrically, amounts arithmetically. A year without a figure is left open and named; it
    never counts as 0. The verdict "đã đạt" waits for the last year, because a mean can still fall.
    """
    years = _years(seen, goal)
    if not years:
        return Assessment(
            Verdict.NOT_ASSESSABLE, "Chỉ tiêu bình quân không nêu giai đoạn và chưa có số liệu năm nào."
        )
    used = {each.period.start.year: each for each in seen if each.period.start}
    used = {year: used[year] for year in years if year in used}
    values = [each.value for each in used.values()]
    mean = geometric_mean(values) if goal.is_rate else arithmetic_mean(values)
    if mean is None:
        return _nothing_seen(years, values, at)
    verdict, reason = _judge(used, years, mean, goal, bound, at)
    known = list(used.values())
    return Assessment(
        verdict,
        reason,
        baseline=known[0],
        latest=known[-1],
        measured=mean,
        expected=bound,
        gap=goal.missing(mean),
        gap_unit=goal.gap_unit,
        pace_needed=_still_needed(values, years, goal, bound),
        pace_so_far=mean,
        pace_unit=goal.unit,
        path=tuple(PathPoint(year, bound) for year in years),
        forecast=_forecast(used, years, goal, bound),
        used=tuple(known),
    )


def _years(seen: Sequence[Observation], goal: Goal) -> range:
    """The years averaged: those of the horizon; where it has no beginning, from the year after the directive."""
    end = goal.horizon.last_day if goal.horizon else None
    known = [each.period.start.year for each in seen if each.period.start]
    first: int | None
    if goal.horizon and goal.horizon.start:
        first = goal.horizon.start.year
    else:
        first = goal.since.year + 1 if goal.since else min(known, default=None)
    last = end.year if end else max(known, default=None)
    return range(first, last + 1) if first is not None and last is not None else range(0)


def _nothing_seen(years: range, values: Sequence[Decimal], at: date) -> Assessment:
    if values:
        return Assessment(
            Verdict.NOT_ASSESSABLE, "Số liệu tốc độ có năm giảm từ 100% trở lên, không tính bình quân được."
        )
    if at.year <= years[0]:
        return Assessment(Verdict.TOO_EARLY, f"Năm {years[0]}, năm đầu của giai đoạn, chưa kết thúc.")
    return Assessment(Verdict.NOT_ASSESSABLE, f"Chưa có số liệu cả năm nào từ năm {years[0]}.")


def _judge(
    used: Mapping[int, Observation], years: range, mean: Decimal, goal: Goal, bound: Decimal, at: date
) -> tuple[Verdict, str]:
    said = f"{_mean_in_words(used, mean, goal)}, chỉ tiêu {goal.in_words()} {_stretch(years)}"
    absent = [year for year in years if year not in used and year < min(at.year, years[-1] + 1)]
    gaps = f"; chưa có số liệu {_years_in_words(absent)}" if absent else ""
    met = goal.is_met(mean)
    if len(used) == len(years):
        verdict = Verdict.ACHIEVED if met else Verdict.OFF_TRACK
        return verdict, f"{said}." if met else f"{said}; đã hết kỳ, không đạt."
    if at.year > years[-1]:
        return Verdict.NOT_ASSESSABLE, f"{said}{gaps}, nên chưa kết luận được cho cả giai đoạn."
    needed = _still_needed([each.value for each in used.values()], years, goal, bound)
    rest = f"; các năm còn lại cần {amount(needed, goal.unit, 2)}" if needed is not None else ""
    verdict = Verdict.ON_TRACK if met else _short_of(_progress(mean, goal, bound))
    return verdict, f"{said}{gaps}{rest}."


def _short_of(progress: Decimal) -> Verdict:
    """A mean that misses the target is at risk at best, however near it came."""
    found = by_progress(progress)
    return Verdict.AT_RISK if found is Verdict.ON_TRACK else found


def _progress(mean: Decimal, goal: Goal, bound: Decimal) -> Decimal:
    """How much of the growth (or of the yearly amount) that was due has come; for a ceiling the other way round."""
    if goal.is_rate:
        made, due = index_of([mean]), index_of([bound])
        if made is None or due is None:
            return Decimal("NaN")
        made, due = made.ln(), due.ln()
    else:
        made, due = mean, bound
    over, under = (made, due) if goal.rises else (due, made)
    return over / under if under > 0 else Decimal("NaN")


def _still_needed(values: Sequence[Decimal], years: range, goal: Goal, bound: Decimal) -> Decimal | None:
    if goal.is_rate:
        return rate_still_needed(bound, values, len(years))
    remaining = len(years) - len(values)
    return (bound * len(years) - sum(values, Decimal(0))) / remaining if remaining > 0 else None


def _forecast(used: Mapping[int, Observation], years: range, goal: Goal, bound: Decimal) -> Forecast | None:
    """The drift of the index the rates make, turned back into a mean; only for rates without a missing year."""
    known = list(used)
    if not goal.is_rate or len(known) < 3 or known != list(range(years[0], years[0] + len(known))):
        return None
    points: list[Point] = [(Decimal(years[0] - 1), Decimal(100))]
    for year, each in used.items():
        points.append((Decimal(year), points[-1][1] * (1 + each.value / 100)))
    whole = index_of([bound] * len(years))
    if whole is None:
        return None
    level = Goal(
        goal.comparator, 100 * whole, None, goal.horizon, "total", None, "up" if goal.rises else "down"
    )
    found = forecast(points, level, Decimal(years[-1]), log=True)
    if found is None:
        return None
    rates = [root_rate(index / 100, len(years)) for index in (found.value, found.low, found.high)]
    value, low, high = rates
    if value is None or low is None or high is None:
        return None
    return Forecast(found.position, value, low, high, found.chance, len(known))


def _mean_in_words(used: Mapping[int, Observation], mean: Decimal, goal: Goal) -> str:
    if len(used) == 1:
        return f"Năm {next(iter(used))} là {goal.shown(mean, 2)}"
    return f"Bình quân {_years_in_words(list(used))} là {goal.shown(mean, 2)} ({_figures(used, goal)})"


def _figures(used: Mapping[int, Observation], goal: Goal) -> str:
    unit = "%" if goal.is_rate else goal.unit
    return "; ".join(f"{year}: {amount(each.value, unit)}" for year, each in used.items())


def _years_in_words(years: Sequence[int]) -> str:
    """ "năm 2021", "3 năm 2021-2023", "các năm 2018, 2020"."""
    if len(years) == 1:
        return f"năm {years[0]}"
    if list(years) == list(range(years[0], years[-1] + 1)):
        return f"{len(years)} năm {years[0]}-{years[-1]}"
    return "các năm " + ", ".join(str(year) for year in years)


def _stretch(years: range) -> str:
    return f"năm {years[0]}" if len(years) == 1 else f"giai đoạn {years[0]}-{years[-1]}"
