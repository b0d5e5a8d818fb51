"""The attributes a law portal prints beside a document, read only where the page shows no letterhead."""

from __future__ import annotations

import re
from datetime import date

from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

_NUMBER = re.compile(
    r"(?:Số(?: ký)? hiệu|Số, ký hiệu)(?: văn bản)? *:? *\|? *(?P<number>\d{1,5}(?:/\d{4})?[-/][A-ZĐƯ][\wĐđƯư&]*(?:[-/.][A-ZĐƯ][\wĐđƯư&]*)*)(?=[ |]|$)"
)
_DAY = re.compile(
    r"Ngày ban hành\b[^|\d]{0,120}\|? *(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)(?!\d)"
)
_REACH = 6000


def find_attributes(view: View) -> tuple[Span, Span, date] | None:
    """The number, the printed day and the day; None unless the page prints both.

    >>> found = find_attributes(View.of("Số hiệu: | 45/2024/TT-BTC |\\nNgày ban hành: | 01/07/2024 |"))
    >>> found[2].isoformat()
    '2024-07-01'
    """
    number = _NUMBER.search(view.flat, 0, _REACH)
    day = _DAY.search(view.flat, 0, _REACH) if number else None
    if number is None or day is None:
        return None
    try:
        issued = date(int(day["year"]), int(day["month"]), int(day["day"]))
    except ValueError:
        return None
    return Span(*number.span("number")), Span(day.start("day"), day.end("year")), issued
