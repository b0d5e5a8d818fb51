"""What happened to a chain that does not hold: the first bad event, and whether it was edited, lost, put in or moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lotrinh.apps.journal.chain import HASHED, digest_of
from lotrinh.apps.journal.models import Event
from lotrinh.values.numerals import format_date

_NUMBER, _PREVIOUS = HASHED.index("number"), HASHED.index("previous_hash")
_NEARBY = 500
"""How far from its place an event is looked for that was given another number."""


class Fault(StrEnum):
    """`REWRITTEN`: events and hashes fit one another and not what was signed; `UNSEALED`: nobody vouches for the end."""

    EDITED = "edited"
    MISSING = "missing"
    INSERTED = "inserted"
    MOVED = "moved"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    UNSEALED = "unsealed"
    HEAD_ROW = "head_row"
    HEAD_FORGED = "head_forged"
    HEAD_LOST = "head_lost"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`events` were looked at; `first_bad` is the first event that does not fit, None where the chain holds.

    `last_bad` is set where the fault is a stretch; `day` where it is the signed head of a day.
    """

    events: int
    first_bad: int | None = None
    fault: Fault | None = None
    last_bad: int | None = None
    day: date | None = None

    def bad(self, first: int, fault: Fault, last: int | None = None) -> Verdict:
        return replace(self, first_bad=first, fault=fault, last_bad=last)

    def counted(self, events: int) -> Verdict:
        return replace(self, events=events)


def look_into(
    province: UUID,
    row: Sequence[Any],
    number: int,
    previous: str,
    begins: int,
    places: Mapping[int, str],
) -> Verdict:
    """`row` is the first that does not fit after the event before `number`, whose hash is `previous`."""
    if row[_NUMBER] < number:
        return Verdict(0, row[_NUMBER], Fault.INSERTED)
    if row[_NUMBER] > number:
        return Verdict(0, number, Fault.MISSING, row[_NUMBER] - 1)
    if row[-1] != digest_of(row[:-1]):
        return _changed(province, row, number)
    return _unlinked(province, row, number, begins, places)


def _changed(province: UUID, row: Sequence[Any], number: int) -> Verdict:
    """Its content is not what was hashed: another number and nothing else, or something it says."""
    own = _own_number(row, number)
    if own is None:
        return Verdict(0, number, Fault.EDITED)
    before = _numbers_of(province, row[_PREVIOUS])
    if own < number and own - 1 in before:
        return Verdict(0, own, Fault.INSERTED, number - 1)
    if own > number and not before:
        return Verdict(0, number, Fault.MISSING, own - 1)
    return Verdict(0, number, Fault.MOVED, own)


def _own_number(row: Sequence[Any], number: int) -> int | None:
    """The number under which the row's hash is right."""
    values = list(row[:-1])
    for distance in range(1, _NEARBY + 1):
        for asked in (number - distance, number + distance):
            values[_NUMBER] = asked
            if digest_of(values) == row[-1]:
                return asked
    return None


def _unlinked(
    province: UUID, row: Sequence[Any], number: int, begins: int, places: Mapping[int, str]
) -> Verdict:
    """Its hash is right and its link is not: either it or the one before was rewritten and hashed anew.

    The one that the next event, or a signature, vouches for is the old one.
    """
    following = Event.objects.filter(province=province, number=number + 1, previous_hash=row[-1])
    vouched = places.get(number) == row[-1] or following.exists()
    if vouched and number - 1 > begins:
        return Verdict(0, number - 1, Fault.EDITED)
    return Verdict(0, number, Fault.EDITED)


def _numbers_of(province: UUID, hashed: str) -> list[int]:
    return list(Event.objects.filter(province=province, hash=hashed).values_list("number", flat=True))


def in_words(verdict: Verdict) -> str:
    """One sentence for the officer in charge of security."""
    if verdict.fault is None:
        return _("%(count)s sự kiện liền mạch, khớp mọi bản đầu chuỗi đã ký.") % {"count": verdict.events}
    return _SENTENCES[verdict.fault]() % {
        "first": verdict.first_bad,
        "last": verdict.last_bad or verdict.first_bad,
        "day": format_date(verdict.day),
    }


_SENTENCES = {
    Fault.EDITED: lambda: _("Sự kiện số %(first)s đã bị sửa."),
    Fault.MISSING: lambda: _("Thiếu sự kiện từ số %(first)s đến số %(last)s."),
    Fault.INSERTED: lambda: _("Sự kiện từ số %(first)s đến số %(last)s bị chèn thêm."),
    Fault.MOVED: lambda: _("Sự kiện ở số %(first)s bị đổi chỗ; nó được ghi là số %(last)s."),
    Fault.TRUNCATED: lambda: _("Đuôi chuỗi bị cắt: thiếu sự kiện từ số %(first)s đến số %(last)s."),
    Fault.REWRITTEN: lambda: _(
        "Sự kiện trong khoảng từ số %(first)s đến số %(last)s bị viết lại: không khớp chữ ký ở số %(last)s."
    ),
    Fault.UNSEALED: lambda: _(
        "Không có chữ ký nào cho sự kiện từ số %(first)s đến số %(last)s: dòng đầu chuỗi bị sửa hoặc khóa ký bị mất."
    ),
    Fault.HEAD_ROW: lambda: _("Dòng đầu chuỗi không khớp sự kiện cuối cùng, số %(first)s."),
    Fault.HEAD_FORGED: lambda: _("Bản đầu chuỗi ngày %(day)s (sự kiện số %(first)s) có chữ ký không đúng."),
    Fault.HEAD_LOST: lambda: _(
        "Bản đầu chuỗi ngày %(day)s (sự kiện số %(first)s) bị xóa khỏi cơ sở dữ liệu."
    ),
}
