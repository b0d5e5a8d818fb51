"""Successions on screen: how the open tasks stand, the queue, what the system proposes, mergers and taking them back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.once import once
from lotrinh.apps.organisations.actions import Move, set_succession_day
from lotrinh.apps.organisations.errors import NothingToApply
from lotrinh.apps.organisations.models import Merger, Organisation, Succession
from lotrinh.apps.organisations.policy import NO_KEEPING, NO_PROVINCE, can_keep_register, can_take_back
from lotrinh.apps.organisations.queries import tabs_of
from lotrinh.apps.tasks.actions import carry_out_merger, choose_for_many, take_back_merger
from lotrinh.apps.tasks.merger_forms import ActForm, DayForm, TakeBackForm, moves_of, rows_formset
from lotrinh.apps.tasks.merger_pages import (
    beginning_of,
    chosen_in,
    office_counts,
    page_of_merger,
    page_of_successions,
)
from lotrinh.apps.tasks.policy import can_place_task
from lotrinh.apps.tasks.queries import preview_of
from lotrinh.apps.tasks.queries.board import board_of
from lotrinh.apps.tasks.queries.ledger import fields_to_place, queue_of
from lotrinh.apps.ui.gates import acting, require
from lotrinh.apps.ui.paging import page_of

NO_PLACING = gettext_lazy(
    "Nhiệm vụ này do cơ quan đầu mối hoặc văn phòng cơ quan giao việc chọn cơ quan kế thừa."
)


@require_safe
@acting
def overview(request: Any) -> HttpResponse:
    page = page_of_successions(request.office, timezone.localdate())
    context = {
        "page": page,
        "mergers": page_of(request, page.mergers),
        "can_keep": can_keep_register(request.office),
        "day_form": DayForm(),
        "today": timezone.localdate(),
    }
    return render(request, "tasks/successions.html", context)


@require_POST
@acting
@once
def place(request: Any) -> HttpResponse:
    """The choices of a batch, all or none; a task left blank stays where it is."""
    by, today = request.office, timezone.localdate()
    board = board_of(by, today)
    groups = (*queue_of(board.lines), *fields_to_place(board.lines, board.successions, today))
    chosen = chosen_in(request.POST, groups)
    for waiting, _organisation in chosen:
        require(can_place_task(by, waiting.line.standing), NO_PLACING)
    try:
        made = choose_for_many(
            by=by,
            at=timezone.now(),
            chosen=[(waiting.share.row, organisation) for waiting, organisation in chosen],
            reason=request.POST.get("reason", "").strip()[:500],
        )
        messages.success(request, _("Đã giao %(count)s nhiệm vụ cho cơ quan kế thừa.") % {"count": len(made)})
    except ActionRefused as refused:
        messages.error(request, refused.message)
    return redirect("tasks:successions")


@require_http_methods(["GET", "POST"])
@acting
@once
def reorganise(request: Any) -> HttpResponse:
    """A form with the act and its rows; first what it would do is shown, then it is carried out."""
    by, today = request.office, timezone.localdate()
    require(can_keep_register(by), NO_KEEPING)
    start = beginning_of(by, request.GET, today)
    data = request.POST or None
    form = ActForm(data, initial=start.act)
    rows = rows_formset(data, start.rows, bodies_of(by.province_id))
    preview, moves = None, list[Move]()
    status = 200 if request.method == "GET" else 400
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        moves = moves_of(form.cleaned_data, rows)
        try:
            if request.POST.get("lam") == "ghi":
                merger = _carry_out(request, form, moves)
                return redirect("tasks:merger", merger.number)
            if not moves:
                raise NothingToApply
            preview, status = preview_of(by, today, moves), 200
        except ActionRefused as refused:
            form.add_error(None, refused.message)
            status = 409
    context = {
        "form": form,
        "rows": rows,
        "preview": preview,
        "moves": moves,
        "people": office_counts(moves, today) if preview else {},
    }
    return render(request, "tasks/reorganise.html", context, status=status)


def _carry_out(request: Any, form: ActForm, moves: list[Move]) -> Merger:
    act = form.cleaned_data
    merger = carry_out_merger(
        by=request.office,
        at=timezone.now(),
        title=act["title"],
        legal_basis=act["legal_basis"],
        moves=moves,
        move_people=act["move_people"],
    )
    told = {
        "open": merger.open_tasks,
        "led": merger.open_tasks - merger.queued_tasks,
        "queue": merger.queued_tasks,
    }
    messages.success(
        request,
        _(
            "Đã thực hiện. %(open)s nhiệm vụ đang mở đều còn: %(led)s không phải chọn, "
            "%(queue)s chờ chọn cơ quan kế thừa."
        )
        % told,
    )
    return merger


def bodies_of(province_id: Any) -> Any:
    """Every body there ever was: acts are often recorded after the old ones have gone."""
    return Organisation.objects.filter(province_id=province_id).order_by("name", "pk")


def merger_of(request: Any, number: str) -> Merger:
    return get_object_or_404(Merger.objects.for_user(request.office), number=number)


@require_safe
@acting
def merger(request: Any, number: str) -> HttpResponse:
    row = merger_of(request, number)
    context = {
        "merger": row,
        "page": page_of_merger(row, timezone.localdate()),
        "form": TakeBackForm(),
        "can_take_back": can_take_back(request.office, row),
    }
    return render(request, "tasks/merger.html", context)


@require_POST
@acting
@once
def take_back(request: Any, number: str) -> HttpResponse:
    row = merger_of(request, number)
    no_right = NO_PROVINCE if "province" in row.kept else NO_KEEPING
    require(can_take_back(request.office, row), no_right)
    form = TakeBackForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        take_back_merger(by=request.office, at=timezone.now(), merger=row, reason=reason)
        messages.success(request, _("Đã hoàn tác; trách nhiệm trở lại như trước khi sắp xếp."))
    except ActionRefused as refused:
        messages.error(request, refused.message)
    return redirect("tasks:merger", number)


@require_POST
@acting
@once
def set_day(request: Any) -> HttpResponse:
    require(can_keep_register(request.office), NO_KEEPING)
    rows = Succession.objects.for_user(request.office).filter(undone_at__isnull=True)
    succession = get_object_or_404(
        rows,
        predecessor__number=request.POST.get("cu", ""),
        successor__number=request.POST.get("moi", ""),
        field=request.POST.get("linh_vuc", ""),
        precision=Succession.Precision.MONTH,
    )
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Đề nghị nhập ngày, ví dụ 15/3/2025, và văn bản căn cứ."))
        return redirect("tasks:successions")
    try:
        set_succession_day(by=request.office, at=timezone.now(), succession=succession, **form.cleaned_data)
        messages.success(request, _("Đã ghi ngày kế thừa."))
    except ActionRefused as refused:
        messages.error(request, refused.message)
    return redirect("tasks:successions")


@require_safe
@acting
def of_organisation(request: Any, number: str) -> HttpResponse:
    """The open and finished tasks an organisation leads on a day, and those printed with its name."""
    rows = Organisation.objects.for_user(request.office).select_related("parent", "territory")
    organisation = get_object_or_404(rows, number=number)
    today = timezone.localdate()
    lines = board_of(request.office, today).lines
    leads = [line for line in lines if any(lead.pk == organisation.pk for lead in line.standing.leads)]
    given_away = [
        line
        for line in lines
        if any(share.then and share.then.pk == organisation.pk for share in line.leads) and line not in leads
    ]
    context = {
        "organisation": organisation,
        "tabs": tabs_of(organisation, "tasks:of-organisation", request.office),
        "leads": page_of(request, leads),
        "given_away": given_away,
        "today": today,
    }
    return render(request, "tasks/of_organisation.html", context)
