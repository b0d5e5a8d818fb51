"""Signing in and out, the roles of the example, and acting as one office at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lotrinh.apps.accounts.actions import SYSTEM, give_office, open_account
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.accounts.policy import is_admin, is_head, is_leader, is_of, is_officer
from lotrinh.apps.accounts.queries import example_accounts, offices_of
from lotrinh.apps.organisations.models import Organisation
from tests.factories.following import events_written
from tests.factories.story import AT, make_office

SIGN_IN = "/dang-nhap/"
PASSWORD = "mot-cau-dai-de-nho"


@pytest.fixture
def person(agencies: dict[str, Organisation]) -> User:
    """With a password and one office in Sở Tài chính."""
    account = open_account(
        by=SYSTEM,
        at=timezone.now(),
        province_id=agencies["STC"].province_id,
        username="nguoi.dung",
        label="Chuyên viên",
        password=PASSWORD,
    )
    give_office(by=SYSTEM, at=AT, user=account, organisation=agencies["STC"], roles=["officer"])
    return account


def test_opening_an_account_and_giving_an_office_are_in_the_record(agencies: dict[str, Organisation]) -> None:
    province = agencies["STC"].province_id
    with events_written(province, "open_account", "give_office"):
        office = make_office(agencies["STC"])
    assert office.role_labels == "lãnh đạo đơn vị, chuyên viên"
    assert str(office) == "Lãnh đạo Sở Tài chính (Sở Tài chính tỉnh Mẫu)"
    with events_written(province), pytest.raises(ValueError, match="vai trò không có: vua"):
        give_office(by=SYSTEM, at=AT, user=office.user, organisation=agencies["STC"], roles=["vua"])


def test_an_office_is_held_from_day_to_day(agencies: dict[str, Organisation], person: User) -> None:
    first, last = date(2026, 2, 1), date(2026, 2, 28)
    office = give_office(
        by=SYSTEM,
        at=AT,
        user=person,
        organisation=agencies["VP"],
        roles=["head"],
        valid_from=first,
        valid_to=last,
    )
    held = [
        office in offices_of(person, day) for day in (first - timedelta(1), first, last, last + timedelta(1))
    ]
    assert held == [False, True, True, False]
    assert [office.is_held_on(day) for day in (first, last + timedelta(1))] == [True, False]


def test_what_the_roles_say(agencies: dict[str, Organisation]) -> None:
    head, officer, leader, admin = (
        make_office(agencies["STC"], role) for role in ("head", "officer", "leader", "admin")
    )
    assert [is_officer(by) for by in (head, officer, leader, admin, None)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert [is_head(by) for by in (head, officer, leader, admin, None)] == [True, False, False, False, False]
    assert is_leader(leader) and is_admin(admin) and not is_leader(admin)
    assert is_of(head, agencies["STC"].pk) and not is_of(head, agencies["VP"].pk) and not is_of(head, None)


def test_signing_in_leads_on_to_where_one_wanted_to_go(client: Client, person: User) -> None:
    typed = {"username": person.username, "password": PASSWORD, "next": "/nhiem-vu/?q=dau+tu"}
    response = client.post(SIGN_IN, typed)
    assert (response.status_code, response["Location"]) == (302, "/nhiem-vu/?q=dau+tu")
    assert client.get(SIGN_IN).status_code == 302, "who is signed in goes on"
    assert client.get("/bat-dau/")["Location"] == "/viec-cua-toi/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_no_way_leads_out_of_the_house(client: Client, person: User, elsewhere: str) -> None:
    typed = {"username": person.username, "password": PASSWORD, "next": elsewhere}
    assert client.post(SIGN_IN, typed)["Location"] == "/bat-dau/"


@pytest.mark.parametrize("name", ["nguoi.dung", "khong.co"])
def test_a_wrong_password_and_an_unknown_name_read_the_same(client: Client, person: User, name: str) -> None:
    page = client.post(SIGN_IN, {"username": name, "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page
    assert f'value="{name}"' in page and 'value="sai"' not in page


def test_what_is_missing_is_named(client: Client, db: None) -> None:
    page = client.post(SIGN_IN, {"username": "", "password": ""}).content.decode()
    assert "Nhập tên đăng nhập." in page and "Nhập mật khẩu." in page


def test_who_has_left_does_not_come_in(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    page = client.post(SIGN_IN, {"username": person.username, "password": PASSWORD}).content.decode()
    assert "chưa đúng" in page


def test_signing_out_needs_a_post_and_ends_the_session(
    focal_office: Office, client_for: Callable[[Office], Client]
) -> None:
    client = client_for(focal_office)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/")["Location"] == SIGN_IN
    assert client.get("/viec-cua-toi/")["Location"].startswith(SIGN_IN)


def test_one_click_exists_only_with_the_example(client: Client, person: User, settings: Any) -> None:
    User.objects.filter(pk=person.pk).update(is_example=True)
    settings.EXAMPLE = False
    assert "vai-tro" not in client.get(SIGN_IN).content.decode()
    assert client.post("/dang-nhap/vai-tro/", {"role": person.username}).status_code == 404
    settings.EXAMPLE = True
    assert "Vào tỉnh ví dụ với một vai trò" in client.get(SIGN_IN).content.decode()
    assert client.post("/dang-nhap/vai-tro/", {"role": person.username}).status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_one_click_is_for_the_roles_of_the_example_only(client: Client, person: User, settings: Any) -> None:
    settings.EXAMPLE = True
    assert list(example_accounts()) == []
    for name in (person.username, "", "khong.co"):
        assert client.post("/dang-nhap/vai-tro/", {"role": name}).status_code == 404
    assert client.get("/dang-nhap/vai-tro/").status_code == 405


def test_acting_as_another_office_of_ones_own(
    client: Client, person: User, agencies: dict[str, Organisation]
) -> None:
    second = give_office(by=SYSTEM, at=AT, user=person, organisation=agencies["VP"], roles=["leader"])
    client.force_login(person)
    assert "Sở Tài chính tỉnh Mẫu" in client.get("/viec-cua-toi/").content.decode()
    client.post("/doi-vi-tri/", {"office": str(second.pk), "next": "/viec-cua-toi/"})
    assert client.get("/bat-dau/")["Location"] == "/dieu-hanh/", "now a leader"
    stranger = make_office(agencies["SCT"])
    client.post("/doi-vi-tri/", {"office": str(stranger.pk)})
    assert client.get("/bat-dau/")["Location"] == "/dieu-hanh/", "another person's office is not taken"


def test_an_office_that_ended_is_not_acted_as(client: Client, person: User) -> None:
    person.offices.update(valid_to=timezone.localdate() - timedelta(days=1))
    client.force_login(person)
    response = client.get("/viec-cua-toi/")
    assert response.status_code == 403
    assert "chưa được giao vị trí công tác nào còn hiệu lực" in response.content.decode()


def test_passwords_are_kept_as_argon2(person: User) -> None:
    assert person.password.startswith("argon2")
