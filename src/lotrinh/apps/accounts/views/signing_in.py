"""Signing in and out, choosing the office one acts as, and opening a lock where there is no password."""

from __future__ import annotations

import logging
from datetime import datetime
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from allauth.account.utils import perform_login
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.socialaccount.providers.openid_connect.views import login as oidc_login
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from lotrinh.apps.accounts.acting import OFFICE_KEY
from lotrinh.apps.accounts.forms import SignInForm
from lotrinh.apps.accounts.gates import signed_in
from lotrinh.apps.accounts.queries import example_accounts
from lotrinh.apps.accounts.sessions import is_locked, unlock
from lotrinh.apps.accounts.setting_up import setup_file
from lotrinh.apps.notices.queries import mail_is_set

log = logging.getLogger("lotrinh.sign-in")


def asked_next(request: HttpRequest, default: Any) -> str:
    """Where to go on: the address asked for if it is ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    mine = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if mine else resolve_url(default)


def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated and request.method == "GET":
        return redirect(asked_next(request, settings.LOGIN_REDIRECT_URL))
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user:
        return perform_login(
            request, form.user, redirect_url=asked_next(request, settings.LOGIN_REDIRECT_URL)
        )
    page = {
        "form": form,
        "roles": example_accounts() if settings.EXAMPLE else [],
        "next": request.GET.get("next", ""),
        "agency_door": settings.OIDC_NAME,
        "is_waiting": setup_file().exists(),
        "can_reset": mail_is_set(),
    }
    return answer(request, "accounts/sign_in.html", page, form.locked_until)


def answer(
    request: HttpRequest, template: str, page: dict[str, Any], locked_until: datetime | None
) -> HttpResponse:
    """429 with the seconds to wait, where no try is left."""
    response = render(request, template, page, status=429 if locked_until else 200)
    if locked_until:
        wait = int((locked_until - timezone.now()).total_seconds())
        response.headers["Retry-After"] = str(max(wait, 1))
    return response


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """One click as a role of the example; the address does not exist outside example mode."""
    if not settings.EXAMPLE:
        raise Http404
    user = example_accounts().filter(username=request.POST.get("role", "")).first()
    if user is None:
        raise Http404
    request.session.pop(OFFICE_KEY, None)
    return perform_login(request, user, redirect_url=asked_next(request, settings.LOGIN_REDIRECT_URL))


def agency_door(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Away to the agency's own sign-in; where it cannot be reached, a page that says so."""
    try:
        answer: HttpResponse = (
            _away(request, provider_id) if request.method == "POST" else oidc_login(request, provider_id)
        )
    except OSError:
        log.exception("không tới được cổng đăng nhập của cơ quan")
        return render(request, "accounts/door_closed.html", status=502)
    return answer


def _away(request: HttpRequest, provider_id: str) -> HttpResponse:
    """With a number used once, which the provider's signed answer must repeat (adapters.py compares)."""
    try:
        provider = OpenIDConnectOAuth2Adapter(request, provider_id).get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    nonce = token_urlsafe(24)
    asked = provider.get_redirect_from_request_kwargs(request)
    asked |= {"process": AuthProcess.LOGIN, "auth_params": {**asked["auth_params"], "nonce": nonce}}
    answer: HttpResponse = provider.redirect(request, nonce=nonce, **asked)
    return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("accounts:sign-in")


@require_http_methods(["GET", "POST"])
@signed_in
def unlock_without_password(request: Any) -> HttpResponse:
    """People of the example go on with one click; who comes by the agency's door goes through it again."""
    if not is_locked(request) or request.user.has_usable_password():
        return redirect(asked_next(request, settings.LOGIN_REDIRECT_URL))
    can_go_on = settings.EXAMPLE and request.user.is_example
    if request.method == "POST" and can_go_on:
        unlock(request)
        return redirect(asked_next(request, settings.LOGIN_REDIRECT_URL))
    page = {
        "can_go_on": can_go_on,
        "next": asked_next(request, settings.LOGIN_REDIRECT_URL),
        "agency_door": settings.OIDC_NAME,
    }
    return render(request, "accounts/unlock.html", page)


@require_POST
def switch_office(request: HttpRequest) -> HttpResponse:
    """Only among the offices the person holds today."""
    asked = request.POST.get("office", "")
    held = {str(office.pk) for office in getattr(request, "offices", ())}
    if asked in held:
        request.session[OFFICE_KEY] = str(UUID(asked))
    return redirect(asked_next(request, settings.LOGIN_REDIRECT_URL))
