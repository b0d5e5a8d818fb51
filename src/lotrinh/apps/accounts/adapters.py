"""Where allauth asks us: who may come in, what is told to the record, how secrets of second steps are kept."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.models import User
from lotrinh.apps.accounts.queries import can_sign_in
from lotrinh.apps.accounts.recording import tell_sign_in

_CODE_WRONG = _("Mã chưa đúng hoặc đã dùng. Đề nghị đợi mã mới rồi nhập lại.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("Mật khẩu chưa đúng. Đề nghị kiểm tra bàn phím và nhập lại."),
        "incorrect_code": _CODE_WRONG,
    }

    def pre_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse | None:
        """The same gate for passwords, passkeys and the agency's own door."""
        if not can_sign_in(user, timezone.now()):
            return redirect("account_inactive")
        return None

    def post_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **told)
        tell_sign_in(request, user)
        return response

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by an administrator."""
        return False


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _CODE_WRONG,
        "cannot_delete_authenticator": _("Không tắt được xác thực hai bước của tài khoản này."),
        "cannot_generate_recovery_codes": _("Bật ứng dụng mã hoặc thêm khóa trước, rồi mới tạo mã dự phòng."),
        "unverified_email": _("Thư điện tử của tài khoản chưa được xác nhận."),
    }

    def encrypt(self, text: str) -> str:
        """Under a key outside the database, so that a copy of the tables gives no codes."""
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher(settings.SECRET_KEY).decrypt(encrypted_text.encode("ascii")).decode()

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("Khóa %(number)s") % {"number": count + 1})


def _cipher(secret: str) -> Fernet:
    digest = hashlib.sha256(b"lotrinh.second-step:" + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


class AgencyDoorAdapter(DefaultSocialAccountAdapter):
    """The agency's own sign-in (OIDC) opens accounts that exist; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The first time, the account with the address the provider has verified; later, the same subject."""
        if not _answers_this_question(sociallogin):
            raise ImmediateHttpResponse(render(request, "accounts/door_closed.html", status=403))
        if sociallogin.is_existing:
            return
        verified = [each.email for each in sociallogin.email_addresses if each.verified and each.email]
        found = list(User.objects.filter(email__iexact=verified[0], is_active=True)[:2]) if verified else []
        if len(found) != 1:
            raise ImmediateHttpResponse(render(request, "accounts/no_account.html", status=403))
        sociallogin.connect(request, found[0])

    def on_authentication_error(self, request: HttpRequest, provider: Any, **told: Any) -> None:
        raise ImmediateHttpResponse(render(request, "accounts/door_closed.html", status=502))


def _answers_this_question(login: SocialLogin) -> bool:
    """The signed answer repeats the number sent along and speaks of the person the provider then described.

    OpenID Connect Core 1.0, 3.1.3.7 (11) and 5.3.2: without the first somebody could put in another person's answer,
    without the second another person's description.
    """
    told = login.account.extra_data
    signed, described = told.get("id_token") or {}, told.get("userinfo") or {}
    sent = (login.state or {}).get("nonce")
    repeats = bool(sent) and constant_time_compare(str(signed.get("nonce", "")), str(sent))
    return repeats and signed.get("sub") == described.get("sub", signed.get("sub"))
