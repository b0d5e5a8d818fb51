"""The screens of targets."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.indicators.forms import PERIODS
from lotrinh.apps.indicators.models import Observation
from lotrinh.values.period import Period
from tests.factories.following import events_written, measure

pytestmark = pytest.mark.usefixtures("midyear")
SignedIn = Callable[[Office], Client]
TARGET = "/chi-tieu/CT-0001/"
PATHS = [TARGET, f"{TARGET}bieu-do.svg", f"{TARGET}so-lieu/"]


def typed(**more: str) -> dict[str, str]:
    return {
        "year": "2025",
        "period": "year",
        "value": "31,4",
        "kind": "official",
        "source": "Niên giám",
    } | more


@pytest.mark.parametrize("path", ["/chi-tieu/", *PATHS])
def test_nobody_unknown_gets_in(plan: Directive, client: Client, path: str) -> None:
    assert client.get(path)["Location"] == f"/dang-nhap/?next={path}"


@pytest.mark.parametrize("path", PATHS)
def test_another_provinces_target_does_not_exist(
    plan: Directive, outsider: Office, client_for: SignedIn, path: str
) -> None:
    assert client_for(outsider).get(path).status_code == 404


def test_the_list_says_how_each_stands_and_why(
    plan: Directive, focal_office: Office, client_for: SignedIn
) -> None:
    html = client_for(focal_office).get("/chi-tieu/").content.decode()
    assert "Tỷ trọng công nghiệp trong GRDP" in html and "chưa đánh giá được" in html
    assert "Chưa có số liệu cả năm để so với chỉ tiêu." in html


def test_a_province_without_targets_learns_where_they_come_from(
    outsider: Office, client_for: SignedIn
) -> None:
    assert "Nạp một kế hoạch có chỉ tiêu" in client_for(outsider).get("/chi-tieu/").content.decode()


def test_the_file_holds_what_the_list_shows(
    plan: Directive, focal_office: Office, client_for: SignedIn
) -> None:
    measure(focal_office, plan.targets.get(code="CT-0001").indicator, "31.4", 2025)
    client = client_for(focal_office)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/chi-tieu/?dang=xlsx").content)).active
    assert book is not None
    flat = [str(cell.value) for row in book.iter_rows() for cell in row if cell.value is not None]
    text = client.get("/chi-tieu/?dang=csv").content.decode("utf-8-sig")
    for said in ("CT-0001", "CT-0002", "Niên giám thống kê 2025", "chính thức", "31,4%"):
        assert any(said in cell for cell in flat), said
        assert said in text, said


def test_the_page_has_the_sentence_the_source_and_the_table(
    plan: Directive, focal_office: Office, client_for: SignedIn
) -> None:
    measure(focal_office, plan.targets.get(code="CT-0001").indicator, "31.4", 2025)
    html = client_for(focal_office).get(TARGET).content.decode()
    for said in ("Niên giám thống kê 2025", "“Năm 2025 đạt 31.4%.”", "31,4%", "ban-goc/?tu=", "Nhập số liệu"):
        assert said in html, said
    assert re.search(r"(alt|aria-label)=\"[^\"]*31,4%", html), "the chart is told in words"


def test_the_chart_is_a_picture_that_runs_nothing(
    plan: Directive, focal_office: Office, client_for: SignedIn
) -> None:
    client = client_for(focal_office)
    response = client.get(f"{TARGET}bieu-do.svg")
    assert response["Content-Type"] == "image/svg+xml" and response.content.startswith(b"<svg")
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert client.get(f"{TARGET}bieu-do.png").content.startswith(b"\x89PNG")
    assert client.get(f"{TARGET}bieu-do.gif").status_code == 404


def test_a_figure_is_entered_with_its_source(
    plan: Directive, focal_office: Office, client_for: SignedIn
) -> None:
    with events_written(plan.province_id, "add_observation"):
        response = client_for(focal_office).post(f"{TARGET}so-lieu/", typed(period="9m"), follow=True)
    assert "Đã ghi số liệu; số cũ của cùng kỳ vẫn được giữ." in response.content.decode()
    row = Observation.objects.get()
    assert (row.period_from.isoformat(), row.period_to.isoformat()) == ("2025-01-01", "2025-09-30")
    assert row.entered_by == focal_office.label


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": "nhiều"}, "“nhiều” không phải là số."),
        ({"source": ""}, "Nhập nguồn."),
        ({"year": ""}, "Nhập năm."),
        ({"released_on": "30/02/2026"}, "không phải ngày hợp lệ"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    plan: Directive, focal_office: Office, client_for: SignedIn, wrong: dict[str, str], said: str
) -> None:
    with events_written(plan.province_id):
        response = client_for(focal_office).post(
            f"{TARGET}so-lieu/", typed(quote="Tỷ trọng đạt 31,4%", **wrong)
        )
    html = response.content.decode()
    assert said in html and "Tỷ trọng đạt 31,4%" in html


def test_who_only_looks_is_told_whose_work_it_is(
    plan: Directive, supervisor_office: Office, client_for: SignedIn
) -> None:
    client = client_for(supervisor_office)
    assert f"{TARGET}so-lieu/" not in client.get(TARGET).content.decode()
    response = client.get(f"{TARGET}so-lieu/")
    assert response.status_code == 403
    assert "Nhập số liệu là việc của chuyên viên hoặc lãnh đạo" in response.content.decode()


@pytest.mark.parametrize("kind", [kind for kind, _label in PERIODS])
def test_every_choice_of_a_period_is_one(kind: str) -> None:
    stretch: Any = Period.named(kind, 2026)
    assert stretch.start.year == stretch.last_day.year == 2026
