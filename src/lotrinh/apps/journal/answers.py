"""Where an action refuses: the form again with what was typed, or a page of its own where no view answered."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lotrinh.apps.journal.errors import ActionRefused, AlreadyDone, Gone
from lotrinh.apps.ui.trouble import trouble


def settled(request: HttpRequest, form: BaseForm, act: Callable[[], HttpResponse]) -> HttpResponse | int:
    """The answer of `act` to a form that was sent as it should be, else the HTTP status to show the form with.

    A refusal stands above the form (409). That somebody else did it before is a page of its own, since the form is past.
    """
    if request.method != "POST":
        return 200
    if not form.is_valid():
        return 400
    try:
        return act()
    except (AlreadyDone, Gone):
        raise
    except ActionRefused as refused:
        form.add_error(None, refused.message)
        return 409


class RefusalMiddleware:
    """409 with the sentence of the refusal: who did it before, and when; or what the rule asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ActionRefused):
            return None
        return trouble(request, 409, heading_of(exception), exception.message)


def heading_of(refusal: ActionRefused) -> str:
    if isinstance(refusal, AlreadyDone):
        return _("Việc này đã có người làm")
    if isinstance(refusal, Gone):
        return _("Nội dung này không còn")
    return _("Chưa thực hiện được")
