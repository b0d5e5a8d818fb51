"""The desk: the original and its proposals, decided one by one or together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.directives.policy import can_confirm_directive, can_decide_proposal
from lotrinh.apps.intake.actions import (
    accept_all_certain,
    accept_proposal,
    propose_passage,
    reject_proposal,
    reopen_proposal,
    undo_last,
)
from lotrinh.apps.intake.errors import ChangedMeanwhile
from lotrinh.apps.intake.forms import PassageForm, SelectionForm
from lotrinh.apps.intake.forms.fields import echo_of
from lotrinh.apps.intake.queries import (
    Cards,
    Clash,
    clash_of,
    counts_of,
    data_from_passage,
    desk_of,
    next_waiting,
    unread_now,
)
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.once import once
from lotrinh.apps.ui.asking import VersionedForm
from lotrinh.apps.ui.gates import acting, require
from lotrinh.apps.ui.trouble import trouble

_SEEN = re.compile(r"(?:[0-9]{1,9}:[0-9]{1,9}(?: [0-9]{1,9}:[0-9]{1,9})*)?")
CLOSED = _("Các đề xuất do chuyên viên hoặc lãnh đạo đơn vị xem khi văn bản còn chờ xác nhận.")
_VERBS: dict[str, Callable[..., Proposal]] = {
    "nhan": accept_proposal,
    "bo": reject_proposal,
    "mo-lai": reopen_proposal,
}


def draft_of(request: Any, code: str) -> Directive:
    """The directive of the address, in the office's own province, open to decisions by this office."""
    directive = get_object_or_404(Directive.objects.for_user(request.office).defer("reading"), code=code)
    require(can_decide_proposal(request.office, directive), CLOSED)
    return directive


def is_script(request: HttpRequest) -> bool:
    """True where desk.js asks: it wants the parts that changed, not a page."""
    return request.headers.get("X-Requested-With") == "desk"


@require_safe
@acting
def desk(request: Any, code: str) -> HttpResponse:
    directive = get_object_or_404(Directive.objects.for_user(request.office), code=code)
    if directive.state != Directive.State.DRAFT:
        return redirect("directives:page", code)
    require(can_decide_proposal(request.office, directive), CLOSED)
    context = {
        "desk": desk_of(directive, timezone.localdate()),
        "directive": directive,
        "can_confirm": can_confirm_directive(request.office, directive),
        "passage_form": PassageForm(directive=directive),
    }
    return render(request, "intake/desk.html", context)


@require_POST
@acting
@once
def decide(request: Any, code: str, number: int, verb: str) -> HttpResponse:
    """Accepts, rejects or reopens one proposal, as the person saw it."""
    directive = draft_of(request, code)
    proposal = get_object_or_404(directive.proposals, number=number)
    form = VersionedForm(request.POST)
    if not form.is_valid():
        return trouble(request, 400, str(_("Chưa thực hiện được")), *form.non_field_errors())
    version = form.cleaned_data["version"]
    try:
        _VERBS[verb](by=request.office, at=timezone.now(), proposal=proposal, version=version)
    except StaleEdit as stale:
        return _clash(request, directive, clash_of(stale, verb))
    except ActionRefused as refusal:
        return refused(request, directive, refusal, number)
    return answer(request, directive, [number])


@require_POST
@acting
@once
def accept_certain(request: Any, code: str) -> HttpResponse:
    directive, seen = draft_of(request, code), seen_in(request)
    if seen is None:
        return unseen(request)
    try:
        changed = accept_all_certain(by=request.office, at=timezone.now(), directive=directive, seen=seen)
    except ChangedMeanwhile as told:
        return all_clash(
            request, directive, told, "intake:accept-certain", _("Nhận tất cả đề xuất chắc chắn")
        )
    return answer(request, directive, [row.number for row in changed])


@require_POST
@acting
@once
def undo(request: Any, code: str) -> HttpResponse:
    directive = draft_of(request, code)
    try:
        changed = undo_last(by=request.office, at=timezone.now(), directive=directive)
    except ActionRefused as refusal:
        return refused(request, directive, refusal)
    return answer(
        request, directive, [row.number for row in changed], goes_to=changed[0].number if changed else None
    )


@require_POST
@acting
@once
def from_passage(request: Any, code: str) -> HttpResponse:
    """A task or a target from a passage: selected (start, end) or pasted."""
    directive = draft_of(request, code)
    selected = "start" in request.POST
    form = SelectionForm(request.POST) if selected else PassageForm(request.POST, directive=directive)
    if not form.is_valid():
        return render(request, "intake/passage.html", {"form": form, "directive": directive}, status=400)
    kind, (start, end) = form.cleaned_data["kind"], form.span()
    data = data_from_passage(directive, kind, start, end)
    try:
        made = propose_passage(
            by=request.office, at=timezone.now(), directive=directive, kind=kind, span=(start, end), data=data
        )
    except ActionRefused as refusal:
        return refused(request, directive, refusal)
    if is_script(request):
        return answer(request, directive, [made.number], goes_to=made.number)
    return redirect("intake:edit", code, made.number)


def answer(
    request: Any, directive: Directive, numbers: Iterable[int], goes_to: int | None = None
) -> HttpResponse:
    """The changed cards and the counters for the script; the next card's place on the desk for everybody else."""
    changed = list(numbers)
    if not is_script(request):
        place = goes_to or next_waiting(directive, changed[-1] if changed else 0)
        return redirect(
            f"{reverse('intake:desk', args=[directive.code])}{f'#de-xuat-{place}' if place else ''}"
        )
    return render(request, "intake/changed.html", changed_parts(directive, changed))


def changed_parts(directive: Directive, numbers: list[int]) -> dict[str, Any]:
    proposals = list(directive.proposals.filter(number__in=numbers))
    for proposal in proposals:
        proposal.directive = directive
    cards = Cards(directive, timezone.localdate())
    return {
        "directive": directive,
        "cards": [cards.card(proposal) for proposal in proposals],
        "counts": counts_of(directive),
        "unread": unread_now(directive),
    }


def seen_in(request: Any) -> dict[int, int] | None:
    """Number -> version of what waited when the person looked; None where the form does not say so."""
    told = request.POST.get("seen")
    if told is None or not _SEEN.fullmatch(told.strip()):
        return None
    pairs = (pair.split(":") for pair in told.split())
    return {int(number): int(version) for number, version in pairs}


def unseen(request: Any) -> HttpResponse:
    said = _("Biểu mẫu không cho biết đã xem những đề xuất nào. Đề nghị mở lại trang rồi chọn.")
    return trouble(request, 400, str(_("Chưa thực hiện được")), str(said))


def all_clash(
    request: Any, directive: Directive, told: ChangedMeanwhile, address: str, chosen: Any
) -> HttpResponse:
    """409: the changed proposals as they stand beside the act that was chosen for all of them."""
    parts = changed_parts(directive, list(told.numbers))
    if is_script(request):
        return render(request, "intake/changed.html", {**parts, "problem": told.message}, status=409)
    context = {
        **parts,
        "message": told.message,
        "chosen": chosen,
        "action": reverse(address, args=[directive.code]),
    }
    return render(request, "intake/all_conflict.html", context, status=409)


def _clash(request: Any, directive: Directive, clash: Clash) -> HttpResponse:
    """409: what stands now beside what was chosen; the script gets it inside the card."""
    parts = changed_parts(directive, [clash.number])
    if is_script(request):
        return render(request, "intake/changed.html", {**parts, "clash": clash}, status=409)
    context = {"directive": directive, "card": parts["cards"][0], "clash": clash}
    return render(request, "intake/decide_conflict.html", context, status=409)


def refused(
    request: Any, directive: Directive, refusal: ActionRefused, number: int | None = None
) -> HttpResponse:
    """What an action said no to: beside the card for the script, as a message otherwise."""
    if is_script(request):
        parts = changed_parts(directive, [number] if number else [])
        return render(request, "intake/changed.html", {**parts, "problem": refusal.message}, status=409)
    messages.error(request, refusal.message)
    place = f"#de-xuat-{number}" if number else ""
    return redirect(f"{reverse('intake:desk', args=[directive.code])}{place}")


@require_safe
@acting
def deadline_echo(request: Any) -> HttpResponse:
    """What is understood of a typed deadline."""
    return HttpResponse(echo_of(request.GET.get("q", "")[:300]), content_type="text/plain; charset=utf-8")
