"""Recording duties to report and drawing up reports whose content is frozen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.calendars.locking import Write, pass_lock
from lotrinh.apps.directives.actions import set_report_due
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import hold, standing
from lotrinh.apps.organisations.actions import next_code
from lotrinh.apps.reporting.composing import periodic_input
from lotrinh.apps.reporting.freezing import freeze
from lotrinh.apps.reporting.models import Report, ReportingDuty
from lotrinh.apps.ui.downloads import paper_language
from lotrinh.reading.structure.view import rejoined


@transaction.atomic
def set_duty(
    *, by: Actor, at: datetime, directive: Directive, data: dict[str, Any], proposal: Proposal | None = None
) -> ReportingDuty:
    """A duty to report from a record in the words of reading.md."""
    hold(directive.province_id)
    start, end = data["span"]
    duty = ReportingDuty.objects.create(
        province_id=directive.province_id,
        directive=directive,
        proposal=proposal,
        start=start,
        end=end,
        who=data.get("who") or [],
        to=data.get("to") or [],
        via=data.get("via") or "",
        frequency=data.get("frequency") or "",
        due=data.get("due") or {},
        content=rejoined(data.get("content") or directive.text[start:end]),
    )
    record(province=duty.province_id, by=by, at=at, action="set_duty", subject=duty, after=snapshot(duty))
    _keep_report_due(by, at, directive)
    return duty


def _keep_report_due(by: Actor, at: datetime, directive: Directive) -> None:
    """The directive remembers the first yearly day its duties name, since continuous tasks are judged by it."""
    dues = [
        duty.due for duty in directive.duties.all() if duty.due.get("every") == "year" and duty.due.get("on")
    ]
    day = min((due["on"][0] for due in dues), default="")
    if directive.report_due != day:
        set_report_due(by=by, at=at, directive=directive, on=day)
        directive.report_due = day


@transaction.atomic
def withdraw_duty(*, by: Actor, at: datetime, duty: ReportingDuty, reason: str = "") -> None:
    duty = standing(duty, ReportingDuty.objects.select_related("directive"), "self")
    if duty.directive.state != Directive.State.DRAFT:
        raise ActionRefused(_("Văn bản đang thực hiện; chế độ báo cáo không rút lại được."))
    record(
        province=duty.province_id,
        by=by,
        at=at,
        action="withdraw_duty",
        subject=duty,
        before=snapshot(duty),
        reason=reason,
    )
    directive = duty.directive
    duty.delete()
    _keep_report_due(by, at, directive)


def _pass_lock_if_again(
    by: Office, at: datetime, directive: Directive, first: date, last: date
) -> dict[str, Any]:
    """The first report of a locked period is what one locks it for; another one would stand beside it."""
    again = Report.objects.filter(directive=directive, period_from=first, period_to=last).exists()
    if not again:
        return {}
    write = Write(directive.province_id, by.organisation_id, directive.pk, "")
    return pass_lock(write, at, last)


@transaction.atomic
def draw_up_periodic_report(
    *,
    by: Office,
    at: datetime,
    directive: Directive,
    label: str,
    period_from: date,
    period_to: date,
    cut_off: date,
) -> Report:
    """Freezes what the report on a directive and a period prints, as known on `cut_off`; later changes do not touch it."""
    if period_to < period_from:
        raise ActionRefused(_("Ngày cuối kỳ đứng trước ngày đầu kỳ. Đề nghị xem lại hai ngày."))
    hold(directive.province_id)
    through = _pass_lock_if_again(by, at, directive, period_from, period_to)
    code = next_code(directive.province_id, "BC")
    with paper_language():
        given = periodic_input(
            by=by,
            directive=directive,
            label=label,
            first=period_from,
            last=period_to,
            cut_off=cut_off,
            snapshot=code,
            dated=None,
        )
    report = Report.objects.create(
        province_id=directive.province_id,
        code=code,
        directive=directive,
        organisation_id=by.organisation_id,
        label=label,
        period_from=period_from,
        period_to=period_to,
        cut_off=cut_off,
        content=freeze(given),
        drawn_up_at=at,
        drawn_up_by=by.label,
    )
    after = snapshot(report, "code", "directive_id", "label", "period_from", "period_to", "cut_off")
    record(
        province=report.province_id,
        by=by,
        at=at,
        action="draw_up_report",
        subject=report,
        after={**after, **through},
    )
    return report
