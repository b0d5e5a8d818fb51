"""`lotrinh admin` makes the first administrator, and says plainly why it does not."""

from __future__ import annotations

import io

import pytest

from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.journal.models import Event
from lotrinh.cli.main import main

CALL = ["admin", "--username", "quantri", "--province", "Mẫu Mới", "--province-code", "98"]
AGENCY = ["--agency", "Sở Công Thương tỉnh Mẫu Mới", "--password-stdin"]
PASSWORD = "Mot-cau-dai-de-nho-96"

pytestmark = pytest.mark.django_db


def call(monkeypatch: pytest.MonkeyPatch, password: str, *more: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return main([*CALL, *AGENCY, *more])


def test_the_first_administrator_can_sign_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, PASSWORD) == 0
    assert "Đã tạo tài khoản quantri" in capsys.readouterr().out
    user = User.objects.get(username="quantri")
    assert user.check_password(PASSWORD) and not user.is_example
    office = Office.objects.get(user=user)
    assert office.organisation.name == "Sở Công Thương tỉnh Mẫu Mới"
    assert set(office.roles) == {"admin", "officer", "head"}
    assert Event.objects.filter(province=office.province_id).count() >= 3, "the journal tells how it began"


def test_a_second_one_joins_the_same_province_and_agency(monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(monkeypatch, PASSWORD) == 0
    assert call(monkeypatch, PASSWORD, "--username", "quantri2") == 0
    assert Office.objects.values("organisation").distinct().count() == 1


def test_a_name_that_is_taken_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, PASSWORD) == 0
    assert call(monkeypatch, PASSWORD) == 3
    assert "quantri đã có" in capsys.readouterr().err
    assert User.objects.count() == 1


@pytest.mark.parametrize("password", ["", "ngan", "12345678901234567", "quantri.tinh.mau"])
def test_a_weak_password_makes_no_account(
    password: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, password, "--username", "quantri.tinhmau") == 3
    assert "Mật khẩu chưa dùng được" in capsys.readouterr().err
    assert not User.objects.exists()


def test_two_typings_that_differ_make_no_account(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter([PASSWORD, PASSWORD + "x"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    assert main([*CALL, *AGENCY[:2]]) == 3
    assert "không giống nhau" in capsys.readouterr().err
    assert not User.objects.exists()


def test_what_is_missing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["admin", "--username", "quantri"]) == 2
    assert "thiếu tham số: --province, --agency" in capsys.readouterr().err
