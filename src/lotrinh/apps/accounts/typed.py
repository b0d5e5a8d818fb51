"""What was typed into a form that met a locked session: put aside, and filled in again after the lock is open."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from lxml import html

from lotrinh.apps.ui.sending import SECRET

TYPED = "typed"
_MOST = 200_000
_NO_TEXT = frozenset({"password", "file", "submit", "button", "image"})
"""Kinds of inputs that never get a value back."""


def page_of(request: HttpRequest) -> str:
    """The page a person is on: the address asked for, or the page whose form or part was sent."""
    if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
        return request.get_full_path()
    told = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(told)
    return (parts.path + (f"?{parts.query}" if parts.query else "")) if ours and parts.path else request.path


def keep_typed(request: HttpRequest) -> None:
    """Into the session, without secrets; files have to be chosen again."""
    values = {
        name: request.POST.getlist(name)
        for name in request.POST
        if name != "csrfmiddlewaretoken" and not SECRET.search(name)
    }
    if values and sum(len(value) for each in values.values() for value in each) <= _MOST:
        request.session[TYPED] = {"page": page_of(request), "target": request.path, "values": values}


def has_typed(request: HttpRequest) -> bool:
    """Whether this is the page that something is waiting for."""
    kept = request.session.get(TYPED) or {}
    return kept.get("page") == request.get_full_path() and not request.headers.get("HX-Request")


def fill_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same page with the form holding what was typed, once."""
    session = getattr(request, "session", None)
    if request.method != "GET" or session is None or not session.accessed or response.status_code != 200:
        return response
    if TYPED not in session or not has_typed(request) or "text/html" not in response.get("Content-Type", ""):
        return response
    kept = session.pop(TYPED)
    response.content = filled(response.content.decode(), request.path, kept["target"], kept["values"])
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
    return response


def filled(page: str, path: str, target: str, values: dict[str, list[str]]) -> str:
    """The page with the values in the form that is sent to `target` and has most of their names.

    >>> filled('<form method="post"><input name="a"></form>', "/x/", "/x/", {"a": ["vướng"]}).count('value="vướng"')
    1
    """
    tree = html.document_fromstring(page)
    forms = [form for form in tree.iter("form") if (form.get("action") or path).split("?")[0] == target]
    fields = [[one for one in form.iter("input", "select", "textarea") if one.get("name")] for form in forms]
    if not fields:
        return page
    best = max(fields, key=lambda each: len({one.get("name") for one in each} & set(values)))
    left = {name: list(given) for name, given in values.items()}
    for field in best:
        if field.get("name") != "csrfmiddlewaretoken" and not SECRET.search(field.get("name") or ""):
            _put(field, left)
    return "<!doctype html>\n" + str(html.tostring(tree, encoding="unicode"))


def _put(field: Any, left: dict[str, list[str]]) -> None:
    given = left.get(field.get("name"), [])
    kind = field.get("type", "text")
    if field.tag == "select":
        for option in field.iter("option"):
            chosen = option.get("value", option.text_content()) in given
            _mark(option, "selected", chosen)
    elif kind in ("checkbox", "radio"):
        _mark(field, "checked", field.get("value", "on") in given)
    elif field.tag == "textarea":
        field.text = given.pop(0) if given else field.text
    elif kind not in _NO_TEXT and given:
        field.set("value", given.pop(0))


def _mark(element: Any, name: str, is_set: bool) -> None:
    if is_set:
        element.set(name, name)
    elif name in element.attrib:
        del element.attrib[name]
