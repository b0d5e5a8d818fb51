"""Tasks with who has them today and how they stand: status is computed here, per request, from what was reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from lotrinh.apps.calendars.queries import calendar_of
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import Successions, successions_of
from lotrinh.apps.tasks.models import CompletionClaim, Extension, Handover, ProgressEntry, Task, TaskAgency
from lotrinh.apps.tasks.policy import Standing
from lotrinh.apps.tasks.responsibility import Share, current, shares_of
from lotrinh.evaluation.status import StatusClass, TaskFacts, TaskStatus, assess_task
from lotrinh.evaluation.workdays import Calendar

FOLLOWED = (Directive.State.IN_FORCE,)


@dataclass(frozen=True, slots=True)
class Line:
    """One task as it stands on the day `at`. `entries` are the sent ones, newest first; `drafts` the unsent."""

    at: date
    task: Task
    leads: tuple[Share, ...]
    coordinating: tuple[Share, ...]
    status: TaskStatus
    standing: Standing
    entries: tuple[ProgressEntry, ...]
    drafts: tuple[ProgressEntry, ...]
    claims: tuple[CompletionClaim, ...]
    extensions: tuple[Extension, ...]

    @property
    def last_entry(self) -> ProgressEntry | None:
        return self.entries[0] if self.entries else None

    @property
    def waiting_claim(self) -> CompletionClaim | None:
        return next((claim for claim in self.claims if claim.state == CompletionClaim.State.WAITING), None)

    @property
    def waiting_extension(self) -> Extension | None:
        return next((row for row in self.extensions if row.state == Extension.State.WAITING), None)

    @property
    def day(self) -> date | None:
        """The day lists show: the one it is late against, else the one it is due on."""
        late = self.status.days_late if self.status.cls == StatusClass.OPEN_LATE else None
        return self.at - timedelta(days=late) if late else self.status.due_day

    @property
    def lead_names(self) -> str:
        """Who leads today, or the printed name where that is open."""
        return ", ".join(share.now.name if share.now else share.printed for share in self.leads)


@dataclass(frozen=True, slots=True)
class Board:
    """All lines asked for, on the day `at`, with the calendar and the successions they were judged by."""

    at: date
    lines: tuple[Line, ...]
    calendar: Calendar
    successions: Successions


def lines_in_force(by: Any) -> QuerySet[Task]:
    """Tasks of directives in force that `by` may see."""
    return Task.objects.for_user(by).filter(directive__state__in=FOLLOWED)


def every_line(by: Any, at: date) -> tuple[Line, ...]:
    """All tasks of the province in force, seen or not: for counting whether any is lost, never for showing."""
    rows = Task.objects.filter(province_id=by.province_id, directive__state__in=FOLLOWED)
    return board_of(by, at, rows).lines


def board_of(
    by: Any, at: date, tasks: QuerySet[Task] | None = None, *, successions: Successions | None = None
) -> Board:
    """Judges the given tasks (all in force by default). The number of queries does not depend on the number of tasks.

    `successions` are the standing ones unless others are given, to see what they would change.
    """
    rows = (lines_in_force(by) if tasks is None else tasks).select_related(
        "directive", "directive__focal", "directive__issuer_office", "directive__territory__merged_into"
    )
    # A reading is half a megabyte of JSON, which would be unpacked once for every task of its document.
    rows = rows.defer("directive__reading", "directive__search")
    rows = rows.prefetch_related(
        Prefetch("agencies", TaskAgency.objects.select_related("organisation")),
        Prefetch("agencies__handovers", Handover.objects.select_related("organisation", "former")),
        Prefetch("entries", ProgressEntry.objects.select_related("organisation")),
        Prefetch("claims", CompletionClaim.objects.select_related("organisation", "decided_office")),
        "extensions",
    )
    successions = successions or successions_of(by.province_id)
    calendar = calendar_of(by.province_id, at)
    return Board(at, tuple(_line(task, at, calendar, successions) for task in rows), calendar, successions)


def line_of(by: Any, at: date, task: Task) -> Line:
    """One task with its standing, its evidence loaded."""
    line = board_of(by, at, Task.objects.for_user(by).filter(pk=task.pk)).lines[0]
    prefetch_related_objects([*line.entries, *line.drafts], "evidence__file")
    return line


def _line(task: Task, at: date, calendar: Calendar, successions: Successions) -> Line:
    agencies = list(task.agencies.all())
    entries = list(task.entries.all())
    claims, extensions = tuple(task.claims.all()), tuple(task.extensions.all())
    leads = shares_of(agencies, TaskAgency.Part.LEAD, successions, at)
    coordinating = shares_of(agencies, TaskAgency.Part.COORDINATING, successions, at)
    sent = sorted((row for row in entries if row.sent_at), key=lambda row: row.sent_at, reverse=True)
    facts = _facts(task, sent, claims, extensions, at)
    return Line(
        at=at,
        task=task,
        leads=leads,
        coordinating=coordinating,
        status=assess_task(facts, at, calendar),
        standing=_standing(task, leads, coordinating, successions, at),
        entries=tuple(sent),
        drafts=tuple(row for row in entries if not row.sent_at),
        claims=claims,
        extensions=extensions,
    )


def _standing(
    task: Task, leads: tuple[Share, ...], coordinating: tuple[Share, ...], successions: Successions, at: date
) -> Standing:
    bodies = tuple(share.keeper for share in leads if share.keeper)
    return Standing(
        province=task.province_id,
        leads=bodies,
        coordinating=tuple(share.keeper for share in coordinating if share.keeper),
        focal=current(task.directive.focal, successions, at),
        issuer_office=current(task.directive.issuer_office, successions, at),
        reports_for_group=all(body.collective for body in bodies),
        in_force=task.directive.state in FOLLOWED,
    )


def _facts(
    task: Task,
    sent: Iterable[ProgressEntry],
    claims: Iterable[CompletionClaim],
    extensions: Iterable[Extension],
    at: date,
) -> TaskFacts:
    """Only what had happened by the end of `at`, so that a past day can be judged as it was."""
    accepted = next(
        (
            claim
            for claim in claims
            if claim.state == CompletionClaim.State.ACCEPTED and _was_by(claim.decided_at, at)
        ),
        None,
    )
    granted = [
        row.until
        for row in extensions
        if row.state == Extension.State.GRANTED and _was_by(row.decided_at, at)
    ]
    directive = task.directive
    return TaskFacts(
        deadline=task.stated_deadline,
        issued=directive.issued_on,
        completed_on=accepted.completed_on if accepted else None,
        extension_to=max(granted, default=None),
        extension_pending=any(
            row.state == Extension.State.WAITING and _was_by(row.asked_at, at) for row in extensions
        ),
        paused=task.paused_on is not None and task.paused_on <= at,
        stopped=task.stopped_on is not None and task.stopped_on <= at,
        stopped_on=task.stopped_on,
        report_days=tuple(timezone.localdate(row.sent_at) for row in sent if _was_by(row.sent_at, at)),
        report_due=directive.report_due or None,
    )


def _was_by(moment: datetime | None, at: date) -> bool:
    return moment is not None and timezone.localdate(moment) <= at


def everyone_now(board: Board) -> tuple[Organisation, ...]:
    """The single agencies that lead today, by name, for the filter."""
    found = {lead.pk: lead for line in board.lines for lead in line.standing.leads}
    return tuple(sorted(found.values(), key=lambda row: row.search))
