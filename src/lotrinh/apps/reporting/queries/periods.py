"""Reading what belongs to a reporting period, and who sees which requests to unlock it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from lotrinh.apps.calendars.models import Unlocking
from lotrinh.apps.calendars.queries import PeriodRow, unlockings_for
from lotrinh.apps.indicators.models import Indicator, Observation, Target
from lotrinh.apps.reporting.policy import can_ask_unlocking, can_lock_period
from lotrinh.apps.tasks.models import CompletionClaim, ProgressEntry, Task


@dataclass(frozen=True, slots=True)
class InPeriod:
    """What belongs to a period, of what the person may see: to look at before it is locked."""

    entries: int
    waiting_claims: int
    figures: int


def in_period(by: Any, row: PeriodRow) -> InPeriod:
    begin = timezone.make_aware(datetime.combine(row.first, time.min))
    end = timezone.make_aware(datetime.combine(row.last + timedelta(days=1), time.min))
    claims = CompletionClaim.objects.for_user(by).filter(state=CompletionClaim.State.WAITING)
    return InPeriod(
        entries=ProgressEntry.objects.for_user(by).filter(sent_at__gte=begin, sent_at__lt=end).count(),
        waiting_claims=claims.filter(completed_on__range=(row.first, row.last)).count(),
        figures=Observation.objects.for_user(by)
        .filter(period_to__range=(row.figures_from, row.figures_to))
        .count(),
    )


def unlockings_seen(by: Any) -> QuerySet[Unlocking]:
    """Who decides sees every request of the province, who asks those of the own agency, nobody else any."""
    rows = unlockings_for(by, sees_all=can_lock_period(by))
    return rows if can_lock_period(by) or can_ask_unlocking(by) else rows.none()


def subject_of(by: Any, code: str) -> UUID | None:
    """The task of that code, or what the target of that code measures; None where the person sees no such thing."""
    task = Task.objects.for_user(by).filter(code=code).values_list("pk", flat=True).first()
    return task or Target.objects.for_user(by).filter(code=code).values_list("indicator", flat=True).first()


def scope_asked(by: Any, code: str) -> str:
    """The code a refusal hands over, as people know it: of an indicator that of a target on it."""
    indicator = Indicator.objects.for_user(by).filter(code=code).first()
    if indicator is None:
        return code[:30]
    return (
        Target.objects.for_user(by).filter(indicator=indicator).values_list("code", flat=True).first() or ""
    )
