"""Uploading a document and waiting while it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseStopPolling

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.policy import NO_ENTRY, can_enter_directive
from lotrinh.apps.intake.actions import begin_reading
from lotrinh.apps.intake.models import ReadingJob
from lotrinh.apps.intake.queries import recent_uploads, state_of
from lotrinh.apps.journal.once import answer_once, once_inside
from lotrinh.apps.ui.gates import acting, require
from lotrinh.lexicon.formats import format_names, known_suffixes

Starter = Callable[[ReadingJob, Office, bytes], None]
_FORM_ROOM = 64 * 1024  # what a multipart form adds to its files


# The size must be judged before anything reads the body, and the CSRF check reads it; hence exempt here, protected within.
@csrf_exempt
@once_inside
def upload(request: HttpRequest, start: Starter) -> HttpResponseBase:
    """`start` begins the reading of one job (jobs.start_reading; urls.py joins the two)."""
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.method == "POST" and sent > settings.MAX_UPLOAD + _FORM_ROOM:
        return _page(request, _too_large(sent), status=413)
    return _upload(request, start)


@csrf_protect
@acting
def _upload(request: Any, start: Starter) -> HttpResponseBase:
    require(can_enter_directive(request.office), NO_ENTRY)
    if request.method != "POST":
        return _page(request)
    files: list[UploadedFile] = request.FILES.getlist("tep")
    if problem := _problem_of(files):
        return _page(request, problem, status=400)

    def act() -> HttpResponse:
        jobs = [_begin(request.office, file, start) for file in files]
        return redirect("intake:job", jobs[0].code) if len(jobs) == 1 else redirect("intake:upload")

    return answer_once(request, act)


def _begin(by: Office, file: UploadedFile, start: Starter) -> ReadingJob:
    content = file.read()
    job = begin_reading(by=by, at=timezone.now(), name=file.name or "tep", content=content)
    start(job, by, content)
    return job


def _problem_of(files: list[UploadedFile]) -> str:
    if not files:
        return _("Chưa chọn tệp nào. Đề nghị chọn tệp văn bản rồi bấm Nạp văn bản.")
    for file in files:
        if (file.size or 0) > settings.MAX_UPLOAD:
            return _too_large(file.size or 0)
    return ""


def _megabytes(size: int) -> int:
    """Rounded up, so that a file just over the limit is not said to be of its size."""
    return -(-size // (1024 * 1024))


def _too_large(size: int) -> str:
    return _(
        "Tệp phải nhỏ hơn %(limit)s MB. Tệp này là %(size)s MB – "
        "hãy giảm độ phân giải bản quét hoặc tách phụ lục."
    ) % {"limit": _megabytes(settings.MAX_UPLOAD), "size": _megabytes(size)}


def _page(request: Any, problem: str = "", status: int = 200) -> HttpResponse:
    uploads = recent_uploads(request.office, timezone.now()) if request.office else ()
    context = {
        "problem": problem,
        "uploads": uploads,
        "running": any(not upload.ended for upload in uploads),
        "limit": _megabytes(settings.MAX_UPLOAD),
        "formats": ", ".join(format_names()),
        "suffixes": ",".join(sorted(known_suffixes())),
    }
    template = "intake/uploads.html" if request.htmx and request.method == "GET" else "intake/upload.html"
    return render(request, template, context, status=status)


@require_safe
@acting
def job(request: Any, code: str) -> HttpResponse:
    """How far the reading is; leads on to the desk when it is done."""
    rows = ReadingJob.objects.for_user(request.office).select_related("directive")
    row = get_object_or_404(rows.defer("directive__text", "directive__reading"), code=code)
    state = state_of(row, timezone.now())
    if state.phase == "read":
        return HttpResponseClientRedirect(state.opens) if request.htmx else redirect(state.opens)
    template = "intake/job_state.html" if request.htmx else "intake/job.html"
    page = render(request, template, {"state": state})
    return HttpResponseStopPolling(page.content) if request.htmx and state.ended else page
