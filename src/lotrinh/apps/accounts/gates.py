"""The first lines of administrators' pages: an administrator, with a second step and a password not too old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import User
from lotrinh.apps.accounts.policy import is_admin
from lotrinh.apps.ui.gates import acting


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For everybody with an account, also without an office."""

    @wraps(view)
    def gate(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return gate


def administering(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Others get 403; an administrator without a second step is led to where it is set up."""

    @wraps(view)
    def gate(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if getattr(request.office, "is_unprotected", False):
            messages.warning(
                request, _("Vai trò quản trị phải bật xác thực hai bước trước khi vào trang này.")
            )
            return redirect("mfa_index")
        if not is_admin(request.office):
            raise PermissionDenied(_("Trang này dành cho vai trò quản trị."))
        if has_old_password(request.user):
            messages.warning(
                request,
                _("Mật khẩu của quản trị đã quá %(days)s ngày. Đề nghị đổi trước khi vào trang này.")
                % {"days": settings.ADMIN_PASSWORD_DAYS},
            )
            return redirect("accounts:password")
        return view(request, *args, **kwargs)

    return acting(gate)


def has_old_password(user: User) -> bool:
    since = user.password_set_at
    return (
        user.has_usable_password()
        and since is not None
        and timezone.now() - since > timedelta(days=settings.ADMIN_PASSWORD_DAYS)
    )
