"""What a password must be (TCVN 14423:2026 as reported in the design: 14 characters of four kinds, 8 with a second step)."""

from __future__ import annotations

import unicodedata
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import FormerPassword, User

WITH_SECOND_STEP = 8
SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_step(user: Any) -> bool:
    """Whether a code or a key is asked after the password; recovery codes alone are no second step."""
    return isinstance(user, User) and not user._state.adding and bool(is_mfa_enabled(user, SECOND_STEPS))


def lacks_second_step(user: User) -> bool:
    """The example's people have no passwords either; on a real site nobody is excepted."""
    return not has_second_step(user) and not (settings.EXAMPLE and user.is_example)


class LongEnough(MinimumLengthValidator):
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < WITH_SECOND_STEP or not has_second_step(user):
            super().validate(password, user)


def kinds_of(password: str) -> set[str]:
    """Capital letters, small letters, digits, other signs.

    >>> sorted(kinds_of("Đầu tư 2026"))
    ['capital', 'digit', 'other', 'small']
    """
    found = set()
    for sign in unicodedata.normalize("NFC", password):
        if sign.isalpha():
            found.add("capital" if sign.isupper() else "small")
        else:
            found.add("digit" if sign.isdigit() else "other")
    return found


class FourKinds:
    """Where no second step protects the account."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(kinds_of(password)) < 4 and not has_second_step(user):
            raise ValidationError(self.get_help_text(), code="password_kinds")

    def get_help_text(self) -> str:
        return _("Mật khẩu cần có chữ hoa, chữ thường, chữ số và dấu (khoảng trắng cũng là dấu).")


class NotAFormerOne:
    def validate(self, password: str, user: Any = None) -> None:
        if not isinstance(user, User) or user._state.adding:
            return
        former = FormerPassword.objects.filter(user=user).order_by("-set_at")
        hashes = [user.password, *former.values_list("hash", flat=True)[: settings.FORMER_PASSWORDS]]
        if any(check_password(password, each) for each in hashes):
            raise ValidationError(self.get_help_text(), code="password_former")

    def get_help_text(self) -> str:
        return _("Mật khẩu phải khác %(count)s mật khẩu dùng gần đây.") % {"count": settings.FORMER_PASSWORDS}
