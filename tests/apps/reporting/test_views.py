"""The screens of reports, and the files they give."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.reporting.models import Report
from lotrinh.apps.reporting.views import reports as views
from lotrinh.writing.errors import PdfUnavailable
from tests.factories.following import events_written, report_on

pytestmark = pytest.mark.usefixtures("midyear")
SignedIn = Callable[[Office], Client]
ASKED = {"directive": "VB-0001", "period": "h1", "year": "2026"}


@pytest.fixture
def report(plan: Directive, lead_office: Office, focal_office: Office, client_for: SignedIn) -> Report:
    report_on(lead_office, plan.tasks.get(code="NV-0001"), result="Đã trình dự thảo quy định")
    client_for(focal_office).post("/bao-cao/lap/", ASKED)
    return Report.objects.get()


@pytest.mark.parametrize(
    "path", ["/bao-cao/", "/bao-cao/lap/", "/bao-cao/BC-0001/", "/bao-cao/BC-0001/tai.docx"]
)
def test_nobody_unknown_gets_in(report: Report, client: Client, path: str) -> None:
    assert client.get(path)["Location"] == f"/dang-nhap/?next={path}"


@pytest.mark.parametrize("path", ["/bao-cao/BC-0001/", "/bao-cao/BC-0001/tai.docx"])
def test_another_provinces_report_does_not_exist(
    report: Report, outsider: Office, client_for: SignedIn, path: str
) -> None:
    assert client_for(outsider).get(path).status_code == 404


def test_drawing_up_is_the_focal_agencys(plan: Directive, lead_office: Office, client_for: SignedIn) -> None:
    client = client_for(lead_office)
    assert "/bao-cao/lap/" not in client.get("/bao-cao/").content.decode()
    response = client.get("/bao-cao/lap/")
    assert response.status_code == 403
    assert "Báo cáo tổng hợp do cơ quan đầu mối" in response.content.decode()


def test_asked_for_shown_and_listed(plan: Directive, focal_office: Office, client_for: SignedIn) -> None:
    client = client_for(focal_office)
    assert "Chưa có báo cáo nào" in client.get("/bao-cao/").content.decode()
    with events_written(plan.province_id, "draw_up_report"):
        page = client.post("/bao-cao/lap/", ASKED, follow=True).content.decode()
    assert "Đã lập báo cáo BC-0001." in page and "6 tháng đầu năm 2026" in page
    assert "chốt số liệu 14/6/2026" in page and "Nguồn số liệu" in page and "Lập báo cáo" in page
    listed = client.get("/bao-cao/").content.decode()
    assert "/bao-cao/BC-0001/" in listed and "trước ngày 10 tháng 12 hằng năm" in listed


def test_a_period_under_way_is_cut_off_today(
    plan: Directive, focal_office: Office, client_for: SignedIn
) -> None:
    client_for(focal_office).post("/bao-cao/lap/", ASKED | {"period": "year"})
    assert Report.objects.get().cut_off.isoformat() == "2026-06-25"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"period": "q4"}, "Kỳ này chưa bắt đầu. Đề nghị chọn kỳ đã hoặc đang diễn ra."),
        ({"directive": ""}, "Chọn văn bản."),
        ({"year": ""}, "Nhập năm."),
    ],
)
def test_what_cannot_be_reported_is_said(
    plan: Directive, focal_office: Office, client_for: SignedIn, wrong: dict[str, str], said: str
) -> None:
    with events_written(plan.province_id):
        assert said in client_for(focal_office).post("/bao-cao/lap/", ASKED | wrong).content.decode()


def test_the_word_file_opens_and_holds_the_report(
    report: Report, focal_office: Office, client_for: SignedIn
) -> None:
    response = client_for(focal_office).get("/bao-cao/BC-0001/tai.docx")
    document = docx.Document(io.BytesIO(response.content))
    text = "\n".join(
        [each.text for each in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for said in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO", "Đã trình dự thảo quy định", "Nơi nhận"):
        assert said in text, said
    assert response["Content-Disposition"].startswith('attachment; filename="BC-0001_')
    assert response["Content-Disposition"].endswith('.docx"') and response["Content-Disposition"].isascii()


def test_the_annex_opens_in_a_spreadsheet(report: Report, focal_office: Office, client_for: SignedIn) -> None:
    content = client_for(focal_office).get("/bao-cao/BC-0001/tai.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    flat = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "Đã trình dự thảo quy định" in "\n".join(flat) and any("NV-0001" in cell for cell in flat)


def test_the_pdf_opens(report: Report, focal_office: Office, client_for: SignedIn) -> None:
    content = client_for(focal_office).get("/bao-cao/BC-0001/tai.pdf").content
    first = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first


def test_a_paper_is_written_once(
    report: Report, focal_office: Office, client_for: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for(focal_office)
    first = client.get("/bao-cao/BC-0001/tai.docx").content
    monkeypatch.setitem(views.WRITERS, "docx", lambda paper: b"written again")
    assert client.get("/bao-cao/BC-0001/tai.docx").content == first


def test_no_other_kind_of_file(report: Report, focal_office: Office, client_for: SignedIn) -> None:
    assert client_for(focal_office).get("/bao-cao/BC-0001/tai.exe").status_code == 404


def test_without_the_libraries_the_page_says_what_to_install(
    report: Report, focal_office: Office, client_for: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(paper: Any) -> bytes:
        raise PdfUnavailable

    monkeypatch.setattr(views, "pdf_available", lambda: False)
    monkeypatch.setitem(views.WRITERS, "pdf", unavailable)
    client = client_for(focal_office)
    page = client.get("/bao-cao/BC-0001/").content.decode()
    assert "tai.pdf" not in page and "tai.docx" in page and "tai.xlsx" in page
    assert all(package in page for package in PdfUnavailable.PACKAGES)
    response = client.get("/bao-cao/BC-0001/tai.pdf", follow=True)
    assert response.redirect_chain == [("/bao-cao/BC-0001/", 302)]
    assert response.content.decode().count("libpango-1.0-0") == 2, "as a message and on the page"


def test_marks_of_sources_lead_to_them(report: Report, focal_office: Office, client_for: SignedIn) -> None:
    html = client_for(focal_office).get("/bao-cao/BC-0001/").content.decode()
    assert 'href="#nguon-2"' in html and 'id="nguon-2"' in html
