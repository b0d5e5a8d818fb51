"""The language of the interface: Vietnamese, unless this browser's user chose English in the footer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "lotrinh-ngon-ngu"
_YEAR = 365 * 24 * 3600


def chosen_language(request: HttpRequest) -> str:
    """The cookie's word if we speak it. What the browser asks for is not looked at: in offices it is often
    an English one that nobody set up."""
    asked = request.COOKIES.get(COOKIE, "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def other_language(language: str) -> tuple[str, str]:
    """Code and own name of the language one may change to.

    >>> other_language("vi"), other_language("en")
    (('en', 'English'), ('vi', 'Tiếng Việt'))
    """
    return next((code, name) for code, name in settings.LANGUAGES if code != language)


class LanguageMiddleware:
    """Everything inside, error pages too, is said in the chosen language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


def page_to_return_to(request: HttpRequest) -> str:
    """The page being shown; where it answers a form, the page the form stood on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return request.headers.get("Referer", "/")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the choice for a year and goes back to the page, if it is one of ours."""
    asked, back = request.POST.get("language", ""), request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if ours else "/")
    if asked in dict(settings.LANGUAGES):
        response.set_cookie(
            COOKIE, asked, _YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    return response
