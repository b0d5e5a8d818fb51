"""What waits for one office: its overdue and coming tasks, drafts to send, claims and extensions to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from lotrinh.apps.tasks.models import ProgressEntry
from lotrinh.apps.tasks.policy import can_decide_on, can_manage_task, can_send_entry
from lotrinh.apps.tasks.queries.board import Board, Line, board_of


@dataclass(frozen=True, slots=True)
class MyWork:
    """The sections of "Việc của tôi", each in order of urgency. A task stands in its first fitting section of the agency's."""

    board: Board
    overdue: tuple[Line, ...]
    due_soon: tuple[Line, ...]
    running: tuple[Line, ...]
    claims_to_decide: tuple[Line, ...]
    extensions_to_decide: tuple[Line, ...]
    drafts_to_send: tuple[tuple[Line, ProgressEntry], ...]
    to_assign: tuple[Line, ...]
    finished: int

    @property
    def decisions(self) -> int:
        return (
            len(self.claims_to_decide)
            + len(self.extensions_to_decide)
            + len(self.drafts_to_send)
            + len(self.to_assign)
        )


def work_of(by: Any, at: date) -> MyWork:
    board = board_of(by, at)
    mine = [line for line in board.lines if line.standing.is_lead(by)]
    overdue = sorted((line for line in mine if line.status.cls == "open_late"), key=_urgency)
    soon = sorted((line for line in mine if _is_only_soon(line)), key=_urgency)
    done = [line for line in mine if line.status.cls in ("done_on_time", "done_late")]
    shown = {line.task.pk for line in (*overdue, *soon, *done)}
    return MyWork(
        board=board,
        overdue=tuple(overdue),
        due_soon=tuple(soon),
        running=tuple(sorted((line for line in mine if line.task.pk not in shown), key=_urgency)),
        claims_to_decide=tuple(line for line in board.lines if _may_decide_claim(by, line)),
        extensions_to_decide=tuple(line for line in board.lines if _may_decide_extension(by, line)),
        drafts_to_send=tuple(
            (line, draft) for line in mine if can_send_entry(by, line.standing) for draft in line.drafts
        ),
        to_assign=tuple(
            line for line in board.lines if can_manage_task(by, line.standing) and _is_unassigned(line)
        ),
        finished=len(done),
    )


def _urgency(line: Line) -> tuple[date, str]:
    return (line.day or date.max, line.task.code)


def _is_only_soon(line: Line) -> bool:
    """Reports of every week are late with one and soon due with the next: the late one comes first, the mark tells both."""
    return "due_soon" in line.status.marks and line.status.cls != "open_late"


def _may_decide_claim(by: Any, line: Line) -> bool:
    claim = line.waiting_claim
    return claim is not None and can_decide_on(by, line.standing, claim)


def _may_decide_extension(by: Any, line: Line) -> bool:
    extension = line.waiting_extension
    return extension is not None and can_decide_on(by, line.standing, extension)


def _is_unassigned(line: Line) -> bool:
    """The printed agency's work went to several, and nobody has said to whom this task went."""
    return any(share.choices for share in line.leads) and line.status.cls not in ("done_on_time", "done_late")
