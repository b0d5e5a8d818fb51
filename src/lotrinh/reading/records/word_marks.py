"""Where words stand that acts of reporting, orders and products open with: most clauses hold none, and are passed by."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from lotrinh.lexicon.work import words
from lotrinh.reading.structure.view import View, remembered
from lotrinh.reading.structure.word_passes import WordPass
from lotrinh.reading.structure.word_places import matches_at, stands_in
from lotrinh.values.span import Span

# First words of what records.reports and records.coverage look for; a new phrase there needs its first word here.
_REPORTS = ("bao ", "phan ", "gui ", "nop ", "cung ")
_REPORTING = re.compile(r"bao +cao|phan +anh|gui |nop |cung +cap")
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


_FOLDED = WordPass(lambda view: view.folded)
_reports = _FOLDED.places(lambda: _REPORTS)


@remembered
def _reporting(view: View) -> Sequence[int]:
    """Most words that an act of reporting may open with open something else: "bảo đảm", "phấn đấu", "cũng"."""
    folded = view.folded
    return array("l", [at for at in _reports(view) if _REPORTING.match(folded, at)])


# An order in a sentence, whoever gets it.
_ORDERING = re.compile(
    r"(?<!\w)(?:yeu +cau|giao|chu +tri|co +trach +nhiem|chiu +trach +nhiem|phai|can)(?!\w)"
)
_BEFORE_SECOND = ("chu", "co", "chiu")
_order_words = _FOLDED.places(lambda: _ORDERS)


@remembered
def _ordering(view: View) -> Sequence[int]:
    """Where the words of orders stand whole: not "cán bộ", "triển khai"."""
    return array("l", [at for at in _order_words(view) if _is_order(view.folded, at)])


def _is_order(folded: str, at: int) -> bool:
    if _ORDERING.match(folded, at):
        return True
    end = at
    while end and folded[end - 1] == " ":
        end -= 1
    firsts = [word for word in _BEFORE_SECOND if end < at and folded.endswith(word, 0, end)]
    return any(_ORDERING.match(folded, end - len(word)) for word in firsts)


_groups: dict[str, Callable[[View], Sequence[int]]] = {
    "report": _reporting,
    "send": _FOLDED.places(lambda: _SENDS),
    "order": _ordering,
    "asking": _FOLDED.places(lambda: _first("orders") | _first("requests")),
    "product": _FOLDED.places(lambda: _first("product_verbs")),
    "deadline_labels": _FOLDED.places(lambda: _first("deadline_labels") | _first("received_labels")),
    "lead_labels": _FOLDED.places(lambda: _first("lead_labels")),
    "coordinating_labels": _FOLDED.places(lambda: _first("coordinating_labels")),
    "product_labels": _FOLDED.places(lambda: _first("product_labels")),
}


def may_hold(view: View, group: str, span: Span) -> bool:
    """Whether a word of the group begins in the span.

    >>> view = View.of("Sở Công Thương gửi  báo cáo")
    >>> may_hold(view, "report", Span(0, 27)), may_hold(view, "report", Span(0, 14))
    (True, False)
    """
    return first_place(view, group, span) is not None


def first_place(view: View, group: str, span: Span) -> int | None:
    """Where the first word of the group begins in the span."""
    places = _groups[group](view)
    at = bisect_left(places, span.start)
    return places[at] if at < len(places) and places[at] < span.end else None


def stands_at(view: View, group: str, at: int) -> bool:
    """Whether a word of the group begins exactly there."""
    places = _groups[group](view)
    index = bisect_left(places, at)
    return index < len(places) and places[index] == at


def found_in(view: View, group: str, pattern: re.Pattern[str], span: Span) -> Iterator[re.Match[str]]:
    """What `pattern` finds in the span of the folded text; it begins with a word of the group, and with nothing else."""
    places = _groups[group](view)
    return (
        matches_at(pattern, view.folded, places, span.start, span.end)
        if stands_in(places, span.start, span.end)
        else iter(())
    )


def first_in(
    view: View, group: str, pattern: re.Pattern[str], span: Span, after: str = ""
) -> re.Match[str] | None:
    """The first that `found_in` finds; `after` are the signs one of which it stands behind, if only behind such."""
    places, folded, end = _groups[group](view), view.folded, span.end
    first = bisect_left(places, span.start)
    for at in places[first : bisect_left(places, end, first)]:
        if after and folded[at - 2 : at].rstrip(" ")[-1:] not in after:
            continue  # an empty string, at the beginning of the text, is in every string
        found = pattern.match(folded, at, end)
        if found:
            return found
    return None
