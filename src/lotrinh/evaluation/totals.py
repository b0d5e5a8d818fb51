"""Targets on a sum over a period ("giai đoạn 2021-2025 thu hút 50.000 tỷ đồng"): what has come together so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from lotrinh.evaluation.goal import Goal
from lotrinh.evaluation.observation import LeftOut, Observation, year_position
from lotrinh.evaluation.trajectory import PathPoint
from lotrinh.evaluation.verdict import Assessment, Verdict, by_progress
from lotrinh.evaluation.wording import amount, figure
from lotrinh.values.numerals import format_date
from lotrinh.values.period import Period


def assess_total(
    seen: Sequence[Observation], goal: Goal, bound: Decimal, start: date, last: date, at: date
) -> Assessment:
    """Adds the periods that follow one another from `start` without a gap; a missing period ends the sum, it is not 0.

    Expected is the share of the whole that corresponds to the time covered. Parts of years count like years here.
    """
    chain = _chain(seen, start, last)
    path = _path(bound, start, last)
    if not chain:
        return _nothing_seen(start, at, path)
    covered = chain[-1].period.last_day or last
    total = sum((each.value for each in chain), Decimal(0))
    expected = bound * _share(start, covered, last)
    verdict, reason = _judge(total, expected, covered, goal, bound, start, last, at)
    remaining = year_position(last) - year_position(covered)
    passed = year_position(covered) - year_position(start - timedelta(days=1))
    return Assessment(
        verdict,
        reason,
        baseline=chain[0],
        latest=chain[-1],
        measured=total,
        expected=expected,
        gap=goal.missing(total),
        gap_unit=goal.unit,
        pace_needed=(bound - total) / remaining if remaining > 0 else None,
        pace_so_far=total / passed,
        pace_unit=f"{goal.unit}/năm" if goal.unit else None,
        path=path,
        used=tuple(chain),
        left_out=tuple(
            LeftOut(each, "không nối tiếp các kỳ đã cộng hoặc đã nằm trong số lũy kế")
            for each in seen
            if each not in chain
        ),
    )


def _chain(seen: Sequence[Observation], start: date, last: date) -> list[Observation]:
    """From `start` on, each time the longest period that begins where the last one ended."""
    chain: list[Observation] = []
    begin = start
    while True:
        nexts = [
            each
            for each in seen
            if each.period.start == begin and begin <= (each.period.last_day or date.max) <= last
        ]
        if not nexts:
            return chain
        longest = max(nexts, key=lambda each: each.period.last_day or begin)
        chain.append(longest)
        begin = (longest.period.last_day or last) + timedelta(days=1)


def _share(start: date, day: date, last: date) -> Decimal:
    """The part of the time from `start` that is over at the end of `day`, whole years counting alike."""
    before = year_position(start - timedelta(days=1))
    return (year_position(day) - before) / (year_position(last) - before)


def _path(bound: Decimal, start: date, last: date) -> tuple[PathPoint, ...]:
    ends = (min(date(year, 12, 31), last) for year in range(start.year, min(last.year, start.year + 100) + 1))
    return tuple(PathPoint(end.year, bound * _share(start, end, last)) for end in ends)


def _nothing_seen(start: date, at: date, path: tuple[PathPoint, ...]) -> Assessment:
    if at.year <= start.year:
        return Assessment(
            Verdict.TOO_EARLY, f"Kỳ tính từ ngày {format_date(start)}, chưa có số liệu kỳ đầu.", path=path
        )
    reason = f"Chưa có số liệu của kỳ đầu, từ ngày {format_date(start)}, nên chưa cộng được."
    return Assessment(Verdict.NOT_ASSESSABLE, reason, path=path)


def _judge(
    total: Decimal,
    expected: Decimal,
    covered: date,
    goal: Goal,
    bound: Decimal,
    start: date,
    last: date,
    at: date,
) -> tuple[Verdict, str]:
    period = Period.inclusive(start, last).in_words()
    said = (
        f"Lũy kế đến ngày {format_date(covered)} là {amount(total, goal.unit)},"
        f" chỉ tiêu {goal.in_words()} cho {period}"
    )
    over, met = covered == last, goal.is_met(total)
    if met and (goal.rises or over):
        return Verdict.ACHIEVED, f"{said}."
    if over or (not goal.rises and not met):
        return Verdict.OFF_TRACK, f"{said}; {'đã hết kỳ, không đạt' if over else 'đã vượt mức cho phép'}."
    if at > last:
        return Verdict.NOT_ASSESSABLE, f"{said}; đã hết kỳ nhưng chưa đủ số liệu."
    course = f"theo thời gian {'cần' if goal.rises else 'không quá'} {amount(expected, goal.unit, 2)}"
    made, due = (total, expected) if goal.rises else (expected, total)
    verdict = by_progress(made / due) if due > 0 else Verdict.ON_TRACK
    share = f" (bằng {figure(100 * total / bound, 1)}% chỉ tiêu)" if bound > 0 else ""
    return verdict, f"{said}{share}; {course}."
