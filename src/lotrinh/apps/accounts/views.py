"""Signing in and out, and choosing the office one acts as."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lotrinh.apps.accounts.acting import OFFICE_KEY
from lotrinh.apps.accounts.forms import SignInForm
from lotrinh.apps.accounts.queries import example_accounts

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def _next(request: HttpRequest, default: Any) -> str:
    """Where to go on: the address asked for if it is ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    mine = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if mine else resolve_url(default)


def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated and request.method == "GET":
        return redirect(_next(request, settings.LOGIN_REDIRECT_URL))
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user:
        login(request, form.user, _BACKEND)
        return redirect(_next(request, settings.LOGIN_REDIRECT_URL))
    roles = example_accounts() if settings.EXAMPLE else []
    page = {"form": form, "roles": roles, "next": request.GET.get("next", "")}
    return render(request, "accounts/sign_in.html", page)


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """One click as a role of the example; the address does not exist outside example mode."""
    if not settings.EXAMPLE:
        raise Http404
    user = example_accounts().filter(username=request.POST.get("role", "")).first()
    if user is None:
        raise Http404
    request.session.pop(OFFICE_KEY, None)
    login(request, user, _BACKEND)
    return redirect(_next(request, settings.LOGIN_REDIRECT_URL))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("accounts:sign-in")


@require_POST
def switch_office(request: HttpRequest) -> HttpResponse:
    """Only among the offices the person holds today."""
    asked = request.POST.get("office", "")
    held = {str(office.pk) for office in getattr(request, "offices", ())}
    if asked in held:
        request.session[OFFICE_KEY] = str(UUID(asked))
    return redirect(_next(request, settings.LOGIN_REDIRECT_URL))
