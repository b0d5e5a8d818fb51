"""Every page a role can reach by links: accessible, one-way scrolling at 360 px, whole on A4, no fault in the console."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.flows.conftest import DESKTOP, Enter, Tell
from tests.flows.looking import PHONE, overflow, printed, violations

pytestmark = pytest.mark.browser
START = (
    "/viec-cua-toi/",
    "/dieu-hanh/",
    "/van-ban/",
    "/nhiem-vu/",
    "/chi-tieu/",
    "/bao-cao/",
    "/tim/?q=cong+nghiep",
)
ROLES = ("Lãnh đạo Sở Công Thương", "Lãnh đạo UBND tỉnh", "Giám sát HĐND tỉnh")
FILES = re.compile(r"/(?:tep|tai\.|bieu-do\.|minh-chung|static)")
KEY = re.compile(r"[A-ZĐ]{2}[\w-]*-?\d[\w-]*|\d+")


def kind_of(path: str) -> str:
    """The address without what names one row: pages of one kind look alike."""
    return KEY.sub("*", urlsplit(path).path)


def pages_of(page: Page) -> list[str]:
    """One address of every kind that can be reached by links, breadth first."""
    found: dict[str, str] = {}
    waiting = list(START)
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in found or FILES.search(path):
            continue
        answer = page.goto(path)
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
        found[kind_of(path)] = path
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        here = urlsplit(page.url).path
        waiting += [link if link.startswith("/") else here for link in links if re.match(r"/(?!/)", link)]
    return list(found.values())


@pytest.mark.parametrize("role", ROLES)
def test_every_page(enter: Enter, role: str, tmp_path: Path, tell: Tell) -> None:
    page = enter(role)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(fault(message)) if fault(message) else None)
    paths = pages_of(page)
    assert len(paths) >= 9
    problems: dict[str, list[object]] = {}
    for path in paths:
        page.set_viewport_size(DESKTOP)
        page.goto(path)
        found: list[object] = [*violations(page)]
        page.set_viewport_size(PHONE)
        found += [*overflow(page), *violations(page)]
        if found:
            problems[path] = found
    tell(f"{role}: {len(paths)} loại trang: {' '.join(paths)}")
    assert problems == {} and said == []
    page.set_viewport_size(DESKTOP)
    for path in paths:
        page.goto(path)
        heading = page.get_by_role("heading", level=1).first.inner_text().split("\n")[0]
        paper = printed(page, tmp_path)
        assert " ".join(heading.split())[:25].lower() in paper.lower(), path
        assert "Đăng xuất" not in paper and "DỮ LIỆU MẪU" in paper, path


def fault(message: ConsoleMessage) -> str:
    return message.text if message.type in ("error", "warning") else ""


def test_a_page_that_is_not_there_says_what_to_do(enter: Enter) -> None:
    page = enter(ROLES[0])
    answer = page.goto("/khong-co-trang-nay/")
    assert answer is not None and answer.status == 404
    assert "Không tìm thấy" in page.get_by_role("main").inner_text()
    assert violations(page) == []
