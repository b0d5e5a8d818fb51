"""Signing in by the agency's own door (OpenID Connect), against a provider on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from lotrinh.apps.accounts.models import User
from lotrinh.apps.journal.models import Event
from tests.apps.accounts.agency_door import CLIENT, SECRET, Door, agency_door
from tests.apps.accounts.conftest import Person
from tests.factories.story import set_up_second_step

LOGIN = "/dang-nhap/cua/co-quan/"


@pytest.fixture
def door(settings: Any) -> Iterator[Door]:
    with agency_door() as opened:
        app = {
            "provider_id": "co-quan",
            "name": "Cổng tỉnh Mẫu",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": opened.issuer},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        settings.OIDC_NAME = "Cổng tỉnh Mẫu"
        yield opened


def come_in(door: Door, client: Client, **person: Any) -> Any:
    """From our page to the provider and back; the last answer."""
    door.person = {"sub": "cong-1", "email_verified": True, **person}
    away = client.post(LOGIN, {"next": "/van-ban/"})
    assert away["Location"].startswith(f"{door.issuer}/authorization?")
    return client.get(door.redirect_for(away["Location"]).removeprefix("http://testserver"))


def is_in(client: Client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def test_the_first_time_by_address_later_by_subject(door: Door, make_person: Person, client: Client) -> None:
    user = make_person()
    assert "Đăng nhập qua Cổng tỉnh Mẫu" in client.get("/dang-nhap/").content.decode()
    answer = come_in(door, client, email=user.email.upper())
    assert answer["Location"] == "/van-ban/" and is_in(client)
    assert SocialAccount.objects.get().uid == "cong-1"
    User.objects.filter(pk=user.pk).update(email="dia-chi-moi@tinhmau.example")
    later = Client()
    come_in(door, later, email="khac@tinhmau.example")
    assert is_in(later) and SocialAccount.objects.count() == 1
    ways = [event.after for event in Event.objects.filter(action="sign_in")]
    assert ways == [{"ways": ["socialaccount"]}] * 2


@pytest.mark.parametrize(
    "person",
    [
        {"email": "khong.co@tinhmau.example"},
        {"email": "nguoi.dung@tinhmau.example", "email_verified": False},
        {},
    ],
    ids=["unknown", "not verified", "no address"],
)
def test_the_door_opens_no_new_account(
    door: Door, make_person: Person, client: Client, person: dict[str, Any]
) -> None:
    make_person()
    answer = come_in(door, client, **person)
    assert answer.status_code == 403 and "Chưa có tài khoản" in answer.content.decode()
    assert not is_in(client) and User.objects.count() == 1 and not SocialAccount.objects.exists()


def test_the_second_step_is_asked_here_too(door: Door, make_person: Person, client: Client) -> None:
    user = make_person()
    set_up_second_step(user)
    assert come_in(door, client, email=user.email)["Location"] == "/dang-nhap/buoc-hai/"
    assert not is_in(client)


def test_a_closed_account_stays_closed(door: Door, make_person: Person, client: Client) -> None:
    user = make_person()
    come_in(door, Client(), email=user.email)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert come_in(door, client, email=user.email)["Location"] == "/dang-nhap/tam-ngung/"
    assert not is_in(client)


def test_what_the_provider_did_not_say_is_not_believed(
    door: Door, make_person: Person, client: Client
) -> None:
    user = make_person()
    for answer in ("code=code-9&state=x", "state=x", "error=access_denied&state=x", "code=%00"):
        page = client.get(f"{LOGIN}ve/?{answer}", follow=True)
        assert page.status_code in (200, 401, 502) and not is_in(client)
        assert "cổng của cơ quan" in page.content.decode()
    stolen = come_in(door, Client(), email=user.email)
    assert stolen.status_code == 302
    away = client.post(LOGIN)
    back = door.redirect_for(away["Location"]).removeprefix("http://testserver")
    other = Client()
    other.get(back)
    assert not is_in(other), "an answer belongs to the browser that asked"


@pytest.mark.parametrize(
    "signed",
    [
        {"nonce": "cua-nguoi-khac"},
        {"nonce": "của-người-khác"},
        {"nonce": None},
        {"sub": "nguoi-khac"},
        {"aud": "noi-khac"},
        {"iss": "https://khac.example"},
        {"exp": 1_000_000_000},
    ],
    ids=lambda signed: next(iter(signed)),
)
def test_an_answer_to_another_question_opens_nothing(
    door: Door, make_person: Person, client: Client, signed: dict[str, Any]
) -> None:
    user = make_person()
    door.signed = signed
    answer = come_in(door, client, email=user.email)
    assert answer.status_code in (403, 502) and "cổng của cơ quan" in answer.content.decode().lower()
    assert not is_in(client) and not SocialAccount.objects.exists()


def test_without_a_door_there_is_none(client: Client, db: None) -> None:
    assert "Đăng nhập qua" not in client.get("/dang-nhap/").content.decode()
    assert client.post(LOGIN).status_code == 404


def test_a_door_that_does_not_answer_is_told_kindly(door: Door, client: Client, db: None) -> None:
    door.shutdown()
    door.server_close()
    answer = client.post(LOGIN)
    assert answer.status_code == 502 and "không trả lời" in answer.content.decode()
