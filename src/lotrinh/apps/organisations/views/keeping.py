"""The forms of the register: a new organisation, its facts, a new name, its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.once import once
from lotrinh.apps.organisations.actions import (
    EDITABLE,
    add_organisation,
    edit_organisation,
    end_organisation,
    rename_organisation,
)
from lotrinh.apps.organisations.forms import AddForm, EditForm, EndForm, RenameForm
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.policy import NO_KEEPING, can_keep_register
from lotrinh.apps.organisations.views.register import organisation_of
from lotrinh.apps.ui.choosing import conflict_answer
from lotrinh.apps.ui.gates import acting, require

EVERY = EDITABLE | {"name", "short_name"}
"""Fields of the forms that stand in the row itself."""


def _answer(
    request: Any,
    form: forms.Form,
    words: tuple[str, str],
    act: Callable[[], Organisation],
    body: Organisation | None = None,
) -> HttpResponse:
    """One form, one action; `words` are the page's title and its button. A refusal keeps what was typed."""
    back = reverse("organisations:page", args=[body.number]) if body else reverse("organisations:list")
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            saved = act()
            messages.success(request, _("Đã ghi: %(what)s.") % {"what": saved.name})
            return redirect("organisations:page", saved.number)
        except StaleEdit as stale:
            now = {name: getattr(stale.current, name) for name in form.fields if name in EVERY}
            return conflict_answer(request, form, now, stale, back=back)
        except ActionRefused as refused:
            form.add_error(None, refused.message)
            status = 409
    context = {"form": form, "title": words[0], "button": words[1], "organisation": body, "back": back}
    return render(request, "organisations/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@acting
@once
def create(request: Any) -> HttpResponse:
    by = request.office
    require(can_keep_register(by), NO_KEEPING)
    form = AddForm(request.POST or None, province=by.province_id, today=timezone.localdate())

    def act() -> Organisation:
        return add_organisation(by=by, at=timezone.now(), province=by.province, **form.cleaned_data)

    return _answer(request, form, (_("Thêm cơ quan"), _("Thêm")), act)


@require_http_methods(["GET", "POST"])
@acting
@once
def edit(request: Any, number: str) -> HttpResponse:
    by, body = request.office, organisation_of(request, number)
    require(can_keep_register(by), NO_KEEPING)
    initial = {name: getattr(body, name) for name in EDITABLE} | {"version": body.version}
    form = EditForm(
        request.POST or None,
        initial=initial,
        province=by.province_id,
        today=timezone.localdate(),
        body=body,
    )

    def act() -> Organisation:
        changes = dict(form.cleaned_data)
        version = changes.pop("version")
        return edit_organisation(
            by=by, at=timezone.now(), organisation=body, version=version, changes=changes
        )

    return _answer(request, form, (_("Sửa thông tin cơ quan"), _("Lưu")), act, body)


@require_http_methods(["GET", "POST"])
@acting
@once
def rename(request: Any, number: str) -> HttpResponse:
    by, body = request.office, organisation_of(request, number)
    require(can_keep_register(by), NO_KEEPING)
    initial = {"name": body.name, "short_name": body.short_name, "version": body.version}
    form = RenameForm(request.POST or None, initial=initial)

    def act() -> Organisation:
        return rename_organisation(by=by, at=timezone.now(), organisation=body, **form.cleaned_data)

    return _answer(request, form, (_("Đổi tên cơ quan"), _("Ghi tên mới")), act, body)


@require_http_methods(["GET", "POST"])
@acting
@once
def end(request: Any, number: str) -> HttpResponse:
    by, body = request.office, organisation_of(request, number)
    require(can_keep_register(by), NO_KEEPING)
    form = EndForm(request.POST or None, initial={"version": body.version, "last": body.valid_to})

    def act() -> Organisation:
        return end_organisation(by=by, at=timezone.now(), organisation=body, **form.cleaned_data)

    return _answer(request, form, (_("Kết thúc hoạt động"), _("Ghi ngày kết thúc")), act, body)
