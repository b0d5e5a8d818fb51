"""Where a request comes from, remembered for the length of the request so that every event can name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_origin: ContextVar[str] = ContextVar("origin", default="")


def current_origin() -> str:
    return _origin.get()


def remember_origin(place: str) -> None:
    """From here on in this thread: a command has no request and names itself."""
    _origin.set(place[:60])


@contextmanager
def under_origin(place: str) -> Iterator[None]:
    """Work that a request started and another thread does still comes from where the request came."""
    token = _origin.set(place)
    try:
        yield
    finally:
        _origin.reset(token)


class OriginMiddleware:
    """Keeps the peer's address; a proxy's header is not believed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with under_origin(str(request.META.get("REMOTE_ADDR", ""))[:60]):
            return self.get_response(request)
