"""The check page and putting a directive in force."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from lotrinh.apps.accounts.policy import is_officer
from lotrinh.apps.directives.errors import NotADraft
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.directives.policy import can_confirm_directive
from lotrinh.apps.intake.actions import confirm_draft, correct_header, reject_all_waiting
from lotrinh.apps.intake.errors import ChangedMeanwhile
from lotrinh.apps.intake.forms import ConfirmForm, HeaderForm
from lotrinh.apps.intake.queries import check_of, offices_to_choose
from lotrinh.apps.intake.views.desk import all_clash, draft_of, seen_in, unseen
from lotrinh.apps.journal.errors import ActionRefused, AlreadyDone, StaleEdit
from lotrinh.apps.journal.once import once
from lotrinh.apps.ui.choosing import conflict_answer
from lotrinh.apps.ui.gates import acting, require

NO_CONFIRMATION = gettext_lazy(
    "Xác nhận đưa văn bản vào thực hiện là việc của lãnh đạo đơn vị; chuyên viên chuẩn bị và trình."
)


@require_http_methods(["GET", "HEAD", "POST"])
@acting
@once
def confirm(request: Any, code: str) -> HttpResponse:
    """Two buttons: save the header, or save it and put the directive in force."""
    directive = _draft(request, code)
    only_header = "luu" in request.POST
    form = _form(directive, request.POST or None, only_header)
    if request.method != "POST" or not form.is_valid():
        return _page(request, directive, form, status=400 if form.is_bound else 200)
    try:
        return (
            _save_header(request, directive, form) if only_header else _put_in_force(request, directive, form)
        )
    except StaleEdit as stale:
        return _both(request, stale)
    except AlreadyDone:
        raise
    except ActionRefused as refusal:
        return _page(request, directive, form, refusal.message, 409)


def _draft(request: Any, code: str) -> Directive:
    """Whoever confirms what somebody else has just confirmed learns who that was, also where it was between two looks."""
    _tell_if_confirmed(request, code)
    try:
        return draft_of(request, code)
    except PermissionDenied:
        _tell_if_confirmed(request, code)
        raise


def _tell_if_confirmed(request: Any, code: str) -> None:
    if request.method == "POST" and is_officer(request.office):
        rows = Directive.objects.for_user(request.office).defer("reading", "text")
        found = rows.filter(code=code).exclude(state=Directive.State.DRAFT).first()
        if found is not None and found.confirmed_at is not None:
            raise NotADraft(found)


def _form(directive: Directive, data: Any, only_header: bool) -> HeaderForm:
    initial = HeaderForm.initial_of(directive)
    if only_header:
        return HeaderForm(data, initial=initial)
    return ConfirmForm(
        data, initial=initial, organisations=offices_to_choose(directive, timezone.localdate())
    )


def _both(request: Any, stale: StaleEdit) -> HttpResponse:
    """The header that stands and the one that was typed, to choose from; also who is to follow it, if that was chosen."""
    form = _form(stale.current, request.POST, False)
    save, put_in_force = ("luu", _("Chỉ lưu phần đầu")), ("", _("Xác nhận, đưa vào thực hiện"))
    may_confirm = can_confirm_directive(request.office, stale.current)
    standing = HeaderForm.initial_of(stale.current)
    standing |= {name: getattr(stale.current, f"{name}_id") for name in ("focal", "issuer_office")}
    return conflict_answer(
        request,
        form,
        standing,
        stale,
        buttons=[put_in_force, save] if may_confirm else [save],
        back=reverse("intake:confirm", args=[stale.current.code]),
    )


def _save_header(request: Any, directive: Directive, form: HeaderForm) -> HttpResponse:
    version, changes = form.cleaned_data["version"], form.changes(directive)
    correct_header(
        by=request.office, at=timezone.now(), directive=directive, version=version, changes=changes
    )
    messages.success(request, _("Đã lưu phần đầu văn bản."))
    return redirect("intake:confirm", directive.code)


def _put_in_force(request: Any, directive: Directive, form: HeaderForm) -> HttpResponse:
    require(can_confirm_directive(request.office, directive), NO_CONFIRMATION)
    typed = form.cleaned_data
    row = confirm_draft(
        by=request.office,
        at=timezone.now(),
        directive=directive,
        version=typed["version"],
        changes=form.changes(directive),
        focal=typed["focal"],
        issuer_office=typed["issuer_office"],
        classification=typed["classification"],
    )
    messages.success(request, _("%(document)s đã được đưa vào thực hiện.") % {"document": row})
    return redirect("directives:page", row.code)


@require_POST
@acting
@once
def reject_rest(request: Any, code: str) -> HttpResponse:
    """Rejects every proposal that is still undecided."""
    directive, seen = draft_of(request, code), seen_in(request)
    if seen is None:
        return unseen(request)
    why, now = "bỏ khi xác nhận văn bản", timezone.now()
    try:
        rest = reject_all_waiting(by=request.office, at=now, directive=directive, reason=why, seen=seen)
    except ChangedMeanwhile as told:
        return all_clash(request, directive, told, "intake:reject-rest", _("Bỏ các đề xuất còn lại"))
    messages.success(
        request,
        _("Đã bỏ %(count)s đề xuất còn lại. Muốn lấy lại, bấm Hoàn tác ở bàn đọc.") % {"count": len(rest)},
    )
    return redirect("intake:confirm", code)


def _page(
    request: Any, directive: Directive, form: HeaderForm, refusal: str = "", status: int = 200
) -> HttpResponse:
    if not isinstance(form, ConfirmForm):
        organisations = offices_to_choose(directive, timezone.localdate())
        form = ConfirmForm(form.data, initial=form.initial, organisations=organisations)
    context = {
        "check": check_of(directive, timezone.localdate()),
        "directive": directive,
        "form": form,
        "refusal": refusal,
        "can_confirm": can_confirm_directive(request.office, directive),
        "why_not": NO_CONFIRMATION,
    }
    return render(request, "intake/confirm.html", context, status=status)
