"""Frozen page objects of successions and mergers, and how the form of a merger begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.accounts.queries import held_on
from lotrinh.apps.organisations.actions import Move, last_day_to_undo
from lotrinh.apps.organisations.models import Merger, Organisation, Succession, with_kind
from lotrinh.apps.organisations.queries import Proposed, proposals_for
from lotrinh.apps.tasks.merger_forms import RowStart
from lotrinh.apps.tasks.policy import can_place_task
from lotrinh.apps.tasks.queries.board import board_of
from lotrinh.apps.tasks.queries.ledger import (
    Ledger,
    QueueGroup,
    Waiting,
    fields_to_place,
    ledger_of,
    queue_of,
)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One task of the queue with the name of its form field, or "" where this office may only look on."""

    waiting: Waiting
    name: str


@dataclass(frozen=True, slots=True)
class QueueTable:
    """A group of the queue as it is shown: `anchor` names it in the page."""

    group: QueueGroup
    rows: tuple[QueueRow, ...]
    anchor: str

    @property
    def may_place(self) -> bool:
        return any(row.name for row in self.rows)


@dataclass(frozen=True, slots=True)
class ProposedGroup:
    """Proposals of one day and legal basis: they are one act."""

    effective: date
    precision: str
    legal_basis: str
    rows: tuple[Proposed, ...]

    @property
    def since(self) -> str:
        return Succession(effective=self.effective, precision=self.precision).since


@dataclass(frozen=True, slots=True)
class SuccessionsPage:
    """How the open tasks stand, what waits for an officer, what the system proposes and what was carried out."""

    ledger: Ledger
    queue: tuple[QueueTable, ...]
    fields: tuple[QueueTable, ...]
    months: tuple[Succession, ...]
    proposed: tuple[ProposedGroup, ...]
    mergers: tuple[Merger, ...]


def page_of_successions(by: Any, today: date) -> SuccessionsPage:
    board = board_of(by, today)
    recorded = board.successions.rows
    bodies = _bodies_of(by)
    return SuccessionsPage(
        ledger=ledger_of(board.lines),
        queue=tuple(_table(by, group, "hang-cho") for group in queue_of(board.lines)),
        fields=tuple(
            _table(by, group, "linh-vuc") for group in fields_to_place(board.lines, board.successions, today)
        ),
        months=tuple(row for row in recorded if row.precision == Succession.Precision.MONTH),
        proposed=_grouped(proposals_for(bodies, recorded, today)),
        mergers=tuple(Merger.objects.for_user(by)),
    )


def _table(by: Any, group: QueueGroup, part: str) -> QueueTable:
    rows = tuple(
        QueueRow(each, field_name(each) if can_place_task(by, each.line.standing) else "")
        for each in group.waiting
    )
    return QueueTable(group, rows, f"{part}-{group.body.number.lower()}")


def field_name(waiting: Waiting) -> str:
    """ "viec-NV-0003-1": the task and which of its leads."""
    place = [share.row.pk for share in waiting.line.leads].index(waiting.share.row.pk) + 1
    return f"viec-{waiting.line.task.code}-{place}"


def chosen_in(data: Mapping[str, str], groups: Iterable[QueueGroup]) -> list[tuple[Waiting, Organisation]]:
    """What was chosen task by task, or for all that were left blank in a group; unknown choices are left out."""
    chosen: dict[str, tuple[Waiting, Organisation]] = {}
    for group in groups:
        bodies = {step.organisation.number: step.organisation for step in group.choices}
        ticked = set(data.getlist("chon")) if hasattr(data, "getlist") else set()
        for waiting in group.waiting:
            name = field_name(waiting)
            number = data.get(name, "") or (data.get("chung", "") if name in ticked else "")
            if number in bodies and name not in chosen:
                chosen[name] = (waiting, bodies[number])
    return list(chosen.values())


def _bodies_of(by: Any) -> list[Organisation]:
    """With their provinces, which say what became part of what."""
    return list(Organisation.objects.for_user(by).select_related("province", "territory"))


def _grouped(rows: Iterable[Proposed]) -> tuple[ProposedGroup, ...]:
    groups: dict[tuple[date, str, str], list[Proposed]] = {}
    for row in rows:
        groups.setdefault((row.effective, row.precision, row.legal_basis), []).append(row)
    return tuple(ProposedGroup(*key, tuple(found)) for key, found in groups.items())


@dataclass(frozen=True, slots=True)
class Beginning:
    """How the form of a merger begins: blank, from one body, or from proposals."""

    act: dict[str, Any]
    rows: tuple[RowStart, ...]


def beginning_of(by: Any, asked: Any, today: date) -> Beginning:
    """`?cu=CQ-0003` begins with a body, `?de_xuat=CQ-0003_20250301` (several) with what the system proposes."""
    bodies = _bodies_of(by)
    wanted = set(asked.getlist("de_xuat"))
    if wanted:
        recorded = Succession.objects.for_user(by).filter(undone_at__isnull=True)
        found = [row for row in proposals_for(bodies, recorded, today) if row.key in wanted]
        if found:
            return _from_proposals(found)
    number = asked.get("cu", "")
    old = next((body for body in bodies if body.number == number), None)
    return Beginning({}, (RowStart(predecessor=old),) if old else ())


def _from_proposals(found: Sequence[Proposed]) -> Beginning:
    first = found[0]
    act = {
        "title": "",
        "legal_basis": first.legal_basis[:200],
        "effective": first.effective,
        "month_only": first.precision == Succession.Precision.MONTH,
    }
    return Beginning(act, tuple(start for row in found for start in _starts(row)))


def _starts(row: Proposed) -> list[RowStart]:
    """A split gives one row for each part; where the table names several, the officer chooses."""
    if row.shape == "choose":
        return [RowStart(predecessor=row.predecessor)]
    return [
        RowStart(
            predecessor=row.predecessor,
            successor=option.organisation,
            new_name="" if option.organisation else _placed(option.name, row.predecessor),
            field=option.field,
            ends=row.ends,
        )
        for option in row.options
    ]


def _placed(name: str, old: Organisation) -> str:
    """The successor's name with the place of the one before: "Sở Xây dựng" beside "... tỉnh Mẫu"."""
    place = old.territory.full_name if old.territory else ""
    return f"{name} {place}".strip() if not name.endswith(place) else name


def office_counts(moves: Iterable[Move], today: date) -> dict[str, int]:
    """How many hold an office today in each body that ends."""
    ends = {move.predecessor.pk: move.predecessor.name for move in moves if move.ends}
    held = Office.objects.filter(held_on(today), organisation_id__in=list(ends))
    counted = Counter(held.values_list("organisation_id", flat=True))
    return {ends[key]: number for key, number in counted.items()}


@dataclass(frozen=True, slots=True)
class ProvinceChanged:
    """`former` are the territories it made, `bodies` how many bodies belong to the first of them since."""

    then: str
    now: str
    code_then: str
    code_now: str
    former: tuple[str, ...]
    bodies: int
    reason: str


def _province_changed(merger: Merger) -> ProvinceChanged | None:
    told = merger.kept.get("province")
    if told is None:
        return None
    before, after = told["before"], told["after"]
    return ProvinceChanged(
        then=with_kind(before["name"]),
        now=with_kind(after["name"]),
        code_then=before["code"],
        code_now=after["code"],
        former=tuple(each["name"] for each in told["former"]),
        bodies=len(told["bodies"]),
        reason=told["reason"],
    )


@dataclass(frozen=True, slots=True)
class MergerPage:
    """One act: its successions, the count of open tasks, and until when it can be taken back. `province` tells what a
    change of the province did, None in an act of bodies."""

    successions: tuple[Succession, ...]
    province: ProvinceChanged | None
    last_day: date
    can_take_back: bool


def page_of_merger(merger: Merger, today: date) -> MergerPage:
    rows = merger.successions.select_related("predecessor", "successor").order_by("pk")
    last = last_day_to_undo(merger)
    changed = _province_changed(merger)
    return MergerPage(tuple(rows), changed, last, merger.undone_at is None and today <= last)
