"""What a view did not answer itself: an action that refused becomes a page of its own, with what was typed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lotrinh.apps.journal.errors import ActionRefused, AlreadyDone, Gone
from lotrinh.apps.ui.trouble import trouble


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
