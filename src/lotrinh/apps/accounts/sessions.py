"""How long a session lives: locked when nobody was there for a while, ended after longer, and after a working day."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.queries import is_administrator
from lotrinh.apps.accounts.typed import fill_in, has_typed, keep_typed, page_of

LIMITS = "limits"
"""Session key of when it began, when somebody was last there, and whether it is locked."""
_FINENESS = 30
_OPEN = frozenset(
    {
        "account_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "accounts:unlock",
        "accounts:sign-out",
        "account_logout",
        "ui:language",
    }
)
"""What can be reached while locked."""


class SessionLimitMiddleware:
    """Looks at the session before any view; reading the clock costs no query until five minutes were idle."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return fill_in(request, self.get_response(request))

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponseBase | None:
        if "_auth_user_id" not in request.session:
            return None
        now = time.time()
        limits = request.session.get(LIMITS) or {"begun": now, "seen": 0.0}
        if _is_over(request, limits, now):
            logout(request)
            messages.info(request, _("Phiên làm việc đã hết giờ. Đề nghị đăng nhập lại."))
            return _elsewhere(request, redirect_to_login(page_of(request)).url)
        if limits.get("locked") or _is_idle(request, limits, now):
            return _locked(request, limits)
        if now - limits["seen"] > _FINENESS:
            request.session[LIMITS] = {**limits, "seen": now}
        if request.method == "GET" and has_typed(request):
            messages.info(
                request, _("Nội dung nhập trước khi khóa đã được điền lại. Đề nghị kiểm tra rồi gửi.")
            )
        return None


def _is_over(request: HttpRequest, limits: dict[str, Any], now: float) -> bool:
    idle = now - limits["seen"] if limits["seen"] else 0.0
    ends = settings.END_SECONDS
    return (
        now - limits["begun"] >= settings.SESSION_COOKIE_AGE
        or idle >= ends["person"]
        or (idle >= ends["admin"] and is_administrator(request.user, timezone.localdate()))
    )


def _is_idle(request: HttpRequest, limits: dict[str, Any], now: float) -> bool:
    idle = now - limits["seen"] if limits["seen"] else 0.0
    locks = settings.IDLE_SECONDS
    return idle >= locks["person"] or (
        idle >= locks["admin"] and is_administrator(request.user, timezone.localdate())
    )


def _locked(request: HttpRequest, limits: dict[str, Any]) -> HttpResponseBase | None:
    """The door of the lock, after what was typed has been put aside; the door itself stays open."""
    if not limits.get("locked"):
        request.session[LIMITS] = {**limits, "locked": True}
    if request.resolver_match and request.resolver_match.view_name in _OPEN:
        return None
    if request.method == "POST":
        keep_typed(request)
    return _elsewhere(request, f"{door_of(request.user)}?{urlencode({'next': page_of(request)})}")


def door_of(user: Any) -> str:
    """Where this person shows that it is still them."""
    return reverse("account_reauthenticate" if user.has_usable_password() else "accounts:unlock")


def _elsewhere(request: HttpRequest, url: str) -> HttpResponseBase:
    """A part of a page cannot show a lock: the whole page goes there."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def is_locked(request: HttpRequest) -> bool:
    return bool((request.session.get(LIMITS) or {}).get("locked"))


def unlock(request: HttpRequest) -> None:
    limits = request.session.get(LIMITS) or {"begun": time.time()}
    request.session[LIMITS] = {"begun": limits["begun"], "seen": time.time()}


@receiver(user_logged_in)
def begin(request: HttpRequest, **told: Any) -> None:
    now = time.time()
    request.session[LIMITS] = {"begun": now, "seen": now}


@receiver(authentication_step_completed)
def unlock_after_showing_oneself(request: HttpRequest, **told: Any) -> None:
    if told.get("reauthenticated") and is_locked(request):
        unlock(request)
