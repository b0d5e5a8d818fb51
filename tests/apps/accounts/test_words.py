"""Every page of sign-in speaks Vietnamese, also where the library would say something of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lotrinh.apps.accounts.models import User
from lotrinh.apps.organisations.models import Organisation
from tests.apps.accounts.conftest import PASSWORD, Person, SignIn
from tests.apps.accounts.test_second_step import STEP, code_of
from tests.factories.story import make_administrator, set_up_second_step
from tests.factories.words import not_vietnamese, spoken

TWO_STEPS = "/tai-khoan/hai-buoc/"
OWN = (
    "/tai-khoan/",
    "/tai-khoan/mat-khau/",
    "/tai-khoan/phien/",
    "/tai-khoan/uy-quyen/",
    TWO_STEPS,
    f"{TWO_STEPS}ung-dung/tat/",
    f"{TWO_STEPS}ma-du-phong/",
    f"{TWO_STEPS}ma-du-phong/tao/",
    f"{TWO_STEPS}khoa/",
    f"{TWO_STEPS}khoa/them/",
    "/mo-khoa/",
    "/mo-khoa/ma/",
)
OUTSIDE = (
    "/dang-nhap/",
    "/dang-nhap/tam-ngung/",
    "/dang-nhap/thoi/",
    "/dang-nhap/loi/",
    "/quen-mat-khau/",
    "/quen-mat-khau/da-gui/",
    "/loi-moi/x/y-z/",
)
MADE_UP = frozenset({"STC", "JBSWY", "vanthu.sct", "tinhmau.example"})


def english_in(page: bytes) -> list[tuple[str, list[str]]]:
    """Texts with English words; names we made up and keys are left out."""
    said = [text for text in spoken(page.decode(), leave_out="en") if not text.isupper()]
    found = [(text, [word for word in not_vietnamese(text) if word not in MADE_UP]) for text in said]
    return [(text, words) for text, words in found if words and "@" not in text]


@pytest.fixture
def pages(make_person: Person, sign_in: SignIn) -> Callable[[str, dict[str, Any] | None], bytes]:
    """Pages as a head with a second step sees them, the password typed again."""
    user = make_person("nguoi.dung", "STC", "head", "officer")
    set_up_second_step(user)
    client = sign_in(user)
    client.post(STEP, {"code": code_of()})
    client.post("/mo-khoa/", {"password": PASSWORD})

    def page(path: str, typed: dict[str, Any] | None = None) -> bytes:
        answer = client.get(path) if typed is None else client.post(path, typed)
        assert answer.status_code in (200, 302), path
        return bytes(answer.content)

    return page


@pytest.mark.parametrize("path", OWN)
def test_ones_own_pages(pages: Callable[..., bytes], path: str) -> None:
    assert english_in(pages(path)) == []


def test_setting_up_the_app(make_person: Person, sign_in: SignIn) -> None:
    client = sign_in(make_person())
    client.post("/mo-khoa/", {"password": PASSWORD})
    path = f"{TWO_STEPS}ung-dung/"
    said = [client.get(path), client.post(path, {"code": ""}), client.post(path, {"code": "000000"})]
    assert [english_in(page.content) for page in said] == [[], [], []]
    assert b"data:image/svg+xml" in said[0].content


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/tai-khoan/mat-khau/", {"old_password": "x", "new_password1": "a", "new_password2": "b"}),
        ("/tai-khoan/mat-khau/", {"old_password": PASSWORD, "new_password1": "a", "new_password2": "a"}),
        ("/tai-khoan/mat-khau/", {"old_password": ""}),
        (f"{TWO_STEPS}khoa/them/", {"name": "", "credential": "{}"}),
        (f"{TWO_STEPS}khoa/them/", {"name": "x" * 300, "credential": "không phải"}),
        ("/mo-khoa/", {"password": ""}),
        ("/mo-khoa/", {"password": "x"}),
        ("/mo-khoa/ma/", {"code": ""}),
        ("/mo-khoa/ma/", {"code": "000000"}),
        ("/tai-khoan/uy-quyen/", {"to": "x", "roles": "y", "valid_from": "32/13/2026"}),
    ],
)
def test_refusals(pages: Callable[..., bytes], path: str, typed: dict[str, Any]) -> None:
    page = pages(path, typed)
    assert english_in(page) == [] and "Cần xem lại".encode() in page


@pytest.mark.parametrize("path", OUTSIDE)
def test_pages_before_signing_in(client: Client, db: None, settings: Any, path: str) -> None:
    settings.MAIL_IS_SET = True
    answer = client.get(path)
    assert answer.status_code in (200, 401) and english_in(answer.content) == []


def test_the_second_step_and_the_lock(client: Client, make_person: Person, sign_in: SignIn) -> None:
    user = make_person()
    set_up_second_step(user)
    waiting = sign_in(user)
    said = [waiting.get(STEP), waiting.post(STEP, {"code": ""})]
    said += [waiting.post(STEP, {"code": "000000"}) for _ in range(6)]
    said += [client.post("/dang-nhap/", {"username": "a", "password": "b"}) for _ in range(6)]
    assert [english_in(page.content) for page in said] == [[]] * len(said)
    assert "tạm khóa" in said[7].content.decode() and "tạm khóa" in said[-1].content.decode()


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/quan-tri/tai-khoan/", None),
        ("/quan-tri/tai-khoan/moi/", None),
        ("/quan-tri/tai-khoan/moi/", {"username": "Văn Thư", "email": "x", "kind": "acting"}),
        ("/quan-tri/nguoi/nguoi.dung/", None),
        ("/quan-tri/nguoi/nguoi.dung/vi-tri/", None),
        ("/quan-tri/nguoi/nguoi.dung/vi-tri/1/thoi/", None),
        ("/quan-tri/nguoi/nguoi.dung/vi-tri/1/thoi/", {"last": "", "reason": ""}),
    ],
)
def test_administrators_pages(
    client: Client, agencies: dict[str, Organisation], make_person: Person, path: str, typed: Any
) -> None:
    User.objects.filter(pk=make_person().pk).update(label="Văn thư")
    client.force_login(make_administrator(agencies["VP"]).user)
    answer = client.get(path) if typed is None else client.post(path, typed)
    assert answer.status_code == 200 and english_in(answer.content) == []
