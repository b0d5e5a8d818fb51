"""Roll-ups for leaders: counts by class, per agency, per directive, and what a week changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.queries.board import Board, Line, board_of
from lotrinh.evaluation.status import StatusClass

CLASSES = ("open_late", "open_in_time", "done_on_time", "done_late", "not_assessable")


def counts(lines: Iterable[Line]) -> dict[str, int]:
    """Tasks per class, plus `due_soon` for the mark and `total`."""
    listed = list(lines)
    found = Counter(line.status.cls for line in listed)
    soon = sum("due_soon" in line.status.marks for line in listed)
    return {name: found[StatusClass(name)] for name in CLASSES} | {"due_soon": soon, "total": len(listed)}


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency of today with the tasks it leads. `inherited` counts those printed under another name."""

    organisation: Organisation
    counts: dict[str, int]
    inherited: int
    worst: Line | None


def by_agency(board: Board) -> tuple[AgencyRow, ...]:
    """Most overdue first. A task with two leads counts with each."""
    lines: dict[UUID, list[Line]] = defaultdict(list)
    names: dict[UUID, Organisation] = {}
    for line in board.lines:
        for lead in line.standing.leads:
            lines[lead.pk].append(line)
            names[lead.pk] = lead
    rows = [
        AgencyRow(names[key], counts(group), sum(_is_inherited(line, key) for line in group), _worst(group))
        for key, group in lines.items()
    ]
    return tuple(
        sorted(
            rows, key=lambda row: (-row.counts["open_late"], -row.counts["total"], row.organisation.search)
        )
    )


def _is_inherited(line: Line, organisation_id: UUID) -> bool:
    return any(
        s.now and s.now.pk == organisation_id and s.then and s.then.pk != organisation_id for s in line.leads
    )


def _worst(lines: Iterable[Line]) -> Line | None:
    late = [line for line in lines if line.status.cls == "open_late"]
    return max(late, key=lambda line: line.status.days_late or 0, default=None)


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    directive: Directive
    counts: dict[str, int]


def by_directive(board: Board) -> tuple[DirectiveRow, ...]:
    groups: dict[UUID, list[Line]] = defaultdict(list)
    for line in board.lines:
        groups[line.task.directive_id].append(line)
    rows = [DirectiveRow(group[0].task.directive, counts(group)) for group in groups.values()]
    return tuple(sorted(rows, key=lambda row: (-row.counts["open_late"], -row.counts["total"])))


@dataclass(frozen=True, slots=True)
class Week:
    """What changed between a week ago and now."""

    since: date
    newly_late: tuple[Line, ...]
    newly_done: tuple[Line, ...]
    reported: int


def week_of(by: Any, board: Board) -> Week:
    """Compares today's classes with those of seven days ago, computed from the same facts."""
    since = board.at - timedelta(days=7)
    before = {line.task.pk: line.status.cls for line in board_of(by, since).lines}
    done = ("done_on_time", "done_late")
    return Week(
        since=since,
        newly_late=tuple(
            line
            for line in board.lines
            if line.status.cls == "open_late" and before.get(line.task.pk) != "open_late"
        ),
        newly_done=tuple(
            line for line in board.lines if line.status.cls in done and _decided_since(line, since)
        ),
        reported=sum(
            1
            for line in board.lines
            for entry in line.entries
            if entry.sent_at and timezone.localdate(entry.sent_at) > since
        ),
    )


def _decided_since(line: Line, since: date) -> bool:
    return any(
        claim.decided_at and timezone.localdate(claim.decided_at) > since
        for claim in line.claims
        if claim.state == "accepted"
    )
