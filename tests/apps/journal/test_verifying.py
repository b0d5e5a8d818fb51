"""Every way of tampering with the record is found and located; nothing else is."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.journal.actions import (
    prune_journal,
    reseal_journal,
    rotate_journal_key,
    sign_ended_days,
)
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.faults import Fault, Verdict, in_words
from lotrinh.apps.journal.guard import lifted
from lotrinh.apps.journal.models import Event, SignedHead
from lotrinh.apps.journal.queries import chained_provinces, verify_chain
from tests.apps.journal.chains import BEGUN, LENGTH, head_row, make_chain, tamperings, truncated, write_event
from tests.factories.sizes import two_sizes

OnCommit = Callable[..., object]


def test_every_tampering_is_located(
    db: None, django_capture_on_commit_callbacks: OnCommit, record_property: Callable[[str, object], None]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        province = make_chain()
    assert verify_chain(province) == Verdict(LENGTH)
    missed, cases = {}, list(tamperings())
    for case in cases:
        with transaction.atomic():
            with lifted():
                case.done(province)
            verdict = verify_chain(province)
            if not case.is_located(verdict):
                missed[case.name] = verdict
            transaction.set_rollback(True)
    assert missed == {}
    assert len(cases) >= 100
    assert verify_chain(province) == Verdict(LENGTH)
    record_property("sửa đổi được định vị", f"{len(cases) - len(missed)} trên {len(cases)}")


@two_sizes(12, 100)
def test_a_clean_chain_is_never_flagged(
    db: None,
    django_capture_on_commit_callbacks: OnCommit,
    record_property: Callable[[str, object], None],
    size: int,
) -> None:
    """Chains of any length and pace, with days signed, keys changed and old parts cut along the way."""
    flagged = []
    for seed in range(size):
        chance = random.Random(seed)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            province = make_chain(chance.randrange(1, 25), chance.randrange(1, 9))
            at = BEGUN + timedelta(days=chance.randrange(20, 200))
            for step in chance.sample((_sign, _prune, _rotate, _write), chance.randrange(4)):
                step(province, at)
        flagged += [v for daily in (0, 1) if (v := verify_chain(province, since_signed=bool(daily))).fault]
    assert flagged == []
    record_property("chuỗi lành bị báo nhầm", f"{len(flagged)} trên {size}")


def _sign(_province: object, at: object) -> None:
    sign_ended_days(at=at)  # type: ignore[arg-type]


def _prune(province: object, at: object) -> None:
    prune_journal(by=SYSTEM, at=at, province=province, months=3, reason="Hết hạn giữ")  # type: ignore[arg-type]


def _rotate(_province: object, at: object) -> None:
    rotate_journal_key(by=SYSTEM, at=at, reason="Hằng năm")  # type: ignore[arg-type]


def _write(province: object, at: object) -> None:
    write_event(province, at)  # type: ignore[arg-type]


def test_a_day_costs_only_its_own_events(db: None) -> None:
    province = make_chain()
    daily = verify_chain(province, since_signed=True)
    assert (daily.fault, daily.events) == (None, 10)
    with lifted():
        Event.objects.filter(province=province, number=25).update(reason="khác")
        Event.objects.filter(province=province, number=20).delete()
    assert verify_chain(province, since_signed=True).first_bad == 20, (
        "without its anchor the whole is looked at"
    )


def test_a_seal_that_does_not_hold_is_not_written_over(db: None) -> None:
    """Going on to work would otherwise put a good signature over what somebody changed."""
    province = make_chain(12, 10)
    with lifted():
        truncated(11, move_head=True)(province)
    for place in range(4):
        write_event(province, BEGUN + timedelta(days=5 + place))
    assert verify_chain(province).first_bad in (11, 12)
    assert SignedHead.objects.filter(province=province).count() == 1, "and no day is signed any more"


def test_a_chain_without_its_seal_is_sealed_again_by_hand(db: None) -> None:
    province = make_chain(5)
    with lifted():
        head_row(seal="")(province)
    assert verify_chain(province).fault == Fault.UNSEALED
    with pytest.raises(ActionRefused, match="lý do"):
        reseal_journal(by=SYSTEM, at=BEGUN, province=province, reason=" ")
    reseal_journal(by=SYSTEM, at=BEGUN, province=province, reason="Chuyển từ bản chưa ký")
    assert verify_chain(province) == Verdict(6)
    with lifted():
        Event.objects.filter(province=province, number=2).update(reason="khác")
    with pytest.raises(ActionRefused, match="số 2 đã bị sửa"):
        reseal_journal(by=SYSTEM, at=BEGUN, province=province, reason="Lần nữa")


def test_an_emptied_database_still_has_chains_to_verify(
    db: None, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        province = make_chain()
    with lifted():
        truncated(0, move_head=True, with_heads=True)(province)
    assert province in chained_provinces()
    assert verify_chain(province).fault == Fault.TRUNCATED


@pytest.mark.parametrize("fault", [None, *Fault])
def test_every_verdict_has_its_sentence(fault: Fault | None) -> None:
    said = in_words(Verdict(7, 3 if fault else None, fault, 5, BEGUN.date()))
    assert said.endswith(".") and ("3" in said if fault else "7 sự kiện" in said)
