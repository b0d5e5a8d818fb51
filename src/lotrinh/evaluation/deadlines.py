"""What a deadline of a document means for a given day: the day it falls due and the rule that was applied."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lotrinh.evaluation.recurrence import EVERY_IN_WORDS, next_due, previous_due
from lotrinh.evaluation.workdays import Calendar
from lotrinh.lexicon.deadline_triggers import starts_at_own_issue
from lotrinh.values.deadline import Deadline, DeadlineKind, Within
from lotrinh.values.numerals import format_date
from lotrinh.values.period import Period

_DAY = timedelta(days=1)
_UNIT_IN_WORDS = {"day": "ngày", "working_day": "ngày làm việc", "month": "tháng"}

CONTINUOUS: frozenset[DeadlineKind] = frozenset({"from", "ongoing", "recurring"})
"""Kinds without a last day: judged by whether they were reported on."""


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due.

    `day` is the last day that still counts as on time, None where the text gives none; `strict_day` what the words say
    literally ("trước ngày 10/12" is 09/12). `explanation` is a Vietnamese sentence naming the rule. `starts` is the first
    day of work where one is stated. For recurring deadlines `day` is the next due day, `previous` the one before, and
    `period` the stretch that ends with `day`; for the others `period` is the printed stretch of time.
    """

    day: date | None
    strict_day: date | None
    explanation: str
    starts: date | None = None
    period: Period | None = None
    previous: date | None = None
    next: date | None = None


@dataclass(frozen=True, slots=True)
class _Circumstances:
    issued: date | None
    at: date
    before_means_same_day: bool
    trigger: date | None
    calendar: Calendar | None
    rest_day_moves_on: bool


def due_on(
    deadline: Deadline,
    *,
    issued: date | None,
    at: date,
    before_means_same_day: bool = True,
    trigger: date | None = None,
    calendar: Calendar | None = None,
    rest_day_moves_on: bool = False,
) -> Due:
    """When `deadline` falls due, seen from the day `at`.

    "Trước ngày D" ends literally on D-1, yet offices send on D: by default on or before D is on time, and the
    explanation says so; `before_means_same_day=False` takes the words strictly. The end of a period is its last day.
    `trigger` is the known day a relative term or an awaited event starts from; `issued` serves where the text counts
    from its own issue. A relative term leaves out its first day and, where `calendar` shows its last day closed, ends
    on the next working day (Bộ luật Dân sự 2015, Điều 147 khoản 2, Điều 148 khoản 3 và 5); days that are printed stay as
    they are unless `rest_day_moves_on`.

    >>> d = Deadline("by_date", last=date(2024, 12, 10), before=True, raw="trước ngày 10/12/2024")
    >>> due = due_on(d, issued=None, at=date(2024, 11, 1))
    >>> due.day, due.strict_day
    (datetime.date(2024, 12, 10), datetime.date(2024, 12, 9))
    """
    case = _Circumstances(issued, at, before_means_same_day, trigger, calendar, rest_day_moves_on)
    due = _BY_KIND[deadline.kind](deadline, case)
    if due.day:
        due = _minding_rest_days(due, case, moves=rest_day_moves_on or deadline.kind == "relative")
    explanation = _printed(deadline) + due.explanation
    if deadline.approximate:
        explanation += " Văn bản chỉ yêu cầu cơ bản hoàn thành."
    return replace(due, explanation=explanation)


def _printed(deadline: Deadline) -> str:
    return f"Văn bản ghi “{' '.join(deadline.raw.split())}”: " if deadline.raw else ""


def _unknown(_: Deadline, __: _Circumstances) -> Due:
    return Due(None, None, "Chưa tính được thời hạn thành ngày cụ thể.")


def _by_date(deadline: Deadline, case: _Circumstances) -> Due:
    day = deadline.last or deadline.first
    if day is None:
        return _unknown(deadline, case)
    printed = Period.day(day)
    if deadline.time:
        word = "trước" if deadline.before else "chậm nhất"
        return Due(day, day, f"Hạn là {word} {deadline.time} ngày {format_date(day)}.", period=printed)
    if not deadline.before:
        return Due(day, day, f"Hạn là hết ngày {format_date(day)}.", period=printed)
    return replace(_before(day, case), period=printed)


def _before(day: date, case: _Circumstances) -> Due:
    """The two readings of "trước ngày D"."""
    strict = day - _DAY
    if not case.before_means_same_day:
        said = f"Hiểu chặt theo câu chữ, “trước ngày {format_date(day)}” là hết ngày {format_date(strict)}."
        return Due(strict, strict, said)
    said = (
        f"Xong trong ngày {format_date(day)} vẫn tính là đúng hạn;"
        f" hiểu chặt theo câu chữ thì hạn là hết ngày {format_date(strict)}."
    )
    return Due(day, strict, said)


def _by_period(deadline: Deadline, case: _Circumstances) -> Due:
    first, last = deadline.first, deadline.last or deadline.first
    if last is None:
        return _unknown(deadline, case)
    period = Period.inclusive(first, last)
    if deadline.before and first:
        day = first - _DAY
        said = f"Phải xong trước khi bắt đầu {period.in_words()}, tức hết ngày {format_date(day)}."
        return Due(day, day, said, period=period)
    if deadline.before:
        return replace(_before(last, case), period=period)
    said = f"Hạn là ngày cuối của kỳ ({period.in_words()}): {format_date(last)}."
    return Due(last, last, said, starts=first, period=period)


def _range(deadline: Deadline, case: _Circumstances) -> Due:
    if deadline.last is None:
        return _from(deadline, case) if deadline.first else _unknown(deadline, case)
    period = Period.inclusive(deadline.first, deadline.last)
    said = f"Hạn là ngày cuối của khoảng thời gian ({period.in_words()}): {format_date(deadline.last)}."
    return Due(deadline.last, deadline.last, said, starts=deadline.first, period=period)


def _from(deadline: Deadline, case: _Circumstances) -> Due:
    if deadline.first is None:
        return _ongoing(deadline, case)
    said = (
        f"Thực hiện từ ngày {format_date(deadline.first)}, không có ngày kết thúc; xét theo báo cáo từng kỳ."
    )
    return Due(None, None, said, starts=deadline.first, period=Period(deadline.first, None))


def _ongoing(deadline: Deadline, _: _Circumstances) -> Due:
    said = "Việc thường xuyên, không có ngày kết thúc; xét theo báo cáo từng kỳ."
    return Due(None, None, said, starts=deadline.first)


def _recurring(deadline: Deadline, case: _Circumstances) -> Due:
    if deadline.every is None:
        said = "Việc định kỳ nhưng không nêu bao lâu một lần; cần bổ sung chu kỳ."
        return Due(None, None, said, starts=deadline.first)
    begin = max((day for day in (case.issued and case.issued + _DAY, deadline.first) if day), default=None)
    coming = next_due(deadline.every, deadline.on, max(case.at, begin or case.at))
    before = previous_due(deadline.every, deadline.on, case.at)
    if before and begin and before < begin:
        before = None
    if coming and deadline.last and coming > deadline.last:
        coming = None
    often = EVERY_IN_WORDS[deadline.every]
    if coming is None:
        tail = f"; kỳ cuối là ngày {format_date(before)}." if before else "."
        return Due(None, None, f"Lặp lại {often}, không còn kỳ nào nữa{tail}", previous=before)
    return _occurrence(deadline, case, coming, before, begin)


def _occurrence(
    deadline: Deadline, case: _Circumstances, coming: date, before: date | None, begin: date | None
) -> Due:
    often = EVERY_IN_WORDS[deadline.every] if deadline.every else ""
    earlier = previous_due(deadline.every, deadline.on, coming) if deadline.every else None
    opened = max((day for day in (earlier and earlier + _DAY, begin) if day), default=coming)
    due = _before(coming, case) if deadline.before and deadline.on else Due(coming, coming, "")
    rule = f" {due.explanation}" if due.explanation else ""
    unnamed = "" if deadline.on else " (không nêu ngày: tính ngày cuối kỳ)"
    return replace(
        due,
        explanation=f"Lặp lại {often}{unnamed}, kỳ tới là ngày {format_date(coming)}.{rule}",
        starts=begin,
        period=Period.inclusive(min(opened, coming), coming),
        previous=before,
        next=coming,
    )


def _relative(deadline: Deadline, case: _Circumstances) -> Due:
    within = deadline.within
    if within is None:
        return _unknown(deadline, case)
    start = case.trigger or (case.issued if starts_at_own_issue(within.after) else None)
    length = f"{within.n} {_UNIT_IN_WORDS[within.unit]}"
    after = f" ({within.after})" if within.after else ""
    if start is None:
        said = f"Thời hạn {length}{after} chưa tính được vì chưa biết ngày bắt đầu; cần nhập ngày đó."
        return Due(None, None, said)
    day = _end_of_term(start, within, case.calendar)
    if day is None:
        said = f"Thời hạn {length} sau ngày {format_date(start)} chưa tính được vì chưa có lịch làm việc."
        return Due(None, None, said)
    said = f"{length} sau ngày {format_date(start)}{after}, không tính ngày đầu: hạn là hết ngày {format_date(day)}."
    return Due(day, day, said, starts=start, period=Period.inclusive(start, day))


def _end_of_term(start: date, within: Within, calendar: Calendar | None) -> date | None:
    """The last day of a term; a month that lacks the day ends on its last (Điều 148 khoản 3)."""
    if within.unit == "day":
        return start + timedelta(days=within.n)
    if within.unit == "working_day":
        return calendar.add_working_days(start, within.n) if calendar else None
    months = start.month - 1 + within.n
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _event(deadline: Deadline, case: _Circumstances) -> Due:
    if case.trigger:
        said = f"Hạn theo việc khác, đã diễn ra ngày {format_date(case.trigger)}."
        return Due(case.trigger, case.trigger, said, period=Period.day(case.trigger))
    return Due(None, None, "Thời hạn phụ thuộc một việc khác; cần nhập ngày khi việc đó đã rõ.")


def _none(deadline: Deadline, _: _Circumstances) -> Due:
    if deadline.raw:
        return Due(None, None, "Không thành một ngày cụ thể; cần người giao việc xác định thời hạn.")
    return Due(None, None, "Văn bản không nêu thời hạn.")


def _minding_rest_days(due: Due, case: _Circumstances, *, moves: bool) -> Due:
    """Says that the last day is closed, and moves it on where the rule asks for that."""
    day, calendar = due.day, case.calendar
    if day is None or calendar is None or calendar.is_working(day):
        return due
    working = calendar.next_working_day(day)
    closed = f" Ngày {format_date(day)} là ngày nghỉ ({calendar.why_closed(day)})"
    if not moves:
        return replace(
            due, explanation=f"{due.explanation}{closed}; ngày làm việc kế tiếp là {format_date(working)}."
        )
    said = (
        f"{due.explanation}{closed} nên hạn kết thúc vào ngày làm việc kế tiếp, {format_date(working)}"
        " (khoản 5 Điều 148 Bộ luật Dân sự 2015)."
    )
    strict = working if due.strict_day == day else due.strict_day
    return replace(due, day=working, strict_day=strict, explanation=said)


_BY_KIND: dict[DeadlineKind, Callable[[Deadline, _Circumstances], Due]] = {
    "by_date": _by_date,
    "by_period": _by_period,
    "range": _range,
    "from": _from,
    "ongoing": _ongoing,
    "recurring": _recurring,
    "relative": _relative,
    "event": _event,
    "none": _none,
}
