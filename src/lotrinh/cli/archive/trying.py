"""Whether people could work in a restored site: one of them signs in, through the pages, with the second step."""

from __future__ import annotations

import secrets
from typing import Any

from lotrinh.cli.site import publish_static


def sign_in_once() -> tuple[str, str]:
    """Label of the account, and what went wrong in words ("" where nothing did).

    Nobody's password is known, so the account is given one here: in the tables of the drill, which go away afterwards.
    """
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    publish_static()
    user, code = _somebody()
    if user is None:
        return "", ""
    password = f"Dien-tap {secrets.token_hex(16)}"
    user.set_password(password)
    user.active_since = timezone.now()
    user.save(update_fields=["password", "active_since"])
    visitor = Client(SERVER_NAME="localhost")
    answer = visitor.post(reverse("accounts:sign-in"), {"username": user.username, "password": password})
    if code and answer.status_code == 302 and answer["Location"] == reverse("mfa_authenticate"):
        answer = visitor.post(reverse("mfa_authenticate"), {"code": code})
    if answer.status_code != 302:
        return user.label, f"trang đăng nhập trả lời {answer.status_code}"
    home = visitor.get(reverse("accounts:own"))
    return user.label, "" if home.status_code == 200 else f"sau đăng nhập, trang trả lời {home.status_code}"


def _somebody() -> tuple[Any, str]:
    """An account in use that a password opens, with the code of this minute where it has an app for codes.

    Those with a security key and nothing else are left out: the key is not here.
    """
    from allauth.mfa.models import Authenticator

    from lotrinh.apps.accounts.models import User

    for user in User.objects.filter(is_active=True, offices__isnull=False).distinct().order_by("pk"):
        steps = list(Authenticator.objects.filter(user=user).exclude(type="recovery_codes"))
        apps = [step for step in steps if step.type == Authenticator.Type.TOTP]
        if apps or not steps:
            return user, _code_now(apps[0]) if apps else ""
    return None, ""


def _code_now(step: Any) -> str:
    """What the person's telephone would show."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
    from allauth.mfa.utils import decrypt

    _before, now, _after = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(decrypt(step.data["secret"]), now)))
