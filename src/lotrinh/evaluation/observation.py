"""Observed figures, their vintages, and which of them may be compared with a target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lotrinh.values.period import Period
from lotrinh.values.record import ResultKind

_RANK = {"estimate": 0, None: 1, "preliminary": 2, "official": 3}
_KIND_WORDS = {"estimate": "ước", "preliminary": "sơ bộ", "official": "chính thức", None: ""}


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure of one period as it was published on `released_on`; `ref` is the caller's own key, handed back untouched."""

    period: Period
    value: Decimal
    kind: ResultKind | None = None
    released_on: date | None = None
    ref: str = ""

    @property
    def position(self) -> Decimal:
        """The end of the period on a scale of years: 31/12/2023 is 2023, 30/6/2024 about 2023.5."""
        return year_position(self.period.last_day or date.min)

    def when(self) -> str:
        """The period and the kind: "năm 2023, ước"."""
        kind = _KIND_WORDS[self.kind]
        return f"{self.period.in_words()}{', ' + kind if kind else ''}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An observation that took no part, and the Vietnamese reason."""

    observation: Observation
    reason: str


def year_position(day: date) -> Decimal:
    """A day as a point in years; the last day of a year is that year itself.

    >>> year_position(date(2023, 12, 31))
    Decimal('2023')
    """
    length = (date(day.year, 12, 31) - date(day.year, 1, 1)).days + 1
    passed = (day - date(day.year, 1, 1)).days + 1
    return Decimal(day.year - 1) + Decimal(passed) / Decimal(length)


def current_vintages(
    observations: Iterable[Observation], at: date
) -> tuple[list[Observation], list[LeftOut]]:
    """One figure per period, in order of time, and those that gave way.

    Official figures follow preliminary ones and these the estimates (Luật Thống kê 2015; NĐ 13/2026/NĐ-CP sets when each
    appears); within one kind the later release wins. A figure released after `at`, or of a period that had not begun, is
    not known yet. The order of the input does not matter.
    """
    best: dict[Period, Observation] = {}
    left_out: list[LeftOut] = []
    for seen in sorted(observations, key=_vintage):
        if reason := _unusable(seen, at):
            left_out.append(LeftOut(seen, reason))
            continue
        earlier = best.get(seen.period)
        if earlier is not None:
            left_out.append(LeftOut(earlier, "đã có số công bố sau hoặc chính thức hơn của cùng kỳ"))
        best[seen.period] = seen
    return sorted(best.values(), key=_time), sorted(left_out, key=lambda item: _time(item.observation))


_Vintage = tuple[int, date, Decimal, str, str]


def _vintage(seen: Observation) -> _Vintage:
    """Kind, then release; the rest only makes the order the same whatever the order of the input."""
    value = seen.value if seen.value.is_finite() else Decimal(0)
    return _RANK[seen.kind], seen.released_on or date.min, value, seen.ref, str(seen.value)


def _time(seen: Observation) -> tuple[date, date, _Vintage]:
    return (seen.period.last_day or date.max, seen.period.start or date.min, _vintage(seen))


def _unusable(seen: Observation, at: date) -> str | None:
    if not seen.value.is_finite():
        return "không phải là con số"
    if seen.period.start is None or seen.period.last_day is None:
        return "không nêu rõ kỳ số liệu"
    if (seen.released_on and seen.released_on > at) or seen.period.start > at:
        return "công bố sau ngày đánh giá"
    return None


def split_by_length(
    observations: Iterable[Observation], *, moments: bool
) -> tuple[list[Observation], list[LeftOut]]:
    """Whole years (and, where `moments`, counts on one day) apart from quarters, half-years and the like.

    A part of a year is not compared with years: seasons differ, and a level of nine months is no level of the year.
    """
    comparable, left_out = [], []
    for seen in observations:
        period = seen.period
        if period.is_year() or (moments and period.start == period.last_day):
            comparable.append(seen)
        else:
            left_out.append(LeftOut(seen, f"số liệu {period.in_words()} không so được với số cả năm"))
    return comparable, left_out
