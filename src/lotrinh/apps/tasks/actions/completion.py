"""Claiming that a task is done, deciding on it, and later deadlines: the verbs between two offices."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.journal.actions import record, snapshot
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.eyes import asked_by, has_asked
from lotrinh.apps.journal.locks import standing
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.errors import (
    AlreadyDecided,
    ClaimWaiting,
    OwnClaim,
    OwnRequest,
    ReasonMissing,
    refuse_unless_followed,
)
from lotrinh.apps.tasks.models import CompletionClaim, Extension, Task
from lotrinh.apps.tasks.periods import pass_lock_on


@transaction.atomic
def claim_completion(
    *, by: Office, at: datetime, task: Task, organisation: Organisation, completed_on: date, note: str = ""
) -> CompletionClaim:
    """The lead says it was done on a day not after today."""
    if completed_on > timezone.localdate(at):
        raise ActionRefused(_("Ngày hoàn thành không thể sau hôm nay."))
    refuse_unless_followed(standing(task, Task.objects.select_related("directive"), "self"))
    last = task.claims.exclude(state=CompletionClaim.State.RETURNED).first()
    if last is not None and last.state == CompletionClaim.State.WAITING:
        raise ClaimWaiting
    if last is not None:
        raise AlreadyDecided(last)
    through = pass_lock_on(task, organisation.pk, at, completed_on)
    claim = CompletionClaim.objects.create(
        province_id=task.province_id,
        task=task,
        organisation=organisation,
        completed_on=completed_on,
        note=note.strip(),
        claimed_at=at,
        claimed_by=by.label,
        **asked_by(by),
    )
    record(
        province=task.province_id,
        by=by,
        at=at,
        action="claim_completion",
        subject=claim,
        after={**snapshot(claim), **through},
    )
    return claim


@transaction.atomic
def decide_claim(
    *, by: Office, at: datetime, claim: CompletionClaim, accept: bool, reason: str = ""
) -> CompletionClaim:
    """Accepts or returns; a return says what is missing. Nobody decides on a claim of their own office or of their own."""
    row = standing(claim, CompletionClaim.objects.select_related("task"), "self")
    if row.state != CompletionClaim.State.WAITING:
        raise AlreadyDecided(row)
    if row.organisation_id == by.organisation_id:
        raise OwnClaim
    if has_asked(by, row):
        raise OwnRequest
    if not accept and not reason.strip():
        raise ReasonMissing
    through = pass_lock_on(row.task, row.organisation_id, at, row.completed_on if accept else None)
    row.state = CompletionClaim.State.ACCEPTED if accept else CompletionClaim.State.RETURNED
    row.decided_at, row.decided_by, row.decided_office_id = at, by.label, by.organisation_id
    row.reason, row.decider_id = reason.strip(), by.user_id
    row.save()
    action = "accept_completion" if accept else "return_completion"
    record(
        province=row.province_id,
        by=by,
        at=at,
        action=action,
        subject=row,
        before={"state": CompletionClaim.State.WAITING.value},
        after={**snapshot(row), **through},
        reason=row.reason,
    )
    return row


@transaction.atomic
def ask_extension(
    *, by: Office, at: datetime, task: Task, organisation: Organisation, until: date, reason: str
) -> Extension:
    if not reason.strip():
        raise ActionRefused(_("Đề nghị ghi lý do xin gia hạn."))
    if until <= timezone.localdate(at):
        raise ActionRefused(_("Thời hạn mới phải sau hôm nay."))
    refuse_unless_followed(standing(task, Task.objects.select_related("directive"), "self"))
    if task.extensions.filter(state=Extension.State.WAITING).exists():
        raise ActionRefused(_("Đã có đề nghị gia hạn đang chờ quyết định."))
    through = pass_lock_on(task, organisation.pk, at)
    extension = Extension.objects.create(
        province_id=task.province_id,
        task=task,
        organisation=organisation,
        until=until,
        reason=reason.strip(),
        asked_at=at,
        asked_by=by.label,
        **asked_by(by),
    )
    record(
        province=task.province_id,
        by=by,
        at=at,
        action="ask_extension",
        subject=extension,
        after={**snapshot(extension), **through},
    )
    return extension


@transaction.atomic
def decide_extension(
    *, by: Office, at: datetime, extension: Extension, grant: bool, note: str = ""
) -> Extension:
    row = standing(extension)
    if row.state != Extension.State.WAITING:
        raise AlreadyDecided(row)
    if row.organisation_id == by.organisation_id:
        raise OwnClaim
    if has_asked(by, row):
        raise OwnRequest
    if not grant and not note.strip():
        raise ReasonMissing
    through = pass_lock_on(row.task, row.organisation_id, at)
    row.state = Extension.State.GRANTED if grant else Extension.State.REFUSED
    row.decided_at, row.decided_by, row.decision_note = at, by.label, note.strip()
    row.decider_id = by.user_id
    row.save()
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="grant_extension" if grant else "refuse_extension",
        subject=row,
        after={**snapshot(row), **through},
        reason=row.decision_note,
    )
    return row
