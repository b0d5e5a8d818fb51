"""Signing in to a running server: fifty tries at once, and a security key in a real browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.example import Site, empty_site
from tests.factories.serving import Serving, serving
from tests.flows.conftest import DESKTOP, PATIENCE, Tell
from tests.flows.looking import violations
from tests.flows.visitor import Visitor

PASSWORD = "Mot-cau-dai-de-nho-1"
AGENCY = ("--province", "Mẫu Mới", "--province-code", "98", "--agency", "Sở Công Thương tỉnh Mẫu Mới")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two administrators and nothing else."""
    made = empty_site(tmp_path_factory.mktemp("sign-in") / "site")
    for name in ("quantri", "quantri2"):
        done = made.run("admin", "--username", name, *AGENCY, "--password-stdin", stdin=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def open_site(site: Site) -> Iterator[Serving]:
    with serving(site) as server:
        yield server


def failures(site: Site, name: str) -> int:
    counted = site.execute(
        "SELECT count(*) FROM journal_event e JOIN accounts_user u ON u.id = e.subject "  # noqa: S608
        f"WHERE e.action = 'fail_sign_in' AND u.username = '{name}'"
    )
    return int(counted[0][0])


def test_of_fifty_wrong_tries_at_once_five_are_looked_at(site: Site, open_site: Serving, tell: Tell) -> None:
    visitors = [Visitor(open_site.address).go("/dang-nhap/") for _ in range(50)]

    def attempt(visitor: Visitor) -> int:
        return visitor.press("Đăng nhập", username="quantri2", password="sai").status

    with ThreadPoolExecutor(50) as crowd:
        answers = Counter(crowd.map(attempt, visitors))
    tell(f"50 lần thử cùng lúc: {dict(answers)}")
    assert answers == {200: 5, 429: 45}
    assert failures(site, "quantri2") == 5
    late = Visitor(open_site.address).go("/dang-nhap/")
    assert late.press("Đăng nhập", username="quantri2", password=PASSWORD).status == 429


@pytest.fixture
def window(browser: Browser, open_site: Serving) -> Iterator[Page]:
    """A browser window with a security key built into the machine."""
    address = open_site.address.replace("127.0.0.1", "localhost")
    context = browser.new_context(viewport=DESKTOP, base_url=address, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()


@pytest.mark.browser
def test_a_security_key_from_adding_it_to_signing_in_with_it_alone(window: Page) -> None:
    said: list[str] = []
    window.on("pageerror", lambda error: said.append(str(error)))
    window.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    window.goto("/dang-nhap/")
    window.get_by_label("Tên đăng nhập").fill("quantri")
    window.get_by_label("Mật khẩu").fill(PASSWORD)
    window.get_by_role("button", name="Đăng nhập", exact=True).click()
    window.goto("/quan-tri/tai-khoan/")
    window.get_by_text("phải bật xác thực hai bước").wait_for()
    window.get_by_role("link", name="Thêm khóa").click()
    window.get_by_label("Mật khẩu").fill(PASSWORD)
    window.get_by_role("button", name="Tiếp tục").click()
    window.get_by_label("Đăng nhập chỉ bằng khóa này").check()
    assert violations(window) == []
    window.get_by_role("button", name="Thêm khóa").click()
    window.get_by_role("heading", name="Mã dự phòng").wait_for()
    assert len(re.findall(r"\b\d{8}\b", window.get_by_role("main").inner_text())) == 10
    window.goto("/quan-tri/tai-khoan/")
    window.get_by_role("heading", name="Rà soát tài khoản").wait_for()
    assert violations(window) == []
    window.locator("details.office summary").click()
    window.get_by_role("button", name="Đăng xuất").click()
    window.get_by_role("button", name="Đăng nhập bằng khóa bảo mật").click()
    window.wait_for_url("**/viec-cua-toi/")
    window.goto("/quan-tri/tai-khoan/")
    window.get_by_role("heading", name="Rà soát tài khoản").wait_for()
    assert said == []
