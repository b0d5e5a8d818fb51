"""Reading targets: each with its figures and the assessment computed for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from lotrinh.apps.directives.models import Directive
from lotrinh.apps.indicators.models import Indicator, Observation, Target
from lotrinh.evaluation.assessment import assess
from lotrinh.evaluation.goal import Goal
from lotrinh.evaluation.observation import Observation as Figure
from lotrinh.evaluation.verdict import Assessment, Verdict
from lotrinh.evaluation.wording import amount
from lotrinh.values.period import Period


@dataclass(frozen=True, slots=True)
class Standing:
    """One target as it stands on a day. `figures` are all observations kept, in order of period and entry."""

    target: Target
    goal: Goal
    assessment: Assessment
    figures: tuple[Observation, ...]

    @property
    def label(self) -> str:
        return self.assessment.verdict.label

    @property
    def css(self) -> str:
        return self.assessment.verdict.css

    @property
    def goal_words(self) -> str:
        return self.goal.in_words()

    @property
    def latest_words(self) -> str:
        """The figure held against the target, or that there is none; never 0."""
        measured = self.assessment.measured
        return amount(measured, self.target.unit, 2) if measured is not None else _("chưa có số liệu")

    @property
    def latest(self) -> Observation | None:
        """The kept row behind the figure that counts."""
        seen = self.assessment.latest
        return next((row for row in self.figures if seen is not None and str(row.pk) == seen.ref), None)


def targets_in_force(by: Any) -> QuerySet[Target]:
    """Targets of directives in force that `by` may see."""
    return Target.objects.for_user(by).filter(directive__state=Directive.State.IN_FORCE)


def standings(by: Any, at: date, targets: QuerySet[Target] | None = None) -> tuple[Standing, ...]:
    """Targets with their assessment on a day; three queries whatever their number."""
    rows = targets_in_force(by) if targets is None else targets
    rows = rows.select_related("indicator", "directive", "owner").defer("directive__reading")
    rows = rows.prefetch_related(
        Prefetch("indicator__observations", Observation.objects.order_by("period_from", "entered_at"))
    )
    return tuple(standing_of(target, at) for target in rows)


def figure_on_record(indicator: Indicator, first: date, last: date, kind: str) -> Observation | None:
    """The figure of that period and kind entered last: what one more of them corrects."""
    rows = Observation.objects.filter(province_id=indicator.province_id, indicator=indicator, kind=kind)
    return rows.filter(period_from=first, period_to=last).order_by("-entered_at", "-pk").first()


_WORST = (
    Verdict.OFF_TRACK,
    Verdict.AT_RISK,
    Verdict.NOT_ASSESSABLE,
    Verdict.TOO_EARLY,
    Verdict.ON_TRACK,
    Verdict.ACHIEVED,
)


def worst_first(standing: Standing) -> int:
    """The place of a target in a list that opens with what is off track; targets alike keep their order."""
    return _WORST.index(standing.assessment.verdict)


def standing_of(target: Target, at: date) -> Standing:
    figures = tuple(target.indicator.observations.all())
    goal = goal_of(target)
    return Standing(target, goal, assess([figure_of(row) for row in figures], goal, at), figures)


def goal_of(target: Target) -> Goal:
    """The target in the words of evaluation; the direction is the indicator's where the comparator leaves it open."""
    horizon = None
    if target.horizon_from or target.horizon_to:
        horizon = Period.inclusive(target.horizon_from, target.horizon_to)
    return Goal(
        comparator=target.comparator,  # type: ignore[arg-type]
        value=target.value,
        unit=target.unit or None,
        horizon=horizon,
        aggregation=target.aggregation,  # type: ignore[arg-type]
        value_to=target.value_to,
        direction="down" if target.indicator.direction == "down" else "up",
        since=target.directive.issued_on,
    )


def figure_of(row: Observation) -> Figure:
    return Figure(
        period=Period.inclusive(row.period_from, row.period_to),
        value=row.value,
        kind=row.kind or None,  # type: ignore[arg-type]
        released_on=row.released_on,
        ref=str(row.pk),
    )
