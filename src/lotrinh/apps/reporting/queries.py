"""Reading reports: the list, one report as the paper it prints, and what may be reported on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from lotrinh import __version__
from lotrinh.apps.calendars.models import Unlocking
from lotrinh.apps.calendars.queries import PeriodRow, unlockings_for
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.indicators.models import Observation
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import Successions, successions_of
from lotrinh.apps.reporting.freezing import thaw
from lotrinh.apps.reporting.models import Report, ReportingDuty
from lotrinh.apps.reporting.policy import can_ask_unlocking, can_draw_up_report, can_lock_period
from lotrinh.apps.tasks.models import CompletionClaim, ProgressEntry
from lotrinh.writing.docx import report_to_docx
from lotrinh.writing.pdf import report_to_pdf
from lotrinh.writing.periodic import periodic_report
from lotrinh.writing.report import Report as Paper
from lotrinh.writing.xlsx import report_to_xlsx

WRITERS: dict[str, Callable[[Paper], bytes]] = {
    "docx": report_to_docx,
    "pdf": report_to_pdf,
    "xlsx": report_to_xlsx,
}


def reports_of(by: Any) -> QuerySet[Report]:
    return (
        Report.objects.for_user(by)
        .select_related("directive", "organisation")
        .defer("directive__reading", "directive__text")
    )


def duties_of(by: Any) -> QuerySet[ReportingDuty]:
    """Duties of directives in force."""
    rows = ReportingDuty.objects.for_user(by).filter(directive__state=Directive.State.IN_FORCE)
    return rows.select_related("directive").defer("directive__reading", "directive__text")


def paper_of(report: Report) -> Paper:
    """The paper as it was drawn up."""
    return periodic_report(thaw(report.content))


def written(report: Report, kind: str) -> bytes:
    """The file of a report. Its content is frozen, so it is written once per version of the program and kept.

    Raises PdfUnavailable where PDF cannot be made on this machine.
    """
    digest = hashlib.sha256(json.dumps(report.content, sort_keys=True).encode()).hexdigest()
    key = f"report-{__version__}-{kind}-{digest}"
    content = cache.get(key)
    if content is None:
        content = WRITERS[kind](paper_of(report))
        cache.set(key, content)
    return bytes(content)


def directives_to_report(by: Any) -> list[Directive]:
    """Directives in force that this office may report on."""
    rows = (
        Directive.objects.for_user(by).filter(state=Directive.State.IN_FORCE, tasks__isnull=False).distinct()
    )
    successions = successions_of(by.province_id)
    return [
        row for row in rows.select_related("focal", "issuer_office") if may_report_on(by, row, successions)
    ]


def may_report_on(by: Any, directive: Directive, successions: Successions) -> bool:
    """Asks the policy with who focal agency and issuer's office are today."""
    today = timezone.localdate()

    def now(body: Organisation | None) -> UUID | None:
        return (successions.heirs(body, today).now or body).pk if body else None

    return can_draw_up_report(by, now(directive.focal), now(directive.issuer_office))


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
