"""What an assessment of a target says: one of six verdicts, the gap, the pace, the path and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lotrinh.evaluation.forecast import Forecast
from lotrinh.evaluation.observation import LeftOut, Observation
from lotrinh.evaluation.trajectory import PathPoint

AT_RISK_FROM = Decimal("0.7")
"""Of the progress expected by now, the share from which a target that is behind is "có nguy cơ" and not yet "lệch"."""


class Verdict(StrEnum):
    """The words for a target (product.md 5)."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    TOO_EARLY = "too_early"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return _WORDS[self][0]

    @property
    def css(self) -> str:
        """The class of the style sheet that carries its colour and shape."""
        return _WORDS[self][1]


_WORDS = {
    Verdict.ACHIEVED: ("đã đạt", "done"),
    Verdict.ON_TRACK: ("đúng lộ trình", "done"),
    Verdict.AT_RISK: ("có nguy cơ", "soon"),
    Verdict.OFF_TRACK: ("lệch lộ trình", "late"),
    Verdict.TOO_EARLY: ("chưa đến lúc đánh giá", "none"),
    Verdict.NOT_ASSESSABLE: ("chưa đánh giá được", "none"),
}


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a target stands. Whatever cannot be computed is None, never 0.

    `measured` is the figure held against the target: the latest one, the mean of the years or the sum so far, in the
    target's unit. `gap` is what is still missing (positive) or to spare (negative), in `gap_unit`. `pace_needed` and
    `pace_so_far` are per year, in `pace_unit`. `expected` is what would be on course where `latest` stands. `used` are the
    observations that entered, `left_out` the others with the reason.
    """

    verdict: Verdict
    reason: str
    baseline: Observation | None = None
    latest: Observation | None = None
    measured: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    gap_unit: str | None = None
    pace_needed: Decimal | None = None
    pace_so_far: Decimal | None = None
    pace_unit: str | None = None
    path: tuple[PathPoint, ...] = ()
    forecast: Forecast | None = None
    used: tuple[Observation, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def by_progress(progress: Decimal) -> Verdict:
    """On course from 1, at risk from `AT_RISK_FROM`, otherwise off course; also for a progress that is no number."""
    if progress >= 1:
        return Verdict.ON_TRACK
    return Verdict.AT_RISK if progress >= AT_RISK_FROM else Verdict.OFF_TRACK
