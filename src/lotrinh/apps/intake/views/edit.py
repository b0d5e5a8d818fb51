"""Correcting one proposal, inline for the script and on a page of its own without."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lotrinh.apps.directives.models import Proposal
from lotrinh.apps.intake.actions import accept_proposal, revise_proposal
from lotrinh.apps.intake.forms import ProposalForm, form_of
from lotrinh.apps.intake.queries import decided_in_words
from lotrinh.apps.intake.views.desk import answer, draft_of, is_script, refused
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.once import once
from lotrinh.apps.ui.choosing import conflict_of
from lotrinh.apps.ui.gates import acting
from lotrinh.reading.structure.view import rejoined


@require_http_methods(["GET", "HEAD", "POST"])
@acting
@once
def edit(request: Any, code: str, number: int) -> HttpResponse:
    """Saves the officer's wording and, where asked, accepts it in the same step."""
    directive = draft_of(request, code)
    proposal = get_object_or_404(directive.proposals, number=number)
    proposal.directive = directive
    form = form_of(proposal, _passage(proposal), request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, proposal, form, status=400 if form.is_bound else 200)
    try:
        _save(request, proposal, form)
    except StaleEdit as stale:
        return _conflict(request, form, stale)
    except ActionRefused as refusal:
        return refused(request, directive, refusal, number)
    return answer(request, directive, [number])


def _save(request: Any, proposal: Proposal, form: ProposalForm) -> None:
    at, version = timezone.now(), form.cleaned_data["version"]
    row = revise_proposal(by=request.office, at=at, proposal=proposal, version=version, edited=form.edited())
    if "nhan" in request.POST:
        accept_proposal(by=request.office, at=at, proposal=row)


def _conflict(request: Any, form: ProposalForm, stale: StaleEdit) -> HttpResponse:
    """409: the wording that stands at the left, what was typed at the right; the script gets it inside the card."""
    proposal = stale.current
    stale.message = f"{stale.message} {decided_in_words(proposal)}".strip()
    standing = form.initial_of(proposal.current, _passage(proposal))
    place = f"{reverse('intake:desk', args=[proposal.directive.code])}#de-xuat-{proposal.number}"
    conflict = conflict_of(
        request,
        form,
        standing,
        stale,
        buttons=[("nhan", _("Lưu và nhận")), ("", _("Lưu"))],
        back=place,
    )
    context = {"conflict": conflict, "proposal": proposal, "in_card": True}
    template = "intake/edit_conflict.html" if is_script(request) else "ui/conflict.html"
    return render(request, template, context, status=409)


def _form_page(request: Any, proposal: Proposal, form: ProposalForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "directive": proposal.directive,
        "proposal": proposal,
        "passage": _passage(proposal),
    }
    template = "intake/edit_form.html" if is_script(request) else "intake/edit.html"
    return render(request, template, context, status=status)


def _passage(proposal: Proposal) -> str:
    return rejoined(proposal.directive.text[proposal.start : proposal.end])
