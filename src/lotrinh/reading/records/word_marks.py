"""Where words stand that acts of reporting, orders and products open with: most clauses hold none, and are passed by."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cache

from lotrinh.lexicon.work import words
from lotrinh.reading.structure.view import View, remembered
from lotrinh.reading.structure.word_places import Places, WordFinder, matches_at, stands_in
from lotrinh.values.span import Span

# First words of what records.reports and records.coverage look for; a new phrase there needs its first word here.
_REPORTS = ("bao ", "phan ", "gui ", "nop ", "cung ")
_SENDS = ("gui ", "nop ")
_ORDERS = (
    "yeu ",
    "giao",
    "tri",
    "trach ",
    "phai",
    "can",
)  # "chủ trì", "có trách nhiệm" by their second words


def _first(name: str) -> set[str]:
    """First words of a list of phrases, with one space: between the words of a phrase there may be any run of them."""
    return {"".join(phrase.partition(" ")[:2]) for phrase in words(name)}


@cache
def _finder() -> WordFinder:
    return WordFinder(
        {
            "report": _REPORTS,
            "send": _SENDS,
            "order": _ORDERS,
            "asking": _first("orders") | _first("requests"),
            "product": _first("product_verbs"),
            "deadline_labels": _first("deadline_labels") | _first("received_labels"),
            **{name: _first(name) for name in ("lead_labels", "coordinating_labels", "product_labels")},
        }
    )


@remembered
def _places(view: View) -> Places:
    places = dict(_finder().places(view.folded))
    places["duty"] = array("l", sorted({*places["report"], *places["asking"]}))
    return places


def may_hold(view: View, group: str, span: Span) -> bool:
    """Whether a word of the group begins in the span.

    >>> view = View.of("Sở Công Thương gửi  báo cáo")
    >>> may_hold(view, "report", Span(0, 27)), may_hold(view, "report", Span(0, 14))
    (True, False)
    """
    return stands_in(_places(view)[group], span.start, span.end)


def found_in(view: View, group: str, pattern: re.Pattern[str], span: Span) -> Iterator[re.Match[str]]:
    """What `pattern` finds in the span of the folded text; it begins with a word of the group, and with nothing else."""
    return matches_at(pattern, view.folded, _places(view)[group], span.start, span.end)
