"""What the agency that asked to unlock hears: a letter on the decision, and pages that tell of the end before and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.calendars.actions import ask_unlocking, lock_period
from lotrinh.apps.calendars.models import Unlocking
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.notices.posting import postman
from lotrinh.apps.organisations.models import Organisation
from tests.factories.story import make_office

NOW = datetime(2026, 6, 25, 3, 0, tzinfo=UTC)
PATH = "/bao-cao/ky/de-nghi/MK-0001/"
Sign = Callable[[Office], Client]


@pytest.fixture(autouse=True)
def mail_is_set(settings: Any) -> None:
    settings.MAIL_IS_SET = True


@pytest.fixture
def leader(agencies: dict[str, Organisation]) -> Office:
    return make_office(agencies["VP"], "leader")


@pytest.fixture
def asked(plan: Directive, lead_office: Office, leader: Office) -> Unlocking:
    """Sở Tài chính asks; two of its people have an address, a third has none, one only administers."""
    people = {"lanh.dao@stc.example": ("head",), "chuyen.vien@stc.example": ("officer",), "": ("officer",)}
    for address, roles in people.items():
        reached(make_office(lead_office.organisation, *roles), address)
    reached(make_office(lead_office.organisation, "admin"), "quan.tri@stc.example")
    reached(make_office(leader.organisation), "nguoi.khac@vp.example")
    lock = lock_period(by=leader, at=NOW, kind="q2", year=2026)
    until = NOW.date() + timedelta(days=10)
    return ask_unlocking(by=lead_office, at=NOW, lock=lock, reason="Cục Thống kê gửi lại số", until=until)


def reached(office: Office, address: str) -> None:
    office.user.email = address
    office.user.save(update_fields=["email"])


def letters() -> list[Any]:
    """What is sent when the transaction ends, which in a test it never does."""
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _savepoints, send, _robust in waiting:
        send()
    postman.submit(int).result(30)
    return mail.outbox


def decide(client: Client, **typed: str) -> str:
    with time_machine.travel(NOW):
        answer = client.post(PATH, {"note": "Số có văn bản", **typed}, follow=True)
    return str(answer.content.decode())


def test_granted_with_reason_and_end(asked: Unlocking, leader: Office, client_for: Sign) -> None:
    page = decide(client_for(leader), decision="grant", until="30/6/2026")
    sent = letters()
    assert sorted(letter.to[0] for letter in sent) == ["chuyen.vien@stc.example", "lanh.dao@stc.example"]
    assert "Đã gửi thư cho 2 người của Sở Tài chính tỉnh Mẫu." in page
    letter = sent[0]
    assert letter.subject == "MK-0001: đã mở khóa kỳ báo cáo quý II/2026"
    for words in ("đến hết ngày 30/6/2026", "Số có văn bản", leader.label, f"http://testserver{PATH}"):
        assert words in letter.body
    assert "Cục Thống kê" not in letter.subject


def test_refused_with_reason(asked: Unlocking, leader: Office, client_for: Sign) -> None:
    decide(client_for(leader), decision="refuse")
    letter = letters()[0]
    assert letter.subject == "MK-0001: không mở khóa kỳ báo cáo quý II/2026"
    assert "vẫn khóa" in letter.body and "Số có văn bản" in letter.body and "đến hết ngày" not in letter.body


def test_no_letter_without_a_decision(asked: Unlocking, leader: Office, client_for: Sign) -> None:
    decide(client_for(leader), decision="grant", until="30/6/2026", note="")
    decide(client_for(leader), decision="grant", until="30/6/2027")
    assert letters() == []
    decide(client_for(leader), decision="refuse")
    decide(client_for(leader), decision="refuse")
    assert len(letters()) == 2, "the second decision is refused and tells nobody again"


def test_who_cannot_be_reached_is_told_of_on_the_page(
    asked: Unlocking, leader: Office, client_for: Sign, settings: Any
) -> None:
    settings.MAIL_IS_SET = False
    page = decide(client_for(leader), decision="refuse")
    assert "Không gửi được thư cho Sở Tài chính tỉnh Mẫu" in page and letters() == []


@pytest.mark.parametrize(
    ("days", "lead", "listed", "warned"),
    [
        (-8, "nay đã hết hạn và kỳ khóa lại", "đã hết hạn ngày", False),
        (-7, "nay đã hết hạn và kỳ khóa lại", "đã hết hạn ngày", True),
        (0, "sắp hết hạn", "hết hạn hôm nay", True),
        (3, "sắp hết hạn", "sắp hết hạn, đến hết ngày", True),
        (4, "Đã mở khóa đến hết ngày", "đến hết ngày", False),
    ],
)
def test_the_end_is_told_before_and_after(
    asked: Unlocking,
    lead_office: Office,
    leader: Office,
    client_for: Sign,
    days: int,
    lead: str,
    listed: str,
    warned: bool,
) -> None:
    decide(client_for(leader), decision="grant", until="5/7/2026")
    client = client_for(lead_office)
    with time_machine.travel(datetime(2026, 7, 5, 3, 0, tzinfo=UTC) - timedelta(days=days)):
        page, requests, period, periods = (
            client.get(path).content.decode()
            for path in (PATH, "/bao-cao/ky/de-nghi/", "/bao-cao/ky/q2-2026/", "/bao-cao/ky/")
        )
        others = client_for(leader).get("/bao-cao/ky/").content.decode()
    assert lead in page and listed in requests and listed in period
    assert ("Nếu còn nội dung cần sửa" in page) == (days <= 3)
    assert ("MK-0001" in periods) == warned and "MK-0001" not in others
    if warned:
        assert listed in periods
