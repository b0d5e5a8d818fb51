"""Task status: one class of four or "chưa đánh giá được", and the marks beside it. Computed, never typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lotrinh.evaluation.continuity import Continuity, ReportingCycle, judge_continuity
from lotrinh.evaluation.deadlines import CONTINUOUS, Due, due_on
from lotrinh.evaluation.workdays import Calendar
from lotrinh.values.deadline import Deadline, Every
from lotrinh.values.numerals import format_date

SOON_DAYS = 7
"""A task due within so many days carries the mark "sắp đến hạn"."""


class StatusClass(StrEnum):
    """The four classes of reports on assigned tasks (QĐ 42/2014/QĐ-TTg, sửa đổi bởi QĐ 23/2018/QĐ-TTg), and none."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def label(self) -> str:
        """The official Vietnamese words."""
        return _CLASS_WORDS[self][0]

    @property
    def css(self) -> str:
        """The class of the style sheet that carries its colour and shape."""
        return _CLASS_WORDS[self][1]


_CLASS_WORDS = {
    StatusClass.DONE_ON_TIME: ("hoàn thành đúng hạn", "done"),
    StatusClass.DONE_LATE: ("hoàn thành quá hạn", "donelate"),
    StatusClass.OPEN_IN_TIME: ("chưa hoàn thành trong hạn", "run"),
    StatusClass.OPEN_LATE: ("chưa hoàn thành quá hạn", "late"),
    StatusClass.NOT_ASSESSABLE: ("chưa đánh giá được", "none"),
}


class Mark(StrEnum):
    """What stands beside the class and never replaces it."""

    DUE_SOON = "due_soon"
    NOT_YET = "not_yet"
    EXTENSION = "extension"
    PAUSED = "paused"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return _MARK_WORDS[self][0]

    @property
    def css(self) -> str:
        """The class of the style sheet."""
        return _MARK_WORDS[self][1]


_MARK_WORDS = {
    Mark.DUE_SOON: ("sắp đến hạn", "soon"),
    Mark.NOT_YET: ("chưa đến kỳ", "none"),
    Mark.EXTENSION: ("xin gia hạn", "soon"),
    Mark.PAUSED: ("tạm dừng", "none"),
    Mark.STOPPED: ("đã dừng", "none"),
}


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What is known of a task. Later facts are left out by `at`: a completion after it has not happened yet.

    `completed_on` is the day the work was done according to the accepted completion; `extension_to` the day granted,
    `extension_pending` a request still open; `report_days` the days progress entries were sent; `reporting_every` the
    period in which work without a last day is judged and `report_due` the "MM-DD" of the directive's reporting duty;
    `started` the day from which this task runs, if other than the directive says; `trigger` the day a relative term
    starts from; `stopped_on` the day it was stopped, from which on nothing grows later.
    """

    deadline: Deadline
    issued: date | None = None
    started: date | None = None
    completed_on: date | None = None
    extension_to: date | None = None
    extension_pending: bool = False
    paused: bool = False
    stopped: bool = False
    stopped_on: date | None = None
    report_days: tuple[date, ...] = ()
    reporting_every: Every = "year"
    report_due: str | None = None
    trigger: date | None = None


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """The computed status. `days_late` is None unless something is late; `why` is one Vietnamese sentence or two."""

    cls: StatusClass
    marks: tuple[Mark, ...]
    due_day: date | None
    days_late: int | None
    why: str


def assess_task(
    facts: TaskFacts, at: date, calendar: Calendar | None = None, *, before_means_same_day: bool = True
) -> TaskStatus:
    """The status of a task on the day `at`, for every task there can be.

    Done is on time up to the due day (or the day granted by an extension), open is late from the day after it; days are
    calendar days. Work without a last day ("Thường xuyên", "Từ năm 2021", hằng năm) is in time if the last closed
    period was reported on, late if it was not, and cannot be judged before a period has closed. Rules: the classes of
    QĐ 42/2014/QĐ-TTg, amended by QĐ 23/2018/QĐ-TTg; that a task without a computable deadline has no class is ours.

    >>> d = Deadline("by_period", first=date(2021, 1, 1), last=date(2021, 12, 31), raw="Năm 2021")
    >>> assess_task(TaskFacts(d, completed_on=date(2022, 1, 5)), date(2022, 2, 1)).cls.label
    'hoàn thành quá hạn'
    """
    clock = min(at, facts.stopped_on) if facts.stopped and facts.stopped_on else at
    due = due_on(
        facts.deadline,
        issued=facts.issued,
        at=clock,
        before_means_same_day=before_means_same_day,
        trigger=facts.trigger,
        calendar=calendar,
    )
    day = facts.extension_to or (None if facts.deadline.kind in CONTINUOUS else due.day)
    if facts.completed_on and facts.completed_on <= at:
        status = _done(facts, facts.completed_on, day, due)
    elif day:
        status = _open(facts, clock, day, due)
    elif facts.deadline.kind in CONTINUOUS:
        status = _continuous(facts, clock, due)
    else:
        status = TaskStatus(StatusClass.NOT_ASSESSABLE, (), None, None, due.explanation)
    return _marked(status, facts, clock, due)


def _rule(facts: TaskFacts, due: Due) -> str:
    if facts.extension_to:
        return f"Đã được gia hạn đến hết ngày {format_date(facts.extension_to)}."
    return due.explanation


def _done(facts: TaskFacts, done: date, day: date | None, due: Due) -> TaskStatus:
    said = f"Hoàn thành ngày {format_date(done)}"
    if day is None and facts.deadline.kind in CONTINUOUS:
        why = f"{said}; việc không có ngày kết thúc nên xếp là đúng hạn. {due.explanation}"
        return TaskStatus(StatusClass.DONE_ON_TIME, (), None, None, why)
    if day is None:
        why = f"{said} nhưng chưa xếp được đúng hạn hay quá hạn. {due.explanation}"
        return TaskStatus(StatusClass.NOT_ASSESSABLE, (), None, None, why)
    rule = _rule(facts, due)
    if done <= day:
        why = f"{said}, hạn ngày {format_date(day)}. {rule}"
        return TaskStatus(StatusClass.DONE_ON_TIME, (), day, None, why)
    late = (done - day).days
    why = f"{said}, quá hạn {late} ngày so với ngày {format_date(day)}. {rule}"
    return TaskStatus(StatusClass.DONE_LATE, (), day, late, why)


def _open(facts: TaskFacts, clock: date, day: date, due: Due) -> TaskStatus:
    rule = _rule(facts, due)
    if clock > day:
        late = (clock - day).days
        why = f"Đã quá hạn {late} ngày so với ngày {format_date(day)}. {rule}"
        return TaskStatus(StatusClass.OPEN_LATE, (), day, late, why)
    left = (day - clock).days
    remains = f"còn {left} ngày" if left else "hôm nay là ngày cuối"
    marks = (Mark.DUE_SOON,) if left <= SOON_DAYS else ()
    why = f"Hạn ngày {format_date(day)}, {remains}. {rule}"
    return TaskStatus(StatusClass.OPEN_IN_TIME, marks, day, None, why)


def _continuous(facts: TaskFacts, clock: date, due: Due) -> TaskStatus:
    begin = facts.started or max((d for d in (facts.deadline.first, facts.issued) if d), default=None)
    if begin is None:
        why = f"Chưa rõ việc bắt đầu từ ngày nào nên chưa xét được kỳ báo cáo. {due.explanation}"
        return TaskStatus(StatusClass.NOT_ASSESSABLE, (), None, None, why)
    found = judge_continuity(
        facts.report_days, _cycle(facts), begin=begin, until=facts.deadline.last, at=clock
    )
    soon = found.next_due is not None and 0 <= (found.next_due - clock).days <= SOON_DAYS
    marks = (Mark.DUE_SOON,) if soon and not found.reported_in_running else ()
    cls, late, why = _verdict(found, clock)
    return TaskStatus(cls, marks, found.next_due, late, f"{why} {due.explanation}")


def _cycle(facts: TaskFacts) -> ReportingCycle:
    """The deadline's own recurrence; otherwise the directive's reporting duty, which is yearly; otherwise the setting."""
    if facts.deadline.kind == "recurring" and facts.deadline.every:
        return ReportingCycle(facts.deadline.every, facts.deadline.on)
    if facts.report_due and facts.reporting_every == "year":
        return ReportingCycle("year", (facts.report_due,))
    return ReportingCycle(facts.reporting_every)


def _verdict(found: Continuity, clock: date) -> tuple[StatusClass, int | None, str]:
    closed = found.closed.last_day if found.closed else None
    if closed is None:
        until = f" (kỳ đầu đến hạn ngày {format_date(found.next_due)})" if found.next_due else ""
        return StatusClass.NOT_ASSESSABLE, None, f"Chưa kết thúc kỳ báo cáo nào{until}."
    period = f"kỳ đến hạn báo cáo ngày {format_date(closed)}"
    if found.reported_on is None:
        late = (clock - closed).days
        return StatusClass.OPEN_LATE, late, f"Chưa có báo cáo cho {period}, đã chậm {late} ngày."
    when = f"ngày {format_date(found.reported_on)}"
    if found.late_by:
        return (
            StatusClass.OPEN_IN_TIME,
            None,
            f"Đã báo cáo {when}, chậm {found.late_by} ngày so với {period}.",
        )
    return StatusClass.OPEN_IN_TIME, None, f"Đã báo cáo {when} trong {period}."


def _marked(status: TaskStatus, facts: TaskFacts, clock: date, due: Due) -> TaskStatus:
    open_still = status.cls not in (StatusClass.DONE_ON_TIME, StatusClass.DONE_LATE) and not (
        facts.completed_on and facts.completed_on <= clock
    )
    starts = facts.started or due.starts
    conditions = (
        (Mark.DUE_SOON, Mark.DUE_SOON in status.marks and not facts.stopped),
        (Mark.NOT_YET, open_still and starts is not None and starts > clock),
        (Mark.EXTENSION, open_still and facts.extension_pending),
        (Mark.PAUSED, open_still and facts.paused),
        (Mark.STOPPED, facts.stopped),
    )
    marks = tuple(mark for mark, holds in conditions if holds)
    return TaskStatus(status.cls, marks, status.due_day, status.days_late, status.why)
