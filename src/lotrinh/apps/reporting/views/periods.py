"""Reporting periods: the list, one of them with its lock, asking to unlock, and deciding on that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lotrinh.apps.calendars.actions import ask_unlocking, decide_unlocking, lock_period
from lotrinh.apps.calendars.models import Unlocking
from lotrinh.apps.calendars.queries import (
    SOON,
    PeriodRow,
    ending_unlockings,
    period_row,
    periods_of,
    waiting_unlockings,
)
from lotrinh.apps.journal.answers import settled
from lotrinh.apps.journal.once import once
from lotrinh.apps.journal.queries import history_of
from lotrinh.apps.reporting import exports, policy
from lotrinh.apps.reporting.forms import AskUnlockForm, DecideUnlockForm, LockForm
from lotrinh.apps.reporting.letters import tell_decision
from lotrinh.apps.reporting.queries import in_period, scope_asked, unlockings_seen
from lotrinh.apps.ui.downloads import LIST_KINDS, paper_language, table_download
from lotrinh.apps.ui.gates import acting, require
from lotrinh.apps.ui.paging import page_of

_FIRST_YEAR = 2000


@acting
@require_safe
def listing(request: Any) -> HttpResponse:
    by, today = request.office, timezone.localdate()
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    year = max(_FIRST_YEAR, min(year, today.year + 1))
    rows = periods_of(by.province_id, year, today)
    if (kind := request.GET.get("dang")) in LIST_KINDS:
        with paper_language():
            table = exports.period_rows(rows)
        columns = exports.PERIOD_COLUMNS
        return table_download(
            kind, "ky-bao-cao", "Các kỳ báo cáo", f"Các kỳ báo cáo của năm {year}", columns, table, today
        )
    may_lock = policy.can_lock_period(by)
    context = {
        "rows": [(row, may_lock and row.may_be_locked(today)) for row in rows],
        "locked": sum(row.closing is not None for row in rows),
        "year": year,
        "years": range(today.year, today.year - 3, -1),
        "may_ask": policy.can_ask_unlocking(by),
        "sees_requests": may_lock or policy.can_ask_unlocking(by),
        "ending": ending_unlockings(by, today) if policy.can_ask_unlocking(by) else (),
        "today": today,
        "soon": today + SOON,
        "to_decide": waiting_unlockings(by) if may_lock else 0,
    }
    return render(request, "reporting/periods.html", context)


def _period(by: Any, key: str) -> PeriodRow:
    row = period_row(by.province_id, key)
    if row is None or row.first > timezone.localdate():
        raise Http404
    return row


@acting
@once
def page(request: Any, period: str) -> HttpResponse:
    """Where it stands; who may lock does so here, after having been told what that means."""
    by, row, today = request.office, _period(request.office, period), timezone.localdate()
    may_lock = policy.can_lock_period(by)
    if request.method == "POST":
        require(may_lock, policy.NO_LOCK)
    form = LockForm(request.POST or None)

    def act() -> HttpResponse:
        note = form.cleaned_data["note"]
        lock = lock_period(by=by, at=timezone.now(), kind=row.kind, year=row.year, note=note)
        messages.success(request, _("Đã khóa kỳ báo cáo %(period)s.") % {"period": lock.name})
        return redirect("reporting:period", period)

    answer = settled(request, form, act)
    if isinstance(answer, HttpResponse):
        return answer
    may_now = may_lock and row.may_be_locked(today)
    context = {
        "row": row,
        "form": form if may_now else None,
        "found": in_period(by, row) if may_now else None,
        "unlockings": unlockings_seen(by).filter(lock=row.lock) if row.lock else (),
        "may_ask": policy.can_ask_unlocking(by),
        "today": today,
        "soon": today + SOON,
    }
    return render(request, "reporting/period.html", context, status=answer)


@acting
@once
def ask(request: Any, period: str) -> HttpResponse:
    by, row = request.office, _period(request.office, period)
    require(policy.can_ask_unlocking(by), policy.NO_ASK)
    closing = row.closing
    if closing is None:
        raise Http404
    code = request.GET.get("cho", "")
    form = AskUnlockForm(
        request.POST or None, by=by, initial={"scope": scope_asked(by, code) if code else ""}
    )

    def act() -> HttpResponse:
        made = ask_unlocking(by=by, at=timezone.now(), lock=closing, **form.cleaned_data)
        said = _("Đã gửi đề nghị %(code)s; có quyết định thì trang này ghi rõ.") % {"code": made.code}
        messages.success(request, said)
        return redirect("reporting:unlocking", made.code)

    answer = settled(request, form, act)
    if isinstance(answer, HttpResponse):
        return answer
    return render(request, "reporting/ask_unlock.html", {"row": row, "form": form}, status=answer)


@acting
@require_safe
def requests(request: Any) -> HttpResponse:
    by, today = request.office, timezone.localdate()
    may_lock = policy.can_lock_period(by)
    require(may_lock or policy.can_ask_unlocking(by), policy.NO_ASK)
    rows = unlockings_seen(by)
    if (kind := request.GET.get("dang")) in LIST_KINDS:
        with paper_language():
            table = exports.unlocking_rows(rows)
        whose = "Đề nghị của toàn tỉnh" if may_lock else f"Đề nghị của {by.organisation.name}"
        columns = exports.UNLOCKING_COLUMNS
        return table_download(kind, "de-nghi-mo-khoa", "Đề nghị mở khóa", whose, columns, table, today)
    context = {"page": page_of(request, rows), "all": may_lock, "today": today, "soon": today + SOON}
    return render(request, "reporting/unlockings.html", context)


def _unlocking(by: Any, code: str) -> Unlocking:
    number = code.removeprefix("MK-")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise Http404
    row: Unlocking = get_object_or_404(unlockings_seen(by), number=int(number))
    return row


def _say_who_was_told(request: Any, row: Unlocking, told: int) -> None:
    agency = row.organisation.name
    if told:
        said = _("Đã gửi thư cho %(count)s người của %(agency)s.") % {"count": told, "agency": agency}
        messages.info(request, said)
        return
    said = _(
        "Không gửi được thư cho %(agency)s: chưa đặt máy chủ thư hoặc chưa ai của đơn vị có địa chỉ thư. "
        "Đề nghị báo bằng cách khác."
    )
    messages.warning(request, said % {"agency": agency})


@acting
@once
def decide(request: Any, code: str) -> HttpResponse:
    """A request as it stands; who decides does so here."""
    by, row = request.office, _unlocking(request.office, code)
    may_decide = policy.can_decide_unlocking(by, row)
    if request.method == "POST":
        require(may_decide, policy.NO_UNLOCK)
    form = DecideUnlockForm(request.POST or None, initial={"until": row.wanted_until})

    def act() -> HttpResponse:
        grant, data = form.cleaned_data["decision"] == "grant", form.cleaned_data
        until = data["until"] if grant else None
        done = decide_unlocking(
            by=by, at=timezone.now(), unlocking=row, grant=grant, note=data["note"], until=until
        )
        told = tell_decision(request, done, timezone.localdate())
        messages.success(request, _("Đã mở khóa.") if grant else _("Đã ghi quyết định không mở khóa."))
        _say_who_was_told(request, done, told)
        return redirect("reporting:unlocking", code)

    answer = settled(request, form, act)
    if isinstance(answer, HttpResponse):
        return answer
    waiting = row.state == Unlocking.State.WAITING
    context = {
        "row": row,
        "form": form if may_decide and waiting else None,
        "waiting": waiting,
        "may_ask": policy.can_ask_unlocking(by) and by.organisation_id == row.organisation_id,
        "today": timezone.localdate(),
        "soon": timezone.localdate() + SOON,
        "history": history_of(row.province_id, row.pk),
    }
    return render(request, "reporting/unlocking.html", context, status=answer)
