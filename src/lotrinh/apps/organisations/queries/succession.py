"""Who does an agency's work on a day, and by which way it came there; loaded once per page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lotrinh.apps.organisations.models import Organisation, Succession, since_in_words
from lotrinh.evaluation.succession import Takeover, Takeovers, Way


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a succession chain. `former` had the work until then; `row` is the succession it comes from, None
    where an officer gave the work without one."""

    organisation: Organisation
    since: date
    legal_basis: str
    field: str
    precision: str = "day"
    former: Organisation | None = None
    row: Succession | None = None

    @property
    def since_words(self) -> str:
        return since_in_words(self.since, self.precision)


@dataclass(frozen=True, slots=True)
class Heirs:
    """Who does an organisation's work on a day: the trail from the printed one, or the choice where it splits.

    `now` is None where an officer must choose between `choices`, and inside the month of which the day is not known
    (`unsettled`). `keeper` is the last one of which it is certain: it keeps the work until then.
    """

    printed: Organisation
    trail: tuple[Step, ...]
    choices: tuple[Step, ...] = ()
    unsettled: tuple[Step, ...] = ()

    @property
    def keeper(self) -> Organisation:
        return self.trail[-1].organisation if self.trail else self.printed

    @property
    def now(self) -> Organisation | None:
        return None if self.choices or self.unsettled else self.keeper

    @property
    def since(self) -> Step | None:
        """The last step: since when and on which legal basis."""
        return self.trail[-1] if self.trail else None


@dataclass(frozen=True, slots=True)
class Choice:
    """An officer's word for one piece of work: `step.organisation` has it since `step.since` after `step.former`."""

    key: UUID
    step: Step


class Successions:
    """All standing successions of a province; answers without further queries."""

    def __init__(self, rows: Iterable[Succession]) -> None:
        self.rows = tuple(row for row in rows if row.undone_at is None)
        self._steps = {row.pk: _step_of(row) for row in self.rows}
        gone = {
            body.pk: body.valid_to + timedelta(days=1)
            for row in self.rows
            for body in (row.predecessor, row.successor)
            if body.valid_to is not None
        }
        self._takeovers = Takeovers.of((_takeover_of(row) for row in self.rows), gone)

    def step_of(self, row: Succession) -> Step:
        return self._steps[row.pk]

    def fields_given(self, body: Organisation, on: date) -> tuple[Step, ...]:
        """Fields a body that lives on gave away by that day: its work in them moves only as an officer says."""
        return tuple(
            self._steps[row.pk]
            for row in self.rows
            if row.predecessor_id == body.pk and row.field and row.settled <= on and body.exists_on(on)
        )

    def heirs(
        self,
        printed: Organisation,
        on: date,
        *,
        given: date | None = None,
        chosen: Iterable[Choice] = (),
    ) -> Heirs:
        """Follows successions in order of date until `on`, for work `printed` was given on the day `given`."""
        own = {choice.key: choice.step for choice in chosen}
        way = self._takeovers.follow(
            printed.pk,
            on,
            since=given or date.min,
            chosen=[
                Takeover(key, step.former.pk, step.organisation.pk, step.since, step.since)
                for key, step in own.items()
                if step.former is not None
            ],
        )
        return self._in_rows(printed, way, own)

    def _in_rows(self, printed: Organisation, way: Way, own: dict[UUID, Step]) -> Heirs:
        def steps(found: Iterable[Takeover]) -> tuple[Step, ...]:
            return tuple(own.get(row.key) or self._steps[row.key] for row in found)

        return Heirs(printed, steps(way.trail), steps(way.choices), steps(way.unsettled))

    def inherited_by(self, organisation: Organisation, on: date, among: Iterable[Organisation]) -> set[UUID]:
        """Ids of those organisations whose work `organisation` does on that day, itself included."""
        found = {organisation.pk}
        for other in among:
            now = self.heirs(other, on).now
            if now is not None and now.pk == organisation.pk:
                found.add(other.pk)
        return found


def _step_of(row: Succession) -> Step:
    return Step(row.successor, row.effective, row.legal_basis, row.field, row.precision, row.predecessor, row)


def _takeover_of(row: Succession) -> Takeover:
    return Takeover(row.pk, row.predecessor_id, row.successor_id, row.effective, row.settled, row.field)


def successions_of(province_id: UUID) -> Successions:
    rows = Succession.objects.filter(province_id=province_id, undone_at__isnull=True)
    return Successions(rows.select_related("successor", "predecessor").order_by("effective", "pk"))
