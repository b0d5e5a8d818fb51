"""The task list with its filters and exports, "Việc của tôi", and the leader's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lotrinh.apps.accounts.policy import is_leader
from lotrinh.apps.indicators.queries import standings, worst_first
from lotrinh.apps.tasks import exports, pages
from lotrinh.apps.tasks.forms import TaskFilter
from lotrinh.apps.tasks.queries import Line, board_of, by_agency, by_directive, counts, week_of, work_of
from lotrinh.apps.tasks.queries.board import Board, everyone_now
from lotrinh.apps.ui.downloads import LIST_KINDS, paper_language, table_download
from lotrinh.apps.ui.gates import acting
from lotrinh.apps.ui.paging import page_of
from lotrinh.values.folding import search_key


@acting
@require_safe
def home(request: Any) -> HttpResponse:
    """Leaders start with what is off track, everybody else with their own work."""
    return redirect("tasks:leader" if is_leader(request.office) else "tasks:mine")


@acting
@require_safe
def mine(request: Any) -> HttpResponse:
    work = work_of(request.office, timezone.localdate())
    return render(request, "tasks/mine.html", {"work": work, "today": work.board.at})


@acting
@require_safe
def leader(request: Any) -> HttpResponse:
    board = board_of(request.office, timezone.localdate())
    found = counts(board.lines)
    late = sorted(
        (line for line in board.lines if line.status.cls == "open_late"),
        key=lambda line: -(line.status.days_late or 0),
    )
    page = {
        "today": board.at,
        "counters": pages.counters(found, reverse("tasks:list")),
        "agencies": pages.agency_rows(by_agency(board)),
        "directives": pages.directive_rows(by_directive(board)),
        "week": week_of(request.office, board),
        "late": late[:6],
        "late_total": len(late),
        "targets": sorted(standings(request.office, board.at), key=worst_first),
    }
    return render(request, "tasks/leader.html", page)


@acting
@require_safe
def listing(request: Any) -> HttpResponse:
    board = board_of(request.office, timezone.localdate())
    form = _filter(request, board)
    lines = _filtered(board.lines, form)
    if (kind := request.GET.get("dang")) in LIST_KINDS:
        with paper_language():
            table, told = exports.rows_of(lines), _description(form)
        return table_download(
            kind, "nhiem-vu", "Biểu theo dõi nhiệm vụ", told, exports.COLUMNS, table, board.at
        )
    page = {
        "form": form,
        "page": page_of(request, lines),
        "counters": pages.counters(
            counts(_filtered(board.lines, form, status=False)), reverse("tasks:list"), request.GET
        ),
        "today": board.at,
        "described": _description(form),
    }
    return render(request, "tasks/list.html", page)


def _filter(request: HttpRequest, board: Board) -> TaskFilter:
    directives = {line.task.directive.code: line.task.directive for line in board.lines}
    form = TaskFilter(
        request.GET,
        agencies=[(row.name, row.name) for row in everyone_now(board)],
        directives=[(code, f"{row} – {row.title[:60]}") for code, row in directives.items()],
    )
    form.is_valid()
    return form


def _filtered(lines: Iterable[Line], form: TaskFilter, status: bool = True) -> list[Line]:
    asked = form.cleaned_data
    words = search_key(asked.get("q") or "").split()
    found = [line for line in lines if all(word in _searched(line) for word in words)]
    if asked.get("co_quan"):
        found = [line for line in found if any(lead.name == asked["co_quan"] for lead in line.standing.leads)]
    if asked.get("van_ban"):
        found = [line for line in found if line.task.directive.code == asked["van_ban"]]
    if status and (wanted := asked.get("tinh_trang")):
        found = [line for line in found if line.status.cls == wanted or wanted in line.status.marks]
    return sorted(found, key=pages.most_urgent_first)


def _searched(line: Line) -> str:
    return f"{line.task.search} {search_key(line.lead_names)} {line.task.directive.search}"


def _description(form: TaskFilter) -> str:
    """The filter in words, for the first lines of an export."""
    chosen = []
    for name, value in form.cleaned_data.items():
        if value:
            shown = dict(getattr(form.fields[name], "choices", [])).get(value, value)
            chosen.append(f"{form.fields[name].label}: {shown}")
    return "; ".join(chosen) or _("Tất cả nhiệm vụ đang theo dõi")
