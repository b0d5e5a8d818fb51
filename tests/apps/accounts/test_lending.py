"""Lending an office: exactly from midnight to midnight in Vietnam, both names in the record, never further."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from lotrinh.apps.accounts.actions import delegate_office
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.accounts.policy import can_lend
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.models import Event
from tests.apps.accounts.conftest import Person
from tests.factories.story import AT

FIRST, LAST = date(2026, 7, 1), date(2026, 7, 15)
BEGINS = datetime(2026, 6, 30, 17, 0, tzinfo=UTC)
ENDS = datetime(2026, 7, 15, 17, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.fixture
def deputy(make_person: Person) -> User:
    return make_person("pho.phong")


def lend(office: Office, to: User, **changed: object) -> Office:
    told = {"roles": ["head"], "valid_from": FIRST, "valid_to": LAST, "legal_basis": "Giấy ủy quyền số 5"}
    return delegate_office(by=office, at=AT, office=office, to=to, **{**told, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "acts"),
    [
        (BEGINS - TICK, False),
        (BEGINS, True),
        (BEGINS + timedelta(hours=7), True),
        (ENDS - timedelta(hours=7), True),
        (ENDS - TICK, True),
        (ENDS, False),
    ],
)
def test_it_holds_from_midnight_to_midnight(
    lead_office: Office, deputy: User, at: datetime, acts: bool
) -> None:
    lent = lend(lead_office, deputy)
    client = Client()
    with time_machine.travel(at, tick=False):
        client.force_login(deputy)
        client.post("/doi-vi-tri/", {"office": str(lent.pk), "next": "/tai-khoan/"})
        page = client.get("/tai-khoan/").content.decode()
        chosen = client.session.get("office")
    assert ("lãnh đạo đơn vị (theo ủy quyền" in page) is acts
    assert (chosen == str(lent.pk)) is acts


def test_both_names_stand_in_the_record(lead_office: Office, deputy: User) -> None:
    lent = lend(lead_office, deputy)
    assert lent.label == ("Người pho.phong – Sở Tài chính tỉnh Mẫu (ủy quyền của Lãnh đạo Sở Tài chính)")
    after = Event.objects.get(action="delegate_office").after or {}
    assert (after["user"], after["delegated_by"]) == ("Người pho.phong", "Lãnh đạo Sở Tài chính")
    with pytest.raises(ActionRefused, match="không được ủy quyền tiếp"):
        lend(lent, lead_office.user)
    assert can_lend(lead_office) and not can_lend(lent)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"roles": []}, "vai trò mình đang giữ"),
        ({"roles": ["leader"]}, "vai trò mình đang giữ"),
        ({"roles": ["admin"]}, "vai trò mình đang giữ"),
        ({"valid_to": date(2026, 6, 30)}, "trong thời gian giữ vị trí"),
        ({"legal_basis": " "}, "văn bản ủy quyền"),
    ],
)
def test_what_cannot_be_lent(
    lead_office: Office, deputy: User, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(ActionRefused, match=said):
        lend(lead_office, deputy, **changed)
    with pytest.raises(ActionRefused, match="người khác"):
        lend(lead_office, lead_office.user)
    assert Office.objects.filter(kind="delegated").count() == 0


def test_what_is_lent_ends_with_the_office_it_comes_from(lead_office: Office, deputy: User) -> None:
    lend(lead_office, deputy)
    Office.objects.filter(pk=lead_office.pk).update(valid_to=date(2026, 7, 5))
    client = Client()
    for day, acts in ((5, True), (6, False)):
        with time_machine.travel(datetime(2026, 7, day, 3, 0, tzinfo=UTC), tick=False):
            client.force_login(deputy)
            assert ("theo ủy quyền" in client.get("/tai-khoan/").content.decode()) is acts


def test_lending_and_taking_back_on_the_page(lead_office: Office, deputy: User) -> None:
    path = "/tai-khoan/uy-quyen/"
    typed = {
        "to": str(deputy.pk),
        "roles": ["officer"],
        "valid_from": "01/07/2026",
        "valid_to": "15/07/2026",
        "legal_basis": "Giấy ủy quyền số 5",
    }
    with time_machine.travel(datetime(2026, 7, 3, 3, 0, tzinfo=UTC), tick=False):
        head, officer = Client(), Client()
        head.force_login(lead_office.user)
        officer.force_login(deputy)
        assert officer.get(path).status_code == 403 and officer.post(path, typed).status_code == 403
        assert "Nhập văn bản ủy quyền." in head.post(path, {"to": ""}).content.decode()
        assert head.post(path, typed)["Location"] == path
        lent = Office.objects.get(kind="delegated")
        assert officer.post(f"{path}thu-lai/", {"office": str(lent.pk)}).status_code == 403
        assert head.post(f"{path}thu-lai/", {"office": str(lead_office.pk)}).status_code == 404
        assert head.post(f"{path}thu-lai/", {"office": str(lent.pk)}).status_code == 400
        stale = head.post(f"{path}thu-lai/", {"office": str(lent.pk), "version": lent.version + 1})
        assert stale.status_code == 409 and "Chưa thu lại" in stale.content.decode()
        assert (
            head.post(f"{path}thu-lai/", {"office": str(lent.pk), "version": lent.version}).status_code == 302
        )
        assert "theo ủy quyền" not in officer.get("/tai-khoan/").content.decode()


def test_the_database_wants_a_source_and_a_period(lead_office: Office, deputy: User) -> None:
    lent = lend(lead_office, deputy)
    for wrong in ({"delegated_by": None}, {"valid_to": None}, {"kind": "held"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Office.objects.filter(pk=lent.pk).update(**wrong)
