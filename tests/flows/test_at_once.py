"""Many at once over real HTTP: one file uploaded ten times, one form sent five times, fifty who send the same report."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path

import pytest

from tests.flows.conftest import Enter
from tests.flows.documents import PLAN, other_bytes
from tests.flows.looking import PHONE, overflow, printed, violations
from tests.flows.test_over_http import open_task, wait_until_read
from tests.flows.visitor import Upload, Visitor

OFFICER, HEAD = "Chuyên viên Sở Tài chính", "Lãnh đạo Sở Tài chính"
FOCAL = "Lãnh đạo Sở Công Thương"
Visit = Callable[[str], Visitor]


def together(visitors: list[Visitor], act: Callable[[Visitor], object]) -> None:
    """All of them at the same moment."""
    gate = threading.Barrier(len(visitors))

    def go(visitor: Visitor) -> None:
        gate.wait(60)
        act(visitor)

    with ThreadPoolExecutor(len(visitors)) as pool:
        list(pool.map(go, visitors))


def test_ten_uploads_of_one_file_are_one_document(visit: Visit) -> None:
    """U25. Every upload has a form of its own; all ten answers lead to the same document."""
    head = visit(FOCAL).go("/van-ban/nap/")
    file = Upload("muoi-lan.docx", other_bytes(PLAN, b"muoi lan"))
    visitors = [deepcopy(head).go("/van-ban/nap/") for _ in range(10)]
    together(visitors, lambda one: one.press("Nạp văn bản", tep=file))
    places = set()
    for visitor in visitors:
        wait_until_read(visitor)
        assert visitor.status == 200
        link = [one for one in (visitor.at, *visitor.links()) if one.startswith("/van-ban/VB-")]
        places.add(link[0].split("/")[2])
    assert len(places) == 1, places


def test_one_upload_sent_five_times_is_one_reading(visit: Visit) -> None:
    """The same form with the same bytes: the second click gets the first one's answer."""
    head = visit(FOCAL).go("/van-ban/nap/")
    file = Upload("nam-lan.docx", other_bytes(PLAN, b"nam lan"))
    visitors = [deepcopy(head) for _ in range(5)]
    together(visitors, lambda one: one.press("Nạp văn bản", tep=file))
    for visitor in visitors:
        wait_until_read(visitor)
    head.go("/van-ban/nap/")
    assert head.text.count("nam-lan.docx") == 1


def test_a_double_click_writes_one_draft(visit: Visit) -> None:
    officer = visit(OFFICER)
    path = open_task(officer)
    officer.go(f"{path}bao-cao/")
    visitors = [deepcopy(officer) for _ in range(5)]
    together(visitors, lambda one: one.press("Lưu dự thảo", done="Bấm năm lần cùng lúc"))
    assert Counter((one.status, one.at) for one in visitors) == Counter({(200, path): 5})
    drafts = officer.go(path).page.xpath("//section[@id='du-thao']//article")
    assert sum("Bấm năm lần cùng lúc" in draft.text_content() for draft in drafts) == 1


def test_of_fifty_who_send_one_report_one_does(visit: Visit) -> None:
    officer = visit(OFFICER)
    path = open_task(officer)
    officer.go(f"{path}bao-cao/").press("Lưu dự thảo", done="Năm mươi người cùng gửi")
    head = visit(HEAD).go(path)
    visitors = [deepcopy(head) for _ in range(50)]
    for visitor in visitors:
        visitor.go(path)  # a page, and so a key, of their own
    together(visitors, lambda one: one.press("Gửi"))
    assert Counter(one.status for one in visitors) == Counter({200: 1, 409: 49})
    told = [one for one in visitors if one.status == 409]
    assert all("đã được Lãnh đạo Sở Tài chính" in one.text and "gửi lúc" in one.text for one in told)


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["có script", "không script"])
def test_the_page_with_both_sides(enter: Enter, visit: Visit, tmp_path: Path, scripts: bool) -> None:
    """Axe, a phone's width, paper, and choosing with the keyboard's fields alone."""
    officer = visit(OFFICER)
    path = open_task(officer)
    officer.go(f"{path}bao-cao/").press("Lưu dự thảo", done="Bản đầu", result="Như cũ")
    page = enter(OFFICER, java_script_enabled=scripts)
    page.goto(f"{path}du-thao/1/")
    officer.go(f"{path}du-thao/1/").press("Lưu dự thảo", done="Bản của người thứ nhất")
    page.get_by_label("Việc đã làm trong kỳ").fill("Bản của người thứ hai")
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.get_by_role("heading", name="Nội dung vừa được người khác cập nhật").wait_for()
    assert page.get_by_text("Bản của người thứ nhất").count() and page.get_by_text("vừa cập nhật lúc").count()
    if scripts:
        assert violations(page) == []
        assert "Bản của người thứ nhất" in printed(page, tmp_path)
        page.set_viewport_size(PHONE)
        assert overflow(page) == []
    page.get_by_label("Giữ nội dung hiện nay").check()
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.wait_for_url(f"**{path}")
    assert page.get_by_text("Bản của người thứ nhất").count()
    officer.go(f"{path}du-thao/1/").press("Lưu dự thảo", done="Dọn dẹp")
    officer.go(path).press("Bỏ dự thảo")
