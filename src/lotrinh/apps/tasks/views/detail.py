"""One task: what it is, how it stands, what was reported, and what the person looking may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lotrinh.apps.accounts.policy import is_outside
from lotrinh.apps.directives.queries import coverage_of, passage_url
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.queries import history_of
from lotrinh.apps.tasks import pages, policy
from lotrinh.apps.tasks.models import Task
from lotrinh.apps.tasks.queries import Line, line_of
from lotrinh.apps.ui.gates import acting


@dataclass(frozen=True, slots=True)
class Rights:
    """What the acting office may do with this task now."""

    report: bool
    send: bool
    claim: bool
    decide: bool
    ask_extension: bool
    decide_extension: bool
    manage: bool
    why_not: str


def rights_of(by: Any, line: Line) -> Rights:
    standing, claim, extension = line.standing, line.waiting_claim, line.waiting_extension
    is_open = line.status.cls in ("open_late", "open_in_time", "not_assessable") and claim is None
    report = policy.can_report_progress(by, standing)
    return Rights(
        report=report and line.task.stopped_on is None,
        send=policy.can_send_entry(by, standing),
        claim=is_open and policy.can_claim_completion(by, standing),
        decide=claim is not None and policy.can_decide_on(by, standing, claim),
        ask_extension=is_open and extension is None and policy.can_ask_extension(by, standing),
        decide_extension=extension is not None and policy.can_decide_on(by, standing, extension),
        manage=policy.can_manage_task(by, standing),
        why_not="" if report else policy.why_no_report(by, standing, line.lead_names),
    )


def task_line(by: Any, code: str) -> Line:
    """The task of that code as it stands today; 404 where the person may not see it."""
    task = get_object_or_404(Task.objects.for_user(by), code=code)
    return line_of(by, timezone.localdate(), task)


def sentence_of(task: Task) -> str:
    """The passage the task came from, for the quotation that links back to the document."""
    return " ".join(task.directive.text[task.start : task.end].split())


def history_of_task(by: Any, line: Line) -> list[Event] | None:
    """Events of the task and of its entries, claims and extensions, newest first; drafts are for the lead, and whoever
    looks from outside is not told who inside did what."""
    if is_outside(by):
        return None
    drafts = line.drafts if policy.can_see_drafts(by, line.standing) else ()
    parts = (line.entries, drafts, line.claims, line.extensions)
    subjects = [line.task.pk, *(row.pk for rows in parts for row in rows)]
    return list(history_of(line.task.province_id, *subjects))


@acting
@require_safe
def page(request: Any, code: str) -> HttpResponse:
    line = task_line(request.office, code)
    context = {
        "line": line,
        "rights": rights_of(request.office, line),
        "road": pages.task_road(line),
        "marks": pages.marks_of(line),
        "deadline": line.task.stated_deadline.as_printed(),
        "sentence": sentence_of(line.task),
        "coverage": coverage_of(line.task.directive),
        "passage": passage_url(line.task.directive, line.task.start, line.task.end),
        "history": history_of_task(request.office, line),
    }
    return render(request, "tasks/page.html", context)
