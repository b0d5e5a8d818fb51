"""The province on screen: what it was called when, and the form that renames or merges it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.once import once
from lotrinh.apps.organisations.policy import NO_PROVINCE, can_change_province
from lotrinh.apps.organisations.queries.provinces import page_of_province, proposed_change
from lotrinh.apps.tasks.actions import carry_out_province_change
from lotrinh.apps.tasks.province_forms import DayFilter, ProvinceForm, beginning_of
from lotrinh.apps.tasks.province_pages import preview_of_change
from lotrinh.apps.ui.choosing import conflict_answer
from lotrinh.apps.ui.gates import acting, require


@require_safe
@acting
def page(request: Any) -> HttpResponse:
    today = timezone.localdate()
    form = DayFilter(request.GET)
    form.is_valid()
    day = form.cleaned_data.get("ngay") or today
    province = request.office.province
    may = can_change_province(request.office)
    context = {
        "form": form,
        "page": page_of_province(province, day),
        "shown_on": day,
        "today": today,
        "can_change": may,
        "proposed": proposed_change(province, today) if may else None,
    }
    return render(request, "tasks/province.html", context)


@require_http_methods(["GET", "POST"])
@acting
@once
def change(request: Any) -> HttpResponse:
    """First what it would do is shown, then it is carried out."""
    by, today = request.office, timezone.localdate()
    require(can_change_province(by), NO_PROVINCE)
    proposed = proposed_change(by.province, today) if request.method == "GET" else None
    start = beginning_of(by.province, proposed)
    form = ProvinceForm(request.POST or None, initial=start)
    preview, status = None, 200 if request.method == "GET" else 400
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("lam") == "ghi":
                return _carried_out(request, form)
            preview, status = preview_of_change(by, form.change(), today), 200
        except StaleEdit as stale:
            now = beginning_of(stale.current, None)
            buttons = (("xem", _("Xem trước")),)
            return conflict_answer(request, form, now, stale, buttons=buttons, back=reverse("tasks:province"))
        except ActionRefused as refused:
            form.add_error(None, refused.message)
            status = 409
    context = {"form": form, "preview": preview, "province": by.province}
    return render(request, "tasks/change_province.html", context, status=status)


def _carried_out(request: Any, form: ProvinceForm) -> HttpResponse:
    merger = carry_out_province_change(
        by=request.office,
        at=timezone.now(),
        version=form.cleaned_data["version"],
        change=form.change(),
        reason=form.cleaned_data["reason"],
    )
    messages.success(
        request,
        _("Đã ghi. %(open)s nhiệm vụ đang mở đều còn.") % {"open": merger.open_tasks},
    )
    return redirect("tasks:merger", merger.number)
