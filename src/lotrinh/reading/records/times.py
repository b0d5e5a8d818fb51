"""When a piece of work is due, as its own sentence says it: what only sounds like a time is left out."""

from __future__ import annotations

import re
from datetime import date

from lotrinh.reading.mentions.deadlines import find_deadline
from lotrinh.reading.structure.view import View
from lotrinh.values.deadline import NO_DEADLINE, Deadline
from lotrinh.values.span import Span

# "kế hoạch sử dụng đất 5 năm, hằng năm", "kinh phí thường xuyên": the words qualify a thing and are no schedule.
_OPENS = re.compile(
    r"^ *(?:phoi +hop|va|dong +thoi|[,(:-]|dinh +ky|tiep +tuc|chu +dong|tich +cuc|nhiem +vu|thuc +hien|\(?\d\))* *$"
)
_CLOSES = re.compile(r"^[ .,;:)]*$")
_WEEKDAY = re.compile(r"(?:vao +)?(?:thu +(?:hai|ba|tu|nam|sau|bay|[2-7])|chu +nhat)(?!\w)")
_SCHEDULES = frozenset({"ongoing", "recurring"})


def stated_deadline(view: View, span: Span, issued: date | None, report: bool = False) -> Deadline:
    """The deadline a clause states; a continuous or recurring one only at the head or the end of a clause."""
    deadline = find_deadline(view, span, issued)
    if deadline.kind == "range" and deadline.first and issued and deadline.first.year < issued.year:
        return NO_DEADLINE  # "cổ phần hóa trong giai đoạn 2022 - 2025": the time of what is spoken of
    if (
        deadline.span is not None
        and view.flat[max(0, deadline.span.start - 1)] == "("
        and deadline.kind == "event"
    ):
        return NO_DEADLINE  # "(nếu có)"
    if report or deadline.kind not in _SCHEDULES or deadline.on or deadline.span is None:
        return deadline
    begin = max(
        (view.flat.rfind(mark, span.start, deadline.span.start) + 2 for mark in ("; ", ". ")),
        default=span.start,
    )
    begin = max(begin, span.start)
    if deadline.every is not None and _WEEKDAY.match(view.folded, deadline.span.start):
        return deadline  # "họp giao ban vào thứ Hai tuần đầu hằng tháng"
    opens = _OPENS.match(view.folded[begin : deadline.span.start])
    named = "nhiem vu" in view.folded[max(span.start, deadline.span.start - 12) : deadline.span.end]
    closes = deadline.kind == "ongoing" and named and _CLOSES.match(view.folded[deadline.span.end : span.end])
    return deadline if opens or closes else NO_DEADLINE
