"""Where a request comes from, remembered for the length of the request so that every event can name it."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_origin: ContextVar[str] = ContextVar("origin", default="")


def current_origin() -> str:
    return _origin.get()


class OriginMiddleware:
    """Keeps the peer's address; a proxy's header is not believed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _origin.set(str(request.META.get("REMOTE_ADDR", ""))[:60])
        try:
            return self.get_response(request)
        finally:
            _origin.reset(token)
