"""Choosing a password by a link from a letter: after an invitation, or because it was forgotten."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lotrinh.apps.accounts.actions import Person, choose_password
from lotrinh.apps.accounts.attempts import admit
from lotrinh.apps.accounts.forms import ChooseForm, ForgottenForm
from lotrinh.apps.accounts.letters import invitation_tokens, lifetime, reset_tokens, send_link
from lotrinh.apps.accounts.models import User
from lotrinh.apps.accounts.queries import can_sign_in
from lotrinh.apps.notices.queries import mail_is_set


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer whether or not the address belongs to somebody; the letter goes out after it."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now, address = timezone.now(), form.cleaned_data["email"]
        found = list(User.objects.filter(email__iexact=address)[:2])
        has_try = admit("reset", address, at=now) is None
        if has_try and len(found) == 1 and can_sign_in(found[0], now) and found[0].has_usable_password():
            send_link(request, found[0], is_invitation=False)
        return redirect("accounts:letter-sent")
    page = {"form": form, "mail_is_set": mail_is_set()}
    return render(request, "accounts/forgotten.html", page)


@require_http_methods(["GET"])
def letter_sent(request: HttpRequest) -> HttpResponse:
    page = {"lifetime": lifetime(is_invitation=False)}
    return render(request, "accounts/letter_sent.html", page)


class ChoosePassword(PasswordResetConfirmView):
    """Django's own page for such links: the token leaves the address before the form is shown."""

    form_class = ChooseForm
    token_generator = reset_tokens
    template_name = "accounts/choose_password.html"
    success_url = reverse_lazy("accounts:sign-in")
    way = "reset"

    def get_user(self, uidb64: str) -> Any:
        """Whom the link is for, if they may come in at all."""
        user = super().get_user(uidb64)
        return user if user is not None and can_sign_in(user, timezone.now()) else None

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.user
        choose_password(
            by=Person(user),
            at=timezone.now(),
            user=user,
            password=form.cleaned_data["new_password2"],
            way=self.way,
        )
        del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        messages.success(self.request, _("Đã đặt mật khẩu. Đề nghị đăng nhập."))
        return redirect(str(self.success_url))


class AcceptInvitation(ChoosePassword):
    token_generator = invitation_tokens
    way = "invitation"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_invitation": True}
