"""Pages and order of a list, both kept in the address: `?trang=2&so-dong=50&sap-xep=-han`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_KEY, SIZE_KEY, SORT_KEY = "trang", "so-dong", "sap-xep"
PAGE_SIZES = (25, 50, 100)


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZES[0]) -> Page[Any]:
    """The page asked for; a number out of range or no number gives the nearest page, never an error."""
    asked = request.GET.get(SIZE_KEY, "")
    chosen = int(asked) if asked in {str(allowed) for allowed in PAGE_SIZES} else size
    return Paginator(rows, chosen).get_page(request.GET.get(PAGE_KEY))


def order_of(request: HttpRequest, columns: Mapping[str, str], default: str) -> str:
    """The `order_by` argument of the column asked for; `columns` maps what the address says to a field.

    An unknown column gives `default`, which is an `order_by` argument.
    """
    asked = request.GET.get(SORT_KEY, "")
    field = columns.get(asked.removeprefix("-"))
    if field is None:
        return default
    return f"-{field}" if asked.startswith("-") else field
