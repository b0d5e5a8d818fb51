"""Chains made for tests: events on several days, and the ways to tamper with them behind the system's back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.journal.actions import record
from lotrinh.apps.journal.chain import HASHED, digest
from lotrinh.apps.journal.faults import Verdict
from lotrinh.apps.journal.models import ChainHead, Event, SignedHead
from lotrinh.values.keys import new_key

BEGUN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LENGTH, PER_DAY = 30, 10
"""Three days of ten events; the first two days are signed, the third is held by the seal."""


def write_event(province: UUID, at: datetime, place: int = 0) -> Event:
    subject = ChainHead(province=province)
    with transaction.atomic():
        return record(
            province=province,
            by=SYSTEM,
            at=at,
            action="add_observation",
            subject=subject,
            before={"value": f"{place}.5", "note": None},
            after={"value": f"{place + 1}.5", "note": "Đã đính chính", "lead": ["Sở Công Thương"]},
            reason=f"Lý do số {place}",
        )


def make_chain(length: int = LENGTH, per_day: int = PER_DAY) -> UUID:
    province = new_key()
    for place in range(length):
        at = BEGUN + timedelta(days=place // per_day, minutes=place, microseconds=place * 7)
        write_event(province, at, place)
    return province


@dataclass(frozen=True, slots=True)
class Tampering:
    """What is done to a province's chain, and which event it makes the first bad one."""

    name: str
    done: Callable[[UUID], object]
    first: int
    exact: bool = True

    def is_located(self, verdict: Verdict) -> bool:
        """Named exactly; where everything was hashed anew, inside the stretch between two signatures."""
        if verdict.first_bad is None:
            return False
        if self.exact:
            return verdict.first_bad == self.first
        within = verdict.first_bad <= self.first <= (verdict.last_bad or verdict.first_bad)
        return within and (verdict.last_bad or 0) - verdict.first_bad < PER_DAY


def rows(province: UUID) -> Any:
    return Event.objects.filter(province=province)


OTHER: dict[str, Any] = {
    "id": new_key(),
    "province": new_key(),
    "number": LENGTH + 1000,
    "at": BEGUN - timedelta(days=1),
    "user": new_key(),
    "user_label": "Người khác",
    "office": new_key(),
    "office_label": "Vị trí khác",
    "origin": "10.9.9.9",
    "action": "set_target",
    "subject_type": "tasks.task",
    "subject": new_key(),
    "subject_label": "Đối tượng khác",
    "before": {"value": "9"},
    "after": {"value": "9"},
    "reason": "Lý do khác",
    "previous_hash": "a" * 64,
    "hash": "b" * 64,
}
"""Another value for every column of an event."""


def edited(column: str, number: int) -> Callable[[UUID], object]:
    return lambda province: rows(province).filter(number=number).update(**{column: OTHER[column]})


def edited_and_hashed(column: str, number: int) -> Callable[[UUID], object]:
    def done(province: UUID) -> None:
        event = rows(province).get(number=number)
        setattr(event, column, OTHER[column])
        rows(province).filter(number=number).update(**{column: OTHER[column], "hash": digest(event)})

    return done


def deleted(first: int, last: int, close: bool = False) -> Callable[[UUID], object]:
    def done(province: UUID) -> None:
        rows(province).filter(number__gte=first, number__lte=last).delete()
        if close:
            shift(province, last + 1, first - last - 1)

    return done


def shift(province: UUID, first: int, by: int) -> None:
    """Renumbers everything from `first` on, past the unique constraint."""
    rows(province).filter(number__gte=first).update(number=F("number") + 100_000)
    rows(province).filter(number__gte=100_000).update(number=F("number") - 100_000 + by)


def forged(province: UUID, number: int) -> Event:
    """An event that fits the one before it."""
    like = rows(province).get(number=number - 1)
    event = Event(**{name: getattr(like, name) for name in HASHED if name != "id"})
    event.number, event.previous_hash, event.reason = number, like.hash, "Dựng thêm"
    event.hash = digest(event)
    return event


def inserted(number: int, count: int = 1) -> Callable[[UUID], object]:
    def done(province: UUID) -> None:
        shift(province, number, count)
        for place in range(number, number + count):
            forged(province, place).save(force_insert=True)

    return done


def appended(move_head: bool) -> Callable[[UUID], object]:
    def done(province: UUID) -> None:
        event = forged(province, LENGTH + 1)
        event.save(force_insert=True)
        if move_head:
            point_head_at(province, event)

    return done


def point_head_at(province: UUID, event: Event | None) -> None:
    now = {"number": event.number, "hash": event.hash} if event else {"number": 0, "hash": "0" * 64}
    ChainHead.objects.filter(province=province).update(**now)


def swapped(one: int, other: int) -> Callable[[UUID], object]:
    def done(province: UUID) -> None:
        rows(province).filter(number=one).update(number=100_000)
        rows(province).filter(number=other).update(number=one)
        rows(province).filter(number=100_000).update(number=other)

    return done


def truncated(last: int, move_head: bool, with_heads: bool = False) -> Callable[[UUID], object]:
    def done(province: UUID) -> None:
        rows(province).filter(number__gt=last).delete()
        if move_head:
            point_head_at(province, rows(province).order_by("-number").first())
        if with_heads:
            SignedHead.objects.filter(province=province, number__gt=last).delete()

    return done


def rewritten(first: int, with_heads: bool = False) -> Callable[[UUID], object]:
    """Changes an event and hashes it and all that follow anew, with the head, as somebody would who has no key."""

    def done(province: UUID) -> None:
        previous = rows(province).filter(number=first - 1).values_list("hash", flat=True).first() or "0" * 64
        for event in rows(province).filter(number__gte=first).order_by("number"):
            event.reason, event.previous_hash = f"{event.reason} (viết lại)", previous
            previous = digest(event)
            kept = {"reason": event.reason, "previous_hash": event.previous_hash, "hash": previous}
            rows(province).filter(number=event.number).update(**kept)
        point_head_at(province, rows(province).order_by("-number").first())
        if with_heads:
            SignedHead.objects.filter(province=province, number__gte=first).delete()

    return done


def head_row(**changes: Any) -> Callable[[UUID], object]:
    return lambda province: ChainHead.objects.filter(province=province).update(**changes)


def day_head(number: int, **changes: Any) -> Callable[[UUID], object]:
    heads = SignedHead.objects
    if not changes:
        return lambda province: heads.filter(province=province, number=number).delete()
    return lambda province: heads.filter(province=province, number=number).update(**changes)


def tamperings() -> Iterator[Tampering]:
    """Each column in turn, deleting, inserting, reordering, cutting, rewriting, and the signed heads themselves."""
    for number in (1, 14, LENGTH):
        yield from (Tampering(f"{name} ở {number}", edited(name, number), number) for name in OTHER)
    yield from _hashed_again()
    for number in (1, 2, 11, 20, LENGTH):
        yield Tampering(f"xóa {number}", deleted(number, number), number)
    for first, last in ((1, 3), (9, 12), (28, 30)):
        yield Tampering(f"xóa {first}-{last}", deleted(first, last), first)
    for number in (1, 5, 12, 25):
        yield Tampering(f"xóa {number}, đánh số lại", deleted(number, number, close=True), number)
    for number in (2, 10, 11, 29):
        yield Tampering(f"chèn ở {number}", inserted(number), number)
    yield Tampering("chèn ba sự kiện", inserted(15, 3), 15)
    for move in (False, True):
        yield Tampering(f"nối thêm, đầu chuỗi {move}", appended(move), LENGTH + 1)
    for one, other in ((1, 2), (4, 5), (7, 22), (29, 30), (1, 30)):
        yield Tampering(f"đổi chỗ {one}, {other}", swapped(one, other), one)
    yield from _cut_and_rewritten()
    yield from _heads()


def _hashed_again() -> Iterable[Tampering]:
    plain = [name for name in OTHER if name not in ("number", "province", "hash")]
    for name in plain:
        yield Tampering(f"{name} và mã băm ở 14", edited_and_hashed(name, 14), 14)
    yield Tampering("lý do và mã băm ở 1", edited_and_hashed("reason", 1), 1)
    yield Tampering("lý do và mã băm ở cuối", edited_and_hashed("reason", LENGTH), LENGTH, exact=False)


def _cut_and_rewritten() -> Iterable[Tampering]:
    for last in (0, 8, 10, 27, 29):
        yield Tampering(f"cắt sau {last}", truncated(last, move_head=False), last + 1)
        yield Tampering(f"cắt sau {last}, sửa đầu chuỗi", truncated(last, move_head=True), last + 1)
        yield Tampering(f"cắt sau {last}, xóa bản ký", truncated(last, True, with_heads=True), last + 1)
    for first in (3, 15, 21, 29):
        yield Tampering(f"viết lại từ {first}", rewritten(first), first, exact=False)
    for first in (1, 11):
        yield Tampering(f"thay cả bảng từ {first}", rewritten(first, with_heads=True), first)


def _heads() -> Iterable[Tampering]:
    yield Tampering("số ở đầu chuỗi", head_row(number=12), LENGTH)
    yield Tampering("mã băm ở đầu chuỗi", head_row(hash="c" * 64), LENGTH)
    yield Tampering("bỏ dấu niêm", head_row(seal=""), 21)
    yield Tampering("dấu niêm giả", head_row(seal=f"30:{'a' * 64}:{'b' * 32}:{'c' * 128}"), 21)
    yield Tampering("xóa bản ký", day_head(10), 10)
    yield Tampering("bản ký sai mã băm", day_head(10, hash="d" * 64), 10)
    yield Tampering("bản ký sai chữ ký", day_head(20, signature="e" * 128), 20)
