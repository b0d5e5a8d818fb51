"""The record of a province with its filter and export, and the signed heads of its days."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lotrinh.apps.journal import exports
from lotrinh.apps.journal.faults import in_words
from lotrinh.apps.journal.forms import EventFilter
from lotrinh.apps.journal.keys import public_keys
from lotrinh.apps.journal.models import SignedHead
from lotrinh.apps.journal.papers import minutes_of
from lotrinh.apps.journal.policy import NO_HEADS, can_read_all
from lotrinh.apps.journal.queries import events_for, first_covered_by, heads_of, verify_chain
from lotrinh.apps.journal.sealing import as_told
from lotrinh.apps.ui.downloads import LIST_KINDS, paper_language, table_download
from lotrinh.apps.ui.gates import acting, require
from lotrinh.apps.ui.paging import page_of


@acting
@require_safe
def listing(request: Any) -> HttpResponse:
    form = EventFilter(request.GET)
    form.is_valid()
    events = events_for(request.office, form.cleaned_data)
    if (kind := request.GET.get("dang")) in LIST_KINDS:
        with paper_language():
            table, told = exports.rows_of(events[: exports.MOST]), described(form)
        today = timezone.localdate()
        return table_download(kind, "so-su-kien", "Sổ sự kiện", told, exports.COLUMNS, table, today)
    page = {
        "form": form,
        "page": page_of(request, events),
        "all": can_read_all(request.office),
        "described": described(form),
    }
    return render(request, "journal/list.html", page)


def described(form: EventFilter) -> str:
    """The filter in words, for the heading and the first lines of an export."""
    chosen = []
    for name in form.fields:
        if form.cleaned_data.get(name):
            choices = dict(getattr(form.fields[name], "choices", []))
            shown = choices.get(form.cleaned_data[name], form.data.get(name, ""))
            chosen.append(f"{form.fields[name].label}: {shown}")
    return "; ".join(chosen) or _("Mọi sự kiện")


@acting
@require_safe
def heads(request: Any) -> HttpResponse:
    """The signed heads, and whether what came after the last one holds; the whole chain is for the command line."""
    require(can_read_all(request.office), NO_HEADS)
    province = request.office.province_id
    verdict = verify_chain(province, since_signed=True)
    page = {
        "page": page_of(request, heads_of(province)),
        "holds": verdict.fault is None,
        "verdict": in_words(verdict),
    }
    return render(request, "journal/heads.html", page)


def head_asked(request: Any, kind: str, number: str) -> SignedHead:
    require(can_read_all(request.office), NO_HEADS)
    asked = int(number) if number.isdecimal() and len(number) < 18 else 0
    return get_object_or_404(heads_of(request.office.province_id), kind=kind, number=asked)


@acting
@require_safe
def head(request: Any, kind: str, number: str) -> HttpResponse:
    row = head_asked(request, kind, number)
    minutes = minutes_of(row, request.office.province.called_on(row.day), first_covered_by(row))
    return render(request, "journal/head.html", {"head": row, "minutes": minutes})


@acting
@require_safe
def head_file(request: Any, kind: str, number: str) -> HttpResponse:
    """The same for a program: the head as it was signed and the public key to check it with."""
    row = head_asked(request, kind, number)
    key = next((key for key in public_keys() if key.fingerprint == row.key), None)
    told = {"head": as_told(row), "public_key": key.public if key else None}
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="dau-chuoi-{row.day:%Y-%m-%d}-{row.number}.json"'
    return answer
