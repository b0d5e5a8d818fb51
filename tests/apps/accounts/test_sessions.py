"""A session locks, ends, gives back what was typed, and can be ended from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from lxml import html

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.accounts.typed import filled
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Organisation
from tests.apps.accounts.conftest import MORNING, PASSWORD, Person, SignIn

LENDING = "/tai-khoan/uy-quyen/"


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(MORNING, tick=False) as travelled:
        yield travelled


def idle(clock: Any, client: Client, minutes: float) -> str:
    """Where the person lands who comes back after so long."""
    client.get("/tai-khoan/")
    clock.shift(minutes * 60)
    answer = client.get("/tai-khoan/")
    return answer.get("Location", "") or str(answer.status_code)


@pytest.mark.parametrize(
    ("role", "minutes", "lands"),
    [
        ("officer", 14.9, "200"),
        ("officer", 15, "/mo-khoa/?next=%2Ftai-khoan%2F"),
        ("officer", 59.9, "/mo-khoa/?next=%2Ftai-khoan%2F"),
        ("officer", 60, "/dang-nhap/?next=/tai-khoan/"),
        ("admin", 4.9, "200"),
        ("admin", 5, "/mo-khoa/?next=%2Ftai-khoan%2F"),
        ("admin", 14.9, "/mo-khoa/?next=%2Ftai-khoan%2F"),
        ("admin", 15, "/dang-nhap/?next=/tai-khoan/"),
    ],
)
def test_what_a_pause_does(
    clock: Any, make_person: Person, sign_in: SignIn, role: str, minutes: float, lands: str
) -> None:
    assert idle(clock, sign_in(make_person("nguoi.dung", "STC", role)), minutes) == lands


def test_no_session_is_longer_than_a_working_day(clock: Any, make_person: Person, sign_in: SignIn) -> None:
    client = sign_in(make_person())
    for _ in range(71):
        clock.shift(600)
        assert client.get("/tai-khoan/").status_code == 200
    clock.shift(600)
    answer = client.get("/tai-khoan/")
    assert answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/")
    assert "hết giờ" in client.get("/dang-nhap/").content.decode()


def test_the_lock_opens_with_the_password_only(clock: Any, make_person: Person, sign_in: SignIn) -> None:
    client = sign_in(make_person())
    door = idle(clock, client, 20)
    for path in ("/viec-cua-toi/", "/tai-khoan/mat-khau/", "/mo-khoa/ma/", "/tai-khoan/phien/"):
        assert client.get(path)["Location"].startswith("/mo-khoa/"), path
    assert "phiên đã khóa" in client.get(door).content.decode()
    assert "chưa đúng" in client.post(door, {"password": "sai"}).content.decode()
    assert client.get("/tai-khoan/").status_code == 302
    assert client.post(door, {"password": PASSWORD})["Location"] == "/tai-khoan/"
    assert client.get("/tai-khoan/").status_code == 200


def test_what_was_typed_is_in_the_form_again(
    clock: Any, make_person: Person, sign_in: SignIn, agencies: dict[str, Organisation]
) -> None:
    make_person("dong.nghiep")
    client = sign_in(make_person("lanh.dao", "STC", "head", "officer"))
    client.get(LENDING)
    clock.shift(20 * 60)
    typed = {
        "roles": ["officer"],
        "valid_from": "01/07/2026",
        "legal_basis": "Giấy số 5 <b>&",
        "password": "x",
    }
    door = client.post(LENDING, typed, headers={"Referer": f"http://testserver{LENDING}"})["Location"]
    assert Office.objects.filter(kind="delegated").count() == 0
    assert client.post(door, {"password": PASSWORD})["Location"] == LENDING
    page = client.get(LENDING).content.decode()
    form = html.fromstring(page).xpath("//form[.//input[@name='legal_basis']]")[0]
    assert form.xpath(".//input[@name='legal_basis']/@value") == ["Giấy số 5 <b>&"]
    assert form.xpath(".//input[@name='valid_from']/@value") == ["01/07/2026"]
    assert form.xpath(".//input[@name='roles'][@checked]/@value") == ["officer"]
    assert "đã được điền lại" in page and form.xpath(".//input[@name='csrfmiddlewaretoken']/@value")[0]
    assert "Giấy số 5" not in client.get(LENDING).content.decode(), "given back once"


def test_a_part_of_a_page_sends_the_whole_page_to_the_lock(
    clock: Any, make_person: Person, sign_in: SignIn
) -> None:
    client = sign_in(make_person())
    client.get("/nhiem-vu/")
    clock.shift(20 * 60)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/nhiem-vu/?q=a"}
    answer = client.get("/nhiem-vu/", headers=headers)
    assert answer["HX-Redirect"] == "/mo-khoa/?next=%2Fnhiem-vu%2F%3Fq%3Da"


def test_lists_texts_and_choices_are_filled_in() -> None:
    page = """<form action="/khac/"><input name="a" value="1"></form><form>
        <input name="csrfmiddlewaretoken" value="t"><input name="a"><input name="a"><textarea name="b"></textarea>
        <select name="c"><option value="1" selected>x</option><option value="2">y</option></select>
        <input type="file" name="f"><input type="password" name="mat_khau" value=""></form>"""
    values = {"a": ["x", "y"], "b": ["</textarea>"], "c": ["2"], "f": ["z"], "mat_khau": ["s"]}
    tree = html.fromstring(filled(page, "/x/", "/x/", values))
    assert tree.xpath("//form[2]//input[@name='a']/@value") == ["x", "y"]
    assert tree.xpath("//form[1]//input/@value") == ["1"]
    assert tree.xpath("//textarea/text()") == ["</textarea>"]
    assert tree.xpath("//option[@selected]/@value") == ["2"]
    assert tree.xpath("//input[@type='file']/@value") == [] and tree.xpath(
        "//input[@type='password']/@value"
    ) == [""]


def test_signing_in_changes_the_key_of_the_session(client: Client, make_person: Person) -> None:
    user = make_person()
    client.get("/dang-nhap/")
    client.session["x"] = 1
    before = client.session.session_key
    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD})
    assert client.session.session_key != before


def test_sessions_are_listed_and_ended(make_person: Person, sign_in: SignIn) -> None:
    user = make_person()
    here, *others = (sign_in(user) for _ in range(4))
    page = here.get("/tai-khoan/phien/").content.decode()
    assert page.count("phiên này") == 1 and page.count(">Kết thúc<") == 3
    one = UserSession.objects.get(session_key=others[0].session.session_key)
    here.post("/tai-khoan/phien/ket-thuc/", {"session": str(one.pk)})
    assert [each.get("/tai-khoan/").status_code for each in (here, *others)] == [200, 302, 200, 200]
    here.post("/tai-khoan/phien/ket-thuc/", {"session": "others"})
    assert [each.get("/tai-khoan/").status_code for each in (here, *others)] == [200, 302, 302, 302]


def test_nobody_ends_the_session_of_another(make_person: Person, sign_in: SignIn) -> None:
    first, second = sign_in(make_person("mot")), sign_in(make_person("hai"))
    theirs = UserSession.objects.get(session_key=second.session.session_key)
    for value in (str(theirs.pk), "others", "", "1 OR 1", "９"):
        first.post("/tai-khoan/phien/ket-thuc/", {"session": value})
    assert second.get("/tai-khoan/").status_code == 200


def test_a_new_password_ends_the_other_sessions(make_person: Person, sign_in: SignIn) -> None:
    user = make_person()
    here, other = sign_in(user), sign_in(user)
    new = "Mot-cau-khac-dai-hon-2"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post("/tai-khoan/mat-khau/", typed)["Location"] == "/tai-khoan/"
    assert (here.get("/tai-khoan/").status_code, other.get("/tai-khoan/").status_code) == (200, 302)
    typed = {"old_password": new, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert "phải khác 10 mật khẩu" in here.post("/tai-khoan/mat-khau/", typed).content.decode()


def test_an_example_person_goes_on_with_one_click(
    clock: Any, plan: Directive, focal_office: Office, settings: Any, client: Client
) -> None:
    settings.EXAMPLE = True
    focal_office.user.is_example = True
    focal_office.user.save()
    client.post("/dang-nhap/vai-tro/", {"role": focal_office.user.username})
    assert idle(clock, client, 20).startswith("/mo-khoa/tiep-tuc/")
    assert client.post("/mo-khoa/tiep-tuc/", {"next": "/van-ban/"})["Location"] == "/van-ban/"
    assert client.get("/van-ban/").status_code == 200
