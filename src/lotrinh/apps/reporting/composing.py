"""From tasks, entries and figures as they stood on the cut-off day to the input of the periodic report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from lotrinh.apps.directives.models import Directive
from lotrinh.apps.indicators.models import Target
from lotrinh.apps.indicators.pages import target_page
from lotrinh.apps.indicators.queries import Standing, standings
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import find_by_name, successions_of
from lotrinh.apps.reporting.letterheads import letterhead_of, signer_of
from lotrinh.apps.tasks.models import ProgressEntry, Task
from lotrinh.apps.tasks.queries import Line, board_of
from lotrinh.evaluation.wording import rounded
from lotrinh.values.numerals import format_date
from lotrinh.values.provisions import provision_in_words
from lotrinh.writing.periodic_input import (
    DirectiveTitle,
    NextPeriod,
    Observed,
    PeriodicInput,
    Quote,
    TargetLine,
    TaskClass,
    TaskFigure,
    TaskLine,
    count_classes,
)
from lotrinh.writing.report import SourceRef

_CLASSES: dict[str, TaskClass] = {
    "done_on_time": "done_on_time",
    "done_late": "done_late",
    "open_in_time": "open_in_time",
    "open_late": "open_late",
    "not_assessable": "unassessed",
}


def periodic_input(
    *,
    by: Any,
    directive: Directive,
    label: str,
    first: date,
    last: date,
    cut_off: date,
    snapshot: str,
    dated: date | None,
) -> PeriodicInput:
    """Everything as it was known on `cut_off`; entries count where they were sent in the period."""
    tasks = Task.objects.for_user(by).filter(directive=directive)
    lines = board_of(by, cut_off, tasks).lines
    targets = standings(by, cut_off, Target.objects.for_user(by).filter(directive=directive))
    task_lines = tuple(_task_line(line, first, cut_off) for line in lines)
    counts, total = count_classes(task_lines)
    return PeriodicInput(
        letterhead=letterhead_of(by.organisation, by.province, dated),
        directive=title_of(directive),
        period=label[0].lower() + label[1:],
        cut_off=cut_off,
        snapshot=snapshot,
        targets=tuple(_target_line(standing) for standing in targets),
        tasks=task_lines,
        counts=counts,
        total=total,
        next_period=_next_period(first, last),
        signer=signer_of(by.organisation),
        recipients=_recipients(lines, by.organisation),
        addressees=_addressees(directive, by.organisation, cut_off),
        bases=(f"Căn cứ {title_of(directive).cited}",),
    )


def title_of(directive: Directive) -> DirectiveTitle:
    return DirectiveTitle(
        directive.type_name,
        directive.number or "…",
        directive.issued_on,
        directive.issuer_name,
        " ".join(directive.title.split()),
    )


def _place(directive: Directive, provision: str) -> str:
    where = str(directive)
    return f"{where}, {provision_in_words(provision)}" if provision else where


def _task_line(line: Line, first: date, cut_off: date) -> TaskLine:
    task = line.task
    entries = [
        row for row in line.entries if row.sent_at and first <= timezone.localdate(row.sent_at) <= cut_off
    ]
    newest = entries[0] if entries else None
    difficulty = _quoted(line, entries, "difficulty", "kk")
    cls = _CLASSES[line.status.cls]
    return TaskLine(
        title=task.title,
        lead=tuple(share.now.name if share.now else share.printed for share in line.leads),
        task_class=cls,
        deadline=task.stated_deadline.as_printed(),
        source=SourceRef(task.code, _sentence(task), _place(task.directive, task.provision)),
        coordinating=tuple(share.printed for share in line.coordinating),
        product=task.product,
        due=line.status.due_day,
        marks=tuple(mark.label for mark in line.status.marks),
        result=_quoted(line, entries, "result", "kq") or _quoted(line, entries, "done", "vl"),
        figures=_figures(line, newest),
        reasons=(difficulty,) if difficulty and cls in ("open_late", "done_late") else (),
        difficulty=difficulty,
        proposal=_quoted(line, entries, "proposal", "dx"),
    )


def _sentence(task: Task) -> str:
    return " ".join(task.directive.text[task.start : task.end].split())


def _quoted(line: Line, entries: Iterable[ProgressEntry], field: str, mark: str) -> Quote | None:
    """The newest entry of the period that says something under `field`, in its own words."""
    for entry in entries:
        if text := getattr(entry, field):
            return Quote(text, entry.organisation.name, _entry_source(line, entry, mark, text))
    return None


def _entry_source(line: Line, entry: ProgressEntry, mark: str, text: str) -> SourceRef:
    number = len(line.entries) - line.entries.index(entry)
    sent = format_date(timezone.localdate(entry.sent_at)) if entry.sent_at else ""
    where = f"{line.task.code}, báo cáo tiến độ lần {number} của {entry.organisation.name} ngày {sent}"
    return SourceRef(f"{line.task.code}-{number}-{mark}", text, where)


def _figures(line: Line, entry: ProgressEntry | None) -> tuple[TaskFigure, ...]:
    if entry is None or entry.figure is None:
        return ()
    said = entry.result or entry.done
    mark = "kq" if entry.result else "vl"
    return (
        TaskFigure(
            line.task.title,
            entry.figure,
            entry.figure_unit,
            _entry_source(line, entry, mark, said),
        ),
    )


def _target_line(standing: Standing) -> TargetLine:
    target, found, latest = standing.target, standing.assessment, standing.latest
    page = target_page(standing)
    observed = None
    if latest is not None and found.latest is not None and found.measured is not None:
        where = latest.source + (
            f", công bố ngày {format_date(latest.released_on)}" if latest.released_on else ""
        )
        source = SourceRef(
            f"{target.code}-sl", latest.quote or latest.source, where, quoted=bool(latest.quote)
        )
        kind = latest.get_kind_display() if latest.kind else None
        observed = Observed(rounded(found.measured), found.latest.period.in_words(), source, kind)
    if target.value is None:  # set_target refuses it
        raise ValueError(f"{target.code}: chỉ tiêu không có giá trị")
    return TargetLine(
        indicator=target.indicator.name,
        comparator=standing.goal.comparator,
        value=target.value,
        unit=target.unit,
        horizon=f"năm {target.horizon_to.year}" if target.horizon_to else "không nêu",
        source=SourceRef(target.code, page.sentence, _place(target.directive, target.provision)),
        assessment=standing.label,
        value_to=target.value_to if target.value_to is not None else None,
        latest=observed,
        gap=rounded(found.gap) if found.gap is not None else None,
        gap_unit=found.gap_unit or "",
        pace=rounded(found.pace_needed) if found.pace_needed is not None and (found.gap or 0) > 0 else None,
        pace_unit=found.pace_unit or "",
        why=found.reason,
    )


def _next_period(first: date, last: date) -> NextPeriod:
    """As long as this one, from the day after it; a year is named by the year it ends in."""
    begin = last + timedelta(days=1)
    if (last - first).days in (364, 365):
        end = date(last.year + 1, last.month, last.day if (last.month, last.day) != (2, 29) else 28)
        return NextPeriod(f"năm {end.year}", begin, end)
    end = begin + (last - first)
    return NextPeriod("kỳ tiếp theo", begin, end)


def _recipients(lines: Iterable[Line], organ: Organisation) -> tuple[str, ...]:
    leads = {lead.name for line in lines for lead in line.standing.leads if lead.pk != organ.pk}
    return ("Như trên", "Các cơ quan chủ trì nhiệm vụ" if leads else "Các đơn vị thuộc cơ quan")


def _addressees(directive: Directive, organ: Organisation, on: date) -> tuple[str, ...]:
    """The issuer as it is today, unless it is the issuer that reports."""
    issuer = (
        find_by_name(directive.province_id, directive.issuer_name, directive.issued_on)
        if directive.issuer_name
        else None
    )
    now = successions_of(directive.province_id).heirs(issuer, on).now if issuer else None
    name = now.name if now else directive.issuer_name
    return (name,) if name and (now is None or now.pk != organ.pk) else ()
