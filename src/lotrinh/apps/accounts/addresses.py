"""Every named address of the site, as the patterns themselves tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ARGUMENTS: dict[str, Promise] = {
    "code": _("mã"),
    "kind": _("loại tệp"),
    "number": _("số thứ tự"),
    "period": _("kỳ báo cáo"),
    "pk": _("số thứ tự"),
    "provider_id": _("cổng đăng nhập"),
    "sha256": _("tệp đính kèm"),
    "token": _("khóa dùng một lần"),
    "uidb64": _("người được mời"),
    "username": _("tên đăng nhập"),
    "verb": _("cách xử lý"),
    "which": _("danh sách nào"),
}
_ARGUMENT = re.compile(r"\(\?P<(?P<grouped>\w+)>[^)]*\)|<(?:\w+:)?(?P<named>\w+)>")
"""An argument as a pattern writes it: `(?P<code>[\\w-]+)` or `<str:code>`."""


@dataclass(frozen=True, slots=True)
class Address:
    """`route` is the path with its arguments in angle brackets."""

    name: str
    route: str
    arguments: frozenset[str]

    @property
    def shown(self) -> str:
        """The path as a person reads it: "/nhiem-vu/‹mã›/" for "/nhiem-vu/<str:code>/".

        >>> Address("tasks:page", "/nhiem-vu/<str:code>/", frozenset({"code"})).shown
        '/nhiem-vu/‹mã›/'
        """
        return _ARGUMENT.sub(_in_words, self.route.replace("^", "").removesuffix("$"))


def _in_words(argument: re.Match[str]) -> str:
    return f"‹{ARGUMENTS[argument['grouped'] or argument['named']]}›"


def every_address() -> list[Address]:
    """By name; one that has two routes stands with the first."""
    found: dict[str, Address] = {}
    for address in _walk(get_resolver().url_patterns, "", "/"):
        found.setdefault(address.name, address)
    return sorted(found.values(), key=lambda row: row.name)


def _walk(patterns: Any, space: str, path: str) -> Iterator[Address]:
    for pattern in patterns:
        route = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space, route
            )
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Address(f"{space}{pattern.name}", route, frozenset(pattern.pattern.regex.groupindex))
