"""Which agency does a task's work today: the printed one, its successor, or the one an officer chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import Heirs, Step, Successions
from lotrinh.apps.tasks.models import TaskAgency


@dataclass(frozen=True, slots=True)
class Share:
    """One agency's part: what was printed, who has it now, and the way from one to the other.

    `now` is None where the name matches no agency or where an officer must choose between `choices`.
    """

    printed: str
    then: Organisation | None
    now: Organisation | None
    trail: tuple[Step, ...]
    choices: tuple[Step, ...]
    row: TaskAgency


def share_of(row: TaskAgency, successions: Successions, on: date) -> Share:
    if row.responsible is not None:
        heirs = successions.heirs(row.responsible, on)
        return Share(row.printed, row.organisation, heirs.now, heirs.trail, heirs.choices, row)
    if row.organisation is None:
        return Share(row.printed, None, None, (), (), row)
    found: Heirs = successions.heirs(row.organisation, on)
    return Share(row.printed, row.organisation, found.now, found.trail, found.choices, row)


def shares_of(rows: Iterable[TaskAgency], part: str, successions: Successions, on: date) -> tuple[Share, ...]:
    return tuple(share_of(row, successions, on) for row in rows if row.part == part)


def current(organisation: Organisation | None, successions: Successions, on: date) -> Organisation | None:
    """Who an agency is today; itself where it has no single successor."""
    return (successions.heirs(organisation, on).now or organisation) if organisation else None
