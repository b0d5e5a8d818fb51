"""Codes, keys and recovery codes: asked after the password, used once, required of administrators, told to the record."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from lotrinh.apps.accounts.models import User
from lotrinh.apps.accounts.queries import province_of
from lotrinh.apps.journal.models import Event
from tests.apps.accounts.conftest import MORNING, PASSWORD, Person, SignIn
from tests.factories.story import SECRET, set_up_second_step

STEP = "/dang-nhap/buoc-hai/"
CODES_FILE = "/tai-khoan/hai-buoc/ma-du-phong/tai/"
REVIEW = "/quan-tri/tai-khoan/"


def code_of(steps: int = 0, secret: str = SECRET) -> str:
    """What the telephone shows, so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def protected(make_person: Person) -> User:
    user = make_person("quan.tri", "STC", "admin")
    set_up_second_step(user)
    return user


def is_in(client: Client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def test_the_password_alone_is_not_enough(protected: User, sign_in: SignIn) -> None:
    client = sign_in(protected)
    assert not is_in(client)
    assert client.post(STEP, {"code": code_of()})["Location"] == "/bat-dau/"
    assert is_in(client)
    ways = Event.objects.get(province=province_of(protected), action="sign_in").after
    assert ways == {"ways": ["password", "totp"]}


@pytest.mark.parametrize(("steps", "comes_in"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_holds_one_step_around_now(
    protected: User, sign_in: SignIn, steps: int, comes_in: bool
) -> None:
    client = sign_in(protected)
    client.post(STEP, {"code": code_of(steps)})
    assert is_in(client) is comes_in


def test_a_code_opens_once(protected: User, sign_in: SignIn) -> None:
    with time_machine.travel(MORNING, tick=False):
        code = code_of()
        first = sign_in(protected)
        first.post(STEP, {"code": code})
        again = [sign_in(protected) for _ in range(4)]
        for number, client in enumerate(again):
            client.post(STEP, {"code": f"{code[:3]}{' ' * number}{code[3:]}"})
        assert is_in(first) and not any(map(is_in, again))


def test_five_wrong_codes_lock_the_second_step(protected: User, sign_in: SignIn) -> None:
    client = sign_in(protected)
    for _ in range(5):
        assert "Mã chưa đúng" in client.post(STEP, {"code": "000000"}).content.decode()
    assert "tạm khóa đến" in client.post(STEP, {"code": code_of()}).content.decode()
    other = sign_in(protected)
    other.post(STEP, {"code": code_of()})
    assert not is_in(other), "counted for the account, not for the browser"
    ways = [event.after["way"] for event in Event.objects.filter(action="fail_sign_in") if event.after]
    assert ways == ["code"] * 5


def test_codes_are_taken_along_only_while_they_are_shown(make_person: Person, sign_in: SignIn) -> None:
    user = make_person()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(user)
        client.post("/mo-khoa/", {"password": PASSWORD})
        step = RecoveryCodes.activate(user).instance
        assert client.post(CODES_FILE).status_code == 302, "never shown"
        step.data["viewed_at"] = timezone.now().timestamp()
        step.save()
        clock.shift(timedelta(minutes=11))
        client.post("/mo-khoa/", {"password": PASSWORD})
        assert client.post(CODES_FILE)["Location"] == "/tai-khoan/hai-buoc/", "too long ago"
        clock.shift(-timedelta(minutes=2))
        assert Client().post(CODES_FILE).status_code == 302, "for whoever is signed in"
        assert client.post(CODES_FILE).status_code == 200


def test_setting_up_the_app_shows_recovery_codes_once(
    make_person: Person, sign_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    user = make_person()
    client = sign_in(user)
    page = client.get("/tai-khoan/hai-buoc/ung-dung/")
    assert page["Location"].startswith("/mo-khoa/"), "the password is asked again first"
    client.post(page["Location"], {"password": PASSWORD})
    page = client.get("/tai-khoan/hai-buoc/ung-dung/").content.decode()
    secret = re.findall(r"<code>([A-Z2-7]{32})</code>", page)[0]
    assert "Nhập mã sáu số." in client.post("/tai-khoan/hai-buoc/ung-dung/", {"code": ""}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        shown = client.post("/tai-khoan/hai-buoc/ung-dung/", {"code": code_of(secret=secret)}, follow=True)
    codes = re.findall(r"<li><code>(\d{8})</code></li>", shown.content.decode())
    assert len(codes) == 10
    file = client.post(CODES_FILE)
    assert file["Content-Disposition"] == 'attachment; filename="ma-du-phong.txt"'
    assert "no-store" in file["Cache-Control"]
    assert file.content.decode("utf-8-sig").split("\r\n")[3:-1] == codes
    assert client.post(CODES_FILE)["Location"] == "/tai-khoan/hai-buoc/", "once"
    again = client.get("/tai-khoan/hai-buoc/ma-du-phong/").content.decode()
    assert "không hiện lại" in again and not any(code in again for code in codes)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept and not any(code in kept for code in codes)
    told = Event.objects.filter(action="change_second_step").order_by("number")
    assert [event.after["change"] for event in told] == ["added", "added", "downloaded"]
    for code, comes_in in ((codes[0], True), (codes[0], False), (codes[1], True)):
        late = sign_in(user)
        late.post(STEP, {"code": code})
        assert is_in(late) is comes_in


def test_an_administrator_without_a_second_step_is_led_to_it(make_person: Person, sign_in: SignIn) -> None:
    client = sign_in(make_person("quan.tri", "STC", "admin"))
    for path in (REVIEW, f"{REVIEW}moi/", "/quan-tri/nguoi/quan.tri/"):
        assert client.get(path)["Location"] == "/tai-khoan/hai-buoc/", path
    assert "phải bật xác thực hai bước" in client.get("/tai-khoan/hai-buoc/").content.decode()
    assert client.post("/quan-tri/nguoi/quan.tri/ket-thuc-phien/")["Location"] == "/tai-khoan/hai-buoc/"


def test_an_old_password_keeps_an_administrator_out(protected: User, sign_in: SignIn, settings: Any) -> None:
    settings.ADMIN_PASSWORD_DAYS = -1
    client = sign_in(protected)
    client.post(STEP, {"code": code_of()})
    assert client.get(REVIEW)["Location"] == "/tai-khoan/mat-khau/"


def test_eight_characters_are_enough_with_a_second_step(
    protected: User, make_person: Person, sign_in: SignIn
) -> None:
    plain, client = sign_in(make_person()), sign_in(protected)
    client.post(STEP, {"code": code_of()})
    typed = {"old_password": PASSWORD, "new_password1": "quýt-xanh", "new_password2": "quýt-xanh"}
    assert "phải có ít nhất 14 ký tự" in plain.post("/tai-khoan/mat-khau/", typed).content.decode()
    assert client.post("/tai-khoan/mat-khau/", typed).status_code == 302


def test_a_key_that_lies_is_refused(protected: User, sign_in: SignIn, client: Client) -> None:
    credential = '{"id": "x", "rawId": "x", "type": "public-key", "response": {"userHandle": "AAAA"}}'
    for text in (credential, "{}", "[]", "", "không phải"):
        assert client.post("/dang-nhap/khoa/", {"credential": text})["Location"] == "/dang-nhap/"
        step = sign_in(protected)
        assert step.post(STEP, {"credential": text}).status_code == 200 and not is_in(step)
    assert not is_in(client)


def test_without_a_second_step_the_role_is_not_there_in_any_app(make_person: Person, sign_in: SignIn) -> None:
    user = make_person("quan.tri", "STC", "admin", "officer")
    client = sign_in(user)
    assert client.get("/so-su-kien/dau-chuoi/").status_code == 403
    assert user.offices.get().roles == ["admin", "officer"], "the row stays as it is"
    set_up_second_step(user)
    assert client.get("/so-su-kien/dau-chuoi/").status_code == 200
