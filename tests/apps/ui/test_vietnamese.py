"""Numbers, days and moments in templates, and sortable heads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory

NOW = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)


def rendered(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("template", "value", "shown"),
    [
        ("{{ value|number }}", Decimal("1234.5"), "1.234,5"),
        ("{{ value|number:1 }}", Decimal("2.666"), "2,7"),
        ("{{ value|number }}", None, ""),
        ("{{ value|number }}", "nhiều", ""),
        ("{{ value|percent }}", Decimal("98.62"), "98,62%"),
        ("{{ value|percent }}", None, ""),
        ("{{ value|day }}", date(2020, 9, 3), "03/9/2020"),
        ("{{ value|day }}", datetime(2026, 11, 22, 18, 0, tzinfo=UTC), "23/11/2026"),
        ("{{ value|day }}", None, ""),
        ("{{ value|moment }}", NOW, "14:05 ngày 22/11/2026"),
        ("{{ value|moment }}", None, ""),
        ("{{ value|status_label }}", "donelate", "hoàn thành quá hạn"),
    ],
)
def test_values_are_written_as_offices_write_them(template: str, value: object, shown: str) -> None:
    assert rendered(template, value=value) == shown


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (timedelta(seconds=30), "vừa xong"),
        (timedelta(minutes=5), "5 phút trước"),
        (timedelta(hours=3), "3 giờ trước"),
        (timedelta(days=1), "hôm qua"),
        (timedelta(days=3), "3 ngày trước"),
        (timedelta(days=-3), "3 ngày nữa"),
        (timedelta(days=400), "13 tháng trước"),
    ],
)
def test_ago(since: timedelta, words: str) -> None:
    assert rendered("{{ value|ago:now }}", value=NOW - since, now=NOW) == words


def test_ago_counts_days_of_the_calendar_in_vietnam() -> None:
    late = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)  # half past midnight of the 23rd in Vietnam
    assert rendered("{{ value|ago:now }}", value=late - timedelta(hours=13), now=late) == "hôm qua"
    assert rendered("{{ value|ago:now }}", value=date(2026, 11, 20), now=date(2026, 11, 22)) == "2 ngày trước"


def head(query: str) -> str:
    request = RequestFactory().get(f"/nhiem-vu/?{query}")
    return rendered('{% sortable "han" "Thời hạn" "n" %}', request=request)


def test_a_head_sorts_then_turns_and_forgets_the_page() -> None:
    assert head("") == '<th scope="col" class="n"><a href="?sap-xep=han">Thời hạn</a></th>'
    assert 'href="?co-quan=1&amp;sap-xep=han"' in head("co-quan=1&trang=3")
    up, down = head("sap-xep=han"), head("sap-xep=-han")
    assert 'aria-sort="ascending"' in up and 'href="?sap-xep=-han"' in up
    assert 'aria-sort="descending"' in down and 'href="?sap-xep=han"' in down


def test_a_head_escapes_what_the_address_brings() -> None:
    assert "<script>" not in head("q=<script>")
