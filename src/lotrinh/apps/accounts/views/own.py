"""One's own account: offices, password, sessions, and lending an office to a colleague."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lotrinh.apps.accounts.actions import (
    Person,
    choose_password,
    delegate_office,
    end_office,
    end_sessions,
    take_codes_along,
)
from lotrinh.apps.accounts.forms import ChangeForm, DelegateForm
from lotrinh.apps.accounts.gates import signed_in
from lotrinh.apps.accounts.passwords import has_second_step
from lotrinh.apps.accounts.policy import NO_LENDING, can_lend, is_admin
from lotrinh.apps.accounts.queries import lent_from
from lotrinh.apps.accounts.review import review_of
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.once import once
from lotrinh.apps.ui.asking import VersionedForm
from lotrinh.apps.ui.downloads import attachment
from lotrinh.apps.ui.gates import acting, require
from lotrinh.apps.ui.moments import clock
from lotrinh.apps.ui.trouble import trouble
from lotrinh.values.numerals import format_date


@require_safe
@signed_in
def own(request: Any) -> HttpResponse:
    page = {
        "offices": request.offices,
        "administers": is_admin(request.office),
        "review": review_of(request.office.province_id, timezone.now()) if is_admin(request.office) else None,
        "can_lend": can_lend(request.office),
        "has_second_step": has_second_step(request.user),
        "has_password": request.user.has_usable_password(),
    }
    return render(request, "accounts/own.html", page)


@require_http_methods(["GET", "POST"])
@signed_in
def password(request: Any) -> HttpResponse:
    """Other sessions end; this one goes on."""
    if not request.user.has_usable_password():
        return redirect("accounts:own")
    form = ChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        at, chosen = timezone.now(), form.cleaned_data["new_password2"]
        user = choose_password(
            by=Person(request.user), at=at, user=request.user, password=chosen, way="change"
        )
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)
        messages.success(request, _("Đã đổi mật khẩu; các phiên khác đã kết thúc."))
        return redirect("accounts:own")
    return render(request, "accounts/password.html", {"form": form})


@require_POST
@signed_in
@reauthentication_required
@never_cache
def recovery_codes(request: Any) -> HttpResponse:
    """The codes as a file to keep away from this machine; Windows' editor wants the mark and the line ends."""
    at = timezone.now()
    try:
        codes = take_codes_along(by=Person(request.user), at=at, user=request.user)
    except ActionRefused as refused:
        messages.error(request, refused.message)
        return redirect("mfa_index")
    lines = [
        _("Mã dự phòng của %(username)s tại %(site)s, tạo ngày %(day)s")
        % {
            "username": request.user.username,
            "site": request.get_host(),
            "day": format_date(timezone.localdate(at)),
        },
        _("Mỗi mã dùng được một lần. In ra, cất nơi an toàn rồi xóa tệp này."),
        "",
        *codes,
    ]
    return attachment("\r\n".join([*lines, ""]).encode("utf-8-sig"), "ma-du-phong.txt", "txt")


@require_safe
@signed_in
def sessions(request: Any) -> HttpResponse:
    found = UserSession.objects.purge_and_list(request.user)
    rows = sorted(found, key=lambda row: row.created_at, reverse=True)
    here = request.session.session_key
    page = {"sessions": rows, "here": here, "others": any(row.session_key != here for row in rows)}
    return render(request, "accounts/sessions.html", page)


@require_POST
@signed_in
@once
def end(request: Any) -> HttpResponse:
    """One of the other sessions, or all of them; this one ends by signing out."""
    rows = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    if request.POST.get("session") != "others":
        rows = rows.filter(pk=_number(request.POST.get("session")))
    keys = list(rows.values_list("session_key", flat=True))
    if keys:
        end_sessions(by=Person(request.user), at=timezone.now(), user=request.user, keys=keys)
        messages.success(request, _("Đã kết thúc %(count)s phiên.") % {"count": len(keys)})
    else:
        messages.info(request, _("Phiên ấy đã kết thúc từ trước."))
    return redirect("accounts:sessions")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


@require_http_methods(["GET", "POST"])
@acting
@once
def lending(request: Any) -> HttpResponse:
    """Lends the acting office; shows what is lent from it."""
    office = request.office
    require(can_lend(office), NO_LENDING)
    form = DelegateForm(office, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            delegate_office(by=office, at=timezone.now(), office=office, **form.cleaned_data)
        except ActionRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi ủy quyền."))
            return redirect("accounts:lending")
    page = {"form": form, "lent": lent_from(office, timezone.localdate())}
    return render(request, "accounts/lending.html", page)


@require_POST
@acting
@once
def end_lending(request: Any) -> HttpResponse:
    """From today on; what was done before keeps both names."""
    require(can_lend(request.office), NO_LENDING)
    today = timezone.localdate()
    code = request.POST.get("office", "")
    lent = next((row for row in lent_from(request.office, today) if str(row.pk) == code), None)
    if lent is None:
        raise Http404
    form = VersionedForm(request.POST)
    if not form.is_valid():
        return trouble(request, 400, _("Chưa thực hiện được"), *form.non_field_errors())
    try:
        end_office(
            by=request.office,
            at=timezone.now(),
            office=lent,
            last=today - timedelta(days=1),
            reason=_("Người ủy quyền thu lại"),
            version=form.cleaned_data["version"],
        )
    except StaleEdit as stale:
        return _lent_anew(request, stale)
    messages.success(request, _("Đã thu lại ủy quyền."))
    return redirect("accounts:lending")


def _lent_anew(request: Any, stale: StaleEdit) -> HttpResponse:
    """409: until when it is lent now, and the page to decide again from."""
    said = {
        "who": stale.who,
        "when": clock(stale.at),
        "day": format_date(stale.current.valid_to),
    }
    sentence = _(
        "%(who)s vừa cập nhật ủy quyền này lúc %(when)s: nay đến hết ngày %(day)s. Chưa thu lại; đề nghị xem lại."
    )
    return trouble(
        request,
        409,
        _("Nội dung vừa được người khác cập nhật"),
        sentence % said,
        see=reverse("accounts:lending"),
    )
