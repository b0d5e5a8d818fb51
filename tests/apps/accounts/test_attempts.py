"""How often somebody may try: exact figures, whatever the name is, whoever claims to come from where."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from lotrinh.apps.accounts.attempts import admit, locked_until, once
from lotrinh.apps.accounts.models import Tally
from lotrinh.apps.accounts.queries import province_of
from lotrinh.apps.journal.models import Event
from tests.apps.accounts.conftest import MORNING, PASSWORD, Person, SignIn

WRONG = {"username": "nguoi.dung", "password": "sai"}
MINUTE = 60


@pytest.mark.parametrize(
    ("times", "now", "until"),
    [
        ([], 0, 0),
        ([0, 1, 2, 3], 4, 0),
        ([0, 1, 2, 3, 4], 5, 4 + 15 * MINUTE),
        ([0, 1, 2, 3, 4], 4 + 15 * MINUTE, 0),
        ([0, 1, 2, 3, 20 * MINUTE], 21 * MINUTE, 0),
        ([0, 1, 2, 3, 4, 1000, 1001, 1002, 1003, 1004], 2000, 3600),
        ([0, 1, 2, 3, 4, 1000, 1001, 1002, 1003, 1004], 3601, 0),
    ],
)
def test_when_a_lock_ends(times: list[float], now: float, until: float) -> None:
    assert locked_until(times, now) == until


def test_an_hour_of_guessing_gets_ten_tries(db: None) -> None:
    """From a hundred addresses and under every spelling of one name."""
    admitted = 0
    for second in range(0, 3600, 3):
        name = ("nguoi.dung", "NGUOI.DUNG", " nguoi.dung ")[second % 3]
        admitted += admit("sign-in", name, at=MORNING + timedelta(seconds=second)) is None
    assert admitted == 10


def test_the_sixth_wrong_password_is_not_looked_at(client: Client, make_person: Person) -> None:
    user = make_person()
    for _ in range(5):
        assert client.post("/dang-nhap/", WRONG).status_code == 200
    answer = client.post("/dang-nhap/", {**WRONG, "password": PASSWORD})
    assert answer.status_code == 429 and 0 < int(answer["Retry-After"]) <= 900
    assert "tạm khóa đến" in answer.content.decode()
    failures = Event.objects.filter(province=province_of(user), action="fail_sign_in").order_by("number")
    assert [event.after["tries"] for event in failures if event.after] == [1, 2, 3, 4, 5]
    assert [event.after["locked"] for event in failures if event.after] == [False] * 4 + [True]


def test_a_name_nobody_has_is_locked_in_the_same_words(client: Client, db: None) -> None:
    for _ in range(5):
        assert client.post("/dang-nhap/", {"username": "khong.co", "password": "x"}).status_code == 200
    answer = client.post("/dang-nhap/", {"username": "khong.co", "password": "x"})
    assert answer.status_code == 429 and "tạm khóa đến" in answer.content.decode()
    assert not Tally.objects.filter(key__contains="khong").exists()


def test_after_a_quarter_of_an_hour_the_right_password_opens(client: Client, make_person: Person) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        make_person()
        for _ in range(5):
            client.post("/dang-nhap/", WRONG)
        clock.shift(899)
        assert client.post("/dang-nhap/", {**WRONG, "password": PASSWORD}).status_code == 429
        clock.shift(1)
        assert client.post("/dang-nhap/", {**WRONG, "password": PASSWORD}).status_code == 302
        assert client.get("/tai-khoan/").status_code == 200


def test_the_right_password_forgets_what_failed(client: Client, make_person: Person, sign_in: SignIn) -> None:
    user = make_person()
    for _ in range(3):
        for _ in range(4):
            client.post("/dang-nhap/", WRONG)
        assert sign_in(user).get("/tai-khoan/").status_code == 200


def test_where_somebody_claims_to_come_from_changes_nothing(client: Client, make_person: Person) -> None:
    make_person()
    codes = [
        client.post("/dang-nhap/", WRONG, headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code
        for n in range(7)
    ]
    assert codes == [200] * 5 + [429] * 2
    assert set(Event.objects.filter(action="fail_sign_in").values_list("origin", flat=True)) == {"127.0.0.1"}


def test_a_declared_proxy_is_believed(client: Client, make_person: Person, settings: object) -> None:
    settings.TRUSTED_PROXIES = 1  # type: ignore[attr-defined]
    make_person()
    client.post("/dang-nhap/", WRONG, headers={"X-Forwarded-For": "10.0.0.1, 203.0.113.7"})
    assert Event.objects.get(action="fail_sign_in").origin == "203.0.113.7"


def test_once_is_once(db: None) -> None:
    now = timezone.now()
    assert [once("used-code", "x 123456", at=now) for _ in range(100)] == [True] + [False] * 99
    admit("sign-in", "khac", at=now + timedelta(days=2))
    assert Tally.objects.count() == 1, "what nobody touched for a day is gone"


@pytest.mark.parametrize(
    "path", ["/mo-khoa/", "/tai-khoan/mat-khau/"], ids=["password again", "changing the password"]
)
def test_other_doors_that_ask_for_the_password_count_too(
    path: str, make_person: Person, sign_in: SignIn
) -> None:
    client = sign_in(make_person())
    fields = {"password": "sai", "old_password": "sai", "new_password1": "x", "new_password2": "x"}
    for _ in range(5):
        assert "chưa đúng" in client.post(path, fields).content.decode()
    assert "tạm khóa đến" in client.post(path, fields).content.decode()
