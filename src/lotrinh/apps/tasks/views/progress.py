"""Reporting progress: drafting, changing a draft, sending, dropping it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.apps.files.actions import store_file
from lotrinh.apps.files.models import StoredFile
from lotrinh.apps.files.queries import download
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.tasks import policy
from lotrinh.apps.tasks.actions import discard_draft, draft_entry, edit_draft, send_entry
from lotrinh.apps.tasks.forms import ProgressForm
from lotrinh.apps.tasks.models import ProgressEntry
from lotrinh.apps.tasks.queries import Line
from lotrinh.apps.tasks.views.detail import task_line
from lotrinh.apps.ui.gates import acting, require

_FIELDS = ("done", "result", "figure", "figure_unit", "difficulty", "proposal")


def _evidence(request: Any, form: ProgressForm) -> list[StoredFile]:
    """Keeps the chosen files; the same file twice is one."""
    return [
        store_file(
            province_id=request.office.province_id,
            by=request.office,
            at=timezone.now(),
            content=file.read(),
            name=file.name,
            media_type=file.content_type or "application/octet-stream",
        )
        for file in form.cleaned_data["evidence"]
    ]


def _draft(line: Line, number: str) -> ProgressEntry:
    """The unsent entry with that number on the task's page (1 is the newest)."""
    if not number.isdigit() or not 0 < int(number) <= len(line.drafts):
        raise Http404
    return line.drafts[int(number) - 1]


def _send_if_asked(request: Any, line: Line, entry: ProgressEntry) -> None:
    if "send" in request.POST and policy.can_send_entry(request.office, line.standing):
        send_entry(by=request.office, at=timezone.now(), entry=entry)
        messages.success(
            request, _("Đã gửi báo cáo tiến độ của nhiệm vụ %(code)s.") % {"code": line.task.code}
        )
    else:
        messages.success(request, _("Đã lưu dự thảo; lãnh đạo đơn vị xem và gửi."))


@acting
def create(request: Any, code: str) -> HttpResponse:
    line = task_line(request.office, code)
    require(
        policy.can_report_progress(request.office, line.standing),
        policy.NO_REPORT.format(lead=line.lead_names),
    )
    form = ProgressForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = draft_entry(
                by=request.office,
                at=timezone.now(),
                task=line.task,
                organisation=request.office.organisation,
                evidence=_evidence(request, form),
                **{name: form.cleaned_data[name] for name in _FIELDS},
            )
            _send_if_asked(request, line, entry)
            return redirect("tasks:page", code)
        except ActionRefused as refused:
            form.add_error(None, refused.message)
    return render(request, "tasks/progress.html", _context(request, line, form))


@acting
def change(request: Any, code: str, number: str) -> HttpResponse:
    line = task_line(request.office, code)
    require(
        policy.can_report_progress(request.office, line.standing),
        policy.NO_REPORT.format(lead=line.lead_names),
    )
    entry = _draft(line, number)
    initial = {name: getattr(entry, name) for name in _FIELDS} | {"version": entry.version}
    form = ProgressForm(request.POST or None, request.FILES or None, initial=initial)
    theirs, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            changes = {name: form.cleaned_data[name] for name in _FIELDS}
            version = form.cleaned_data["version"] or 0
            entry = edit_draft(
                by=request.office,
                at=timezone.now(),
                entry=entry,
                version=version,
                changes=changes,
                evidence=_evidence(request, form),
            )
            _send_if_asked(request, line, entry)
            return redirect("tasks:page", code)
        except StaleEdit as stale:
            theirs, status = stale.current, 409
            form.add_error(None, stale.message)
            form.data = form.data.copy()
            form.data["version"] = str(stale.current.version)  # type: ignore[attr-defined]
        except ActionRefused as refused:
            form.add_error(None, refused.message)
    return render(request, "tasks/progress.html", _context(request, line, form, entry, theirs), status=status)


def _context(
    request: Any, line: Line, form: ProgressForm, entry: ProgressEntry | None = None, theirs: Any = None
) -> dict[str, Any]:
    return {
        "line": line,
        "form": form,
        "entry": entry,
        "theirs": theirs,
        "previous": line.last_entry,
        "may_send": policy.can_send_entry(request.office, line.standing),
    }


@acting
@require_POST
def send(request: Any, code: str, number: str) -> HttpResponse:
    line = task_line(request.office, code)
    require(policy.can_send_entry(request.office, line.standing), policy.NO_SEND)
    try:
        send_entry(by=request.office, at=timezone.now(), entry=_draft(line, number))
        messages.success(request, _("Đã gửi báo cáo tiến độ của nhiệm vụ %(code)s.") % {"code": code})
    except ActionRefused as refused:
        messages.error(request, refused.message)
    return redirect("tasks:page", code)


@acting
@require_POST
def discard(request: Any, code: str, number: str) -> HttpResponse:
    line = task_line(request.office, code)
    require(
        policy.can_report_progress(request.office, line.standing),
        policy.NO_REPORT.format(lead=line.lead_names),
    )
    try:
        discard_draft(by=request.office, at=timezone.now(), entry=_draft(line, number))
        messages.success(request, _("Đã bỏ dự thảo; nội dung vẫn còn trong lịch sử."))
    except ActionRefused as refused:
        messages.error(request, refused.message)
    return redirect("tasks:page", code)


@acting
def evidence(request: Any, code: str, sha256: str) -> HttpResponse:
    """A file that shows what an entry says, always as a download."""
    line = task_line(request.office, code)
    rows = [
        row
        for entry in (*line.entries, *line.drafts)
        for row in entry.evidence.all()
        if row.file.sha256 == sha256
    ]
    if not rows:
        raise Http404
    return download(rows[0].file)
