"""What no record, log or error mail may keep: passwords, one-time codes, tokens, cookies."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.request import QueryDict
from django.utils.datastructures import MultiValueDict
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from lotrinh.apps.ui.sending import SECRET

WITHHELD = "********"
_TYPED = re.compile(rf"{SECRET.pattern}|^(?:code|ma|next)$", re.IGNORECASE)
"""What is typed into a form may be a one-time code as well, and an address may carry one."""


def withheld(value: Any) -> Any:
    """The same tree of JSON values without those whose name says that they are secret."""
    match value:
        case dict():
            return {
                name: WITHHELD if item and SECRET.search(str(name)) else withheld(item)
                for name, item in value.items()
            }
        case list() | tuple():
            return [withheld(item) for item in value]
        case _:
            return value


class ReporterFilter(SafeExceptionReporterFilter):
    """Also where a view forgot to say which of its fields are secret."""

    cleansed_substitute = WITHHELD
    hidden_settings = SECRET

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> MultiValueDict[str, Any]:
        return _without_secrets(request.POST if request is not None else {})

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, str]:
        """Every cookie of ours lets somebody in; only their names are told."""
        return dict.fromkeys(request.COOKIES if request is not None else (), WITHHELD)

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        meta = super().get_safe_request_meta(request)
        return meta | {name: WITHHELD for name in ("QUERY_STRING", "HTTP_REFERER") if meta.get(name)}


class Reporter(ExceptionReporter):
    """Error mail without the values of the address, and without the local variables of the program."""

    def get_traceback_data(self) -> dict[str, Any]:
        data = super().get_traceback_data()
        data["request_GET_items"] = list(_without_secrets(self.request.GET).items()) if self.request else []
        if self.request is not None:
            data["request_insecure_uri"] = urlsplit(data["request_insecure_uri"])._replace(query="").geturl()
        for frame in data["frames"]:
            frame["vars"] = []
        return data


def _without_secrets(given: Any) -> MultiValueDict[str, Any]:
    kept: MultiValueDict[str, Any] = QueryDict(mutable=True)
    for name in given:
        values = given.getlist(name) if hasattr(given, "getlist") else [given[name]]
        kept.setlist(name, [WITHHELD] * len(values) if _TYPED.search(name) else values)
    return kept
