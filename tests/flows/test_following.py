"""From a progress entry to accepted in a real browser, with scripts and without, by roles and labels."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.flows.conftest import Enter
from tests.flows.looking import violations

pytestmark = pytest.mark.browser
TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).strftime("%d/%m/%Y")
DONE = "Đã trình dự thảo quy định, gồm 12 điều"
OFFICER, HEAD, FOCAL = "Chuyên viên Sở Tài chính", "Lãnh đạo Sở Tài chính", "Lãnh đạo Sở Công Thương"


def open_task(page: Page) -> str:
    """A running task of one's own agency that nothing waits for."""
    page.goto("/viec-cua-toi/")
    links = page.get_by_role("link", name=re.compile(r"^NV")).all()
    for path in dict.fromkeys(link.get_attribute("href") or "" for link in links):
        page.goto(path)
        settled = page.get_by_role("heading", name="Đề nghị công nhận hoàn thành")
        if page.get_by_role("link", name="Báo cáo tiến độ").count() and not settled.count():
            return path
    raise AssertionError("không có nhiệm vụ nào để báo cáo")


def status(page: Page) -> str:
    return page.locator(".why .status").first.inner_text().strip().lower()


def report(page: Page, path: Path) -> None:
    """The officer's draft with its evidence; an empty one is sent back with what is missing."""
    page.get_by_role("link", name="Báo cáo tiến độ").first.click()
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_label("Việc đã làm trong kỳ").fill(DONE)
    page.get_by_label(re.compile("^Kết quả")).fill("Dự thảo đã lấy ý kiến")
    page.get_by_label("Số liệu của kết quả").fill("1.234,5")
    page.get_by_label("Đơn vị tính").fill("tỷ đồng")
    page.get_by_label("Khó khăn, vướng mắc").fill("Thiếu số liệu của cấp xã")
    page.get_by_label("Tệp minh chứng").set_input_files(path)
    page.get_by_role("button", name="Lưu dự thảo").click()


def claim(page: Page, task: str, note: str) -> None:
    page.goto(task)
    page.get_by_role("link", name="Đề nghị công nhận hoàn thành").click()
    page.get_by_label("Ngày hoàn thành").fill(TODAY)
    page.get_by_label("Căn cứ").fill(note)
    page.get_by_role("button", name="Gửi đề nghị").click()


def decide(page: Page, task: str, choice: str, reason: str) -> None:
    page.goto(task)
    page.get_by_role("link", name="Xem xét đề nghị công nhận hoàn thành").click()
    page.get_by_label(choice).check()
    page.get_by_label("Lý do, nội dung cần bổ sung").fill(reason)
    page.get_by_role("button", name="Ghi quyết định").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_progress_to_accepted(enter: Enter, tmp_path: Path, scripts: bool) -> None:
    officer, head, focal = (enter(role, java_script_enabled=scripts) for role in (OFFICER, HEAD, FOCAL))
    evidence = tmp_path / "bien-ban.txt"
    evidence.write_text("Biên bản làm việc", encoding="utf-8")
    task = open_task(officer)
    before = status(officer)
    assert before.startswith("chưa")
    report(officer, evidence)
    officer.goto(task)
    expect(officer.get_by_text(DONE).first).to_be_visible()
    assert officer.get_by_role("button", name="Gửi", exact=True).count() == 0, "an officer does not send"

    head.goto("/viec-cua-toi/")
    expect(head.get_by_text("dự thảo báo cáo của").first).to_be_visible()
    head.goto(task)
    head.get_by_role("button", name="Gửi", exact=True).first.click()
    expect(head.get_by_text("1.234,5 tỷ đồng").first).to_be_visible()
    expect(head.get_by_role("link", name="bien-ban.txt").first).to_be_visible()

    claim(head, task, "Quyết định đã ban hành")
    assert head.get_by_role("link", name="Xem xét đề nghị công nhận hoàn thành").count() == 0
    focal.goto("/viec-cua-toi/")
    expect(focal.get_by_text("đề nghị công nhận hoàn thành").first).to_be_visible()
    decide(focal, task, "Trả lại", "Đề nghị bổ sung biên bản nghiệm thu")
    head.goto(task)
    expect(head.get_by_text("Đề nghị bổ sung biên bản nghiệm thu").first).to_be_visible()
    assert status(head) == before, "what was returned is not done"

    claim(head, task, "Đã bổ sung biên bản nghiệm thu")
    decide(focal, task, "Chấp nhận", "")
    head.goto(task)
    assert re.fullmatch(r"hoàn thành (đúng|quá) hạn", status(head))
    if scripts:
        assert violations(head) == []
