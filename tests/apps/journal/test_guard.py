"""The database itself refuses to change the record: 6 of 6 attempts, on SQLite as on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.journal.actions import KEPT_MONTHS, LEAST_MONTHS, prune_journal
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.guard import lifted
from lotrinh.apps.journal.models import Event, SignedHead
from lotrinh.apps.journal.queries import verify_chain
from tests.apps.journal.chains import BEGUN, make_chain, write_event

COPY = "INSERT {} INTO journal_event SELECT * FROM journal_event WHERE number = 3 {}"
UPSERT = COPY.format("", "ON CONFLICT (id) DO UPDATE SET reason = 'khác'")
ON_SQLITE = (
    "UPDATE journal_event SET reason = 'khác' WHERE number = 3",
    "DELETE FROM journal_event WHERE number = 3",
    "UPDATE OR REPLACE journal_event SET number = 4 WHERE number = 3",
    COPY.format("OR REPLACE", ""),
    UPSERT.replace("WHERE number = 3 ON", "WHERE number = 3 AND true ON"),
    "DELETE FROM journal_signedhead",
)
ON_POSTGRESQL = (
    ON_SQLITE[0],
    ON_SQLITE[1],
    "TRUNCATE journal_event",
    UPSERT,
    "DELETE FROM journal_signedhead",
    "TRUNCATE journal_signedhead",
)


@pytest.fixture
def chain(db: None) -> UUID:
    return make_chain(12, 5)


def attempts() -> tuple[str, ...]:
    return ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


def everything() -> list[Any]:
    return [*Event.objects.order_by("number").values(), *SignedHead.objects.order_by("number").values()]


def test_no_statement_changes_what_was_written(chain: UUID, record_property: Any) -> None:
    before = everything()
    assert [statement for statement in attempts() if not refused(statement)] == []
    assert everything() == before and verify_chain(chain).fault is None
    record_property("lệnh sửa, xóa bị từ chối", f"{len(attempts())} trên {len(attempts())}")


@contextmanager
def as_role(*grants: str) -> Iterator[None]:
    """As another role of the server than the one that owns everything."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE lotrinh_web NOLOGIN")
        for grant in grants:
            cursor.execute(grant)
        cursor.execute("SET LOCAL ROLE lotrinh_web")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.django_db
def test_the_sites_role_has_no_right_to_change_it() -> None:
    """Granted what every table is granted, minus what the guide takes away; SQLite has no roles, only its triggers."""
    if connection.vendor == "sqlite":
        assert {name.rpartition("_")[2] for name in triggers()} == {"update", "delete", "replace"}
        return
    make_chain(4, 2)
    everywhere = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lotrinh_web"
    taken = "REVOKE UPDATE, DELETE, TRUNCATE ON journal_event, journal_signedhead FROM lotrinh_web"
    with as_role(everywhere, taken):
        assert [statement for statement in attempts() if not refused(statement)] == []
        assert refused("ALTER TABLE journal_event DISABLE TRIGGER USER"), "nor to open the door"
        province = make_chain(3, 1)
        assert verify_chain(province).fault is None, "and everything else works"


def triggers() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return [name for (name,) in cursor.fetchall()]


def test_the_door_closes_behind_whoever_opened_it(chain: UUID) -> None:
    with lifted():
        Event.objects.filter(number=12).delete()
    assert [statement for statement in attempts() if not refused(statement)] == []
    with pytest.raises(ValueError, match="hỏng"), lifted():
        raise ValueError("hỏng")
    assert refused(attempts()[0])


def test_saving_again_adds_nothing_and_changes_nothing(chain: UUID) -> None:
    event = Event.objects.get(number=3)
    event.reason = "khác"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()
    assert Event.objects.get(number=3).reason != "khác"


@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_back_and_forth() -> None:
    try:
        call_command("migrate", "journal", "0001_tables", verbosity=0, stdout=StringIO())
        assert "journal_signedhead" not in connection.introspection.table_names()
    finally:
        call_command("migrate", "journal", verbosity=0, stdout=StringIO())
    make_chain(4, 2)
    assert refused(attempts()[0])


def test_nothing_is_cut_before_the_least_that_the_law_keeps(chain: UUID) -> None:
    assert (LEAST_MONTHS, KEPT_MONTHS) == (3, 24)
    with pytest.raises(ActionRefused, match="ít nhất 3 tháng"):
        prune_journal(by=SYSTEM, at=BEGUN, province=chain, months=2, reason="Dọn")
    with pytest.raises(ActionRefused, match="lý do"):
        prune_journal(by=SYSTEM, at=BEGUN, province=chain, months=24, reason="")
    young = BEGUN + timedelta(days=85)
    assert prune_journal(by=SYSTEM, at=young, province=chain, months=3, reason="Dọn") is None
    assert Event.objects.filter(province=chain).count() == 12


def test_a_cut_chain_still_verifies_from_its_signed_cut(chain: UUID) -> None:
    later = BEGUN + timedelta(days=93)
    cut = prune_journal(by=SYSTEM, at=later, province=chain, months=3, reason="Hết hạn giữ theo quy chế")
    assert cut is not None and cut.number == 5
    kept = Event.objects.filter(province=chain).order_by("number")
    assert [event.number for event in kept] == [*range(6, 14)]
    last = kept.last()
    assert last is not None and last.action == "prune_journal" and last.reason == "Hết hạn giữ theo quy chế"
    assert last.after == {"events": 5, "up_to": 5, "hash": cut.hash, "months": 3}
    write_event(chain, later)
    assert verify_chain(chain).fault is None
    with lifted():
        SignedHead.objects.filter(province=chain, kind=SignedHead.Kind.CUT).delete()
    assert verify_chain(chain).first_bad == 1, "a cut that nobody signed is a hole"


def test_a_chain_that_does_not_hold_is_not_cut(chain: UUID) -> None:
    """Cutting would take the evidence away."""
    with lifted():
        Event.objects.filter(province=chain, number=2).update(reason="khác")
    with pytest.raises(ActionRefused, match="số 2 đã bị sửa"):
        prune_journal(by=SYSTEM, at=BEGUN + timedelta(days=900), province=chain, months=3, reason="Dọn")
