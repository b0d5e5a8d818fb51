"""Administrators' pages: the review of accounts, inviting people, and what may be done with one account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lotrinh.apps.accounts.actions import (
    account_as_seen,
    close_account,
    end_all_sessions,
    end_office,
    give_one_more,
    invite,
    note_review,
    reopen_account,
    take_second_step_away,
)
from lotrinh.apps.accounts.forms import EndForm, GiveForm, InviteForm, ReasonForm
from lotrinh.apps.accounts.gates import administering
from lotrinh.apps.accounts.letters import lifetime, link_for, send_link
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.accounts.queries import offices_seen
from lotrinh.apps.accounts.review import COLUMNS, STATES, cells_of, lines_of, people_of, review_of
from lotrinh.apps.accounts.setting_up import road
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.once import once
from lotrinh.apps.journal.queries import history_of
from lotrinh.apps.notices.queries import mail_is_set
from lotrinh.apps.ui.asking import VersionedForm
from lotrinh.apps.ui.choosing import conflict_answer
from lotrinh.apps.ui.downloads import LIST_KINDS, paper_language, table_download
from lotrinh.apps.ui.moments import clock
from lotrinh.apps.ui.paging import page_of
from lotrinh.apps.ui.trouble import trouble

ACCOUNT_VERBS = {
    "mo-lai": gettext_lazy("Mở lại tài khoản"),
    "dong": gettext_lazy("Đóng tài khoản"),
    "go-hai-buoc": gettext_lazy("Gỡ xác thực hai bước"),
    "moi-lai": gettext_lazy("Gửi lại lời mời"),
}
"""What rests on how the account stands, and therefore tells which version was seen. Ending sessions does not: whoever
does it, and however often, there are none afterwards."""
WITHOUT_REASON = ("mo-lai", "moi-lai")


@require_safe
@administering
def review(request: Any) -> HttpResponse:
    """Everybody of the province; the file holds what is shown."""
    province, now = request.office.province_id, timezone.now()
    words = request.GET.get("q", "").strip()[:100]
    people = people_of(province, words)
    if (kind := request.GET.get("dang", "")) in LIST_KINDS:
        with paper_language():
            described = _("Tên có: %(words)s") % {"words": words} if words else _("Mọi tài khoản của tỉnh")
            cells = cells_of(lines_of(people, province, now))
            title, day = _("RÀ SOÁT TÀI KHOẢN"), timezone.localdate(now)
            return table_download(kind, "ra-soat-tai-khoan", title, described, COLUMNS, cells, day)
    page = page_of(request, people)
    context = {
        "page": page,
        "lines": lines_of(page.object_list, province, now),
        "words": words,
        "today": timezone.localdate(now),
        "unused_days": settings.UNUSED_DAYS,
        "review": review_of(province, now),
    }
    return render(request, "accounts/review.html", context)


@require_POST
@administering
@once
def reviewed(request: Any) -> HttpResponse:
    """That somebody looked through them all, with what they found."""
    try:
        note_review(by=request.office, at=timezone.now(), reason=_reason(request))
        messages.success(request, _("Đã ghi việc rà soát vào sổ sự kiện."))
    except ActionRefused as refused:
        messages.error(request, refused.message)
    return redirect("accounts:review")


@require_http_methods(["GET", "POST"])
@administering
@once
def new(request: Any) -> HttpResponse:
    form = InviteForm(request.office, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = invite(by=request.office, at=timezone.now(), **form.cleaned_data)
        except ActionRefused as refused:
            form.add_error("username", refused.message)
        else:
            _send(request, user)
            if road(request, "people"):
                return redirect("accounts:first-people")
            return redirect("accounts:person", user.username)
    return render(request, "accounts/new.html", {"form": form})


def _send(request: Any, user: User) -> None:
    """By mail where mail is set up; else the link is shown once, to be handed over."""
    time = lifetime(is_invitation=True)
    if mail_is_set():
        send_link(request, user, is_invitation=True)
        told = _("Đã gửi lời mời tới %(email)s; đường dẫn dùng một lần, trong %(time)s.")
        messages.success(request, told % {"email": user.email, "time": time})
    else:
        told = _("Chưa đặt máy chủ thư. Chuyển đường dẫn này cho người dùng trong %(time)s: %(link)s")
        link = link_for(request, user, is_invitation=True)
        messages.warning(request, told % {"time": time, "link": link})


def _person(request: Any, username: str) -> User:
    """Only people of the administrator's own province; others do not exist here."""
    return get_object_or_404(people_of(request.office.province_id), username=username)


@require_safe
@administering
def person(request: Any, username: str) -> HttpResponse:
    user, province = _person(request, username), request.office.province_id
    offices = user.offices.filter(province=province).select_related("organisation", "delegated_by__user")
    page = {
        "person": user,
        "line": lines_of([user], province, timezone.now())[0],
        "states": STATES,
        "offices": offices.order_by("pk"),
        "today": timezone.localdate(),
        "events": history_of(province, user.pk)[:50],
        "is_self": user.pk == request.user.pk,
    }
    return render(request, "accounts/person.html", page)


@require_POST
@administering
@once
def change(request: Any, username: str, verb: str) -> HttpResponse:
    """What an administrator does with one account, one verb each."""
    user, at, by = _person(request, username), timezone.now(), request.office
    form = VersionedForm(request.POST)
    if verb in ACCOUNT_VERBS and not form.is_valid():
        return trouble(request, 400, _("Chưa thực hiện được"), *form.non_field_errors())
    version = form.cleaned_data["version"] if verb in ACCOUNT_VERBS else None
    try:
        match verb:
            case "mo-lai":
                reopen_account(by=by, at=at, user=user, version=version)
                messages.success(request, _("Đã mở lại tài khoản."))
            case "dong":
                close_account(by=by, at=at, user=user, reason=_reason(request), version=version)
                messages.success(request, _("Đã đóng tài khoản; mọi phiên đã kết thúc."))
            case "ket-thuc-phien":
                count = end_all_sessions(by=by, at=at, user=user)
                told = _("Đã kết thúc %(count)s phiên.") if count else _("Không còn phiên nào đang mở.")
                messages.success(request, told % {"count": count} if count else told)
            case "go-hai-buoc":
                take_second_step_away(by=by, at=at, user=user, reason=_reason(request), version=version)
                messages.success(request, _("Đã gỡ xác thực hai bước; người dùng bật lại khi đăng nhập."))
            case "moi-lai":
                _invite_again(request, account_as_seen(by, user, version))
            case _:
                raise Http404
    except StaleEdit as stale:
        return _both_sides(request, verb, stale)
    except ActionRefused as refused:
        messages.error(request, refused.message)
    return redirect("accounts:person", username)


def _invite_again(request: Any, user: User) -> None:
    """Whoever has chosen a password meanwhile, or whose account is closed, needs no invitation."""
    if user.is_active and not user.has_usable_password():
        _send(request, user)
    else:
        messages.info(request, _("Tài khoản này đã có mật khẩu hoặc đã đóng, nên không gửi lời mời nữa."))


def _both_sides(request: Any, verb: str, stale: StaleEdit) -> HttpResponse:
    """409: the account as it stands beside what was chosen, to be chosen again or left."""
    user: User = stale.current
    said = {"who": stale.who, "when": clock(stale.at)}
    page = {
        "person": user,
        "line": lines_of([user], request.office.province_id, timezone.now())[0],
        "message": _("%(who)s vừa cập nhật tài khoản này lúc %(when)s. Việc vừa chọn chưa được ghi.") % said,
        "verb": verb,
        "chosen": ACCOUNT_VERBS[verb],
        "needs_reason": verb not in WITHOUT_REASON,
        "reason": _reason(request),
    }
    return render(request, "accounts/person_conflict.html", page, status=409)


def _reason(request: Any) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


@require_http_methods(["GET", "POST"])
@administering
@once
def office(request: Any, username: str) -> HttpResponse:
    """One more office for somebody."""
    user = _person(request, username)
    seen = offices_seen(user, request.office.province_id)
    form = GiveForm(request.office, request.POST or None, initial={"version": seen})
    if request.method == "POST" and form.is_valid():
        try:
            give_one_more(by=request.office, at=timezone.now(), user=user, **form.cleaned_data)
        except StaleEdit as stale:
            last = stale.current.last
            now = {name: getattr(last, name) for name in form.fields if last and name != "version"}
            back = reverse("accounts:person", args=[username])
            give = (("", _("Giao vị trí")),)
            return conflict_answer(request, form, now, stale, buttons=give, back=back)
        messages.success(request, _("Đã giao vị trí công tác."))
        return redirect("accounts:person", username)
    return render(request, "accounts/office.html", {"form": form, "person": user})


@require_http_methods(["GET", "POST"])
@administering
@once
def last_day(request: Any, username: str, number: int) -> HttpResponse:
    """`number` counts the person's offices in the order they were given."""
    user = _person(request, username)
    held = _nth(user, request.office, number)
    initial = {"last": held.valid_to or timezone.localdate(), "version": held.version}
    form = EndForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            end_office(by=request.office, at=timezone.now(), office=held, **form.cleaned_data)
        except StaleEdit as stale:
            now = {"last": stale.current.valid_to}
            return conflict_answer(
                request, form, now, stale, back=reverse("accounts:person", args=[username])
            )
        messages.success(request, _("Đã ghi ngày thôi giữ vị trí."))
        return redirect("accounts:person", username)
    return render(request, "accounts/last_day.html", {"form": form, "person": user, "held": held})


def _nth(user: User, by: Office, number: int) -> Office:
    rows = user.offices.filter(province=by.province_id).order_by("pk")
    found = rows[number - 1 : number] if number else []
    for row in found:
        return row
    raise Http404
