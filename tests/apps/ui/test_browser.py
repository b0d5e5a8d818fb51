"""The styleguide in a real browser: sizes, paper, accessibility, keys, and that nothing typed is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import axe_core_python
import pypdfium2
import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.contrib.staticfiles.views import serve
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponseBase
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server

pytestmark = pytest.mark.browser
AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")
WIDE, SMALL = {"width": 1366, "height": 768}, {"width": 360, "height": 800}


class Files(StaticFilesHandler):
    """Serves static files without collecting them first."""

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        return serve(request, self.file_path(request.path), insecure=True)


@pytest.fixture
def address(styleguide: None) -> Iterator[str]:
    server = create_server(
        Files(get_wsgi_application()), host="127.0.0.1", port=0, threads=8, clear_untrusted_proxy_headers=True
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, base_url=address)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["1366", "360"])
@pytest.mark.parametrize("path", ["/nhiem-vu/?sap-xep=han&trang=2", "/khong-co/"])
def test_accessibility(browser: Browser, address: str, path: str, size: dict[str, int]) -> None:
    context = browser.new_context(viewport=size, base_url=address, bypass_csp=True)
    page = context.new_page()
    page.goto(path)
    if path.startswith("/nhiem-vu/"):
        page.click("form[data-keep] .actions button")
        page.wait_for_selector(".error-summary")
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    context.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []


def test_nothing_breaks_the_content_policy(page: Page) -> None:
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/nhiem-vu/")
    page.wait_for_load_state("networkidle")
    assert said == []
    assert page.evaluate("document.fonts.check('16px \"Be Vietnam Pro\"', 'ắ')")


def test_a_phone_scrolls_one_way_only(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/nhiem-vu/")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_dense_list_shows_fifteen_rows(page: Page) -> None:
    page.goto("/nhiem-vu/")
    tallest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('table.dense tbody tr')].map(row => row.offsetHeight))"
    )
    # frame, heading, filters and table head take 300 px of the 768
    assert tallest * 15 <= 768 - 300


def test_targets_are_large_enough(page: Page) -> None:
    page.goto("/nhiem-vu/")
    small = page.evaluate(
        """[...document.querySelectorAll('button, input, select, nav a, summary, .counts a')]
        .filter(one => one.offsetParent && one.type !== 'hidden' && !one.closest('label, dialog'))
        .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([html]) => html)"""
    )
    assert [html for html in small if 'type="radio"' not in html] == []


def test_paper_is_a4_with_page_numbers_and_nothing_to_click(page: Page, tmp_path: Path) -> None:
    page.goto("/nhiem-vu/")
    page.pdf(path=tmp_path / "list.pdf", prefer_css_page_size=True)
    printed = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    texts = [sheet.get_textpage().get_text_range() for sheet in printed]
    assert [round(side) for side in printed[0].get_size()] == [595, 842]
    assert all(f"Trang {number}/{len(texts)}" in text for number, text in enumerate(texts, start=1))
    assert "Nhiệm vụ" in texts[1] and "Thời hạn" in texts[1], "table heads repeat"
    assert "Đăng xuất" not in "".join(texts) and "Phím tắt" not in "".join(texts)
    assert "DỮ LIỆU MẪU" in texts[0]


def test_keys(page: Page) -> None:
    page.goto("/nhiem-vu/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("?g v")
    assert page.input_value("input[name=q]") == "?g v" and page.url.endswith("/nhiem-vu/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert "Nhiệm vụ" in page.inner_text("dialog[open]")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/van-ban/")


def test_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/nhiem-vu/")
    page.click("[data-opens=keys]")
    page.check("[data-keys-off]")
    page.click("dialog button")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 0


def test_what_was_typed_comes_back_until_it_is_saved(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/nhiem-vu/")
    page.fill("#id_done", "Đã trình dự thảo quy định")
    page.check("#id_state_1")
    page.focus("#id_value")
    page.goto("/van-ban/mot/")
    assert page.input_value("#id_done") == "", "another page's form is another draft"
    page.goto("/nhiem-vu/")
    assert page.input_value("#id_done") == "Đã trình dự thảo quy định" and page.is_checked("#id_state_1")
    assert "Đã khôi phục nội dung nhập dở" in page.inner_text(".notice")
    page.evaluate("document.querySelector('form[data-keep]').action = '/luu/'")
    page.click("form[data-keep] .actions button")
    page.wait_for_url("**/viec-cua-toi/")
    page.goto("/nhiem-vu/")
    assert page.input_value("#id_done") == "" and page.locator(".notice").count() == 0


def test_what_failed_to_be_sent_is_offered_again(page: Page) -> None:
    page.goto("/nhiem-vu/")
    page.fill("#id_done", "Kết quả quý III")
    page.evaluate("document.querySelector('form[data-keep]').action = '/hong/'")
    page.click("form[data-keep] .actions button")
    assert "mã sự cố" in page.inner_text("main")
    page.goto("/nhiem-vu/")
    assert page.input_value("#id_done") == ""
    page.click(".notice button >> text=Khôi phục")
    assert page.input_value("#id_done") == "Kết quả quý III"


def test_a_number_is_said_back_and_not_rewritten(page: Page) -> None:
    page.goto("/nhiem-vu/")
    page.fill("#id_value", "1234,5")
    expect(page.locator("#id_value_hieu")).to_contain_text("= 1.234,5 (một nghìn")
    assert page.input_value("#id_value") == "1234,5"


def test_the_page_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/nhiem-vu/")
    page.click("form[data-keep] .actions button")
    assert "Nhập kết quả đã làm." in page.inner_text(".error-summary")
    assert page.locator("[data-print]:visible").count() == 0
    context.close()
