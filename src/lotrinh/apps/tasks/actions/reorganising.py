"""Carrying out a merger with the tasks and people it concerns, and taking it back: nothing is lost on either way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lotrinh.apps.accounts.actions import change_office, end_office, give_office
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.journal.locks import hold
from lotrinh.apps.organisations import actions as organisations
from lotrinh.apps.organisations.actions import Move, ProvinceChange
from lotrinh.apps.organisations.models import Merger, Organisation
from lotrinh.apps.tasks.errors import TasksNotKept
from lotrinh.apps.tasks.models import Handover
from lotrinh.apps.tasks.queries.board import Line, every_line
from lotrinh.apps.tasks.queries.ledger import compare


@transaction.atomic
def carry_out_merger(
    *,
    by: Office,
    at: datetime,
    title: str,
    legal_basis: str,
    moves: Sequence[Move],
    move_people: bool = False,
) -> Merger:
    """All of it or nothing: afterwards each open task has one body for each lead, or stands in the queue.

    With `move_people` whoever holds an office in a body that ends and has one successor holds it there from that day.
    """
    hold(by.province_id)
    today = timezone.localdate(at)
    before = every_line(by, today)
    moves = _founded(by, at, moves)
    merger = organisations.apply_merger(
        by=by, at=at, province=by.province, title=title, legal_basis=legal_basis, moves=moves
    )
    if move_people:
        merger.kept = {**merger.kept, "offices": _move_people(by, at, moves)}
    merger.open_tasks, merger.queued_tasks = _checked(before, every_line(by, today))
    merger.save(update_fields=["kept", "open_tasks", "queued_tasks"])
    return merger


@transaction.atomic
def carry_out_province_change(
    *, by: Office, at: datetime, version: int, change: ProvinceChange, reason: str
) -> Merger:
    """The province of `by` takes another name or merges; every open task stays with whom it was."""
    hold(by.province_id)
    today = timezone.localdate(at)
    before = every_line(by, today)
    merger = organisations.change_province(
        by=by, at=at, province=by.province, version=version, change=change, reason=reason
    )
    merger.open_tasks, merger.queued_tasks = _checked(before, every_line(by, today))
    merger.save(update_fields=["open_tasks", "queued_tasks"])
    return merger


@transaction.atomic
def take_back_merger(*, by: Office, at: datetime, merger: Merger, reason: str) -> Merger:
    """Responsibility as it was before: successions, the choices an officer made among them, and people's offices."""
    hold(by.province_id)
    before = every_line(by, timezone.localdate(at))
    row = organisations.undo_merger(by=by, at=at, merger=merger, reason=reason)
    Handover.objects.filter(succession__merger=row, undone_at__isnull=True).update(undone_at=at)
    for told in row.kept.get("offices", ()):
        _move_back(by, at, told, reason)
    _checked(before, every_line(by, timezone.localdate(at)))
    return row


def _founded(by: Office, at: datetime, moves: Sequence[Move]) -> list[Move]:
    """Successors that are not in the register yet are set up first, each once; they begin with the act."""
    made: dict[str, Organisation] = {}
    found = []
    for move in moves:
        heir = move.successor
        if heir._state.adding:
            if heir.name not in made:
                made[heir.name] = organisations.add_organisation(
                    by=by,
                    at=at,
                    province=by.province,
                    name=heir.name,
                    kind=heir.kind,
                    level=heir.level,
                    parent=heir.parent,
                    territory=heir.territory,
                    collective=heir.collective,
                    valid_from=move.first_day,
                )
            move = replace(move, successor=made[heir.name])
        found.append(move)
    return found


def _checked(before: Sequence[Line], after: Sequence[Line]) -> tuple[int, int]:
    """Open and queued tasks afterwards; refuses what would lose or double one."""
    found = compare(before, after)
    if not found.keeps_all or found.after.unmatched > found.before.unmatched:
        raise TasksNotKept(found.before.total, found.after.total)
    return found.after.total, found.after.queued


def _move_people(by: Office, at: datetime, moves: Sequence[Move]) -> list[dict[str, Any]]:
    """Only where it is certain whither: the body ends and all of it goes to one."""
    told = []
    for move in moves:
        heirs = {each.successor.pk for each in moves if each.predecessor.pk == move.predecessor.pk}
        if not move.ends or move.field or len(heirs) > 1:
            continue
        last = move.settled - timedelta(days=1)
        held = Office.objects.filter(organisation=move.predecessor).exclude(kind="delegated")
        for office in held.select_related("user", "organisation").order_by("pk"):
            if office.valid_to is not None and office.valid_to <= last:
                continue
            before = office.valid_to.isoformat() if office.valid_to else None
            end_office(
                by=by,
                at=at,
                office=office,
                version=office.version,
                last=last,
                reason=move.legal_basis,
            )
            new = give_office(
                by=by,
                at=at,
                user=office.user,
                organisation=move.successor,
                roles=list(office.roles),
                title=office.title,
                valid_from=move.settled,
                kind=office.kind,
                legal_basis=move.legal_basis,
            )
            told.append({"old": str(office.pk), "before": before, "new": str(new.pk)})
    return told


def _move_back(by: Office, at: datetime, told: dict[str, Any], reason: str) -> None:
    """The post in the successor ends before today; the former one lasts as long as it did before."""
    offices = Office.objects.select_related("user", "organisation")
    yesterday = timezone.localdate(at) - timedelta(days=1)
    new = offices.get(pk=told["new"])
    end_office(by=by, at=at, office=new, version=new.version, last=yesterday, reason=reason)
    last = date.fromisoformat(told["before"]) if told["before"] else None
    change_office(by=by, at=at, office=offices.get(pk=told["old"]), valid_to=last)
