"""From file to tasks in a real browser: choose a file, watch it being read, decide every proposal by keyboard, confirm."""

from __future__ import annotations

import re
import statistics
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.flows.conftest import Enter, Tell
from tests.flows.documents import PLAN, other_bytes
from tests.flows.looking import PHONE, overflow, violations

pytestmark = pytest.mark.browser
SHARED = Path(__file__).parents[3] / "shared" / "samples"
MINUTES = 6
HEAD = "Lãnh đạo Sở Công Thương"


def counters(page: Page) -> tuple[int, int]:
    """How many proposals are decided, and how many there are."""
    told = page.get_by_text(re.compile(r"\d+ trên \d+ đề xuất")).first.inner_text()
    decided, total = re.findall(r"(\d+) trên (\d+)", told)[0]
    return int(decided), int(total)


def upload(page: Page, path: Path) -> None:
    """Chooses the file as a person does and waits for the desk."""
    page.goto("/van-ban/")
    page.get_by_role("link", name="Nạp văn bản").first.click()
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Kéo tệp vào đây hoặc chọn tệp").click()
    chooser.value.set_files(path)
    page.wait_for_url(re.compile(r"/van-ban/(nap/[\w-]+/|[\w-]+/doc/)$"))
    expect(
        page.get_by_role("heading", name=re.compile("Đang đọc văn bản|Đã đọc xong"))
        .or_(page.get_by_label("Đề xuất", exact=True))
        .first
    ).to_be_visible()
    page.get_by_role("link", name="Mở bàn đọc").or_(page.get_by_label("Đề xuất", exact=True)).first.wait_for(
        timeout=120_000
    )
    if page.get_by_role("link", name="Mở bàn đọc").count():
        page.get_by_role("link", name="Mở bàn đọc").click()
    page.wait_for_url(re.compile(r"/van-ban/[\w-]+/doc/"))


def accept_rest(page: Page) -> list[float]:
    """Enter until nothing waits; seconds from each key until the next proposal is chosen."""
    took = []
    waiting = page.locator("[data-card][data-state=pending]")
    for _ in range(waiting.count()):
        chosen = page.locator(".card.on").get_attribute("data-card")
        begun = time.perf_counter()
        page.keyboard.press("Enter")
        while page.locator(".card.on").get_attribute("data-card") == chosen and waiting.count():
            assert time.perf_counter() - begun < 30
        took.append(time.perf_counter() - begun)
    return took


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(other_bytes(PLAN))
    return path


def test_a_plan_by_keyboard(enter: Enter, plan: Path, tell: Tell) -> None:
    page = enter(HEAD)
    upload(page, plan)
    assert violations(page) == []
    _, total = counters(page)
    assert total >= 60
    begun = time.perf_counter()

    first = page.locator(".card.on").get_attribute("data-card")
    page.keyboard.press("ArrowDown")
    assert page.locator(".card.on").get_attribute("data-card") != first
    page.keyboard.press("ArrowUp")
    assert page.locator(".card.on").get_attribute("data-card") == first

    page.keyboard.press("x")
    expect(page.get_by_text(re.compile(r"^1 trên")).first).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text(re.compile(r"^0 trên")).first).to_be_visible()

    page.keyboard.press("e")
    expect(page.get_by_role("button", name="Lưu và nhận")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Lưu và nhận")).to_be_hidden()

    took = accept_rest(page)
    expect(page.get_by_text(re.compile(rf"^{total} trên {total}")).first).to_be_visible()
    whole = time.perf_counter() - begun
    tell(
        f"{total} đề xuất nhận bằng phím trong {whole:.1f} s; mỗi phím Enter: giữa {1000 * statistics.median(took):.0f} ms, lâu nhất {1000 * max(took):.0f} ms"
    )
    assert whole < 60 * MINUTES

    page.reload()
    assert counters(page) == (total, total), "what the screen said was kept"
    confirm(page)


def confirm(page: Page) -> None:
    """Names who follows the plan and puts it in force; its tasks are then there."""
    code = page.url.split("/van-ban/")[1].split("/")[0]
    page.get_by_role("link", name="Kiểm tra và xác nhận").click()
    page.get_by_label("Cơ quan đầu mối").select_option(label="Sở Công Thương tỉnh Mẫu Mới")
    page.get_by_label("Văn phòng cơ quan ban hành").select_option(label="Văn phòng UBND tỉnh Mẫu Mới")
    assert violations(page) == []
    page.get_by_role("button", name="Xác nhận, đưa vào thực hiện").click()
    page.wait_for_url(f"**/van-ban/{code}/")
    page.goto(f"/nhiem-vu/?van_ban={code}")
    assert page.get_by_role("link", name=re.compile(r"^NV")).count() >= 15


def test_all_certain_at_once_and_undone(enter: Enter, tmp_path: Path) -> None:
    path = tmp_path / "chac-chan.docx"
    path.write_bytes(other_bytes(PLAN, b"chac chan"))
    page = enter(HEAD)
    upload(page, path)
    button = page.get_by_role("button", name="Nhận tất cả đề xuất chắc chắn")
    certain = int(re.findall(r"\((\d+)\)", button.inner_text())[0])
    button.click()
    expect(page.get_by_text(re.compile(rf"^{certain} trên")).first).to_be_visible()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text(re.compile(r"^0 trên")).first).to_be_visible()


def test_a_click_finds_the_other_side(enter: Enter, tmp_path: Path) -> None:
    path = tmp_path / "hai-ben.docx"
    path.write_bytes(other_bytes(PLAN, b"hai ben"))
    page = enter(HEAD)
    upload(page, path)
    card = page.locator("[data-card]").nth(7)
    number = card.get_attribute("data-card")
    card.locator(".what").click()
    mark = page.locator(f"mark[data-of='{number}']").first
    expect(mark).to_be_in_viewport()
    other = page.locator("[data-card]").nth(3).get_attribute("data-card")
    page.locator(f"mark[data-of='{other}']").first.click(force=True)
    expect(page.locator(f"#de-xuat-{other}")).to_have_class(re.compile(r"\bon\b"))


def test_two_at_one_desk(enter: Enter, tmp_path: Path) -> None:
    """The key of the second decides nothing; the card says who was first, and keys wait for a button."""
    path = tmp_path / "hai-nguoi.docx"
    path.write_bytes(other_bytes(PLAN, b"hai nguoi"))
    first = enter(HEAD)
    upload(first, path)
    second = enter(HEAD)
    second.goto(first.url)
    number = first.locator(".card.on").get_attribute("data-card")
    card = second.locator(f"#de-xuat-{number}")
    expect(card).to_have_class(re.compile(r"\bon\b"))
    first.keyboard.press("x")
    expect(first.get_by_text(re.compile(r"^1 trên")).first).to_be_visible()
    second.keyboard.press("Enter")
    expect(card.locator("[data-clash]")).to_contain_text("vừa cập nhật đề xuất này lúc")
    expect(card).to_have_attribute("data-state", "rejected")
    expect(second.locator("[data-clashes]")).to_contain_text(str(number))
    assert violations(second) == []
    second.locator("[data-clashes] a").click()
    second.keyboard.press("Enter")
    expect(card.get_by_role("button", name="Vẫn nhận nội dung hiện nay")).to_be_focused()
    second.keyboard.press("Enter")
    expect(card).to_have_attribute("data-state", "accepted")
    expect(second.locator("[data-clashes]")).to_be_hidden()
    expect(second.get_by_text(re.compile(r"^1 trên")).first).to_be_visible()


def test_a_passage_marked_twice_is_one_card(enter: Enter, tmp_path: Path) -> None:
    path = tmp_path / "hai-lan.docx"
    path.write_bytes(other_bytes(PLAN, b"hai lan"))
    page = enter(HEAD)
    upload(page, path)
    _, total = counters(page)
    page.evaluate(
        """() => { const piece = [...document.querySelectorAll("[data-desk] .page [data-start]")].find((each) => each.textContent.length > 60);
        const start = Number(piece.dataset.start), detail = { kind: "task", start, end: start + 40 };
        for (let time = 0; time < 3; time += 1) document.querySelector("[data-desk]").dispatchEvent(new CustomEvent("desk:passage", { detail })); }"""
    )
    expect(page.get_by_text(re.compile(rf"^0 trên {total + 1}\b")).first).to_be_visible()
    page.reload()
    assert counters(page) == (0, total + 1)


def test_the_desk_on_a_phone(enter: Enter, tmp_path: Path) -> None:
    path = tmp_path / "dien-thoai.docx"
    path.write_bytes(other_bytes(PLAN, b"dien thoai"))
    page = enter(HEAD, viewport=PHONE)
    upload(page, path)
    assert overflow(page) == []
    assert violations(page) == []


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared/samples")
def test_the_real_plan_by_keyboard(enter: Enter, tell: Tell) -> None:
    page = enter(HEAD)
    upload(page, next(SHARED.glob("003_*.txt")))
    _, total = counters(page)
    begun = time.perf_counter()
    took = accept_rest(page)
    expect(page.get_by_text(re.compile(rf"^{total} trên {total}")).first).to_be_visible()
    whole = time.perf_counter() - begun
    tell(f"Kế hoạch thật: {total} đề xuất trong {whole:.1f} s; giữa {1000 * statistics.median(took):.0f} ms")
    assert total >= 60 and whole < 60 * MINUTES
