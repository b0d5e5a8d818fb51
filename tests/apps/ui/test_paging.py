"""Pages and order asked for in the address, also with nonsense in it."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from lotrinh.apps.ui.paging import order_of, page_of

COLUMNS = {"han": "deadline_day", "ten": "title"}


@pytest.mark.parametrize(
    ("query", "number", "length"),
    [
        ("", 1, 25),
        ("trang=2", 2, 25),
        ("trang=99", 6, 5),
        ("trang=x", 1, 25),
        ("so-dong=50", 1, 50),
        ("so-dong=7", 1, 25),
    ],
)
def test_page_of(query: str, number: int, length: int) -> None:
    page = page_of(RequestFactory().get(f"/?{query}"), range(130))
    assert (page.number, len(page)) == (number, length)


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", "title"),
        ("sap-xep=han", "deadline_day"),
        ("sap-xep=-han", "-deadline_day"),
        ("sap-xep=password", "title"),
    ],
)
def test_order_of(query: str, order: str) -> None:
    assert order_of(RequestFactory().get(f"/?{query}"), COLUMNS, "title") == order
