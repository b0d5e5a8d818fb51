"""From an empty data folder to the first confirmed document, in a browser, with every click and field counted."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.example import Site, empty_site
from tests.factories.mail_server import Post, post_office
from tests.factories.serving import Serving, serving
from tests.factories.sheets import PERSON, people, put
from tests.flows.conftest import DESKTOP, PATIENCE, Tell
from tests.flows.documents import PLAN
from tests.flows.looking import overflow, violations

PASSWORD = "Mot-cau-dai-de-nho-1"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return empty_site(tmp_path_factory.mktemp("first-run") / "site")


@pytest.fixture(scope="module")
def new_site(site: Site) -> Iterator[Serving]:
    with serving(site) as server:
        yield server


def code_of(secret: str) -> str:
    """The six digits a telephone would show now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


# Seconds of the keystroke-level model (Card, Moran and Newell 1980): a key for somebody who seldom types, pointing with
# the mouse and pressing, the hand going from one to the other, making up one's mind. Syllables are read slowly.
KEY, POINT, HAND, MIND = 0.5, 1.3, 0.4, 1.35
SYLLABLE = 60 / 200
TELEPHONE = 40.0  # taken out of the pocket, the picture scanned, the six digits found
CHOOSING_A_FILE = 20.0
QUARTER_OF_AN_HOUR = 900.0


class Hand:
    """Somebody at the keyboard: every click, field and file is counted; every page they see is looked at.

    `seconds` is how long a person takes who reads every word of the steps and types slowly; the machine's own time and
    reading the proposals of the first document, which is the work itself, are left out.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.fields = self.pages = 0
        self.seconds = 0.0

    def look(self, heading: str | re.Pattern[str]) -> None:
        self.page.get_by_role("heading", name=heading).first.wait_for()
        self.pages += 1
        self.read("main")

    def read(self, what: str) -> None:
        """Every word of it, but not what only unfolds: lists to choose from."""
        words = len(self.page.locator(what).inner_text().split())
        unfolding = sum(len(text.split()) for text in self.page.locator(f"{what} select").all_inner_texts())
        self.seconds += SYLLABLE * (words - unfolding)
        assert violations(self.page) == []
        assert overflow(self.page) == []

    def press(self, name: str | re.Pattern[str], role: str = "button") -> None:
        self.clicks += 1
        self.seconds += MIND + HAND + POINT
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def write(self, label: str, value: str) -> None:
        self.fields += 1
        self.seconds += MIND + 2 * HAND + POINT + KEY * len(value)
        self.page.get_by_label(re.compile(rf"^\s*{label}(\s*\(.*\))?\s*$")).fill(value)

    def choose(self, label: str, value: str) -> None:
        self.fields += 1
        self.seconds += (
            MIND
            + HAND
            + 2 * POINT
            + SYLLABLE * len(self.page.get_by_label(label, exact=True).inner_text().split())
        )
        self.page.get_by_label(label, exact=True).select_option(label=value)

    def give(self, selector: str, path: Path) -> None:
        self.fields += 1
        self.seconds += MIND + HAND + POINT + CHOOSING_A_FILE
        self.page.locator(selector).set_input_files(path)


def first_address(server: Serving) -> str:
    return next(line.strip() for line in server.told() if "/thiet-lap/?ma=" in line)


def administrator(hand: Hand, server: Serving) -> None:
    hand.page.goto(first_address(server))
    hand.look("Thiết lập lần đầu: tỉnh và người quản trị")
    assert "ma=" not in hand.page.url
    hand.choose("Tỉnh, thành phố", "tỉnh Đắk Lắk")
    hand.write("Thư điện tử công vụ", "quantri@tinhmau.example")
    hand.write("Mật khẩu mới", PASSWORD)
    hand.write("Nhập lại mật khẩu mới", PASSWORD)
    hand.press("Tạo quản trị và tiếp tục")
    hand.look("Bật xác thực hai bước cho tài khoản quản trị")
    hand.press("Dùng ứng dụng mã trên điện thoại", "link")
    hand.look("Bật ứng dụng mã")
    secret = hand.page.locator("dl.pairs code").inner_text()
    hand.seconds += TELEPHONE
    hand.write("Mã sáu số", code_of(secret))
    hand.press("Bật")
    hand.look("Mã dự phòng")
    hand.press("Đã cất các mã, tiếp tục thiết lập")


def five_steps(hand: Hand, post: Post, folder: Path) -> None:
    hand.look("Tỉnh có những cơ quan nào?")
    hand.press("Thêm và tiếp tục")
    hand.look(re.compile("nghỉ .* ngày lễ, Tết"))
    hand.press(re.compile("Lịch .* đúng, tiếp tục"))
    hand.look("Ai sẽ dùng hệ thống?")
    hand.press("Nạp từ Excel", "link")
    hand.look("Nạp người dùng từ Excel")
    list_file = folder / "nguoi-dung.xlsx"
    list_file.write_bytes(people(put(PERSON, "Cơ quan", "Sở Công Thương tỉnh Đắk Lắk")))
    hand.give("input[type=file]", list_file)
    hand.press("Kiểm tra tệp")
    hand.look("Kiểm tra trước khi nạp")
    hand.press("Nạp danh sách")
    hand.look("Chuyển đường dẫn này cho từng người")
    hand.press("Xong", "link")
    hand.look("Ai sẽ dùng hệ thống?")
    hand.press(re.compile("Sang bước"), "link")
    hand.look("Thư của hệ thống gửi qua máy chủ nào?")
    hand.write("Máy chủ thư", "127.0.0.1")
    hand.clicks += 1
    hand.page.get_by_label(re.compile("không mã hóa")).check()
    hand.write("Cổng", str(post.port))
    hand.write("Địa chỉ gửi", "lotrinh@tinhmau.example")
    hand.press("Lưu và gửi thử")
    hand.look("Nạp văn bản đầu tiên")
    hand.press("Kết thúc thiết lập, nạp văn bản")


def first_document(hand: Hand) -> None:
    """The example plan of another province: what the reader is sure of is taken, the rest is left out."""
    page = hand.page
    page.wait_for_url("**/van-ban/nap/")
    hand.give("input[type=file]", PLAN)
    desk = page.get_by_label("Đề xuất", exact=True)
    desk.or_(page.get_by_role("link", name="Mở bàn đọc")).first.wait_for(timeout=240_000)
    if page.get_by_role("link", name="Mở bàn đọc").count():
        hand.press("Mở bàn đọc", "link")
    hand.press("Nhận tất cả đề xuất chắc chắn")
    page.get_by_text(re.compile(r"^[1-9]\d* trên")).first.wait_for()
    hand.press("Kiểm tra và xác nhận", "link")
    rest = page.get_by_role("button", name="Bỏ các đề xuất còn lại")
    if rest.count():
        hand.press("Bỏ các đề xuất còn lại")
        page.wait_for_load_state()
    if not page.get_by_label("Cơ quan đầu mối").count():
        hand.press("Kiểm tra và xác nhận", "link")
    hand.choose("Cơ quan đầu mối", "Sở Công Thương tỉnh Đắk Lắk")
    hand.choose("Văn phòng cơ quan ban hành", "Văn phòng UBND tỉnh Đắk Lắk")
    hand.press("Xác nhận, đưa vào thực hiện")
    page.wait_for_url(re.compile(r"/van-ban/(?!nap)[\w-]+/$"))


@pytest.mark.browser
def test_from_an_empty_folder_to_the_first_confirmed_document(
    browser: Browser, site: Site, new_site: Serving, tmp_path: Path, tell: Tell
) -> None:
    window = browser.new_context(viewport=DESKTOP, base_url=new_site.address, locale="vi-VN")
    window.set_default_timeout(PATIENCE)
    page = window.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    hand = Hand(page)
    with post_office() as post:
        administrator(hand, new_site)
        five_steps(hand, post, tmp_path)
        assert len(post.letters) == 1
    told = f"thiết lập lần đầu: {hand.pages} trang, {hand.clicks} lần bấm, {hand.fields} ô"
    assert hand.clicks <= 20 and hand.fields <= 12
    first_document(hand)
    tell(
        f"{told}; đến khi xác nhận văn bản đầu tiên: {hand.clicks} lần bấm, {hand.fields} ô, "
        f"ước {hand.seconds / 60:.1f} phút của người đọc từng chữ và gõ chậm"
    )
    assert hand.seconds <= QUARTER_OF_AN_HOUR
    page.goto("/nhiem-vu/")
    assert page.get_by_role("link", name=re.compile(r"^NV")).count() >= 10
    assert said == []
    window.close()
