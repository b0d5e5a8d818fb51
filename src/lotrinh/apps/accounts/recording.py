"""What allauth does to an account is told to the record: a sign-in and by which ways, keys added and removed."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from lotrinh.apps.accounts.actions import Person, note_sign_in, tell
from lotrinh.apps.accounts.models import User


def tell_sign_in(request: HttpRequest, user: User) -> None:
    """Not for people of the example, who come and go with one click."""
    if not user.is_example:
        steps = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
        note_sign_in(at=timezone.now(), user=user, ways=ways_of(steps))


def ways_of(steps: list[dict[str, Any]]) -> list[str]:
    """From allauth's steps to names; the password is a step of ours that it does not list.

    >>> ways_of([]), ways_of([{"method": "mfa", "type": "totp"}])
    (['password'], ['password', 'totp'])
    >>> ways_of([{"method": "mfa", "type": "webauthn", "passwordless": True}])
    ['webauthn']
    """
    named = [str(step.get("type") or step["method"]) for step in steps]
    is_alone = any(step.get("passwordless") or step["method"] == "socialaccount" for step in steps)
    return named if is_alone else ["password", *named]


@receiver(authenticator_added)
@receiver(authenticator_removed)
@receiver(authenticator_reset)
@transaction.atomic
def tell_second_step(signal: Any, user: User, authenticator: Authenticator, **more: Any) -> None:
    names = {authenticator_added: "added", authenticator_removed: "removed", authenticator_reset: "renewed"}
    after = {"step": str(authenticator.type), "change": names[signal]}
    tell(Person(user), timezone.now(), user, action="change_second_step", after=after)
