"""Letters by the site's own server: a sealed password, the environment first, and a word for each way to fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.models import Event
from lotrinh.apps.notices import post
from lotrinh.apps.notices.actions import note_test_letter, set_mail_server
from lotrinh.apps.notices.models import MailServer
from lotrinh.apps.notices.post import Server, try_letter
from lotrinh.apps.notices.queries import mail_is_set
from lotrinh.apps.notices.sealing import seal, unseal
from tests.factories.mail_server import closed_port, post_office

SECRET = "Mot-mat-khau-thu-1!"


def keep(by: Office, port: int, **values: Any) -> MailServer:
    given = {"host": "127.0.0.1", "security": "none", "username": "", "password": None, "version": 0}
    return set_mail_server(
        by=by,
        at=timezone.now(),
        province_id=by.province_id,
        **{**given, "port": port, "sender": "lotrinh@tinhmau.example", **values},
    )


def at(port: int, **values: Any) -> Server:
    given = {"host": "127.0.0.1", "security": "none", "username": "", "password": "", "sender": "a@b.example"}
    return Server(**{**given, "port": port, **values})


@pytest.fixture
def by_the_site(settings: Any) -> None:
    settings.MAIL_IS_SET = False
    settings.EMAIL_BACKEND = "lotrinh.apps.notices.post.SiteBackend"


def test_every_letter_of_the_site_goes_by_it(focal_office: Office, by_the_site: None) -> None:
    with post_office(password=True) as office:
        row = keep(focal_office, office.port, username="lotrinh", password=SECRET)
        assert not mail_is_set(), "nobody knows yet whether it works"
        note_test_letter(
            by=focal_office,
            at=timezone.now(),
            province_id=focal_office.province_id,
            row=row,
            to="ai@b.example",
        )
        assert mail_is_set()
        assert EmailMessage("Chào", "Nội dung", to=["ai@tinhmau.example"]).send() == 1
        assert office.signed_in == [f"lotrinh:{SECRET}"]
        assert "From: lotrinh@tinhmau.example" in office.letters[0]


def test_nowhere_where_nothing_is_set(db: None, by_the_site: None) -> None:
    assert not mail_is_set()
    assert EmailMessage("Chào", "Nội dung", to=["ai@tinhmau.example"]).send() == 0


def test_the_environment_comes_first(focal_office: Office, settings: Any) -> None:
    """What LOTRINH_MAIL names is Django's own backend; the row of the site is then not asked."""
    with post_office() as ours, post_office() as named:
        keep(focal_office, ours.port)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", named.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        EmailMessage("Chào", "Nội dung", to=["ai@tinhmau.example"]).send()
        assert (len(ours.letters), len(named.letters)) == (0, 1)


def test_the_password_is_nowhere_in_the_tables_or_the_record(focal_office: Office, settings: Any) -> None:
    row = keep(focal_office, 25, username="lotrinh", password=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM notices_mailserver")
        kept = cursor.fetchone()[0]
    assert SECRET not in kept and unseal(kept) == SECRET
    event = Event.objects.get(action="set_mail_server")
    assert SECRET not in str(event.after) and kept not in str(event.after)
    settings.SECRET_KEY = "another"
    assert unseal(kept) is None
    assert Server.of(row).password == ""


def test_an_empty_password_keeps_the_one_there(focal_office: Office) -> None:
    first = keep(focal_office, 25, username="lotrinh", password=SECRET)
    kept = keep(focal_office, 587, username="lotrinh", version=first.version)
    assert unseal(kept.password) == SECRET
    assert unseal(keep(focal_office, 587, password="", version=kept.version).password) == ""
    assert seal("") == ""


def test_whoever_saw_an_older_server_is_told(focal_office: Office) -> None:
    keep(focal_office, 25)
    with pytest.raises(ActionRefused, match="Người khác vừa sửa"):
        keep(focal_office, 26, version=0)
    assert MailServer.objects.get().port == 25


def test_there_is_one(focal_office: Office) -> None:
    keep(focal_office, 25)
    with pytest.raises(IntegrityError), transaction.atomic():
        MailServer.objects.create(host="b", sender="a@b.example")


@pytest.mark.parametrize(
    ("refuses", "word"),
    [
        ("password", "không nhận tên đăng nhập hoặc mật khẩu"),
        ("recipient", "không nhận gửi tới ai@tinhmau.example"),
        ("sender", "không cho gửi từ a@b.example"),
        ("hangs up", "ngắt kết nối"),
    ],
)
def test_why_a_letter_did_not_go(refuses: str, word: str) -> None:
    with post_office(refuses, password=True) as office:
        server = at(office.port, username="lotrinh", password="sai")
        assert word in try_letter(server, "ai@tinhmau.example", "Thử", "Thử")
        assert office.letters == []


def test_nobody_there_nobody_answers_nobody_by_that_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "TEST_SECONDS", 1)
    assert "từ chối kết nối" in try_letter(at(closed_port()), "a@b.example", "Thử", "Thử")
    assert "Không tìm thấy máy chủ" in try_letter(
        at(25, host="khong-co.invalid"), "a@b.example", "Thử", "Thử"
    )
    with post_office("silence") as office:
        assert "không trả lời" in try_letter(at(office.port), "a@b.example", "Thử", "Thử")


def test_the_wrong_kind_of_security(tmp_path: Path) -> None:
    with post_office() as office:
        assert "kiểu bảo mật khác" in try_letter(at(office.port, security="tls"), "a@b.example", "Thử", "Thử")
        told = try_letter(at(office.port, security="starttls"), "a@b.example", "Thử", "Thử")
        assert "Chọn kiểu bảo mật khác" in told
    with post_office(tls=tmp_path) as office:
        assert "Chứng thư" in try_letter(at(office.port, security="tls"), "a@b.example", "Thử", "Thử")


def test_signs_the_protocol_cannot_carry() -> None:
    with post_office(password=True) as office:
        server = at(office.port, username="lotrinh", password="mật khẩu")
        assert "chữ không dấu" in try_letter(server, "a@b.example", "Thử", "Thử")


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "::", "224.0.0.1"])
def test_addresses_that_are_no_mail_server_are_not_called(host: str) -> None:
    assert "không dùng làm máy chủ thư được" in try_letter(at(25, host=host), "a@b.example", "Thử", "Thử")


def test_a_name_cannot_smuggle_in_headers(focal_office: Office, by_the_site: None) -> None:
    with post_office() as office:
        keep(focal_office, office.port)
        with pytest.raises(ValueError, match="newlines"):
            EmailMessage("Chào\nBcc: x@y.example", "Nội dung", to=["ai@tinhmau.example"]).send()
        assert office.letters == []
