"""Vietnamese unless this browser's user chose English; never what the browser asks for."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from lotrinh.apps.ui.language import COOKIE


@pytest.fixture(autouse=True)
def product_addresses(settings: object) -> None:
    settings.ROOT_URLCONF = "lotrinh.server.urls"  # type: ignore[attr-defined]


def heading(client: Client, **headers: str) -> str:
    return client.get("/khong-co/", headers=headers).content.decode()


def test_vietnamese_even_where_the_browser_asks_for_english(client: Client) -> None:
    page = client.get("/khong-co/", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert page.headers["Content-Language"] == "vi" and "Cookie" in page.headers["Vary"]
    html = page.content.decode()
    assert '<html lang="vi">' in html and "Không tìm thấy trang" in html
    assert '<button class="button quiet small" name="language" value="en" lang="en">English</button>' in html


def test_english_and_back(client: Client) -> None:
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/khong-co/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/khong-co/?a=1")
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 365 * 24 * 3600
    html = heading(client)
    assert '<html lang="en">' in html and "Page not found" in html
    assert 'value="vi" lang="vi">Tiếng Việt</button>' in html
    client.post("/ngon-ngu/", {"language": "vi", "next": "/"})
    assert "Không tìm thấy trang" in heading(client)


def test_the_language_does_not_outlast_the_request(client: Client) -> None:
    client.cookies[COOKIE] = "en"
    heading(client)
    assert translation.get_language() == "vi"


@pytest.mark.parametrize("elsewhere", ["https://example.net/", "//example.net/", "javascript:alert(1)", ""])
def test_returns_to_our_own_pages_only(client: Client, elsewhere: str) -> None:
    assert client.post("/ngon-ngu/", {"language": "en", "next": elsewhere})["Location"] == "/"


@pytest.mark.parametrize("unknown", ["fr", "", "../en"])
def test_a_language_we_do_not_speak_changes_nothing(client: Client, unknown: str) -> None:
    assert COOKIE not in client.post("/ngon-ngu/", {"language": unknown, "next": "/"}).cookies
    client.cookies[COOKIE] = unknown
    assert '<html lang="vi">' in heading(client)


def test_choosing_is_no_link(client: Client) -> None:
    assert client.get("/ngon-ngu/").status_code == 405


def test_after_a_form_one_returns_to_where_it_stood() -> None:
    client = Client(enforce_csrf_checks=True)
    html = client.post("/dang-nhap/", {}, headers={"Referer": "/dang-nhap/?next=/x/"}).content.decode()
    assert "Trang đã mở quá lâu" in html and 'name="next" value="/dang-nhap/?next=/x/"' in html


def test_every_page_of_trouble_is_english_in_english(client: Client) -> None:
    client.cookies[COOKIE] = "en"
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[COOKIE] = "en"
    assert "The page was open too long" in strict.post("/dang-nhap/", {}).content.decode()
    assert "The directive may have been replaced" in heading(client)
