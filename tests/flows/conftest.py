"""The example province served in a process of its own, and visitors to it: by plain HTTP and in a real browser."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories.example import Site, copy_site
from tests.factories.serving import Serving, serving
from tests.flows.visitor import Visitor

DESKTOP = {"width": 1366, "height": 768}
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

Enter = Callable[..., Page]
Tell = Callable[[str], None]


@pytest.fixture(scope="module")
def served(example: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Each module of stories has its own copy of the province, so that no story depends on another's."""
    site = copy_site(example, tmp_path_factory.mktemp("flows") / "site")
    with serving(site, "--example") as server:
        yield server


@pytest.fixture
def visit(served: Serving) -> Callable[[str], Visitor]:
    """A visitor without a browser, signed in with one click as the role of that label."""

    def enter(role: str) -> Visitor:
        visitor = Visitor(served.address)
        visitor.go("/dang-nhap/")
        visitor.press(role)
        return visitor

    return enter


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a measurement past the capture, for whoever runs the stories."""

    def say(words: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{words}\n")

    return say


@pytest.fixture
def enter(browser: Browser, served: Serving) -> Iterator[Enter]:
    """A browser window signed in as the role of that label; `options` are the window's (size, scripts)."""
    opened: list[BrowserContext] = []

    def signed_in(role: str, **options: Any) -> Page:
        window = browser.new_context(
            **{"viewport": DESKTOP, "base_url": served.address, "locale": "vi-VN", **options}
        )
        window.set_default_timeout(PATIENCE)
        opened.append(window)
        page = window.new_page()
        page.goto("/dang-nhap/")
        page.get_by_role("button", name=role).first.click()
        page.get_by_role("button", name="Đăng xuất").or_(page.get_by_text(role)).first.wait_for(
            state="attached"
        )
        return page

    yield signed_in
    for window in opened:
        window.close()
