"""Numbers, days and moments as Vietnamese offices write them, and the small tags lists need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lotrinh.apps.ui import parts
from lotrinh.apps.ui.labels import label_of
from lotrinh.apps.ui.moments import to_the_minute
from lotrinh.apps.ui.paging import PAGE_KEY, SORT_KEY
from lotrinh.values.numerals import format_date, format_number
from lotrinh.values.provisions import provision_in_words

register = template.Library()


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """`{{ value|number }}` gives 1.234,5; an absent value gives nothing, never 0."""
    return format_number(value, places) if isinstance(value, (int, Decimal)) else ""


@register.filter
def percent(value: Decimal | int | None, places: int | None = None) -> str:
    """A figure that is already in per cent: `98,62%`."""
    shown = number(value, places)
    return f"{shown}%" if shown else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """`03/9/2020`; of a moment, the day in Vietnam."""
    if isinstance(value, datetime):
        return format_date(timezone.localtime(value).date())
    return format_date(value) if isinstance(value, date) else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`14:05 ngày 22/11/2026`, in Vietnam's time."""
    return to_the_minute(value) if isinstance(value, datetime) else ""


@register.filter
def ago(value: date | datetime | None, now: date | datetime | None = None) -> str:
    """How long since, in words: "vừa xong", "5 phút trước", "hôm qua", "3 ngày trước"; ahead of us "3 ngày nữa"."""
    if isinstance(value, datetime):
        at = now if isinstance(now, datetime) else timezone.now()
        seconds = int((at - value).total_seconds())
        if 0 <= seconds < 12 * 3600:
            return minutes_ago(seconds // 60)
        return days_ago((timezone.localtime(at).date() - timezone.localtime(value).date()).days)
    if not isinstance(value, date):
        return ""
    today = now if isinstance(now, date) else timezone.localdate()
    return days_ago((today - value).days)


def minutes_ago(minutes: int) -> str:
    if minutes < 1:
        return _("vừa xong")
    if minutes < 60:
        return _("%(number)s phút trước") % {"number": minutes}
    return _("%(number)s giờ trước") % {"number": minutes // 60}


def days_ago(days: int) -> str:
    """
    >>> days_ago(0), days_ago(1), days_ago(-1), days_ago(45), days_ago(800)
    ('hôm nay', 'hôm qua', 'ngày mai', '45 ngày trước', '2 năm trước')
    """
    near = {0: _("hôm nay"), 1: _("hôm qua"), -1: _("ngày mai")}
    if days in near:
        return near[days]
    length = abs(days)
    span = (
        _("%(number)s ngày") % {"number": length}
        if length < 60
        else _("%(number)s tháng") % {"number": length // 30}
        if length < 730
        else _("%(number)s năm") % {"number": length // 365}
    )
    return (_("%(span)s trước") if days > 0 else _("%(span)s nữa")) % {"span": span}


@register.filter
def provision(path: str) -> str:
    """Where in a document: `mục II.2, gạch đầu dòng 1`."""
    return provision_in_words(path)


@register.filter
def status_label(cls: str) -> Any:
    """The official word of a status class."""
    return label_of(cls)


@register.filter
def bar_parts(counts: Mapping[str, int]) -> tuple[parts.BarPart, ...]:
    return parts.bar_parts(counts)


@register.filter
def bar_sentence(counts: Mapping[str, int]) -> str:
    return parts.bar_sentence(counts)


@register.filter
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The numbers to show beside the page one is on, with the paginator's ellipsis between far ones."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag(takes_context=True)
def sortable(context: template.Context, column: str, label: str, classes: str = "") -> SafeString:
    """A table head that sorts: `{% sortable "han" "Thời hạn" %}`; other keys of the address are kept, the page is not."""
    asked = context["request"].GET.copy()
    now = asked.get(SORT_KEY, "")
    asked.pop(PAGE_KEY, None)
    asked[SORT_KEY] = f"-{column}" if now == column else column
    order = {column: "ascending", f"-{column}": "descending"}.get(now)
    sort = format_html(' aria-sort="{}"', order) if order else ""
    shape = format_html(' class="{}"', classes) if classes else ""
    return format_html('<th scope="col"{}{}><a href="?{}">{}</a></th>', shape, sort, asked.urlencode(), label)
