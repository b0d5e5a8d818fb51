"""Letters of sign-in: an invitation, a new password; sent after the answer, so that its time tells nothing."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import User
from lotrinh.apps.notices.posting import post_later
from lotrinh.apps.notices.queries import mail_is_set

_STAMP = re.compile(r"[0-9a-z]{1,13}")


class InvitationTokens(PasswordResetTokenGenerator):
    """Single use: choosing the password changes what the token is made from.

    Good for settings.INVITATION_DAYS: a batch of new people is not at its desks within half an hour, and whoever has not
    chosen a password yet has nothing that could be taken.
    """

    key_salt = "lotrinh.apps.accounts.letters.InvitationTokens"

    def check_token(self, user: User | None, token: str | None) -> bool:
        stamp, _dash, rest = (token or "").partition("-")
        if user is None or not rest or not _STAMP.fullmatch(stamp):
            return False
        made = base36_to_int(stamp)
        if self._num_seconds(self._now()) - made > settings.INVITATION_DAYS * 86_400:
            return False
        return any(
            constant_time_compare(self._make_token_with_timestamp(user, made, secret), token or "")
            for secret in (self.secret, *self.secret_fallbacks)
        )


invitation_tokens = InvitationTokens()
reset_tokens = PasswordResetTokenGenerator()


def lifetime(*, is_invitation: bool) -> str:
    """ "3 ngày" or "30 phút"."""
    if is_invitation:
        return _("%(number)s ngày") % {"number": settings.INVITATION_DAYS}
    return _("%(number)s phút") % {"number": settings.PASSWORD_RESET_TIMEOUT // 60}


def link_for(request: HttpRequest, user: User, *, is_invitation: bool) -> str:
    """Where the person chooses a password, whole address; `lifetime` says for how long it is good."""
    name = "accounts:accept-invitation" if is_invitation else "accounts:choose-password"
    token = (invitation_tokens if is_invitation else reset_tokens).make_token(user)
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return request.build_absolute_uri(reverse(name, kwargs={"uidb64": key, "token": token}))


def send_link(request: HttpRequest, user: User, *, is_invitation: bool) -> None:
    """The letter goes out in Vietnamese once what it tells of is saved; it never holds up the page, nor the database.

    What fails is in the log.
    """
    link = link_for(request, user, is_invitation=is_invitation)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Lời mời dùng Lộ Trình") if is_invitation else _("Đặt lại mật khẩu Lộ Trình")
        page = {
            "user": user,
            "link": link,
            "lifetime": lifetime(is_invitation=is_invitation),
            "is_invitation": is_invitation,
        }
        body = render_to_string("accounts/link_letter.txt", page)
    post_later(EmailMessage(subject, body, to=[user.email]))


def invite_all(request: HttpRequest, users: list[User]) -> list[tuple[User, str]]:
    """Sends everybody an invitation; where no mail is set up, whom to hand which link."""
    if not mail_is_set():
        return [(user, link_for(request, user, is_invitation=True)) for user in users]
    for user in users:
        send_link(request, user, is_invitation=True)
    return []
