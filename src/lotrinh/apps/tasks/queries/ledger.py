"""What a merger does to the open tasks: who leads each before and after, which wait for an officer, and that none is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from lotrinh.apps.organisations.actions import Move
from lotrinh.apps.organisations.models import Organisation, Succession
from lotrinh.apps.organisations.queries import Step, Successions, successions_of
from lotrinh.apps.tasks.models import Task
from lotrinh.apps.tasks.queries.board import Line, board_of, every_line, lines_in_force
from lotrinh.apps.tasks.responsibility import Share

DONE = ("done_on_time", "done_late")


def is_open(line: Line) -> bool:
    """Neither accepted as done nor stopped: somebody must have it."""
    return line.status.cls not in DONE and line.task.stopped_on is None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The open tasks of a day. `led` have one body for each printed lead, `queued` wait for an officer's choice or for
    the day of a month, `unmatched` name a lead the register does not know; every task stands in exactly one of them."""

    total: int
    led: int
    queued: int
    unmatched: int


def ledger_of(lines: Iterable[Line]) -> Ledger:
    listed = [line for line in lines if is_open(line)]
    queued = [line for line in listed if any(share.is_open for share in line.leads)]
    rest = [line for line in listed if not any(share.is_open for share in line.leads)]
    led = [line for line in rest if all(share.now is not None for share in line.leads)]
    return Ledger(len(listed), len(led), len(queued), len(rest) - len(led))


@dataclass(frozen=True, slots=True)
class Passing:
    """One open task that goes from one body to another by a merger; `after` is None where it goes into the queue."""

    task: Task
    printed: str
    before: Organisation | None
    after: Organisation | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merger would do: nothing is written. `lost` are tasks that were open and would not be any more."""

    before: Ledger
    after: Ledger
    passing: tuple[Passing, ...]
    lost: tuple[Task, ...]

    @property
    def queued(self) -> tuple[Passing, ...]:
        return tuple(row for row in self.passing if row.after is None)

    @property
    def moved(self) -> tuple[Passing, ...]:
        return tuple(row for row in self.passing if row.after is not None)

    @property
    def keeps_all(self) -> bool:
        return not self.lost and self.before.total == self.after.total


def preview_of(by: Any, at: date, moves: Sequence[Move]) -> Preview:
    """Judges the open tasks twice: as they stand, and with the successions the moves would add."""
    before = board_of(by, at, lines_in_force(by))
    after = board_of(by, at, lines_in_force(by), successions=_with(successions_of(by.province_id), moves))
    return compare(before.lines, after.lines)


def compare(before: Sequence[Line], after: Sequence[Line]) -> Preview:
    later = {line.task.pk: line for line in after}
    passing, lost = [], []
    for line in before:
        if not is_open(line):
            continue
        if line.task.pk not in later or not is_open(later[line.task.pk]):
            lost.append(line.task)
            continue
        shares = {share.row.pk: share for share in later[line.task.pk].leads}
        for share in line.leads:
            then, now = share, shares[share.row.pk]
            if _place(then) != _place(now):
                passing.append(Passing(line.task, share.printed, then.now, now.now))
    return Preview(ledger_of(before), ledger_of(after), tuple(passing), tuple(lost))


def _place(share: Share) -> tuple[UUID | None, bool]:
    return (share.now.pk if share.now else None, share.is_open)


def _with(standing: Successions, moves: Iterable[Move]) -> Successions:
    added = []
    for move in moves:
        row = Succession(
            province_id=move.predecessor.province_id,
            predecessor=_ended(move),
            successor=move.successor,
            field=move.field,
            effective=move.first_day,
            precision=move.precision,
            legal_basis=move.legal_basis,
        )
        added.append(row)
    return Successions([*standing.rows, *added])


def _ended(move: Move) -> Organisation:
    """The predecessor as it would be: a copy, so that nothing on the page is changed."""
    row = copy(move.predecessor)
    last = move.settled - timedelta(days=1)
    if move.ends and (row.valid_to is None or row.valid_to > last):
        row.valid_to = last
    return row


@dataclass(frozen=True, slots=True)
class Waiting:
    """One lead of an open task that an officer has to place: among `choices`, all successors of `body`."""

    line: Line
    share: Share
    body: Organisation | None
    choices: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """The tasks that wait for the same choice: what was split, between whom, since when."""

    body: Organisation
    choices: tuple[Step, ...]
    waiting: tuple[Waiting, ...]


def queue_of(lines: Iterable[Line]) -> tuple[QueueGroup, ...]:
    """Open tasks whose printed agency's work went to several, together by the body that was split."""
    groups: dict[UUID, list[Waiting]] = {}
    for line in lines:
        if not is_open(line):
            continue
        for share in line.leads:
            body = share.last_certain
            if share.choices and body is not None:
                groups.setdefault(body.pk, []).append(Waiting(line, share, body, share.choices))
    found = [
        QueueGroup(rows[0].body, rows[0].choices, tuple(rows)) for rows in groups.values() if rows[0].body
    ]
    return tuple(sorted(found, key=lambda group: group.body.search))


def bodies_in_queue(by: Any, on: date) -> set[UUID]:
    """The printed and the split bodies of every open task that waits, for an officer or for the day of a month."""
    waiting = [share for line in every_line(by, on) if is_open(line) for share in line.leads if share.is_open]
    bodies = [body for share in waiting for body in (share.then, share.last_certain)]
    return {body.pk for body in bodies if body is not None}


def fields_to_place(lines: Iterable[Line], successions: Successions, on: date) -> tuple[QueueGroup, ...]:
    """Fields that a body which lives on gave away: its open tasks, of which an officer says which belong to the field.

    Nothing here waits: a task stays where it is until somebody says otherwise.
    """
    given = [
        row for row in successions.rows if row.field and row.settled <= on and row.predecessor.exists_on(on)
    ]
    found = []
    for row in given:
        step = successions.step_of(row)
        waiting = tuple(
            Waiting(line, share, row.predecessor, (step,))
            for line in lines
            if is_open(line)
            for share in line.leads
            if share.now is not None and share.now.pk == row.predecessor_id
        )
        if waiting:
            found.append(QueueGroup(row.predecessor, (step,), waiting))
    return tuple(found)
