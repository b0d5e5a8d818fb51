"""The first page of an empty site: for whoever has the one-time word from the console, the first administrator."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lotrinh.apps.accounts.actions import set_up_site
from lotrinh.apps.accounts.gates import administering
from lotrinh.apps.accounts.models import User
from lotrinh.apps.accounts.passwords import has_second_step
from lotrinh.apps.accounts.setting_up import (
    SETTING_UP,
    STEPS,
    close_setup,
    is_waiting,
    opens,
    road,
)
from lotrinh.apps.accounts.views.setup_forms import FirstForm
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.ui.gates import acting

WORD = "setup_word"
"""Session key: the word somebody came with."""


@require_http_methods(["GET", "POST"])
def first(request: Any) -> HttpResponse:
    """The word leaves the address before the form is shown; without it the page only says where to find it."""
    if not is_waiting():
        raise Http404
    if word := request.GET.get("ma", ""):
        request.session[WORD] = word
        return redirect("accounts:setup")
    if not opens(request.session.get(WORD, "")):
        return render(request, "accounts/setup_closed.html", status=403)
    form = FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (user := _made(form)):
        return _enter(request, user)
    return render(request, "accounts/setup_first.html", {"form": form})


def _made(form: FirstForm) -> User | None:
    data = form.cleaned_data
    try:
        with transaction.atomic():
            user = set_up_site(
                at=timezone.now(),
                province=data["province"],
                body=form.body(),
                username=data["username"],
                label=data["label"],
                email=data["email"],
                password=data["new_password2"],
            )
    except ActionRefused as refused:
        form.add_error(None, refused.message)
        return None
    except IntegrityError:
        form.add_error(None, _("Trang này đã được thiết lập. Đề nghị đăng nhập."))
        return None
    close_setup()
    return user


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    """Signed in with the password just chosen, and on to the second step."""
    request.session.pop(WORD, None)
    request.session[SETTING_UP] = True
    answer: HttpResponse = perform_login(request, user, redirect_url=reverse("accounts:setup-second-step"))
    record_authentication(request, user, method="password", reauthenticated=True)
    return answer


@require_safe
@acting
def second_step(request: Any) -> HttpResponse:
    """Why it is needed, and where it is switched on; done already, the road goes on."""
    if has_second_step(request.user):
        return redirect(STEPS[0].url)
    return render(request, "accounts/setup_second_step.html")


@require_POST
@administering
def go_on(request: Any) -> HttpResponse:
    """Taken up again, from any page: the first step that is not done."""
    request.session[SETTING_UP] = True
    left = next((step for step in STEPS if not step.is_done(request.office)), STEPS[-1])
    return redirect(left.url)


@require_safe
@administering
def first_document(request: Any) -> HttpResponse:
    """The last station: a link to where documents are taken in, and what was left for later."""
    page = {
        "road": road(request, "document"),
        "left": [s for s in STEPS[:-1] if not s.is_done(request.office)],
    }
    return render(request, "accounts/setup_document.html", page)


@require_POST
@administering
def finish(request: Any) -> HttpResponse:
    """The road is no longer shown; its pages stay where administrators find them."""
    request.session.pop(SETTING_UP, None)
    return redirect("intake:upload")
