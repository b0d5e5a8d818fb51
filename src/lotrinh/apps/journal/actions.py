"""Writing the record: `record` is called by every action inside its own transaction; and signing, pruning, sealing it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lotrinh.apps.journal.chain import digest, jsonable
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.faults import Fault, Verdict, in_words
from lotrinh.apps.journal.guard import lifted
from lotrinh.apps.journal.keys import PublicKey, rotate
from lotrinh.apps.journal.locks import hold, locked
from lotrinh.apps.journal.models import ChainHead, Event, SignedHead
from lotrinh.apps.journal.origin import current_origin
from lotrinh.apps.journal.sealing import Anchor, keep_copy, seal_of, sealed, signed
from lotrinh.apps.journal.verifying import verify_chain
from lotrinh.apps.journal.withheld import withheld

LEAST_MONTHS = 3
"""What a system of level 3 must keep (design: TCVN 14423:2026); KEPT_MONTHS what is kept unless told otherwise."""
KEPT_MONTHS = 24


_DERIVED = "search"
"""What is computed from the other fields to find a row by."""
_EMPTY: tuple[Any, ...] = (None, "", [], {})


class Actor(Protocol):
    """Who acts: an office held by a person, or the system."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def user_label(self) -> str: ...
    @property
    def office_id(self) -> UUID | None: ...
    @property
    def label(self) -> str: ...


def snapshot(row: models.Model, *names: str) -> dict[str, Any]:
    """The named fields of a row as JSON values; without names all that say something, the search key left out."""
    if names:
        return {name: jsonable(getattr(row, name)) for name in names}
    every = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    told = {name: value for name, value in every.items() if name != _DERIVED and value not in _EMPTY}
    return {name: jsonable(value) for name, value in told.items()}


def record(
    *,
    province: UUID,
    by: Actor,
    at: datetime,
    action: str,
    subject: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Appends one event to the province's chain. Must run inside the transaction of the action it records."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() ngoài giao dịch: sự kiện phải được ghi cùng thay đổi")
    head = hold(province)
    whole = head.number == 0 or sealed(province, head.seal) == Anchor(head.number, head.hash)
    if whole:
        _close_day(head, at)
    event = Event(
        province=province,
        number=head.number + 1,
        at=at,
        user=by.user_id,
        user_label=jsonable(by.user_label)[:200],
        office=by.office_id,
        office_label=jsonable(by.label)[:300],
        origin=jsonable(current_origin())[:60],
        action=action,
        subject_type=subject._meta.label_lower,
        subject=subject.pk,
        subject_label=_label_of(subject),
        before=withheld(jsonable(before)),
        after=withheld(jsonable(after)),
        reason=jsonable(reason),
        previous_hash=head.hash,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.day = max(timezone.localdate(at), head.day or date.min)
    if whole:
        # A seal that does not hold is left as it is: a new one would vouch for what somebody changed.
        head.seal = seal_of(province, Anchor(head.number, head.hash))
    head.save(update_fields=["number", "hash", "day", "seal"])
    return event


def _close_day(head: ChainHead, at: datetime) -> None:
    """Signs the end of the last day with an event once the first of a later day comes."""
    if head.day is not None and head.number and timezone.localdate(at) > head.day:
        _sign(head, SignedHead.Kind.DAY, head.day, Anchor(head.number, head.hash))


def _sign(head: ChainHead, kind: str, day: date, anchor: Anchor) -> SignedHead:
    known = SignedHead.objects.filter(province=head.province, kind=kind, number=anchor.number).first()
    if known:
        return known
    row = signed(head.province, kind, day, anchor, timezone.now())
    row.save(force_insert=True)
    transaction.on_commit(partial(keep_copy, row))
    return row


@transaction.atomic
def sign_ended_days(*, at: datetime) -> list[SignedHead]:
    """Signs the chains whose last event lies before today and was not signed yet; days without events need none."""
    made = []
    for head in locked(ChainHead.objects).filter(number__gt=0).order_by("province"):
        ended = head.day is not None and head.day < timezone.localdate(at)
        known = SignedHead.objects.filter(
            province=head.province, number=head.number, kind=SignedHead.Kind.DAY
        ).exists()
        whole = sealed(head.province, head.seal) == Anchor(head.number, head.hash)
        if ended and whole and not known and head.day:
            made.append(_sign(head, SignedHead.Kind.DAY, head.day, Anchor(head.number, head.hash)))
    return made


@transaction.atomic
def prune_journal(*, by: Actor, at: datetime, province: UUID, months: int, reason: str) -> SignedHead | None:
    """Deletes events older than so many months behind a signed cut, from which the rest of the chain is verified.

    None where nothing is that old. Never less than the law's minimum, and never a chain that does not hold.
    """
    if months < LEAST_MONTHS:
        raise ActionRefused(
            _("Sổ sự kiện phải giữ ít nhất %(months)s tháng (hệ thống cấp độ 3).") % {"months": LEAST_MONTHS}
        )
    if not reason.strip():
        raise ActionRefused(_("Đề nghị ghi lý do và văn bản cho phép."))
    if (verdict := verify_chain(province)).fault is not None:
        raise ActionRefused(in_words(verdict))
    head = locked(ChainHead.objects).get(province=province)
    kept = Event.objects.filter(province=province, at__gte=months_before(at, months)).order_by("number")
    first_kept = kept.values_list("number", flat=True).first() or head.number
    last = Event.objects.filter(province=province, number=first_kept - 1).first()
    if last is None:
        return None
    cut = _sign(head, SignedHead.Kind.CUT, timezone.localdate(last.at), Anchor(last.number, last.hash))
    with lifted():
        gone, _rows = Event.objects.filter(province=province, number__lte=last.number).delete()
    after = {"events": gone, "up_to": last.number, "hash": last.hash, "months": months}
    record(province=province, by=by, at=at, action="prune_journal", subject=head, after=after, reason=reason)
    return cut


@transaction.atomic
def rotate_journal_key(*, by: Actor, at: datetime, reason: str) -> PublicKey:
    """A new signing key, endorsed by the former one, which is destroyed; what it signed can still be verified."""
    if not reason.strip():
        raise ActionRefused(_("Đề nghị ghi lý do và văn bản cho phép."))
    heads = list(locked(ChainHead.objects).order_by("province"))
    key = rotate(at)
    after = {"fingerprint": key.fingerprint, "endorsed_by": key.endorsed_by}
    for head in heads:
        record(
            province=head.province,
            by=by,
            at=at,
            action="rotate_journal_key",
            subject=head,
            after=after,
            reason=reason,
        )
    return key


@transaction.atomic
def reseal_journal(*, by: Actor, at: datetime, province: UUID, reason: str) -> Verdict:
    """Puts the seal back after somebody looked into why it was missing; the events themselves must fit one another."""
    if not reason.strip():
        raise ActionRefused(_("Đề nghị ghi lý do và văn bản cho phép."))
    head = locked(ChainHead.objects).get(province=province)
    verdict = verify_chain(province)
    if verdict.fault not in (None, Fault.UNSEALED):
        raise ActionRefused(in_words(verdict))
    head.seal = seal_of(province, Anchor(head.number, head.hash))
    head.save(update_fields=["seal"])
    after = {"from": verdict.first_bad, "up_to": verdict.last_bad}
    record(province=province, by=by, at=at, action="reseal_journal", subject=head, after=after, reason=reason)
    return verdict


@transaction.atomic
def note_restore(*, by: Actor, at: datetime, made_at: datetime, source: str) -> int:
    """Says in every chain that it goes on from a copy made at `made_at`: what was done between is gone."""
    heads = list(locked(ChainHead.objects).order_by("province"))
    after = {"made_at": made_at, "source": source}
    for head in heads:
        record(province=head.province, by=by, at=at, action="note_restore", subject=head, after=after)
    return len(heads)


def months_before(at: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the month's last day.

    >>> from datetime import UTC
    >>> months_before(datetime(2026, 5, 31, tzinfo=UTC), 3).date()
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


def _label_of(subject: models.Model) -> str:
    """In Vietnamese whatever language the page was in: the record has one language."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(jsonable(str(subject)))[:300]
