"""No English in the Vietnamese interface and no Vietnamese interface in the English one, page by page and form by form."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.apps.ui.test_catalogue import english
from tests.factories.words import not_vietnamese, spoken
from tests.flows.documents import PLAN, other_bytes
from tests.flows.test_over_http import wait_until_read
from tests.flows.visitor import Upload, Visitor

Visit = Callable[[str], Visitor]
ROLES = (
    "Chuyên viên Sở Tài chính",
    "Lãnh đạo Sở Công Thương",
    "Lãnh đạo UBND tỉnh",
    "Giám sát HĐND tỉnh",
)
START = ("/viec-cua-toi/", "/dieu-hanh/", "/van-ban/", "/nhiem-vu/", "/chi-tieu/", "/bao-cao/", "/khong-co/")
FILES = re.compile(r"/(?:tep|tai\.|bieu-do\.|minh-chung|static)|\bdang=")
NAMES = re.compile(r"[A-ZĐ]{2}[\w-]*-?\d[\w-]*|\d+")

CONTENT = frozenset({"không nêu", "năm", "doanh nghiệp", "quý", "tháng", "Báo cáo", "Quyết định"})
"""Source strings that are words of documents or kinds of documents as well."""


def walk(visitor: Visitor) -> dict[str, str]:
    """One page of every kind that can be reached by links: its address and its HTML."""
    found: dict[str, str] = {}
    waiting = list(START)
    kinds: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        kind = NAMES.sub("*", urlsplit(path).path)
        if kind in kinds or FILES.search(path):
            continue
        kinds.add(kind)
        visitor.go(path)
        found[path] = visitor.body.decode()
        waiting += [link for link in visitor.links() if re.match(r"/(?!/)", link)]
    return found


def sent_empty(visitor: Visitor, path: str) -> str:
    """The page's own form (not those of header and footer) with every field emptied."""
    visitor.go(path)
    buttons = visitor.page.xpath("//main//form[@method='post' and not(@action)]//button")
    if not buttons:
        return ""
    form = next(buttons[0].iterancestors("form"))
    names = {one.get("name") for one in form.xpath(".//input|.//textarea|.//select")}
    empty = {name: "" for name in names if name and name != "csrfmiddlewaretoken"}
    visitor.press(" ".join(buttons[0].text_content().split()), **empty)
    return visitor.body.decode()


def english_in(pages: dict[str, str]) -> dict[str, list[tuple[str, list[str]]]]:
    found = {
        path: [(text, words) for text in spoken(page, leave_out="en") if (words := not_vietnamese(text))]
        for path, page in pages.items()
    }
    return {path: texts for path, texts in found.items() if texts}


@pytest.mark.parametrize("role", ROLES)
def test_no_english_in_vietnamese(visit: Visit, role: str) -> None:
    visitor = visit(role)
    pages = walk(visitor)
    assert len(pages) >= 12
    for path in list(pages):
        if answer := sent_empty(visitor, path):
            pages[f"{path} (để trống)"] = answer
    assert english_in(pages) == {}


def test_signing_in_wrongly_is_answered_in_vietnamese(visit: Visit) -> None:
    stranger = Visitor(visit(ROLES[0]).server).go("/dang-nhap/")
    pages = {"mở": stranger.body.decode()}
    pages["trống"] = sent_empty(stranger, "/dang-nhap/")
    assert "Nhập tên đăng nhập." in pages["trống"]
    stranger.go("/dang-nhap/").press("Đăng nhập", username="khong-co", password="khong-co")
    pages["sai"] = stranger.body.decode()
    assert "chưa đúng" in pages["sai"]
    assert english_in(pages) == {}


def vietnamese_in(pages: dict[str, str]) -> dict[str, list[str]]:
    """Texts that are source strings with an English one; what documents say stays as it is."""
    sources = {source.rpartition("\x04")[2] for source, said in english().items() if said != source} - CONTENT
    found = {
        path: sorted(
            {
                text
                for text in spoken(page, leave_out="vi")
                if text.strip(" :.;,()") in sources or text in sources
            }
        )
        for path, page in pages.items()
    }
    return {path: texts for path, texts in found.items() if texts}


@pytest.mark.parametrize("role", ROLES)
def test_no_vietnamese_interface_in_english(visit: Visit, role: str) -> None:
    visitor = visit(role)
    visitor.press("English")
    assert 'lang="en"' in visitor.body.decode()
    pages = walk(visitor)
    assert len(pages) >= 12
    assert vietnamese_in(pages) == {}


def test_the_reading_desk_in_both_languages(visit: Visit) -> None:
    head = visit("Lãnh đạo Sở Công Thương").go("/van-ban/nap/")
    head.press("Nạp văn bản", tep=Upload("ban-nap-lai.docx", other_bytes(PLAN)))
    wait_until_read(head)
    desk = head.at if head.at.endswith("/doc/") else head.follow("Mở bàn đọc").at
    edit = next(link for link in head.links() if "/sua" in link)
    confirm = head.links("Kiểm tra và xác nhận")[0]
    paths = (desk, edit, confirm, "/van-ban/nap/", "/van-ban/them/")
    assert english_in(pages_at(head, paths)) == {}
    head.press("English")
    assert head.page.get("lang") == "en" and "Add" in head.heading
    assert vietnamese_in(pages_at(head, paths)) == {}


def pages_at(visitor: Visitor, paths: tuple[str, ...]) -> dict[str, str]:
    return {path: visitor.go(path).body.decode() for path in paths}


def test_files_are_vietnamese_in_both(visit: Visit) -> None:
    """What goes to other offices does not depend on who pressed the button."""
    visitor = visit("Lãnh đạo Sở Công Thương")
    vietnamese = visitor.go("/nhiem-vu/?dang=csv&tinh_trang=open_late").body
    visitor.go("/nhiem-vu/").press("English")
    assert visitor.go("/nhiem-vu/?dang=csv&tinh_trang=open_late").body == vietnamese
    assert "Tình trạng: chưa hoàn thành quá hạn" in vietnamese.decode("utf-8-sig")
