"""Reports: the list, drawing one up, reading it on screen, and downloading it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lotrinh.apps.calendars.queries import waiting_unlockings
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.once import once
from lotrinh.apps.journal.queries import history_of
from lotrinh.apps.reporting.actions import draw_up_periodic_report
from lotrinh.apps.reporting.forms import ReportForm
from lotrinh.apps.reporting.pages import body_of
from lotrinh.apps.reporting.policy import NO_REPORT, can_lock_period
from lotrinh.apps.reporting.queries import (
    WRITERS,
    directives_to_report,
    duties_of,
    paper_of,
    reports_of,
    written,
)
from lotrinh.apps.ui.downloads import attachment
from lotrinh.apps.ui.gates import acting, require
from lotrinh.apps.ui.paging import page_of
from lotrinh.writing.errors import PdfUnavailable, WritingError
from lotrinh.writing.pdf import pdf_available


@acting
@require_safe
def listing(request: Any) -> HttpResponse:
    context = {
        "page": page_of(request, reports_of(request.office)),
        "duties": duties_of(request.office),
        "may_draw_up": bool(directives_to_report(request.office)),
        "to_decide": waiting_unlockings(request.office) if can_lock_period(request.office) else 0,
    }
    return render(request, "reporting/list.html", context)


@acting
@once
def create(request: Any) -> HttpResponse:
    by, today = request.office, timezone.localdate()
    directives = directives_to_report(by)
    require(bool(directives), NO_REPORT)
    form, status = ReportForm(request.POST or None, directives=directives, today=today), 200
    if request.method == "POST" and form.is_valid():
        directive, period = form.chosen
        try:
            report = draw_up_periodic_report(
                by=by,
                at=timezone.now(),
                directive=directive,
                label=period.label,
                period_from=period.first,
                period_to=period.last,
                cut_off=min(period.last, today),
            )
            messages.success(request, _("Đã lập báo cáo %(code)s.") % {"code": report.code})
            return redirect("reporting:page", report.code)
        except ActionRefused as refused:
            form.add_error(None, refused.message)
            status = 409
        except WritingError as refused:
            form.add_error(None, str(refused))
            status = 409
    elif form.errors:
        status = 400
    return render(request, "reporting/create.html", {"form": form}, status=status)


@acting
@require_safe
def page(request: Any, code: str) -> HttpResponse:
    report = get_object_or_404(reports_of(request.office), code=code)
    paper = paper_of(report)
    context = {
        "report": report,
        "paper": paper,
        "body": list(body_of(paper)),
        "pdf": pdf_available(),
        "no_pdf": str(PdfUnavailable()),
        "history": history_of(report.province_id, report.pk),
    }
    return render(request, "reporting/page.html", context)


@acting
@require_safe
def download(request: Any, code: str, kind: str) -> HttpResponse:
    report = get_object_or_404(reports_of(request.office), code=code)
    if kind not in WRITERS:
        raise Http404
    try:
        return attachment(written(report, kind), f"{report.code}_{paper_of(report).file_stem}.{kind}", kind)
    except PdfUnavailable as missing:
        messages.error(request, str(missing))
        return redirect("reporting:page", code)
