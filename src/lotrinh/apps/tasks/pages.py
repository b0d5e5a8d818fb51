"""Frozen page objects: what templates of tasks print, with nothing left to work out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.queries import AgencyRow, DirectiveRow, Line
from lotrinh.apps.ui.parts import Counter, Station
from lotrinh.evaluation.status import Mark, StatusClass
from lotrinh.values.numerals import format_date

_ORDER = [
    StatusClass.OPEN_LATE,
    StatusClass.OPEN_IN_TIME,
    StatusClass.NOT_ASSESSABLE,
    StatusClass.DONE_LATE,
    StatusClass.DONE_ON_TIME,
]
_SHOWN = (
    ("open_late", "late", gettext_lazy("chưa hoàn thành quá hạn")),
    ("due_soon", "soon", gettext_lazy("đến hạn trong 7 ngày")),
    ("open_in_time", "run", gettext_lazy("chưa hoàn thành trong hạn")),
    ("done_on_time", "done", gettext_lazy("hoàn thành đúng hạn")),
    ("done_late", "donelate", gettext_lazy("hoàn thành quá hạn")),
    ("not_assessable", "none", gettext_lazy("chưa đánh giá được")),
)


def most_urgent_first(line: Line) -> tuple[int, date, str]:
    """Late first, then by the day it is due, then by code; a list that is sorted so reads from what hurts."""
    return (_ORDER.index(StatusClass(line.status.cls)), line.day or date.max, line.task.code)


def counters(found: Mapping[str, int], address: str, asked: Mapping[str, Any] | None = None) -> list[Counter]:
    """The four classes, "chưa đánh giá được" and "đến hạn trong 7 ngày", each a filter of the list."""
    kept = {
        name: value for name, value in (asked or {}).items() if value and name not in ("tinh_trang", "trang")
    }
    current = (asked or {}).get("tinh_trang", "")
    return [
        Counter(
            number=found[name],
            cls=cls,
            label=label,
            url=f"{address}?{urlencode({**kept, 'tinh_trang': name})}"
            if name != current
            else f"{address}?{urlencode(kept)}",
            current=name == current,
        )
        for name, cls, label in _SHOWN
    ]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One agency or directive with its bar; `bar` maps style classes to numbers."""

    label: str
    query: str
    total: int
    late: int
    bar: dict[str, int]
    note: str


def _bar(found: Mapping[str, int]) -> dict[str, int]:
    """ "Sắp đến hạn" is a mark on tasks that are in time, so it is taken out of them in the bar."""
    soon = min(found["due_soon"], found["open_in_time"])
    shown = {cls: found[name] for name, cls, _ in _SHOWN if name != "due_soon"}
    return {**shown, "run": found["open_in_time"] - soon, "soon": soon}


def agency_rows(rows: Iterable[AgencyRow]) -> list[SummaryRow]:
    return [
        SummaryRow(
            label=row.organisation.name,
            query=urlencode({"co_quan": row.organisation.name}),
            total=row.counts["total"],
            late=row.counts["open_late"],
            bar=_bar(row.counts),
            note=_why(row),
        )
        for row in rows
    ]


def _why(row: AgencyRow) -> str:
    """The difficulty the agency itself reported on its longest overdue task, else what it inherited."""
    entries = row.worst.entries if row.worst else ()
    told = next((entry.difficulty for entry in entries if entry.difficulty), "")
    if told:
        return told
    if not row.inherited:
        return ""
    return _("Nhận %(count)s việc từ cơ quan trước sắp xếp") % {"count": row.inherited}


def directive_rows(rows: Iterable[DirectiveRow]) -> list[SummaryRow]:
    return [
        SummaryRow(
            label=str(row.directive),
            query=urlencode({"van_ban": row.directive.code}),
            total=row.counts["total"],
            late=row.counts["open_late"],
            bar=_bar(row.counts),
            note=row.directive.title,
        )
        for row in rows
    ]


def task_road(line: Line) -> list[Station]:
    """From the assignment to acceptance: where the task stands now."""
    claim = line.waiting_claim
    accepted = next((row for row in line.claims if row.state == "accepted"), None)
    shown, reported = claim or accepted, line.last_entry
    here = 3 if accepted else 2 if claim else 1
    decider = line.standing.decider_for(claim.organisation_id) if claim else None
    notes = (
        f"{line.task.directive}",
        _("%(count)s lần, gần nhất %(day)s")
        % {"count": len(line.entries), "day": format_date(timezone.localdate(reported.sent_at))}
        if reported and reported.sent_at
        else _("chưa có báo cáo"),
        _stop(shown.organisation, shown.claimed_at) if shown else "",
        _stop(accepted.decided_office, accepted.decided_at)
        if accepted
        else _("chờ %(who)s") % {"who": decider.short_name or decider}
        if decider
        else "",
    )
    labels = (
        _("Được giao"),
        _("Báo cáo tiến độ"),
        _("Đề nghị công nhận hoàn thành"),
        _("Công nhận hoàn thành"),
    )
    return [
        Station(label, note, "past" if number < here else "here" if number == here else "ahead")
        for number, (label, note) in enumerate(zip(labels, notes, strict=True))
    ]


def _stop(office: Organisation | None, moment: datetime | None) -> str:
    """Who and when, short enough to stand under a station."""
    who = (office.short_name or office.name) if office else ""
    return ", ".join(
        part for part in (who, format_date(timezone.localdate(moment)) if moment else "") if part
    )


def marks_of(line: Line) -> list[Mark]:
    return [Mark(mark) for mark in line.status.marks]
