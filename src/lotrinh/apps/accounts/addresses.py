"""Every named address of the site, as the patterns themselves tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """`route` is the path with its arguments in angle brackets."""

    name: str
    route: str
    arguments: frozenset[str]


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
