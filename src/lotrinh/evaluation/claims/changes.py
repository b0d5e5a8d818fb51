"""Differences a report states: against the earlier figure where it is there, against each other where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from lotrinh.evaluation.claims.finding import OUTCOME_IN_WORDS, Finding, Outcome, compare
from lotrinh.evaluation.claims.passages import Figure, Passages
from lotrinh.evaluation.claims.results import Change, Told, base_period
from lotrinh.evaluation.wording import figure
from lotrinh.values.period import Period

_OFF_BY_ROUNDING = Decimal("1.5")


def check_changes(passages: Passages, results: Sequence[Told]) -> Iterator[Finding]:
    """ "năm 2021 đạt 11,9% ...; 9 tháng năm 2022 đạt 12,3%, tăng 0,4% so với năm 2021".

    A change of a share is read as percentage points if only that agrees, even where "%" is printed, and the finding says
    so. Two changes against the same unstated year must lead back to the same figure.
    """
    unbased: list[tuple[Told, Change, Period]] = []
    for told in results:
        for change in told.changes:
            period = base_period(told, change.versus)
            if period is None:
                continue
            base = _figure_of(results, told, period)
            if base is None:
                unbased.append((told, change, period))
            elif base is not told:
                yield against(passages, told, change, base)
    for (one, its, period), (two, other, again) in combinations(unbased, 2):
        if one.key == two.key and period == again and one is not two and _in_points(one) and _in_points(two):
            yield _same_base(passages, (one, its), (two, other), period)


def _figure_of(results: Sequence[Told], told: Told, period: Period) -> Told | None:
    return next(
        (
            each
            for each in results
            if each.key == told.key and each.period == period and each.figure.unit == told.figure.unit
        ),
        None,
    )


def _in_points(told: Told) -> bool:
    return bool(told.figure.unit and told.figure.unit.startswith("%"))


def against(passages: Passages, told: Told, change: Change, base: Told) -> Finding:
    """A stated change against the two figures it lies between."""
    if _in_points(told):
        outcome, computed, remark = _points(told, change, base)
    else:
        outcome, computed, remark = _relative(told, change, base)
    stated = passages.quote(change.figure.span) if change.figure else f"“{figure(change.delta)}”"
    spans = [base.figure.span, told.figure.span, *([change.figure.span] if change.figure else [])]
    unlike = "" if _alike(told, base) else " Hai số không cùng độ dài kỳ nên chỉ so được về phép tính."
    return Finding(
        "change",
        tuple(spans),
        outcome,
        change.delta,
        computed,
        f"Từ {passages.quote(base.figure.span)} đến {passages.quote(told.figure.span)} là {remark},"
        f" báo cáo ghi {stated}: {OUTCOME_IN_WORDS[outcome]}.{unlike}",
    )


def _alike(told: Told, base: Told) -> bool:
    periods = [each.period for each in (told, base)]
    lengths = {(p.end - p.start).days // 28 for p in periods if p and p.start and p.end}
    return len(lengths) <= 1


def _points(told: Told, change: Change, base: Told) -> tuple[Outcome, Decimal, str]:
    """Shares and rates: points first, a relative change only where points do not fit and the relative one does."""
    difference = told.figure.value - base.figure.value
    step = _step(told, change, base)
    remark = f"{_signed(difference)} điểm %"
    if abs(difference - change.delta) < step / 2:
        printed = change.figure.text if change.figure else ""
        if "điểm" not in printed and printed.endswith("%"):
            remark += " (chỉ khớp khi hiểu “%” là điểm %)"
        return "agrees", difference, remark
    if abs(difference - change.delta) <= _OFF_BY_ROUNDING * step:
        return "rounding", difference, remark
    relative = 100 * (told.figure.value / base.figure.value - 1) if base.figure.value else Decimal("NaN")
    if relative.is_finite() and abs(relative - change.delta) <= step / 2:
        return "agrees", relative, f"{_signed(relative)}% (tính theo tỷ lệ, không phải điểm %)"
    return "disagrees", difference, remark


def _step(told: Told, change: Change, base: Told) -> Decimal:
    """The coarsest last digit of the three figures: no difference is more exact than that."""
    figures = [told.figure, base.figure, *([change.figure] if change.figure else [])]
    return max(each.last_digit for each in figures)


def _relative(told: Told, change: Change, base: Told) -> tuple[Outcome, Decimal, str]:
    """Amounts: a percentage is relative, a change in the same unit a difference."""
    if change.unit and change.unit.startswith("%"):
        if base.figure.value == 0:
            return "undecided", Decimal(0), "không tính được từ số 0"
        computed = 100 * (told.figure.value / base.figure.value - 1)
        return _compared(change, computed), computed, f"{_signed(computed)}%"
    if change.unit == told.figure.unit:
        computed = told.figure.value - base.figure.value
        return _compared(change, computed), computed, f"{_signed(computed)} {change.unit or ''}".rstrip()
    return "undecided", told.figure.value - base.figure.value, "không cùng đơn vị với mức thay đổi"


def _compared(change: Change, computed: Decimal) -> Outcome:
    sign = Decimal(-1) if change.delta < 0 else Decimal(1)
    printed = change.figure or Figure((0, 1), "", abs(change.delta), None, change.unit, "growth", "=")
    return compare(printed, sign * computed)


def _signed(value: Decimal) -> str:
    return f"{'tăng' if value >= 0 else 'giảm'} {figure(abs(value))}"


def _same_base(
    passages: Passages, first: tuple[Told, Change], second: tuple[Told, Change], period: Period
) -> Finding:
    """Both changes point back to one figure that the text does not give."""
    (one, its), (two, other) = first, second
    from_one, from_two = one.figure.value - its.delta, two.figure.value - other.delta
    steps = [each.last_digit for each in (one.figure, two.figure, its.figure, other.figure) if each]
    apart = abs(from_one - from_two)
    outcome: Outcome = "agrees" if apart < max(steps) / 2 else "rounding"
    if apart > _OFF_BY_ROUNDING * max(steps):
        outcome = "disagrees"
    spans = [each.span for each in (one.figure, its.figure, two.figure, other.figure) if each]
    return Finding(
        "base",
        tuple(spans),
        outcome,
        from_one,
        from_two,
        f"Từ {passages.quote(one.figure.span)} suy ra {period.in_words()} là {figure(from_one)}%,"
        f" từ {passages.quote(two.figure.span)} suy ra {figure(from_two)}%: {OUTCOME_IN_WORDS[outcome]}.",
    )
