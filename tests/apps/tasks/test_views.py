"""The screens of tasks: who gets in, what is kept, what is downloaded."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Organisation
from tests.factories.following import give_task, report_on
from tests.factories.story import make_office

pytestmark = pytest.mark.usefixtures("midyear")
SignedIn = Callable[[Office], Client]
TASK = "/nhiem-vu/NV-0001/"
"""Led by Sở Tài chính, who inherited it; a year and a half late."""
PAGES = ["/viec-cua-toi/", "/dieu-hanh/", "/nhiem-vu/", TASK]
FORMS = [f"{TASK}bao-cao/", f"{TASK}hoan-thanh/", f"{TASK}gia-han/"]
POSTS = [f"{TASK}du-thao/1/gui/", f"{TASK}du-thao/1/bo/"]


def words(client: Client, path: str) -> str:
    """The page as it is read: tags gone, white space single."""
    html = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    "path", [*PAGES, *FORMS, "/bat-dau/", f"{TASK}nghiem-thu/", f"{TASK}dung/", f"{TASK}co-quan/"]
)
def test_nobody_unknown_gets_in(plan: Directive, client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, f"/dang-nhap/?next={path}")


@pytest.mark.parametrize("path", [TASK, *FORMS, f"{TASK}nghiem-thu/", f"{TASK}dung/", f"{TASK}du-thao/1/"])
def test_another_provinces_task_does_not_exist(
    plan: Directive, outsider: Office, client_for: SignedIn, path: str
) -> None:
    assert client_for(outsider).get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES[:3])
def test_another_provinces_lists_are_empty(
    plan: Directive, outsider: Office, client_for: SignedIn, path: str
) -> None:
    response = client_for(outsider).get(path)
    assert response.status_code == 200 and "NV-0001" not in response.content.decode()


@pytest.mark.parametrize("path", POSTS)
def test_what_changes_something_is_posted(
    plan: Directive, lead_office: Office, client_for: SignedIn, path: str
) -> None:
    assert client_for(lead_office).get(path).status_code == 405


@pytest.mark.parametrize("path", FORMS)
def test_who_does_not_lead_is_told_who_does(
    plan: Directive, focal_office: Office, client_for: SignedIn, path: str
) -> None:
    response = client_for(focal_office).get(path)
    assert response.status_code == 403
    assert (
        "Nhiệm vụ này do Sở Tài chính tỉnh Mẫu chủ trì; đơn vị của người dùng chỉ góp ý phần phối hợp."
        in response.content.decode()
    )


def test_an_officer_drafts_and_the_head_claims(
    plan: Directive, agencies: dict[str, Organisation], client_for: SignedIn
) -> None:
    client = client_for(make_office(agencies["STC"], "officer"))
    assert client.get(FORMS[0]).status_code == 200
    response = client.get(FORMS[1])
    assert response.status_code == 403
    assert "Việc này do lãnh đạo đơn vị quyết định" in response.content.decode()


def test_leaders_begin_with_what_is_off_track(
    plan: Directive, agencies: dict[str, Organisation], lead_office: Office, client_for: SignedIn
) -> None:
    leader = client_for(make_office(agencies["VP"], "leader"))
    assert leader.get("/bat-dau/")["Location"] == "/dieu-hanh/"
    assert client_for(lead_office).get("/bat-dau/")["Location"] == "/viec-cua-toi/"


def test_the_leaders_page(plan: Directive, issuer_office: Office, client_for: SignedIn) -> None:
    page = words(client_for(issuer_office), "/dieu-hanh/")
    for said in ("Điều gì đang lệch?", "Quá hạn lâu nhất", "541 ngày", "Theo cơ quan", "Theo văn bản"):
        assert said in page, said
    assert "Tỷ trọng công nghiệp trong GRDP chưa có số liệu" in page


def test_my_work_opens_with_what_is_late(plan: Directive, lead_office: Office, client_for: SignedIn) -> None:
    page = words(client_for(lead_office), "/viec-cua-toi/")
    assert "2 việc quá hạn, 0 việc đến hạn trong 7 ngày, 0 việc chờ quyết định." in page
    assert page.index("Quá hạn (2)") < page.index("NV-0001")


def test_an_office_without_tasks_is_told_what_comes(
    plan: Directive, supervisor_office: Office, client_for: SignedIn
) -> None:
    assert "Chưa có việc nào giao cho đơn vị" in words(client_for(supervisor_office), "/viec-cua-toi/")


def codes(client: Client, query: str) -> list[str]:
    html = client.get(f"/nhiem-vu/?{query}").content.decode()
    return sorted(re.findall(r'/nhiem-vu/(NV-\d+)/"', html))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=dau+tu", ["NV-0001"]),
        ("q=ĐẦU TƯ", ["NV-0001"]),
        ("q=so cong thuong", ["NV-0003", "NV-0004"]),
        ("q=Ðổi mới", ["NV-0005"]),
        ("q=doi moi", ["NV-0005"]),
        ("q=7/KH-UBND", ["NV-0001", "NV-0002", "NV-0003", "NV-0004", "NV-0005"]),
        ("q=nv-0003", ["NV-0003"]),
        ("q=khong co", []),
        ("co_quan=Sở Tài chính tỉnh Mẫu", ["NV-0001", "NV-0002", "NV-0005"]),
        ("van_ban=VB-0001", ["NV-0001", "NV-0002", "NV-0003", "NV-0004", "NV-0005"]),
        ("tinh_trang=due_soon", ["NV-0003"]),
        ("tinh_trang=open_late&co_quan=Sở Tài chính tỉnh Mẫu", ["NV-0001", "NV-0002"]),
        ("tinh_trang=lạ", ["NV-0001", "NV-0002", "NV-0003", "NV-0004", "NV-0005"]),
    ],
)
def test_the_list_is_searched_without_marks_and_filtered(
    plan: Directive, focal_office: Office, client_for: SignedIn, query: str, found: list[str]
) -> None:
    give_task(focal_office, plan, "Trình đề án Đổi mới sáng tạo")
    assert codes(client_for(focal_office), query) == found


def test_the_counters_filter_and_keep_the_rest_of_the_filter(
    plan: Directive, focal_office: Office, client_for: SignedIn
) -> None:
    html = client_for(focal_office).get("/nhiem-vu/?q=dau+tu&tinh_trang=open_late&trang=2").content.decode()
    assert 'href="/nhiem-vu/?q=dau+tu&amp;tinh_trang=due_soon"' in html
    assert 'href="/nhiem-vu/?q=dau+tu" aria-current="true"' in html, "the chosen one takes itself back"


def test_a_file_of_the_list_holds_what_the_filter_shows(
    plan: Directive, focal_office: Office, lead_office: Office, client_for: SignedIn
) -> None:
    report_on(lead_office, plan.tasks.get(code="NV-0001"), result="=1+1", difficulty="Chưa có vốn")
    client, query = client_for(focal_office), "/nhiem-vu/?co_quan=Sở Tài chính tỉnh Mẫu&dang="
    sheet = client.get(f"{query}xlsx")
    book = openpyxl.load_workbook(io.BytesIO(sheet.content)).active
    assert book is not None
    cells = [[cell for cell in row if cell is not None] for row in book.iter_rows(values_only=True)]
    assert not any(cell.data_type == "f" for row in book.iter_rows() for cell in row), "no formula comes out"
    text = client.get(f"{query}csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert sheet["Content-Disposition"] == 'attachment; filename="nhiem-vu-2026-06-25.xlsx"'
    shown = codes(client, "co_quan=Sở Tài chính tỉnh Mẫu")
    for table in (cells, lines):
        flat = [str(cell) for row in table for cell in row]
        assert "Cơ quan chủ trì: Sở Tài chính tỉnh Mẫu" in flat
        assert "Số liệu tính đến ngày 25/6/2026; 2 dòng" in flat
        assert sorted(cell for cell in flat if cell.startswith("NV-")) == shown
        assert "Chưa có vốn" in flat and "Sở Kế hoạch và Đầu tư tỉnh Mẫu" in flat
    assert not any(str(cell).startswith("=1") for row in lines for cell in row), (
        "no formula runs in a spreadsheet"
    )


def test_the_page_of_a_task(plan: Directive, lead_office: Office, client_for: SignedIn) -> None:
    report_on(lead_office, plan.tasks.get(code="NV-0001"), done="Đã họp <b>hai</b> lần")
    html = client_for(lead_office).get(TASK).content.decode()
    page = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for said in (
        "Ban hành quy định về thu hút đầu tư phát triển các ngành công nghiệp ưu tiên",
        "chưa hoàn thành quá hạn",
        "Nay do Sở Tài chính tỉnh Mẫu , từ ngày 01/3/2025 (Nghị định số 45/2025/NĐ-CP)",
        "1 lần, gần nhất 05/01/2026",
        "Gửi báo cáo tiến độ",
        "Cơ quan đầu mối Sở Công Thương tỉnh Mẫu",
    ):
        assert said in page, said
    assert "Đã họp &lt;b&gt;hai&lt;/b&gt; lần" in html
    assert f"/van-ban/{plan.code}/ban-goc/?tu=" in html and html.count("#doan") == 1


def test_the_sentence_is_found_in_the_whole_text(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    client = client_for(lead_office)
    link = re.findall(r'href="(/van-ban/[^"]+ban-goc[^"]+)"', client.get(TASK).content.decode())[0]
    html = client.get(link.replace("&amp;", "&")).content.decode()
    assert html.count('id="doan"') == 1
    marked = " ".join(re.findall(r'<mark class="on"[^>]*>([^<]*)', html))
    assert " ".join(marked.split()).startswith("Ban hành quy định về thu hút đầu tư")


def test_what_one_may_not_do_is_not_offered(
    plan: Directive, supervisor_office: Office, client_for: SignedIn
) -> None:
    html = client_for(supervisor_office).get(TASK).content.decode()
    assert f"{TASK}bao-cao/" not in html and f"{TASK}hoan-thanh/" not in html and f"{TASK}dung/" not in html
