"""The log of what was done: drafted by an officer, sent by the head, never changed after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.files.models import StoredFile
from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import standing, unchanged
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.errors import AlreadySent, refuse_unless_followed
from lotrinh.apps.tasks.models import Evidence, ProgressEntry, Task
from lotrinh.apps.tasks.periods import pass_lock_on

_ENTRY = ("done", "result", "figure", "figure_unit", "difficulty", "proposal")


@transaction.atomic
def draft_entry(
    *,
    by: Actor,
    at: datetime,
    task: Task,
    organisation: Organisation,
    done: str,
    result: str = "",
    figure: Decimal | None = None,
    figure_unit: str = "",
    difficulty: str = "",
    proposal: str = "",
    evidence: Iterable[StoredFile] = (),
    corrects: ProgressEntry | None = None,
) -> ProgressEntry:
    """An officer's draft; it counts from when the head sends it."""
    if not done.strip():
        raise ActionRefused(_("Đề nghị ghi việc đã làm trong kỳ."))
    refuse_unless_followed(standing(task, Task.objects.select_related("directive"), "self"))
    through = pass_lock_on(task, organisation.pk, at, _day_of(corrects))
    entry = ProgressEntry.objects.create(
        province_id=task.province_id,
        task=task,
        organisation=organisation,
        done=done.strip(),
        result=result.strip(),
        figure=figure,
        figure_unit=figure_unit,
        difficulty=difficulty.strip(),
        proposal=proposal.strip(),
        drafted_at=at,
        drafted_by=by.label,
        corrects=corrects,
    )
    _attach(entry, evidence)
    record(
        province=entry.province_id,
        by=by,
        at=at,
        action="draft_entry",
        subject=entry,
        after={**snapshot(entry, "task_id", *_ENTRY), **through},
    )
    return entry


def _day_of(corrected: ProgressEntry | None) -> date | None:
    """A correction belongs to the period of what it corrects as well."""
    return timezone.localdate(corrected.sent_at) if corrected and corrected.sent_at else None


def _pass_lock(row: ProgressEntry, at: datetime) -> dict[str, Any]:
    return pass_lock_on(row.task, row.organisation_id, at, _day_of(row.corrects))


def _unsent(entry: ProgressEntry) -> ProgressEntry:
    """The draft under its lock."""
    row = standing(entry)
    if row.sent_at is not None:
        raise AlreadySent(row)
    return row


def _attach(entry: ProgressEntry, files: Iterable[StoredFile]) -> None:
    Evidence.objects.bulk_create(
        Evidence(province_id=entry.province_id, entry=entry, file=file) for file in files
    )


@transaction.atomic
def edit_draft(
    *,
    by: Actor,
    at: datetime,
    entry: ProgressEntry,
    version: int,
    changes: dict[str, Any],
    evidence: Iterable[StoredFile] = (),
) -> ProgressEntry:
    """Changes a draft against the version the person saw; a sent entry is never changed."""
    row = unchanged(_unsent(entry), version)
    through = _pass_lock(row, at)
    before = snapshot(row, *_ENTRY)
    for name in _ENTRY:
        if name in changes:
            setattr(row, name, changes[name])
    row.drafted_at, row.drafted_by, row.version = at, by.label, row.version + 1
    row.save()
    _attach(row, evidence)
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="edit_draft",
        subject=row,
        before=before,
        after={**snapshot(row, *_ENTRY), **through},
    )
    return row


@transaction.atomic
def send_entry(*, by: Actor, at: datetime, entry: ProgressEntry, version: int | None = None) -> ProgressEntry:
    """The head sends it in the agency's name, as the version they read; from now on it stands."""
    row = _unsent(entry)
    if version is not None:
        unchanged(row, version)
    through = _pass_lock(row, at)
    row.sent_at, row.sent_by, row.version = at, by.label, row.version + 1
    row.save(update_fields=["sent_at", "sent_by", "version"])
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="send_entry",
        subject=row,
        after={**snapshot(row, "task_id", "sent_at", "sent_by", *_ENTRY), **through},
    )
    return row


@transaction.atomic
def discard_draft(*, by: Actor, at: datetime, entry: ProgressEntry) -> None:
    """Drops an unsent draft; its wording stays in the task's record."""
    row = _unsent(entry)
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="discard_draft",
        subject=row.task,
        before=snapshot(row, *_ENTRY),
    )
    row.delete()
