"""Signing in through a certified OpenID provider in a real browser; where it is not installed, the test says so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.example import Site, empty_site
from tests.factories.serving import Serving, free_port, serving
from tests.flows.certified_door import (
    CLIENT,
    SECRET,
    CertifiedDoor,
    certified_door,
    version,
    what_is_missing,
)
from tests.flows.conftest import DESKTOP, PATIENCE, Tell
from tests.flows.looking import violations

pytestmark = [
    pytest.mark.browser,
    # .ci/run installs it and must not pass without it.
    pytest.mark.skipif(
        bool(what_is_missing()) and "CI" not in os.environ,
        reason=f"cổng được chứng nhận: {what_is_missing()}",
    ),
]
PASSWORD = "Mot-cau-dai-de-nho-1"
AGENCY = ("--province", "Mẫu Mới", "--province-code", "98", "--agency", "Sở Công Thương tỉnh Mẫu Mới")
INVITE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "lotrinh.server.settings"
django.setup()
from django.utils import timezone
from lotrinh.apps.accounts.actions import SYSTEM, invite
from lotrinh.apps.organisations.models import Organisation
agency = Organisation.objects.order_by("pk").first()
for name in ("chuyenvien", "daning", "haingan"):
    invite(by=SYSTEM, at=timezone.now(), username=name, label="Chuyên viên", email=f"{name}@tinhmau.example",
           organisation=agency, roles=["officer"])
"""


@pytest.fixture(scope="module")
def port() -> int:
    """Known before either starts: the provider must know the site, the site the provider."""
    return free_port()


@pytest.fixture(scope="module")
def door(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CertifiedDoor]:
    assert not what_is_missing(), what_is_missing()
    with certified_door(f"http://127.0.0.1:{port}", tmp_path_factory.mktemp("door")) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = empty_site(tmp_path_factory.mktemp("agency") / "site")
    done = made.run("admin", "--username", "quantri", *AGENCY, "--password-stdin", stdin=PASSWORD + "\n")
    assert done.returncode == 0, done.stderr
    invited = made.run_program(INVITE)
    assert invited.returncode == 0, invited.stderr
    return made


@pytest.fixture(scope="module")
def served(site: Site, door: CertifiedDoor, port: int) -> Iterator[Serving]:
    told = {
        "LOTRINH_OIDC_ISSUER": door.issuer,
        "LOTRINH_OIDC_CLIENT": CLIENT,
        "LOTRINH_OIDC_SECRET": SECRET,
        "LOTRINH_OIDC_NAME": "Cổng tỉnh Mẫu",
    }
    with serving(site, port=port, **told) as server:
        yield server


@pytest.fixture
def window(browser: Browser, served: Serving) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, base_url=served.address, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def go_through(window: Page, name: str) -> None:
    """From our page to the provider's own pages, and back."""
    window.goto("/dang-nhap/")
    window.get_by_role("button", name="Đăng nhập qua Cổng tỉnh Mẫu").click()
    window.locator("input[name=login]").fill(name)
    window.locator("input[name=password]").fill("gi cung duoc")
    window.get_by_role("button", name="Sign-in").click()
    window.get_by_role("button", name="Continue").click()


def is_in(window: Page) -> bool:
    return window.request.get("/tai-khoan/", max_redirects=0).status == 200


def test_an_invited_person_comes_in_by_address_and_later_by_subject(
    window: Page, door: CertifiedDoor, site: Site, tell: Tell
) -> None:
    door.knows(c1={"email": "Chuyenvien@tinhmau.example", "email_verified": True, "name": "Chuyên viên"})
    go_through(window, "c1")
    window.wait_for_url("**/viec-cua-toi/")
    assert is_in(window) and violations(window) == []
    window.context.clear_cookies()
    door.knows(c1={"email": "doi-roi@tinhmau.example", "email_verified": False})
    go_through(window, "c1")
    window.wait_for_url("**/viec-cua-toi/")
    assert site.execute("SELECT uid FROM socialaccount_socialaccount") == [("c1",)]
    told = site.execute("SELECT count(*) FROM journal_event WHERE action = 'sign_in'")
    assert told == [(2,)]
    tell(f"Đăng nhập qua oidc-provider {version()}: vào bằng thư đã xác nhận, lần sau bằng mã định danh")


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nguoi-la@tinhmau.example", "email_verified": True},
        {"email": "haingan@tinhmau.example", "email_verified": False},
        {},
    ],
    ids=["unknown", "not verified", "no address"],
)
def test_who_has_no_account_here_is_told_so(
    window: Page, door: CertifiedDoor, claims: dict[str, object]
) -> None:
    door.knows(la=claims)
    go_through(window, "la")
    window.get_by_role("heading", name="Chưa có tài khoản").wait_for()
    assert not is_in(window) and violations(window) == []


def test_a_closed_account_stays_closed(window: Page, door: CertifiedDoor, site: Site) -> None:
    door.knows(d1={"email": "daning@tinhmau.example", "email_verified": True})
    go_through(window, "d1")
    window.wait_for_url("**/viec-cua-toi/")
    site.execute("UPDATE accounts_user SET is_active = false WHERE username = 'daning'")
    assert not is_in(window), "who is in goes out with the next request"
    window.context.clear_cookies()
    go_through(window, "d1")
    window.get_by_role("heading", name="Tài khoản đang tạm ngừng").wait_for()
    assert not is_in(window)


def changed(address: str, **parts: str) -> str:
    """The same address with other values in its query."""
    told = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(told.query).items()}
    return urlunsplit(told._replace(query=urlencode({**query, **parts})))


@pytest.fixture
def known(window: Page, door: CertifiedDoor) -> Page:
    """A window that was signed in here and is still signed in at the provider, which asks nothing any more."""
    door.knows(h1={"email": "haingan@tinhmau.example", "email_verified": True})
    go_through(window, "h1")
    window.wait_for_url("**/viec-cua-toi/")
    window.context.clear_cookies(name="lotrinh")
    return window


@pytest.mark.parametrize("part", ["nothing", "state", "nonce", "code"])
def test_an_answer_to_another_question_is_refused(known: Page, part: str) -> None:
    """Somebody in between changes the nonce on the way there, the state or the code on the way back."""
    known.goto("/dang-nhap/")
    token = known.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    form = {"csrfmiddlewaretoken": token}
    away = known.request.post("/dang-nhap/cua/co-quan/", form=form, max_redirects=0).headers["location"]
    assert len(parse_qs(urlsplit(away).query)["nonce"][0]) >= 32
    if part == "nonce":
        away = changed(away, nonce="cua-nguoi-khac")
    back = known.request.get(away, max_redirects=0).headers["location"]
    assert "/dang-nhap/cua/co-quan/ve/?code=" in back
    known.goto(changed(back, **{part: "cua-nguoi-khac"}) if part in ("state", "code") else back)
    if part == "nothing":
        known.wait_for_url("**/viec-cua-toi/")
        known.goto(back)
        assert "/ve/" in known.url, "the same answer a second time is an answer to nothing"
        return
    known.get_by_role("heading", name="Chưa đăng nhập được qua cổng của cơ quan").wait_for()
    assert not is_in(known) and violations(known) == []
