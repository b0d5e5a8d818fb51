"""As which office the signed-in person acts in this request."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.accounts.passwords import lacks_second_step
from lotrinh.apps.accounts.queries import offices_of

OFFICE_KEY = "office"


def offices_held(request: Any) -> list[Office]:
    """The offices the signed-in person holds today."""
    user = request.user
    return list(offices_of(user, timezone.localdate())) if user.is_authenticated else []


def acting_office(request: Any) -> Office | None:
    """The office chosen in the session, else the first one held today, else None."""
    held = request.offices
    chosen = request.session.get(OFFICE_KEY)
    office = next((office for office in held if str(office.pk) == chosen), held[0] if held else None)
    if office is None:
        return None
    office.remembered = {}
    return guarded(office)


def guarded(office: Office) -> Office:
    """Whoever administers without a second step acts without that role, in every app; the row is not changed."""
    if not office.has_role("admin") or not lacks_second_step(office.user):
        return office
    bare = copy(office)
    bare.roles = [role for role in office.roles if role != "admin"]
    bare.is_unprotected = True
    return bare


class ActingOfficeMiddleware:
    """Sets `request.offices` and `request.office`, loaded when first looked at; false where nobody acts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.offices = SimpleLazyObject(lambda: offices_held(request))  # type: ignore[attr-defined]
        request.office = SimpleLazyObject(lambda: acting_office(request))  # type: ignore[attr-defined]
        return self.get_response(request)
