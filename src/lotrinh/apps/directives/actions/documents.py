"""Entering a document, deciding its proposals, linking it into the cascade, putting it in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from lotrinh.apps.directives.errors import CascadeCycle, MarkedInternal, NotADraft, ProposalsUndecided
from lotrinh.apps.directives.models import Directive, DirectiveLink, Proposal
from lotrinh.apps.directives.queries import is_marked_internal
from lotrinh.apps.files.models import StoredFile
from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.journal.locks import hold, standing, unchanged
from lotrinh.apps.organisations.actions import next_code
from lotrinh.apps.organisations.models import Organisation, Province
from lotrinh.values.numerals import parse_date

_SHOWN = (
    "code",
    "state",
    "number",
    "type",
    "kind",
    "title",
    "issuer_name",
    "issued_on",
    "focal_id",
    "issuer_office_id",
    "classification",
)
_LINKING = {"implements", "based_on", "replaces", "amends", "reports_on"}


@transaction.atomic
def enter_directive(
    *, by: Actor, at: datetime, province: Province, file: StoredFile, reading: dict[str, Any]
) -> Directive:
    """Stores what was read of a file as a draft with its proposals; the same file is entered once."""
    hold(province.pk)
    known = Directive.objects.filter(province=province, file=file).first()
    if known:
        return known
    header = reading["header"]
    directive = Directive.objects.create(
        province=province,
        code=next_code(province.pk, "VB"),
        kind=reading["kind"],
        number=header.get("number") or "",
        type=header.get("type") or "",
        side=header.get("side") or "",
        title=header.get("subject") or header.get("title") or file.name,
        issuer_name=header.get("issuer") or "",
        issued_on=parse_date(header.get("date") or ""),
        file=file,
        text=reading["text"],
        reading={key: value for key, value in reading.items() if key != "text"},
        reader=reading.get("reader", ""),
        entered_at=at,
        entered_by=by.label,
        entered_for_id=getattr(by, "organisation_id", None),
    )
    record(
        province=province.pk,
        by=by,
        at=at,
        action="enter_directive",
        subject=directive,
        after=snapshot(directive, *_SHOWN),
    )
    proposals = list(_proposals(directive, reading))
    for number, proposal in enumerate(proposals, 1):
        proposal.number = number
    Proposal.objects.bulk_create(proposals)
    return directive


def _proposals(directive: Directive, reading: dict[str, Any]) -> Iterable[Proposal]:
    kinds = ((Proposal.Kind.TASK, "tasks"), (Proposal.Kind.TARGET, "targets"), (Proposal.Kind.DUTY, "duties"))
    for kind, key in kinds:
        for data in reading.get(key, []):
            if kind == Proposal.Kind.TARGET and data["value"] is None:
                continue
            yield _proposal(directive, kind, data)
    seen: set[tuple[str, str]] = set()
    for data in reading.get("citations", []):
        mark = (data["relation"], data["number"] or "")
        if (
            data["relation"] in _LINKING
            and not data.get("relation_of")
            and data["number"]
            and mark not in seen
            and data["number"] != directive.number
        ):
            seen.add(mark)
            yield _proposal(directive, Proposal.Kind.LINK, {**data, "doubt": data.get("doubt", 0.1)})


def _proposal(directive: Directive, kind: str, data: dict[str, Any]) -> Proposal:
    start, end = data["span"]
    return Proposal(
        province_id=directive.province_id,
        directive=directive,
        kind=kind,
        start=start,
        end=end,
        data=data,
        doubt=data.get("doubt", 0),
        why=data.get("why", []),
    )


@transaction.atomic
def enter_reference(
    *,
    by: Actor,
    at: datetime,
    province: Province,
    number: str,
    kind: str,
    type: str,  # noqa: A002 - the field's own word
    title: str,
    issuer_name: str = "",
    issued_on: date | None = None,
    side: str = "",
) -> Directive:
    """A document known by number, date, issuer and title only."""
    directive = Directive.objects.create(
        province=province,
        code=next_code(province.pk, "VB"),
        state=Directive.State.REFERENCE,
        number=number,
        kind=kind,
        type=type,
        side=side,
        title=title,
        issuer_name=issuer_name,
        issued_on=issued_on,
        entered_at=at,
        entered_by=by.label,
        entered_for_id=getattr(by, "organisation_id", None),
    )
    record(
        province=province.pk,
        by=by,
        at=at,
        action="enter_reference",
        subject=directive,
        after=snapshot(directive, *_SHOWN),
    )
    return directive


@transaction.atomic
def link_directives(
    *, by: Actor, at: datetime, child: Directive, parent: Directive, relation: str, quote: str = ""
) -> DirectiveLink:
    """Puts `child` under `parent`; refuses what would make a cycle."""
    hold(child.province_id)
    if child.pk == parent.pk or _stands_above(child, parent):
        raise CascadeCycle(child, parent)
    link, created = DirectiveLink.objects.get_or_create(
        province_id=child.province_id,
        child=child,
        parent=parent,
        relation=relation,
        defaults={"quote": quote},
    )
    if created:
        record(
            province=child.province_id,
            by=by,
            at=at,
            action="link_directives",
            subject=link,
            after=snapshot(link),
        )
    return link


@transaction.atomic
def unlink_directives(*, by: Actor, at: datetime, link: DirectiveLink, reason: str = "") -> None:
    record(
        province=link.province_id,
        by=by,
        at=at,
        action="unlink_directives",
        subject=link,
        before=snapshot(link),
        reason=reason,
    )
    link.delete()


def _stands_above(upper: Directive, lower: Directive) -> bool:
    """True where `upper` is reached from `lower` by going up."""
    links = DirectiveLink.objects.filter(province_id=upper.province_id).values_list("child_id", "parent_id")
    parents: dict[Any, list[Any]] = {}
    for child, parent in links:
        parents.setdefault(child, []).append(parent)
    waiting, seen = [lower.pk], set()
    while waiting:
        key = waiting.pop()
        if key == upper.pk:
            return True
        if key not in seen:
            seen.add(key)
            waiting.extend(parents.get(key, ()))
    return False


@transaction.atomic
def edit_header(
    *, by: Actor, at: datetime, directive: Directive, version: int, changes: dict[str, Any]
) -> Directive:
    """Corrects number, date, issuer, title ... against the version the person saw."""
    row = unchanged(standing(directive), version)
    before = snapshot(row, *changes)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="edit_header",
        subject=row,
        before=before,
        after=snapshot(row, *changes),
    )
    return row


@transaction.atomic
def set_report_due(*, by: Actor, at: datetime, directive: Directive, on: str) -> Directive:
    """The day of the year ("MM-DD", or empty) by which its tasks are reported on; continuous tasks are judged by it."""
    row = standing(directive)
    before = snapshot(row, "report_due")
    row.report_due = on
    row.save(update_fields=["report_due"])
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="set_report_due",
        subject=row,
        before=before,
        after=snapshot(row, "report_due"),
    )
    return row


@transaction.atomic
def confirm_directive(
    *,
    by: Actor,
    at: datetime,
    directive: Directive,
    focal: Organisation,
    issuer_office: Organisation,
    classification: str = "",
) -> Directive:
    """Puts it in force with its focal agency and its issuer's office; what it replaces is marked replaced.

    Without a `classification` it stays what it is, internal where nobody said otherwise.
    """
    row = standing(directive)
    if row.state != Directive.State.DRAFT:
        raise NotADraft(row)
    waiting = row.proposals.filter(state=Proposal.State.PENDING).count()
    if waiting:
        raise ProposalsUndecided(waiting)
    row.state, row.focal, row.issuer_office = Directive.State.IN_FORCE, focal, issuer_office
    row.classification = classification or row.classification
    if row.classification == Directive.Classification.PUBLIC and is_marked_internal(row):
        raise MarkedInternal
    row.confirmed_at, row.confirmed_by, row.version = at, by.label, row.version + 1
    row.save()
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="confirm_directive",
        subject=row,
        after=snapshot(row, *_SHOWN),
    )
    for link in row.up_links.filter(relation=DirectiveLink.Relation.REPLACES).select_related("parent"):
        _mark_replaced(link.parent, by, at, f"được thay thế bởi văn bản {row.code}")
    return row


def _mark_replaced(directive: Directive, by: Actor, at: datetime, reason: str) -> None:
    if directive.state == Directive.State.REPLACED:
        return
    before = snapshot(directive, "state")
    directive.state = Directive.State.REPLACED
    directive.version += 1
    directive.save()
    record(
        province=directive.province_id,
        by=by,
        at=at,
        action="replace_directive",
        subject=directive,
        before=before,
        after=snapshot(directive, "state"),
        reason=reason,
    )


def _open_draft(directive: Directive) -> Directive:
    """The directive under a row lock, which orders those who decide on its proposals."""
    directive = standing(directive, Directive.objects.defer("reading"))
    if directive.state != Directive.State.DRAFT:
        raise NotADraft(directive)
    return directive


@transaction.atomic
def propose_by_hand(
    *, by: Actor, at: datetime, directive: Directive, kind: str, start: int, end: int, data: dict[str, Any]
) -> Proposal:
    """What the reader missed and an officer marked in the text."""
    _open_draft(directive)
    last = directive.proposals.aggregate(last=Max("number"))["last"] or 0
    proposal = Proposal.objects.create(
        province_id=directive.province_id,
        directive=directive,
        number=last + 1,
        kind=kind,
        start=start,
        end=end,
        data=data,
        by_officer=True,
    )
    record(
        province=directive.province_id,
        by=by,
        at=at,
        action="propose_by_hand",
        subject=proposal,
        after=snapshot(proposal),
    )
    return proposal


@transaction.atomic
def edit_proposal(
    *, by: Actor, at: datetime, proposal: Proposal, version: int, edited: dict[str, Any]
) -> Proposal:
    """The officer's wording beside what was read; both are kept."""
    directive = _open_draft(proposal.directive)
    row = unchanged(standing(proposal), version)
    row.directive = directive
    before = {"current": row.current}
    row.edited, row.version = edited, row.version + 1
    row.save(update_fields=["edited", "version"])
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="edit_proposal",
        subject=row,
        before=before,
        after={"current": row.current},
    )
    return row


@transaction.atomic
def mark_proposal(*, by: Actor, at: datetime, proposal: Proposal, state: str, reason: str = "") -> Proposal:
    """Accepted, rejected, or waiting again. What becomes of it is intake's to arrange."""
    directive = _open_draft(proposal.directive)
    row = standing(proposal)
    row.directive = directive
    before = snapshot(row, "state")
    waiting = state == Proposal.State.PENDING
    row.state = state
    row.decided_at, row.decided_by = (None, "") if waiting else (at, by.label)
    row.version += 1
    row.save(update_fields=["state", "decided_at", "decided_by", "version"])
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="mark_proposal",
        subject=row,
        before=before,
        after=snapshot(row, "state"),
        reason=reason,
    )
    return row
