"""Lists by Excel: an empty form, what is there, a file to check, and taking it over whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lotrinh.apps.accounts.actions import import_people
from lotrinh.apps.accounts.gates import administering
from lotrinh.apps.accounts.letters import invite_all
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.accounts.people_list import PEOPLE, PersonStep, plan_people, rows_of
from lotrinh.apps.accounts.setting_up import STEPS, road
from lotrinh.apps.organisations import listing
from lotrinh.apps.organisations.actions import import_organisations
from lotrinh.apps.organisations.listing import OrganisationStep
from lotrinh.apps.ui.downloads import attachment, paper_language
from lotrinh.apps.ui.lists import (
    CheckPage,
    ListFileForm,
    ListRefused,
    PlannedRow,
    read_list_file,
    sealed,
    unsealed,
)
from lotrinh.lexicon.lists import ListKind
from lotrinh.values.numerals import format_date
from lotrinh.values.sheet import CellFault, ImportedList
from lotrinh.writing.list_sheet import list_to_xlsx


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list would do, and the doing of it, which gives the people who are new."""

    rows: tuple[PlannedRow, ...]
    faults: tuple[CellFault, ...]
    apply: Callable[[], list[User]]


@dataclass(frozen=True, slots=True)
class Desk:
    """One list: what is there, and what a file would change."""

    kind: ListKind
    heading: Promise
    back: str
    step: str
    rows: Callable[[Office], list[dict[str, str]]]
    plan: Callable[[Office, ImportedList], Plan]


def _people_rows(by: Office) -> list[dict[str, str]]:
    return rows_of(by.province_id, timezone.localdate())


def _plan_people(by: Office, found: ImportedList) -> Plan:
    steps, faults = plan_people(found, by.province_id, timezone.localdate(), by.user_id)

    def apply() -> list[User]:
        return import_people(by=by, at=timezone.now(), steps=steps, titles=found.titles)

    return Plan(_planned(steps), tuple(faults), apply)


def _organisation_rows(by: Office) -> list[dict[str, str]]:
    return listing.rows_of(by.province_id, timezone.localdate())


def _plan_organisations(by: Office, found: ImportedList) -> Plan:
    steps, faults = listing.plan_organisations(found, by.province_id, timezone.localdate())

    def apply() -> list[User]:
        import_organisations(by=by, at=timezone.now(), province=by.province, steps=steps)
        return []

    return Plan(_planned(steps), tuple(faults), apply)


def _planned(steps: Sequence[PersonStep | OrganisationStep]) -> tuple[PlannedRow, ...]:
    return tuple(step.planned for step in steps)


DESKS = {
    "nguoi-dung": Desk(
        PEOPLE,
        gettext_lazy("Nạp người dùng từ Excel"),
        "accounts:review",
        "people",
        _people_rows,
        _plan_people,
    ),
    "co-quan": Desk(
        listing.ORGANISATIONS,
        gettext_lazy("Nạp cơ quan từ Excel"),
        "organisations:list",
        "bodies",
        _organisation_rows,
        _plan_organisations,
    ),
}


def _back(request: Any, desk: Desk) -> str:
    """To the step of the first run, or to the list."""
    found = road(request, desk.step)
    return reverse(next(step.url for step in STEPS if step.key == desk.step) if found else desk.back)


def _desk(which: str) -> Desk:
    if which not in DESKS:
        raise Http404
    return DESKS[which]


@require_safe
@administering
def template(request: Any, which: str) -> HttpResponse:
    """An empty form."""
    desk = _desk(which)
    return _workbook(
        desk, f"mau-{desk.kind.file}.xlsx", [], "Biểu mẫu; mỗi dòng một mục, cách ghi ở trang Hướng dẫn"
    )


@require_safe
@administering
def export(request: Any, which: str) -> HttpResponse:
    """What is there, in the same form: it can be changed and sent back."""
    desk, today = _desk(which), timezone.localdate()
    rows = desk.rows(request.office)
    note = f"Số liệu tính đến ngày {format_date(today)}; {len(rows)} dòng"
    return _workbook(desk, f"{desk.kind.file}-{today:%Y-%m-%d}.xlsx", rows, note)


def _workbook(desk: Desk, name: str, rows: list[dict[str, str]], note: str) -> HttpResponse:
    with paper_language():
        content = list_to_xlsx(desk.kind, note, rows, timezone.localdate())
    return attachment(content, name, "xlsx")


@require_http_methods(["GET", "POST"])
@administering
def check(request: Any, which: str) -> HttpResponse:
    """A file is read and compared; nothing is changed yet."""
    desk = _desk(which)
    form = ListFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = read_list_file(form.cleaned_data["list_file"], desk.kind)
        except ListRefused as refused:
            form.add_error("list_file", refused.message)
        else:
            return _checked(request, which, found)
    page = {
        "form": form,
        "which": which,
        "desk": desk,
        "back": _back(request, desk),
        "road": road(request, desk.step),
    }
    return render(request, "accounts/list_file.html", page, status=400 if form.errors else 200)


def _checked(request: Any, which: str, found: ImportedList) -> HttpResponse:
    desk = _desk(which)
    plan = desk.plan(request.office, found)
    token = "" if plan.faults else sealed(desk.kind, request.office.pk, found)
    page = CheckPage(desk.kind, plan.rows, plan.faults, found.ignored, token)
    context = {
        "check": page,
        "which": which,
        "desk": desk,
        "form": ListFileForm(),
        "back": _back(request, desk),
        "road": road(request, desk.step),
    }
    return render(request, "accounts/list_check.html", context, status=400 if plan.faults else 200)


@require_POST
@administering
def apply(request: Any, which: str) -> HttpResponse:
    """The rows that were checked, compared again: all of them or none."""
    desk = _desk(which)
    try:
        found = unsealed(request.POST.get("rows", ""), desk.kind, request.office.pk)
    except ListRefused as refused:
        messages.error(request, refused.message)
        return redirect("accounts:list-check", which)
    shown = request.POST.get("counts", "")
    try:
        with transaction.atomic():
            plan = desk.plan(request.office, found)
            page = CheckPage(desk.kind, plan.rows, plan.faults, ())
            if not page.differs and not plan.faults:
                messages.info(request, _("Danh sách này đã nạp; không có dòng nào cần nạp lại."))
                return redirect(_back(request, desk))
            added, changed, same = counts = page.counts
            if plan.faults or shown != "-".join(map(str, counts)):
                return _moved(request, which, found)
            new = plan.apply()
    except IntegrityError:
        return _moved(request, which, found)
    told = _("Đã thêm %(added)s, sửa %(changed)s, giữ nguyên %(same)s dòng.")
    messages.success(request, told % {"added": added, "changed": changed, "same": same})
    return _invite(request, desk, new)


def _moved(request: Any, which: str, found: ImportedList) -> HttpResponse:
    messages.warning(
        request, _("Dữ liệu đã thay đổi từ khi kiểm tra; chưa nạp dòng nào. Đề nghị kiểm tra lại.")
    )
    return _checked(request, which, found)


def _invite(request: Any, desk: Desk, new: list[User]) -> HttpResponse:
    """Letters where mail is set up; else the links are shown once, to be handed over."""
    links = invite_all(request, new)
    if links:
        return render(request, "accounts/list_links.html", {"links": links, "back": _back(request, desk)})
    if new:
        messages.success(request, _("Đã gửi %(count)s lời mời.") % {"count": len(new)})
    return redirect(_back(request, desk))
