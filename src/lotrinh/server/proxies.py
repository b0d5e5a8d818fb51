"""Whom a request comes from where a proxy was declared."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class TrustedProxyMiddleware:
    """Believes X-Forwarded-For only as far as declared proxies wrote it; without any it is not looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.TRUSTED_PROXIES:
            told = request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = client_of(
                told, str(request.META.get("REMOTE_ADDR", "")), settings.TRUSTED_PROXIES
            )
        return self.get_response(request)


def client_of(told: str, peer: str, proxies: int) -> str:
    """The address the outermost declared proxy saw; what stands further left a client may have written.

    >>> client_of("10.9.9.9, 203.0.113.7", "127.0.0.1", 1), client_of("bịa đặt", "127.0.0.1", 1)
    ('203.0.113.7', '127.0.0.1')
    """
    steps = [step.strip() for step in told.split(",") if step.strip()]
    if len(steps) < proxies:
        return peer
    try:
        return str(ip_address(steps[-proxies]))
    except ValueError:
        return peer
