"""Which agency does a task's work on a day: the printed one, its successor, or the one an officer chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import Choice, Heirs, Step, Successions
from lotrinh.apps.tasks.models import Handover, TaskAgency


@dataclass(frozen=True, slots=True)
class Share:
    """One agency's part: what was printed, who has it now, and the way from one to the other.

    `now` is None where the name matches no agency, where an officer must choose between `choices`, and inside a month of
    which the day is not known (`unsettled`). `keeper` is who may act on it meanwhile: nobody where a choice is open.
    """

    printed: str
    then: Organisation | None
    now: Organisation | None
    trail: tuple[Step, ...]
    choices: tuple[Step, ...]
    row: TaskAgency
    unsettled: tuple[Step, ...] = ()

    @property
    def is_open(self) -> bool:
        return bool(self.choices or self.unsettled)

    @property
    def last_certain(self) -> Organisation | None:
        """Who had it last before the open question; where work was split, the body that was split."""
        return self.trail[-1].organisation if self.trail else self.then

    @property
    def keeper(self) -> Organisation | None:
        return self.last_certain if self.unsettled else self.now

    @property
    def since(self) -> Step | None:
        return self.trail[-1] if self.trail else None


def share_of(row: TaskAgency, successions: Successions, on: date) -> Share:
    """Needs `row.handovers` and `row.task.directive` loaded; asks nothing more."""
    chosen = [_choice_of(made) for made in row.handovers.all() if made.undone_at is None]
    if row.organisation is not None:
        given = row.task.directive.issued_on
        return _share(row, successions.heirs(row.organisation, on, given=given, chosen=chosen), ())
    first = next((each.step for each in chosen if each.step.former is None and each.step.since <= on), None)
    if first is None:
        return Share(row.printed, None, None, (), (), row)
    heirs = successions.heirs(first.organisation, on, given=first.since, chosen=chosen)
    return _share(row, heirs, (first,))


def _share(row: TaskAgency, heirs: Heirs, before: tuple[Step, ...]) -> Share:
    trail = (*before, *heirs.trail)
    return Share(row.printed, row.organisation, heirs.now, trail, heirs.choices, row, heirs.unsettled)


def _choice_of(made: Handover) -> Choice:
    basis = made.legal_basis or made.reason
    return Choice(
        made.pk, Step(made.organisation, made.since, basis, made.field, "day", made.former, made.succession)
    )


def shares_of(rows: Iterable[TaskAgency], part: str, successions: Successions, on: date) -> tuple[Share, ...]:
    return tuple(share_of(row, successions, on) for row in rows if row.part == part)


def current(organisation: Organisation | None, successions: Successions, on: date) -> Organisation | None:
    """Who an agency is today; itself where it has no single successor."""
    if organisation is None:
        return None
    heirs = successions.heirs(organisation, on)
    return heirs.keeper if heirs.unsettled else heirs.now or organisation
