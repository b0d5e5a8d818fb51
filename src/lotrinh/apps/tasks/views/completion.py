"""Claims of completion, extensions, pauses and who is responsible: the decisions between offices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.journal.answers import settled
from lotrinh.apps.journal.once import once
from lotrinh.apps.tasks import policy
from lotrinh.apps.tasks.actions import (
    ask_extension,
    choose_responsible,
    claim_completion,
    decide_claim,
    decide_extension,
    set_pause,
    stop_task,
)
from lotrinh.apps.tasks.errors import AlreadyDecided
from lotrinh.apps.tasks.forms import ClaimForm, DecisionForm, ExtensionForm, MarkForm, ResponsibleForm
from lotrinh.apps.tasks.models import CompletionClaim, Extension
from lotrinh.apps.tasks.queries import Line
from lotrinh.apps.tasks.views.detail import task_line
from lotrinh.apps.ui.gates import acting, require


def _answer(
    request: Any, line: Line, form: forms.Form, words: tuple[str, str], act: Callable[[], str], **more: Any
) -> HttpResponse:
    """One form, one action; `words` are the page's title and its button. A refusal keeps what was typed."""

    def done() -> HttpResponse:
        messages.success(request, act())
        return redirect("tasks:page", line.task.code)

    answer = settled(request, form, done)
    if isinstance(answer, HttpResponse):
        return answer
    context = {"line": line, "form": form, "title": words[0], "button": words[1], **more}
    return render(request, "tasks/decide.html", context, status=answer)


def _refuse_if_decided(
    request: Any, rows: Sequence[CompletionClaim | Extension], waiting: CompletionClaim | Extension | None
) -> None:
    """Of what the person had before them: somebody else has decided on it, and perhaps another is waiting already."""
    if request.method != "POST":
        return
    about = request.POST.get("about") or (str(waiting.pk) if waiting else "")
    seen = next((row for row in rows if str(row.pk) == about), None)
    decided = seen or (rows[0] if rows and waiting is None else None)
    if decided is not None and decided.decided_at is not None:
        raise AlreadyDecided(decided)


@acting
@once
def claim(request: Any, code: str) -> HttpResponse:
    line, by = task_line(request.office, code), request.office
    require(
        policy.can_claim_completion(by, line.standing),
        policy.why_no_claim(by, line.standing, line.lead_names),
    )
    form = ClaimForm(request.POST or None)

    def act() -> str:
        claim_completion(
            by=by, at=timezone.now(), task=line.task, organisation=by.organisation, **form.cleaned_data
        )
        decider = line.standing.decider_for(by.organisation_id)
        return _("Đã đề nghị công nhận hoàn thành; %(who)s xem xét.") % {
            "who": decider or _("cơ quan giao việc")
        }

    return _answer(request, line, form, (_("Đề nghị công nhận hoàn thành"), _("Gửi đề nghị")), act)


@acting
@once
def decide(request: Any, code: str) -> HttpResponse:
    line, by = task_line(request.office, code), request.office
    waiting = line.waiting_claim
    _refuse_if_decided(request, line.claims, waiting)
    if waiting is None:
        messages.info(request, _("Không còn đề nghị nào đang chờ; có thể đã được quyết định."))
        return redirect("tasks:page", code)
    decider = line.standing.decider_for(waiting.organisation_id)
    who = _("lãnh đạo %(who)s") % {"who": decider} if decider else _("cơ quan giao việc")
    require(
        policy.can_decide_on(by, line.standing, waiting),
        policy.why_no_decision(by, line.standing, waiting, who),
    )
    form = DecisionForm(request.POST or None, initial={"about": waiting.pk})

    def act() -> str:
        accept = form.cleaned_data["decision"] == "accept"
        decide_claim(
            by=by, at=timezone.now(), claim=waiting, accept=accept, reason=form.cleaned_data["reason"]
        )
        return _("Đã công nhận hoàn thành.") if accept else _("Đã trả lại để bổ sung.")

    return _answer(
        request,
        line,
        form,
        (_("Xem xét đề nghị công nhận hoàn thành"), _("Ghi quyết định")),
        act,
        claim=waiting,
    )


@acting
@once
def extend(request: Any, code: str) -> HttpResponse:
    line, by = task_line(request.office, code), request.office
    require(
        policy.can_ask_extension(by, line.standing),
        policy.why_no_claim(by, line.standing, line.lead_names),
    )
    form = ExtensionForm(request.POST or None)

    def act() -> str:
        ask_extension(
            by=by, at=timezone.now(), task=line.task, organisation=by.organisation, **form.cleaned_data
        )
        return _("Đã gửi đề nghị gia hạn.")

    return _answer(request, line, form, (_("Xin gia hạn"), _("Gửi đề nghị")), act)


@acting
@once
def decide_on_extension(request: Any, code: str) -> HttpResponse:
    line, by = task_line(request.office, code), request.office
    waiting = line.waiting_extension
    _refuse_if_decided(request, line.extensions, waiting)
    if waiting is None:
        raise Http404
    decider = line.standing.decider_for(waiting.organisation_id)
    require(
        policy.can_decide_on(by, line.standing, waiting),
        policy.why_no_decision(by, line.standing, waiting, str(decider)),
    )
    form = DecisionForm(request.POST or None, initial={"about": waiting.pk})

    def act() -> str:
        grant = form.cleaned_data["decision"] == "accept"
        decide_extension(
            by=by, at=timezone.now(), extension=waiting, grant=grant, note=form.cleaned_data["reason"]
        )
        return _("Đã cho gia hạn.") if grant else _("Không cho gia hạn.")

    return _answer(
        request, line, form, (_("Quyết định gia hạn"), _("Ghi quyết định")), act, extension=waiting
    )


@acting
@once
def mark(request: Any, code: str) -> HttpResponse:
    line, by = task_line(request.office, code), request.office
    require(policy.can_manage_task(by, line.standing), policy.NO_DECISION.format(decider=line.standing.focal))
    form = MarkForm(request.POST or None)

    def act() -> str:
        chosen, reason, today = form.cleaned_data["mark"], form.cleaned_data["reason"], timezone.localdate()
        if chosen == "stop":
            stop_task(by=by, at=timezone.now(), task=line.task, stopped_on=today, reason=reason)
            return _("Nhiệm vụ đã dừng.")
        paused = today if chosen == "pause" else None
        set_pause(by=by, at=timezone.now(), task=line.task, paused_on=paused, reason=reason)
        return _("Nhiệm vụ tạm dừng.") if paused else _("Nhiệm vụ tiếp tục.")

    return _answer(request, line, form, (_("Tạm dừng, tiếp tục, dừng hẳn"), _("Ghi thay đổi")), act)


@acting
@once
def responsible(request: Any, code: str) -> HttpResponse:
    line, by = task_line(request.office, code), request.office
    require(policy.can_manage_task(by, line.standing), policy.NO_DECISION.format(decider=line.standing.focal))
    share = next((share for share in line.leads if share.choices), None)
    if share is None:
        raise Http404
    form = ResponsibleForm(request.POST or None, bodies=[step.organisation for step in share.choices])

    def act() -> str:
        choose_responsible(
            by=by,
            at=timezone.now(),
            agency=share.row,
            organisation=form.chosen,
            reason=form.cleaned_data["reason"],
        )
        return _("Đã giao nhiệm vụ cho %(who)s.") % {"who": form.chosen.name}

    return _answer(request, line, form, (_("Chọn cơ quan kế thừa"), _("Giao nhiệm vụ")), act, share=share)
