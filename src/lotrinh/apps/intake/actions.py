"""The reading desk's verbs: from an upload to a draft, and from a proposal to a record in force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives import actions as directives
from lotrinh.apps.directives.errors import NotADraft
from lotrinh.apps.directives.models import Directive, DirectiveLink, Proposal
from lotrinh.apps.files.actions import clean_name, log_refusal, store_file
from lotrinh.apps.indicators.actions import set_target, withdraw_target
from lotrinh.apps.intake.errors import ChangedMeanwhile, KeptFromYou
from lotrinh.apps.intake.models import ReadingJob
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import hold, last_change, standing, unchanged
from lotrinh.apps.organisations.actions import next_code
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.reporting.actions import set_duty, withdraw_duty
from lotrinh.apps.tasks.actions import assign_task, withdraw_task
from lotrinh.lexicon.headers import kind_of_type
from lotrinh.values.numerals import parse_date
from lotrinh.values.record import CERTAIN

STATE = Proposal.State
Seen = Mapping[int, int] | None
"""Number -> version of the proposals that waited when the person decided on all of them; None where nobody looked."""


@transaction.atomic
def begin_reading(*, by: Office, at: datetime, name: str, content: bytes) -> ReadingJob:
    """Opens a job; where the same bytes are known already it ends at once with a link to the first document.

    The file's name stays in memory on the returned job until the file was read: it may be secret as well.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    known = Directive.objects.for_user(by).filter(file__sha256=sha256).first()
    job = ReadingJob.objects.create(
        province_id=by.province_id,
        office_id=by.pk,
        code=next_code(by.province_id, "NT"),
        sha256=sha256,
        size=len(content),
        state=ReadingJob.State.READ if known else ReadingJob.State.RUNNING,
        percent=100 if known else 0,
        directive=known,
        duplicate=known is not None,
        started_at=at,
        touched_at=at,
    )
    job.name = clean_name(name)
    return job


def note_step(*, job: ReadingJob, at: datetime, step: str, percent: int) -> None:
    """Progress for the waiting page; no event, since nothing has been decided."""
    ReadingJob.objects.filter(pk=job.pk).update(step=step[:60], percent=percent, touched_at=at)


@transaction.atomic
def finish_reading(
    *, by: Office, at: datetime, job: ReadingJob, content: bytes, media_type: str, reading: dict[str, Any]
) -> Directive:
    """Keeps the original, enters the draft with its proposals, closes the job.

    The province's lock orders two uploads of the same bytes: the second ends as a duplicate of the first.
    Raises KeptFromYou where the first is a document this office may not see.
    """
    hold(by.province_id)
    same = Directive.objects.filter(province_id=by.province_id, file__sha256=job.sha256)
    if same.exists() and not same.for_user(by).exists():
        raise KeptFromYou
    job.duplicate = same.exists()
    file = store_file(
        province_id=by.province_id, by=by, at=at, content=content, name=job.name, media_type=media_type
    )
    directive = directives.enter_directive(by=by, at=at, province=by.province, file=file, reading=reading)
    job.state, job.percent, job.directive, job.touched_at = ReadingJob.State.READ, 100, directive, at
    job.save(update_fields=["state", "percent", "directive", "duplicate", "touched_at", "name"])
    return directive


@transaction.atomic
def refuse_reading(*, by: Office, at: datetime, job: ReadingJob, code: str, message: str) -> ReadingJob:
    """Closes the job; only hash, person, time and reason remain of the file. A secret file's name is not kept either."""
    log_refusal(province_id=by.province_id, by=by, at=at, sha256=job.sha256, code=code)
    job.state, job.refusal_code, job.message, job.touched_at = ReadingJob.State.REFUSED, code, message, at
    if code == "secret":
        job.name = ""
    job.save(update_fields=["state", "refusal_code", "message", "touched_at", "name"])
    return job


def _locked(proposal: Proposal, version: int | None = None) -> Proposal:
    """The proposal as it stands, with its directive's text; the reading is large and not needed to decide.

    `version` is the one the person saw; nothing where the proposal is decided together with others.
    """
    rows = Proposal.objects.select_related("directive").defer("directive__reading")
    row = standing(proposal, rows, "self")
    return row if version is None else unchanged(row, version)


@transaction.atomic
def accept_proposal(*, by: Office, at: datetime, proposal: Proposal, version: int | None = None) -> Proposal:
    """Makes the record the proposal proposes and marks it accepted; accepting twice changes nothing."""
    row = _locked(proposal, version)
    if row.state == STATE.ACCEPTED:
        return row
    marked = directives.mark_proposal(by=by, at=at, proposal=row, state=STATE.ACCEPTED)
    _make_record(by, at, row)
    return marked


@transaction.atomic
def reject_proposal(
    *, by: Office, at: datetime, proposal: Proposal, reason: str = "", version: int | None = None
) -> Proposal:
    row = _locked(proposal, version)
    if row.state == STATE.REJECTED:
        return row
    if row.state == STATE.ACCEPTED:
        _withdraw_record(by, at, row)
    return directives.mark_proposal(by=by, at=at, proposal=row, state=STATE.REJECTED, reason=reason)


@transaction.atomic
def reopen_proposal(*, by: Office, at: datetime, proposal: Proposal, version: int | None = None) -> Proposal:
    """Undoes a decision while the directive is a draft."""
    row = _locked(proposal, version)
    if row.state == STATE.ACCEPTED:
        _withdraw_record(by, at, row)
    return directives.mark_proposal(by=by, at=at, proposal=row, state=STATE.PENDING)


@transaction.atomic
def revise_proposal(
    *, by: Office, at: datetime, proposal: Proposal, version: int, edited: dict[str, Any]
) -> Proposal:
    """The officer's wording; an accepted record is made anew from it."""
    row = directives.edit_proposal(by=by, at=at, proposal=proposal, version=version, edited=edited)
    if row.state == STATE.ACCEPTED:
        _withdraw_record(by, at, row)
        _make_record(by, at, row)
    return row


@transaction.atomic
def accept_all_certain(
    *, by: Office, at: datetime, directive: Directive, seen: Seen = None
) -> list[Proposal]:
    """Accepts the waiting proposals the reader is certain of (doubt below 0.03); returns them.

    One that cannot become a record yet (a target without a name) stays waiting and hinders no other.
    """
    hold(directive.province_id)
    _refuse_changed(directive.proposals.filter(doubt__lt=CERTAIN), seen)
    accepted = []
    for proposal in directive.proposals.filter(state=STATE.PENDING, doubt__lt=CERTAIN):
        with suppress(ActionRefused):
            accepted.append(accept_proposal(by=by, at=at, proposal=proposal))
    return accepted


@transaction.atomic
def reject_all_waiting(
    *, by: Office, at: datetime, directive: Directive, reason: str, seen: Seen = None
) -> list[Proposal]:
    """Rejects whatever is still undecided, so that the directive can be confirmed."""
    hold(directive.province_id)
    _refuse_changed(directive.proposals.all(), seen)
    waiting = directive.proposals.filter(state=STATE.PENDING)
    return [reject_proposal(by=by, at=at, proposal=proposal, reason=reason) for proposal in waiting]


def _refuse_changed(rows: Iterable[Proposal], seen: Seen) -> None:
    """Of these none may have been decided, changed or added since the person looked."""
    if seen is None:
        return
    waits = STATE.PENDING
    changed = [
        row for row in rows if seen.get(row.number, 0 if row.state == waits else row.version) != row.version
    ]
    if changed:
        raise ChangedMeanwhile([row.number for row in changed], *last_change(changed[0]))


@transaction.atomic
def undo_last(*, by: Office, at: datetime, directive: Directive) -> list[Proposal]:
    """Reopens what this person decided last in this directive: one proposal, or all that one command decided."""
    hold(directive.province_id)
    mine = directive.proposals.exclude(state=STATE.PENDING).filter(decided_by=by.label)
    last = mine.aggregate(last=Max("decided_at"))["last"]
    return (
        [reopen_proposal(by=by, at=at, proposal=row) for row in mine.filter(decided_at=last)] if last else []
    )


@transaction.atomic
def propose_passage(
    *, by: Office, at: datetime, directive: Directive, kind: str, span: tuple[int, int], data: dict[str, Any]
) -> Proposal:
    """A proposal an officer made from a passage; it waits like the others."""
    start, end = check_has_span({"span": span}, directive)
    return directives.propose_by_hand(
        by=by, at=at, directive=directive, kind=kind, start=start, end=end, data=data
    )


@transaction.atomic
def confirm_draft(
    *,
    by: Office,
    at: datetime,
    directive: Directive,
    version: int,
    changes: dict[str, Any],
    focal: Organisation,
    issuer_office: Organisation,
    classification: str = "",
) -> Directive:
    """Corrects the header against the version the person saw and puts the directive in force, or neither."""
    directive = standing(directive)
    if directive.state != Directive.State.DRAFT:
        raise NotADraft(directive)
    unchanged(directive, version)
    row = correct_header(by=by, at=at, directive=directive, version=version, changes=changes)
    return directives.confirm_directive(
        by=by,
        at=at,
        directive=row,
        focal=focal,
        issuer_office=issuer_office,
        classification=classification,
    )


def correct_header(
    *, by: Office, at: datetime, directive: Directive, version: int, changes: dict[str, Any]
) -> Directive:
    """Nothing is written, and no version counted, where nothing was changed."""
    if not changes:
        return directive
    return directives.edit_header(by=by, at=at, directive=directive, version=version, changes=changes)


def _make_record(by: Office, at: datetime, proposal: Proposal) -> None:
    data = {"span": [proposal.start, proposal.end], **proposal.current}
    directive = proposal.directive
    match proposal.kind:
        case Proposal.Kind.TASK:
            assign_task(by=by, at=at, directive=directive, data=data, proposal=proposal)
        case Proposal.Kind.TARGET:
            set_target(by=by, at=at, directive=directive, data=data, proposal=proposal)
        case Proposal.Kind.DUTY:
            set_duty(by=by, at=at, directive=directive, data=data, proposal=proposal)
        case _:
            parent = _cited(by, at, directive, data)
            quote = directive.text[proposal.start : proposal.end]
            directives.link_directives(
                by=by, at=at, child=directive, parent=parent, relation=data["relation"], quote=quote
            )


def _cited(by: Office, at: datetime, directive: Directive, data: dict[str, Any]) -> Directive:
    """The cited document: known by number and date, or entered as a reference."""
    day = parse_date(data.get("date") or "")
    for row in Directive.objects.for_user(by).filter(number=data["number"]).exclude(pk=directive.pk):
        if day is None or row.issued_on is None or row.issued_on == day:
            return row
    kind = kind_of_type().get(data.get("type") or "", "plan")
    return directives.enter_reference(
        by=by,
        at=at,
        province=by.province,
        number=data["number"],
        kind=kind,
        type=data.get("type") or "",
        title=data.get("title") or data["number"],
        issuer_name=data.get("issuer") or "",
        issued_on=day,
    )


def _withdraw_record(by: Office, at: datetime, proposal: Proposal) -> None:
    match proposal.kind:
        case Proposal.Kind.TASK:
            withdraw_task(by=by, at=at, task=proposal.task, reason="bỏ xác nhận")
        case Proposal.Kind.TARGET:
            withdraw_target(by=by, at=at, target=proposal.target, reason="bỏ xác nhận")
        case Proposal.Kind.DUTY:
            withdraw_duty(by=by, at=at, duty=proposal.duty, reason="bỏ xác nhận")
        case _:
            for link in _links_of(proposal):
                directives.unlink_directives(by=by, at=at, link=link, reason="bỏ xác nhận")


def _links_of(proposal: Proposal) -> Iterable[DirectiveLink]:
    data = proposal.current
    return proposal.directive.up_links.filter(relation=data["relation"], parent__number=data["number"])


def check_has_span(data: dict[str, Any], directive: Directive) -> tuple[int, int]:
    """The passage an officer marked, inside the text."""
    start, end = data["span"]
    if not 0 <= start < end <= len(directive.text):
        raise ActionRefused(_("Đoạn được chọn nằm ngoài văn bản. Đề nghị chọn lại trong bản gốc."))
    return start, end
