"""The frame of every page, its components, and the pages for when something went wrong."""

from __future__ import annotations

import logging
import re

import pytest
from django.test import Client
from pytest_django import Settings

from lotrinh import __version__


@pytest.fixture
def html(client: Client) -> str:
    response = client.get("/nhiem-vu/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_frame(html: str) -> None:
    assert '<html lang="vi">' in html
    assert '<a class="skip" href="#noi-dung">' in html and '<main id="noi-dung"' in html
    assert "DỮ LIỆU MẪU – mọi số liệu chỉ để minh họa" in html
    assert 'role="search" action="/tim/"' in html
    assert f"Lộ Trình {__version__}" in html


def test_no_banner_outside_the_example(client: Client, settings: Settings) -> None:
    settings.EXAMPLE = False
    assert "DỮ LIỆU MẪU" not in client.get("/nhiem-vu/").content.decode()


def test_navigation_leaves_out_what_does_not_exist(html: str) -> None:
    nav = html[html.index('<nav aria-label="Chính">') : html.index("</nav>")]
    assert re.findall(r'href="([^"]+)"', nav) == ["/viec-cua-toi/", "/van-ban/", "/nhiem-vu/"]


@pytest.mark.parametrize(
    ("address", "entry", "current"),
    [
        ("/nhiem-vu/", "/nhiem-vu/", "page"),
        ("/viec-cua-toi/", "/viec-cua-toi/", "page"),
        ("/van-ban/mot/", "/van-ban/", "true"),
    ],
)
def test_navigation_says_where_one_is(client: Client, address: str, entry: str, current: str) -> None:
    html = client.get(address).content.decode()
    nav = html[html.index('<nav aria-label="Chính">') : html.index("</nav>")]
    assert re.findall(r'href="([^"]+)"[^>]* aria-current="(\w+)"', nav) == [(entry, current)]


def test_office_can_be_switched_and_left_by_post(html: str) -> None:
    block = html[html.index('<details class="office">') : html.index("</details>")]
    assert block.count('<form method="post"') == 2 and block.count("csrfmiddlewaretoken") == 2
    assert "Sở Công Thương" in block and "Văn phòng UBND tỉnh" in block


def test_messages_are_shown_once(client: Client) -> None:
    html = client.get("/luu/", follow=True).content.decode()
    assert '<li class="success">Đã lưu báo cáo tiến độ.</li>' in html
    assert "Đã lưu báo cáo" not in client.get("/nhiem-vu/").content.decode()


def test_nothing_needs_more_than_the_content_policy_allows(client: Client) -> None:
    for html in (client.get("/nhiem-vu/").content.decode(), client.post("/nhiem-vu/", {}).content.decode()):
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_components(html: str) -> None:
    assert '<span class="status late">chưa hoàn thành quá hạn</span>' in html
    assert '<span class="status soon mark-beside">xin gia hạn</span>' in html
    assert '<li class="here" aria-current="step"><b>Kế hoạch này</b>' in html
    assert 'aria-label="5 chưa hoàn thành quá hạn, 1 sắp đến hạn, 3 chưa' in html
    assert '<rect class="late" x="0.00" width="35.71" height="8">' in html
    assert '<a href="?tinh-trang=late" aria-current="true"><b class="text-late">8</b>' in html
    assert "<dt>Chủ trì</dt><dd>Sở Tài chính</dd>" in html
    assert '<q lang="vi">Ban hành các quy định về thu hút đầu tư</q>' in html
    assert "1–25 trên 130 nhiệm vụ" in html
    assert html.count('<nav class="pages"') == 1, "an empty list has no pages"


def test_pages_keep_the_filter(client: Client) -> None:
    html = client.get("/nhiem-vu/?co-quan=1&trang=2").content.decode()
    assert 'rel="next" href="?co-quan=1&amp;trang=3"' in html


def test_errors_stand_on_top_and_at_the_field_in_the_same_words(client: Client) -> None:
    html = client.post("/nhiem-vu/", {"value": "1,112", "on": "30/02/2026"}).content.decode()
    summary = html[html.index('class="error-summary"') : html.index("data-keep")]
    assert '<a href="#id_done">Nhập kết quả đã làm.</a>' in summary and '<a href="#id_state_0">' in summary
    assert html.count("“30/02/2026” không phải ngày hợp lệ. Ví dụ đúng: 28/02/2026.") == 2
    assert 'enctype="multipart/form-data"' in html and "novalidate" in html and 'data-keep="tien-do"' in html


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/khong-co/", 404, "Có thể văn bản đã được thay thế – thử tìm theo số hiệu."),
        ("/khong-quyen/", 403, "Nhiệm vụ này do Sở Xây dựng chủ trì"),
    ],
)
def test_trouble_says_what_happened(client: Client, address: str, status: int, sentence: str) -> None:
    response = client.get(address)
    assert response.status_code == status and sentence in response.content.decode()


def test_an_incident_has_a_code_and_hides_its_cause(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR, "lotrinh.incident"):
        response = client.get("/hong/")
    html = response.content.decode()
    code = re.search(r"mã sự cố ([0-9A-F]{8})", html)
    assert response.status_code == 500 and code and code[1] in caplog.text
    assert "RuntimeError" not in html and "cause that must not be shown" not in html


def test_a_form_without_its_token_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/nhiem-vu/", {})
    assert response.status_code == 403 and "Trang đã mở quá lâu" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/hieu-so/?q=1.234,5", "= 1.234,5 (một nghìn hai trăm ba mươi tư phẩy năm)"),
        ("/hieu-so/?q=abc", ""),
        ("/hieu-ngay/?q=22/11/2026", "= Chủ nhật, ngày 22 tháng 11 năm 2026"),
    ],
)
def test_echo(client: Client, address: str, said: str) -> None:
    assert client.get(address).content.decode() == said
