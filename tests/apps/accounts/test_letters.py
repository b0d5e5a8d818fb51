"""Invitations and forgotten passwords: links that work once and not long, answers that tell nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from lotrinh.apps.accounts.letters import invitation_tokens, send_link
from lotrinh.apps.accounts.models import User
from lotrinh.apps.journal.models import Event
from lotrinh.apps.notices.posting import postman
from lotrinh.apps.organisations.models import Organisation
from tests.apps.accounts.conftest import MORNING, PASSWORD, Person, SignIn
from tests.factories.story import make_administrator

NEW = "Mot-cau-khac-dai-hon-2"
CHOSEN = {"new_password1": NEW, "new_password2": NEW}


@pytest.fixture(autouse=True)
def mail_is_set(settings: Any) -> None:
    settings.MAIL_IS_SET = True


def posted() -> list[Any]:
    """What has been sent by now, once the postman is through."""
    postman.submit(int).result(30)
    return mail.outbox


def letters() -> list[Any]:
    """What is sent when the transaction ends, which in a test it never does."""
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _savepoints, send, _robust in waiting:
        send()
    return posted()


def link_in(letter: Any) -> str:
    return re.findall(r"http://testserver(/\S+)", letter.body)[0]


def follow(client: Client, link: str) -> str:
    """The form behind a link; the token has left the address."""
    return str(client.get(link).get("Location", ""))


def test_an_invitation_from_letter_to_first_page(agencies: dict[str, Organisation], settings: Any) -> None:
    administrator = Client()
    administrator.force_login(make_administrator(agencies["VP"]).user)
    typed = {
        "username": "van.thu",
        "label": "Văn thư Sở Tài chính",
        "email": "van.thu@tinhmau.example",
        "organisation": str(agencies["STC"].pk),
        "roles": ["officer"],
        "kind": "held",
    }
    assert administrator.post("/quan-tri/tai-khoan/moi/", typed)["Location"] == "/quan-tri/nguoi/van.thu/"
    assert "Tên đăng nhập này đã có" in administrator.post("/quan-tri/tai-khoan/moi/", typed).content.decode()
    link, client = link_in(letters()[0]), Client()
    form = follow(client, link)
    assert "van.thu" in client.get(form).content.decode() and "dat-mat-khau" not in form
    assert (
        "14 ký tự" in client.post(form, {"new_password1": "ngan", "new_password2": "ngan"}).content.decode()
    )
    assert client.post(form, CHOSEN)["Location"] == "/dang-nhap/"
    signed_in = client.post("/dang-nhap/", {"username": "van.thu", "password": NEW}, follow=True)
    assert signed_in.status_code == 200 and "Sở Tài chính tỉnh Mẫu" in signed_in.content.decode()
    assert "đã dùng hoặc đã hết hạn" in Client().get(link, follow=True).content.decode()
    actions = list(Event.objects.order_by("number").values_list("action", flat=True))
    assert actions[-4:] == ["open_account", "give_office", "choose_password", "sign_in"]
    assert NEW not in str(list(Event.objects.values_list("after", flat=True)))


def test_without_a_mail_server_the_link_is_handed_over(
    agencies: dict[str, Organisation], make_person: Person, settings: Any
) -> None:
    settings.MAIL_IS_SET = False
    User.objects.filter(pk=make_person().pk).update(password="!")
    client = Client()
    client.force_login(make_administrator(agencies["VP"]).user)
    page = client.post("/quan-tri/nguoi/nguoi.dung/moi-lai/", {"version": 1}, follow=True).content.decode()
    link = re.findall(r"http://testserver(/loi-moi/[\w/-]+)", page)[0]
    assert follow(Client(), link) and letters() == []
    assert "Chưa đặt máy chủ thư" in page
    assert "Đề nghị liên hệ người quản trị" in Client().get("/quen-mat-khau/").content.decode()


@pytest.mark.parametrize(("minutes", "works"), [(29, True), (31, False)])
def test_a_link_lives_half_an_hour(make_person: Person, minutes: int, works: bool) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        user = make_person()
        Client().post("/quen-mat-khau/", {"email": user.email.upper()})
        link, client = link_in(letters()[0]), Client()
        clock.shift(minutes * 60)
        assert bool(follow(client, link)) is works


@pytest.mark.parametrize(
    ("forged", "days", "works"), [("", 2.99, True), ("", 3.01, False), ("x", 1, False), ("stamp", 1, False)]
)
def test_an_invitation_lives_three_days(make_person: Person, forged: str, days: float, works: bool) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        user = make_person()
        User.objects.filter(pk=user.pk).update(password="!")
        token = invitation_tokens.make_token(User.objects.get(pk=user.pk))
        stamp, rest = token.split("-")
        token = {"": token, "x": token + "x", "stamp": f"{stamp}0-{rest}"}[forged]
        clock.shift(days * 86_400)
        link = f"/loi-moi/{urlsafe_base64_encode(force_bytes(user.pk))}/{token}/"
        assert bool(follow(Client(), link)) is works


def test_a_link_works_once(make_person: Person, sign_in: SignIn) -> None:
    user = make_person()
    open_elsewhere = sign_in(user)
    Client().post("/quen-mat-khau/", {"email": user.email})
    link, first, second = link_in(letters()[0]), Client(), Client()
    forms = follow(first, link), follow(second, link)
    assert first.post(forms[0], CHOSEN).status_code == 302
    assert "đã hết hạn" in second.post(forms[1], CHOSEN).content.decode()
    assert open_elsewhere.get("/tai-khoan/").status_code == 302, "sessions under the old password ended"
    assert sign_in(user, NEW).get("/tai-khoan/").status_code == 200


def test_the_answer_does_not_tell_whether_the_address_is_known(make_person: Person) -> None:
    user = make_person()
    closed = make_person("da.dong")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    pages = {
        Client().post("/quen-mat-khau/", {"email": email}, follow=True).content
        for email in (user.email, "khong.co@tinhmau.example", closed.email)
    }
    said = {re.sub(rb'value="(\w{64}|[\w-]{36})"|\d\d:\d\d', b"", page) for page in pages}
    assert len(said) == 1 and "Nếu địa chỉ này thuộc" in said.pop().decode()
    assert [letter.to for letter in letters()] == [[user.email]]


def test_at_most_five_letters_in_a_quarter_of_an_hour(make_person: Person) -> None:
    user = make_person()
    for _ in range(8):
        assert Client().post("/quen-mat-khau/", {"email": user.email}).status_code == 302
    assert len(letters()) == 5


def test_a_name_cannot_write_into_the_letter(make_person: Person) -> None:
    user = make_person("a", email="a@tinhmau.example")
    User.objects.filter(pk=user.pk).update(label="Người\r\nBcc: x@tinhmau.example")
    Client().post("/quen-mat-khau/", {"email": user.email})
    letter = letters()[0]
    assert letter.recipients() == [user.email] and "\n" not in letter.subject


@pytest.mark.parametrize("made_up", ["/loi-moi/x/y-z/", "/dat-mat-khau/MQ/abc-def/", "/loi-moi/%00/x/"])
def test_a_made_up_link_opens_nothing(made_up: str, db: None) -> None:
    answer = Client().get(made_up)
    assert answer.status_code == 200 and "đã dùng hoặc đã hết hạn" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


def test_no_letter_leaves_before_the_account_is_saved(
    agencies: dict[str, Organisation], make_person: Person
) -> None:
    """A slow or broken mail server holds no lock, and nobody is invited to an account that was taken back."""
    make_person("a", email="a@tinhmau.example")
    client, user = Client(), User.objects.get(username="a")
    client.force_login(make_administrator(agencies["VP"]).user)
    user.set_unusable_password()
    user.save()
    assert client.post("/quan-tri/nguoi/a/moi-lai/", {"version": user.version}).status_code == 302
    assert posted() == [], "the transaction of the request is still open"
    assert [letter.to for letter in letters()] == [["a@tinhmau.example"]]
    mail.outbox.clear()
    with pytest.raises(RuntimeError), transaction.atomic():
        send_link(RequestFactory().get("/"), user, is_invitation=True)
        raise RuntimeError
    assert letters() == []
