"""Reading reports: the list, one report as the paper it prints, and what may be reported on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from lotrinh import __version__
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import Successions, successions_of
from lotrinh.apps.reporting.freezing import thaw
from lotrinh.apps.reporting.models import Report, ReportingDuty
from lotrinh.apps.reporting.policy import can_draw_up_report
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
