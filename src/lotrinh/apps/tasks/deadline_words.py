"""A deadline in words for tables and pages: the document's own words where there are any."""

from __future__ import annotations

from lotrinh.values.deadline import Deadline
from lotrinh.values.numerals import format_date

_EVERY = {
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half": "6 tháng một lần",
    "year": "hằng năm",
}


def deadline_in_words(deadline: Deadline) -> str:
    """
    >>> from datetime import date
    >>> deadline_in_words(Deadline("by_date", last=date(2026, 11, 27)))
    'chậm nhất 27/11/2026'
    >>> deadline_in_words(Deadline("none"))
    'không nêu'
    """
    if deadline.raw:
        return " ".join(deadline.raw.split())
    match deadline.kind:
        case "by_date" | "by_period":
            return f"chậm nhất {format_date(deadline.last)}"
        case "range":
            return f"từ {format_date(deadline.first)} đến {format_date(deadline.last)}"
        case "from":
            return f"từ {format_date(deadline.first)}"
        case "recurring":
            return _EVERY.get(deadline.every or "", "định kỳ")
        case "ongoing":
            return "thường xuyên"
        case _:
            return "không nêu"
