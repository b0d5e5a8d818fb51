"""Canaries: a password, a one-time secret, tokens and cookies planted everywhere are found nowhere they may not be."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.actions import record, snapshot
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.withheld import WITHHELD, withheld
from tests.factories.story import AT

CANARIES = {
    "password": "CANARY-mat-khau-9f3a",
    "new_password1": "CANARY-mat-khau-moi-77",
    "totp_secret": "CANARY-JBSWY3DPEHPK3PXP",
    "otp": "CANARY-492039",
    "code": "CANARY-118822",
    "token": "CANARY-token-e1e1",
    "csrfmiddlewaretoken": "CANARY-csrf-5c5c",
}
COOKIE, BEARER, QUERY = "CANARY-cookie-aa11", "CANARY-bearer-bb22", "CANARY-query-cc33"


def planted(text: str) -> list[str]:
    return [part for part in text.split() if "CANARY" in part]


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture, settings: Any) -> Callable[[], str]:
    """Everything that was logged or mailed, at the most talkative level, HTML parts too."""
    caplog.set_level(logging.DEBUG)
    settings.ADMINS = [("Quản trị", "quantri@example.vn")]
    for handler in logging.getLogger("django").handlers:
        if hasattr(handler, "include_html"):
            handler.include_html = True

    def everything() -> str:
        mails = [(str(one.message()), str(one.body), str(one.alternatives)) for one in mail.outbox]
        # The request itself is an attribute in memory; no handler writes it.
        told = [{**vars(one), "request": ""} for one in caplog.records]
        return caplog.text + str(told) + str(mails)

    return everything


def send(client: Client, path: str) -> Any:
    client.cookies["lotrinh_khac"] = COOKIE
    return client.post(
        f"{path}?token={QUERY}",
        CANARIES | {"username": "nguoi.dung.0", "done": "Đã họp"},
        headers={"authorization": f"Bearer {BEARER}", "referer": f"http://testserver/?token={QUERY}"},
    )


@pytest.mark.parametrize("path", ["/dang-nhap/", "/nhiem-vu/NV-0003/bao-cao/", "/khong-co/"])
def test_a_request_full_of_secrets_leaves_none_behind(
    plan: Directive, focal_office: Office, client_for: Any, heard: Callable[[], str], path: str
) -> None:
    answer = send(client_for(focal_office), path)
    assert planted(heard()) == []
    assert "CANARY" not in answer.headers.get("Location", "")
    assert [event for event in Event.objects.all() if "CANARY" in str(vars(event))] == []


def test_a_fault_of_ours_tells_the_administrator_no_secret(
    plan: Directive,
    focal_office: Office,
    client_for: Any,
    heard: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(**_given: Any) -> None:
        raise RuntimeError("hỏng")

    monkeypatch.setattr("lotrinh.apps.tasks.views.progress.draft_entry", breaks)
    client = client_for(focal_office)
    client.raise_request_exception = False
    answer = send(client, "/nhiem-vu/NV-0003/bao-cao/")
    assert answer.status_code == 500
    assert len(mail.outbox) >= 1 and "hỏng" in mail.outbox[0].body, "the mail says what happened"
    assert "Đã họp" in mail.outbox[0].body, "and what is no secret stays readable"
    assert planted(heard()) == []


def test_the_record_withholds_what_an_action_hands_it_by_mistake(focal_office: Office) -> None:
    user = focal_office.user
    user.set_password(CANARIES["password"])
    tree = snapshot(user) | {"mfa": [{"totp_secret": CANARIES["totp_secret"], "name": "Điện thoại"}]}
    with transaction.atomic():
        event = record(
            province=focal_office.province_id,
            by=SYSTEM,
            at=AT,
            action="open_account",
            subject=user,
            before=None,
            after=tree,
        )
    assert event.after["password"] == WITHHELD
    assert event.after["mfa"] == [{"totp_secret": WITHHELD, "name": "Điện thoại"}]
    assert event.after["username"] == user.username
    assert "argon2" not in str(Event.objects.get(pk=event.pk).after)


def test_ordinary_words_are_not_withheld() -> None:
    kept = {
        "passage": [0, 9],
        "code": "secret",
        "sessions": 3,
        "author": "Sở A",
        "otpion": "b",
        "password": "",
    }
    assert withheld(kept) == kept


def test_no_address_of_the_product_takes_a_secret(focal_office: Office, heard: Callable[[], str]) -> None:
    """Signing in answers with an address; a wrong password is not repeated on the page."""
    user = User.objects.get(pk=focal_office.user_id)
    user.set_password(CANARIES["password"])
    user.save()
    client = Client()
    wrong = client.post("/dang-nhap/", {"username": user.username, "password": CANARIES["new_password1"]})
    assert "CANARY" not in wrong.content.decode() and "CANARY" not in wrong.headers.get("Location", "")
    right = client.post("/dang-nhap/", {"username": user.username, "password": CANARIES["password"]})
    assert "CANARY" not in right.content.decode() and "CANARY" not in right.headers.get("Location", "")
    session = client.cookies["lotrinh"].value if "lotrinh" in client.cookies else ""
    assert planted(heard()) == [] and (not session or session not in heard())
