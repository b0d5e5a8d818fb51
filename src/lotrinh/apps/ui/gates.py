"""The first lines of a view: is somebody signed in, and as which office do they act."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NO_OFFICE = _(
    "Tài khoản chưa được giao vị trí công tác nào còn hiệu lực. "
    "Đề nghị liên hệ người quản trị để được giao vị trí."
)


def acting(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only for a signed-in person who holds an office today; others are sent to sign in or told why not."""

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not getattr(request, "office", None):
            raise PermissionDenied(NO_OFFICE)
        return view(request, *args, **kwargs)

    return gate


def require(allowed: bool, message: str | Promise) -> None:
    """403 with a sentence that says why, where the thing may be seen but not changed."""
    if not allowed:
        raise PermissionDenied(message)
