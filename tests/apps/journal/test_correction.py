"""A figure that is corrected later: both figures, both people and the reason stay, and a report keeps what it used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.indicators.models import Indicator, Observation
from lotrinh.apps.journal.changes import changes_of
from lotrinh.apps.journal.models import Event
from lotrinh.apps.reporting.actions import draw_up_periodic_report
from lotrinh.apps.reporting.models import Report
from tests.factories.following import MIDYEAR, measure

PATH = "/chi-tieu/CT-0001/so-lieu/"
AGAIN = {
    "year": "2025",
    "period": "year",
    "value": "31,9",
    "kind": "official",
    "source": "Niên giám 2025, bản sửa",
}


@pytest.fixture
def indicator(plan: Directive, lead_office: Office) -> Indicator:
    found = plan.targets.get(code="CT-0001").indicator
    measure(lead_office, found, "31.4", 2025)
    return found


def drawn_up(plan: Directive, by: Office) -> Report:
    return draw_up_periodic_report(
        by=by,
        at=MIDYEAR,
        directive=plan,
        label="6 tháng đầu năm 2026",
        period_from=date(2025, 12, 15),
        period_to=date(2026, 6, 14),
        cut_off=date(2026, 6, 14),
    )


def test_a_second_figure_of_the_period_needs_a_reason(
    indicator: Indicator, focal_office: Office, client_for: Callable[[Office], Client]
) -> None:
    page = client_for(focal_office).post(PATH, AGAIN).content.decode()
    assert "31,4" in page and "lý do đính chính" in page
    assert Observation.objects.count() == 1


def test_old_and_new_and_who_and_why_stand_in_one_event(
    indicator: Indicator, focal_office: Office, lead_office: Office, client_for: Callable[[Office], Client]
) -> None:
    why = "Cục Thống kê công bố lại"
    answer = client_for(focal_office).post(PATH, AGAIN | {"reason": why})
    assert answer.status_code == 302
    event = Event.objects.filter(action="add_observation").order_by("number").last()
    assert event is not None and event.reason == why
    changes = {str(change.label): (change.before, change.after) for change in changes_of(event)}
    assert changes["Giá trị"] == ("31,4", "31,9")
    assert changes["Người nhập"] == (lead_office.label, focal_office.label)
    assert [str(row.value) for row in Observation.objects.order_by("entered_at")] == ["31.4", "31.9"]


def test_a_report_remembers_the_figure_it_used(
    indicator: Indicator, plan: Directive, focal_office: Office, client_for: Callable[[Office], Client]
) -> None:
    report = drawn_up(plan, focal_office)
    assert "31.4" in str(report.content)
    client_for(focal_office).post(PATH, AGAIN | {"reason": "Công bố lại"})
    report.refresh_from_db()
    assert "31.4" in str(report.content) and "31.9" not in str(report.content)
    page = client_for(focal_office).get(f"/bao-cao/{report.code}/").content.decode()
    assert "31,4" in page and "31,9" not in page
