"""Reporting progress: drafting, changing a draft, sending, dropping it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lotrinh.apps.files.actions import clean_name, log_refusal, store_file
from lotrinh.apps.files.models import StoredFile
from lotrinh.apps.files.queries import download, secrecy_of
from lotrinh.apps.journal.errors import ActionRefused, AlreadyDone, Gone, StaleEdit
from lotrinh.apps.journal.once import answer_once, once, once_inside
from lotrinh.apps.journal.queries import history_of
from lotrinh.apps.tasks import policy
from lotrinh.apps.tasks.actions import discard_draft, draft_entry, edit_draft, send_entry
from lotrinh.apps.tasks.errors import DraftChanged, SecretEvidence, UnseenEvidence
from lotrinh.apps.tasks.forms import ProgressForm
from lotrinh.apps.tasks.models import ProgressEntry
from lotrinh.apps.tasks.queries import Line
from lotrinh.apps.tasks.views.detail import task_line
from lotrinh.apps.ui.choosing import conflict_answer
from lotrinh.apps.ui.gates import acting, require

_FIELDS = ("done", "result", "figure", "figure_unit", "difficulty", "proposal")


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """An evidence file as it was sent, in memory until it may be kept."""

    name: str
    kind: str
    content: bytes
    seen: bool


def _chosen(request: Any, form: ProgressForm) -> list[ChosenFile]:
    """The files of the form. One with a secrecy mark is refused: its hash is logged and nothing is kept. One that cannot
    be read is kept only where the officer declares that it holds no state secret."""
    return [_judged(request.office, form, file) for file in form.cleaned_data["evidence"]]


def _judged(by: Any, form: ProgressForm, sent: Any) -> ChosenFile:
    content = sent.read()
    verdict = secrecy_of(content, sent.name)
    if verdict == "secret":
        digest = hashlib.sha256(content).hexdigest()
        log_refusal(province_id=by.province_id, by=by, at=timezone.now(), sha256=digest, code="secret")
        raise SecretEvidence
    if verdict == "unseen" and not form.cleaned_data["not_secret"]:
        raise UnseenEvidence(clean_name(sent.name))
    kind = sent.content_type or "application/octet-stream"
    return ChosenFile(sent.name, kind, content, seen=verdict == "clear")


def _keep(by: Any, files: list[ChosenFile]) -> list[StoredFile]:
    return [
        store_file(
            province_id=by.province_id,
            by=by,
            at=timezone.now(),
            content=file.content,
            name=file.name,
            media_type=file.kind,
            declared_unclassified=not file.seen,
        )
        for file in files
    ]


def _draft(request: Any, line: Line, number: str) -> ProgressEntry:
    """The unsent entry with that number on the task's page (1 is the newest).

    A form names the entry it was about beside: by now another one may have that number, or it may be sent or dropped.
    """
    about = request.POST.get("entry", "")
    if not about:
        if not number.isdigit() or not 0 < int(number) <= len(line.drafts):
            raise Http404
        return line.drafts[int(number) - 1]
    for row in (*line.drafts, *line.entries):
        if str(row.pk) == about:
            return row
    dropped = history_of(line.task.province_id, line.task.pk).filter(action="discard_draft").first()
    if dropped is None:
        raise Http404
    raise Gone(dropped.user_label, dropped.at)


def _send_if_asked(request: Any, line: Line, entry: ProgressEntry) -> None:
    if "send" in request.POST and policy.can_send_entry(request.office, line.standing):
        send_entry(by=request.office, at=timezone.now(), entry=entry)
        messages.success(
            request, _("Đã gửi báo cáo tiến độ của nhiệm vụ %(code)s.") % {"code": line.task.code}
        )
    else:
        messages.success(request, _("Đã lưu dự thảo; lãnh đạo đơn vị xem và gửi."))


def _save(
    request: Any, line: Line, form: ProgressForm, write: Callable[..., ProgressEntry]
) -> HttpResponseBase:
    """Files, entry and sending stand or fall together. The files were read before: that takes long and is no change."""
    files = _chosen(request, form)

    def act() -> HttpResponseBase:
        with transaction.atomic():
            fields = {name: form.cleaned_data[name] for name in _FIELDS}
            kept = _keep(request.office, files)
            entry = write(by=request.office, at=timezone.now(), fields=fields, files=kept)
            _send_if_asked(request, line, entry)
        return redirect("tasks:page", line.task.code)

    return answer_once(request, act)


def _answer(
    request: Any,
    line: Line,
    form: ProgressForm,
    write: Callable[..., ProgressEntry],
    entry: ProgressEntry | None = None,
) -> HttpResponseBase:
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, line, form, write)
        except StaleEdit as stale:
            return _both(request, line, form, stale)
        except (AlreadyDone, Gone):
            raise
        except ActionRefused as refused:
            form.add_error(None, refused.message)
            status = 409
    elif form.errors:
        status = 400
    return render(request, "tasks/progress.html", _context(request, line, form, entry), status=status)


@acting
@once_inside
def create(request: Any, code: str) -> HttpResponseBase:
    line = task_line(request.office, code)
    _require_report(request.office, line)
    form = ProgressForm(request.POST or None, request.FILES or None)

    def write(by: Any, at: datetime, fields: dict[str, Any], files: list[StoredFile]) -> ProgressEntry:
        return draft_entry(
            by=by, at=at, task=line.task, organisation=by.organisation, evidence=files, **fields
        )

    return _answer(request, line, form, write)


@acting
@once_inside
def change(request: Any, code: str, number: str) -> HttpResponseBase:
    line = task_line(request.office, code)
    _require_report(request.office, line)
    entry = _draft(request, line, number)
    form = ProgressForm(request.POST or None, request.FILES or None, initial=_initial_of(entry))

    def write(by: Any, at: datetime, fields: dict[str, Any], files: list[StoredFile]) -> ProgressEntry:
        seen = form.cleaned_data["version"] or 0
        return edit_draft(by=by, at=at, entry=entry, version=seen, changes=fields, evidence=files)

    return _answer(request, line, form, write, entry)


def _initial_of(entry: ProgressEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _FIELDS} | {"version": entry.version, "entry": entry.pk}


def _both(request: Any, line: Line, form: ProgressForm, stale: StaleEdit) -> HttpResponse:
    """What stands and what was typed, to choose from."""
    save = ("", _("Lưu dự thảo"))
    may_send = policy.can_send_entry(request.office, line.standing)
    return conflict_answer(
        request,
        form,
        _initial_of(stale.current),
        stale,
        buttons=[("send", _("Gửi")), save] if may_send else [save],
        back=reverse("tasks:page", args=[line.task.code]),
    )


def _require_report(by: Any, line: Line) -> None:
    allowed = policy.can_report_progress(by, line.standing)
    require(allowed, policy.why_no_report(by, line.standing, line.lead_names))


def _context(
    request: Any, line: Line, form: ProgressForm, entry: ProgressEntry | None = None
) -> dict[str, Any]:
    return {
        "line": line,
        "form": form,
        "entry": entry,
        "choose_again": bool(request.FILES),
        "previous": line.last_entry,
        "may_send": policy.can_send_entry(request.office, line.standing),
    }


@acting
@require_POST
@once
def send(request: Any, code: str, number: str) -> HttpResponse:
    """The draft as the head read it: one that was changed since is shown again first."""
    line = task_line(request.office, code)
    require(policy.can_send_entry(request.office, line.standing), policy.NO_SEND)
    entry = _draft(request, line, number)
    seen = request.POST.get("version", "")
    try:
        send_entry(
            by=request.office,
            at=timezone.now(),
            entry=entry,
            version=int(seen) if seen.isascii() and seen.isdigit() else None,
        )
    except StaleEdit as stale:
        raise DraftChanged(stale.who, stale.at) from stale
    messages.success(request, _("Đã gửi báo cáo tiến độ của nhiệm vụ %(code)s.") % {"code": code})
    return redirect("tasks:page", code)


@acting
@require_POST
@once
def discard(request: Any, code: str, number: str) -> HttpResponse:
    line = task_line(request.office, code)
    _require_report(request.office, line)
    discard_draft(by=request.office, at=timezone.now(), entry=_draft(request, line, number))
    messages.success(request, _("Đã bỏ dự thảo; nội dung vẫn còn trong lịch sử."))
    return redirect("tasks:page", code)


@acting
@require_safe
def evidence(request: Any, code: str, sha256: str) -> FileResponse:
    """A file that shows what an entry says, always as a download."""
    line = task_line(request.office, code)
    drafts = line.drafts if policy.can_see_drafts(request.office, line.standing) else ()
    rows = [
        row for entry in (*line.entries, *drafts) for row in entry.evidence.all() if row.file.sha256 == sha256
    ]
    if not rows:
        raise Http404
    return download(rows[0].file)
