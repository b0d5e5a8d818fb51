"""Whether a province's chain is what was written: every hash, every link, every place that was signed.

Rows are read in pages straight from the table and none is kept, so that a million events need no more memory than a
thousand. What a fault means is looked into only once one is found (faults.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models

from lotrinh.apps.journal import faults
from lotrinh.apps.journal.chain import HASHED, digest_of
from lotrinh.apps.journal.faults import Fault, Verdict
from lotrinh.apps.journal.models import ChainHead, Event, SignedHead
from lotrinh.apps.journal.sealing import Anchor, copied_heads, head_holds, sealed

_PAGE = 2000
_COLUMNS = ", ".join(f'"{name}"' for name in (*HASHED, "hash"))
# As text: the driver would otherwise make a datetime of whatever stands there, or fail at it.
_COLUMNS_OF_SQLITE = _COLUMNS.replace('"at"', 'CAST("at" AS TEXT)')
_NUMBER, _PREVIOUS = HASHED.index("number"), HASHED.index("previous_hash")
START = Anchor(0, "0" * 64)


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed of a chain: where it may begin, the places it must pass, and the first head that is false."""

    begins: Anchor
    places: dict[int, str]
    sealed: Anchor | None
    latest: Anchor
    false: Verdict | None

    def before(self, number: int) -> int:
        """The last signed place below a number: from there on nothing vouches for the events."""
        return max((n for n in self.places if n < number), default=self.begins.number)


def verify_chain(province: UUID, *, since_signed: bool = False) -> Verdict:
    """Every event from the beginning, or only those after the last signed head, which is what a day costs."""
    head = ChainHead.objects.filter(province=province).first()
    signed = signed_of(province, head)
    start = signed.latest if since_signed else signed.begins
    if since_signed and start != signed.begins:
        kept = Event.objects.filter(province=province, number=start.number).values_list("hash", flat=True)
        if list(kept) != [start.hash]:
            return verify_chain(province)
    found = _events(province, start, _last(head, signed), signed)
    if found.first_bad is not None:
        return found
    ended = _end(province, found.events + start.number, head, signed, found)
    return ended if ended.fault else signed.false or ended


def signed_of(province: UUID, head: ChainHead | None) -> Signed:
    """Heads of the database and of the file beside it; a head that is only in the file was deleted from the database."""
    rows = list(SignedHead.objects.filter(province=province))
    stored = {(row.kind, row.number): row for row in rows}
    copies = [row for row in copied_heads(province) if head_holds(row)]
    false = next((row for row in rows if not head_holds(row)), None)
    lost = next((row for row in copies if (row.kind, row.number) not in stored), None)
    good = [row for row in rows if head_holds(row)] + copies
    cuts = [Anchor(row.number, row.hash) for row in good if row.kind == SignedHead.Kind.CUT]
    begins = max(cuts, key=lambda cut: cut.number, default=START)
    seal = sealed(province, head.seal) if head else None
    places = {row.number: row.hash for row in good if row.number > begins.number}
    latest = max(places, default=begins.number)
    if seal and seal.number > begins.number:
        places.setdefault(seal.number, seal.hash)
    told = _false_head(false, Fault.HEAD_FORGED) or _false_head(lost, Fault.HEAD_LOST)
    return Signed(begins, places, seal, Anchor(latest, places.get(latest, begins.hash)), told)


def _false_head(head: SignedHead | None, fault: Fault) -> Verdict | None:
    return Verdict(0, head.number, fault, day=head.day) if head else None


def _events(province: UUID, start: Anchor, last: int, signed: Signed) -> Verdict:
    """Goes along the events up to `last`; those that are written meanwhile are left for the next time."""
    number, previous = start.number, start.hash
    stray = Event.objects.filter(province=province, number__lte=signed.begins.number)
    if first := stray.order_by("number").values_list("number", flat=True).first():
        return Verdict(0, first, Fault.INSERTED)
    suspected: Verdict | None = None
    for row in _rows(province, start.number, last):
        number += 1
        fits = row[_NUMBER] == number and row[_PREVIOUS] == previous and row[-1] == digest_of(row[:-1])
        if not fits:
            found = faults.look_into(province, row, number, previous, signed.begins.number, signed.places)
            if suspected and (found.first_bad or 0) >= number:
                return suspected
            return found.counted(number - 1 - start.number)
        if suspected:
            return suspected
        previous = row[-1]
        if signed.places.get(number, previous) != previous:
            # The event after it may still tell which one it was.
            suspected = Verdict(number - start.number, signed.before(number) + 1, Fault.REWRITTEN, number)
    return suspected or Verdict(number - start.number)


def _end(province: UUID, number: int, head: ChainHead | None, signed: Signed, found: Verdict) -> Verdict:
    """Whether the chain ends where its head and everything signed says; `number` is its last event."""
    if number < (last := _last(head, signed)):
        return found.bad(number + 1, Fault.TRUNCATED, last)
    beyond = Event.objects.filter(province=province).aggregate(last=models.Max("number"))["last"] or 0
    now = ChainHead.objects.filter(province=province).first()
    if beyond > max(number, now.number if now else 0):
        return found.bad(number + 1, Fault.INSERTED, beyond)
    if head is None or head.number != number:
        return found.bad(number, Fault.HEAD_ROW) if number else found
    if number and (signed.sealed is None or signed.sealed.number != number):
        return found.bad(signed.before(number + 1) + 1, Fault.UNSEALED, number)
    if signed.sealed and head.hash != signed.sealed.hash:
        return found.bad(number, Fault.HEAD_ROW)
    return found


def _last(head: ChainHead | None, signed: Signed) -> int:
    """The number the chain must reach: of its head, and of everything signed."""
    return max((head.number if head else 0, signed.begins.number, *signed.places))


def _rows(province: UUID, after: int, last: int) -> Iterator[Sequence[Any]]:
    """The columns of HASHED and the hash, as the database keeps them, in pages by number."""
    sqlite = connection.vendor == "sqlite"
    key = province.hex if sqlite else province
    statement = (
        f"SELECT {_COLUMNS_OF_SQLITE if sqlite else _COLUMNS} FROM journal_event WHERE province = %s AND number > %s AND number <= %s "  # noqa: S608
        f"ORDER BY number LIMIT {_PAGE}"
    )
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [key, after, last])
            page = cursor.fetchall()
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1][_NUMBER]
