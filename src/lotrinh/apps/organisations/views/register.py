"""The register as a list or a tree on any day, one organisation, and its history."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lotrinh.apps.journal.queries import history_of
from lotrinh.apps.organisations import exports
from lotrinh.apps.organisations.forms import RegisterFilter
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.policy import NO_HISTORY, can_keep_register, can_see_history
from lotrinh.apps.organisations.queries import tabs_of
from lotrinh.apps.organisations.queries.register import (
    columns_of,
    page_of_organisation,
    register_on,
    territories_of,
    tree_of,
)
from lotrinh.apps.organisations.queries.waiting import bodies_waiting
from lotrinh.apps.ui.downloads import LIST_KINDS, paper_language, table_download
from lotrinh.apps.ui.gates import acting, require
from lotrinh.apps.ui.paging import page_of
from lotrinh.values.numerals import format_date


@require_safe
@acting
def listing(request: Any) -> HttpResponse:
    today = timezone.localdate()
    form = RegisterFilter(request.GET, territories=territories_of(request.office.province_id))
    form.is_valid()
    day = form.cleaned_data.get("ngay") or today
    entries = register_on(request.office, day, today, form.cleaned_data)
    if (kind := request.GET.get("dang")) in LIST_KINDS:
        with paper_language():
            told, cells = described(form, day), exports.rows_of(entries)
        return table_download(kind, "co-quan", "DANH MỤC CƠ QUAN", told, exports.COLUMNS, cells, today)
    as_tree = request.GET.get("xem") == "cay"
    context = {
        "form": form,
        "shown_on": day,
        "today": today,
        "described": described(form, day),
        "page": page_of(request, entries),
        "columns": columns_of(entries),
        "total": len(entries),
        "tree": tree_of(entries) if as_tree else (),
        "as_tree": as_tree,
        "can_import": request.office.has_role("admin"),
        "can_keep": can_keep_register(request.office),
    }
    return render(request, "organisations/list.html", context)


def described(form: RegisterFilter, day: date) -> str:
    """The filter in words, for the heading and the first lines of an export."""
    chosen = [_("Tại ngày %(day)s") % {"day": format_date(day)}]
    for name in ("q", "cap", "dia_ban", "tat_ca"):
        if value := form.cleaned_data.get(name):
            choices = dict(getattr(form.fields[name], "choices", []))
            chosen.append(f"{form.fields[name].label}: {choices.get(value, value)}")
    return "; ".join(chosen)


def organisation_of(request: Any, number: str) -> Organisation:
    """Only of the own province; others do not exist here."""
    rows = Organisation.objects.for_user(request.office).select_related("parent", "territory")
    return get_object_or_404(rows, number=number)


@require_safe
@acting
def page(request: Any, number: str) -> HttpResponse:
    organisation, today = organisation_of(request, number), timezone.localdate()
    shown = page_of_organisation(organisation, today)
    context = {
        "organisation": organisation,
        "page": shown,
        "waits": bool(shown.heirs.choices) and organisation.pk in bodies_waiting(request.office, today),
        "tabs": tabs_of(organisation, "organisations:page", request.office),
        "today": today,
        "is_gone": not organisation.exists_on(today),
        "has_ended": organisation.has_ended_by(today),
        "can_keep": can_keep_register(request.office),
    }
    return render(request, "organisations/page.html", context)


@require_safe
@acting
def history(request: Any, number: str) -> HttpResponse:
    organisation = organisation_of(request, number)
    require(can_see_history(request.office), NO_HISTORY)
    context = {
        "organisation": organisation,
        "tabs": tabs_of(organisation, "organisations:history", request.office),
        "history": history_of(organisation.province_id, organisation.pk)[:200],
    }
    return render(request, "organisations/history.html", context)
