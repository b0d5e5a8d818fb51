"""Where a target stands on a day, in the words of its page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.indicators.figures import chart_spec, drawn
from lotrinh.apps.indicators.pages import target_page
from lotrinh.apps.indicators.queries import Standing, standings, worst_first
from tests.factories.following import measure

JUNE = date(2026, 6, 25)


def standing(by: Office, code: str = "CT-0001", on: date = JUNE) -> Standing:
    return next(row for row in standings(by, on) if row.target.code == code)


@pytest.fixture
def measured(plan: Directive, focal_office: Office) -> Directive:
    """Six years of figures that run behind, the last one with an earlier estimate."""
    indicator = plan.targets.get(code="CT-0001").indicator
    for year, value in ((2020, "29.4"), (2021, "29.8"), (2022, "30.3"), (2023, "30.4"), (2024, "30.9")):
        measure(focal_office, indicator, value, year)
    measure(focal_office, indicator, "31.6", 2025, "estimate", released_on=date(2025, 12, 8))
    measure(focal_office, indicator, "31.4", 2025, "preliminary", released_on=date(2026, 3, 30))
    return plan


def test_without_figures_it_cannot_be_judged(plan: Directive, focal_office: Office) -> None:
    found = standing(focal_office)
    assert (found.label, found.latest_words, found.latest) == ("chưa đánh giá được", "chưa có số liệu", None)
    page = target_page(found)
    assert (page.gap, page.pace, page.forecast, page.figures) == ("", "", "", ())
    assert "Chưa có số liệu cả năm" in found.assessment.reason


def test_the_better_of_two_figures_counts_and_the_other_says_why_not(
    measured: Directive, focal_office: Office
) -> None:
    found = standing(focal_office)
    assert (found.label, found.latest_words, found.css) == ("lệch lộ trình", "31,4%", "late")
    assert found.latest and found.latest.kind == "preliminary"
    roles = {row.value: (row.counts, row.role) for row in target_page(found).figures}
    assert roles["31,4%"] == (True, "dùng để đánh giá")
    assert roles["31,6%"][0] is False and roles["31,6%"][1]


def test_a_past_day_knows_only_what_was_published(measured: Directive, focal_office: Office) -> None:
    assert standing(focal_office, on=date(2026, 1, 15)).latest_words == "31,6%"


def test_the_page_in_words(measured: Directive, focal_office: Office) -> None:
    page = target_page(standing(focal_office))
    assert page.gap == "còn thiếu 7,1 điểm %"
    assert page.pace == "1,42 điểm % mỗi năm; đến nay 0,4 điểm % mỗi năm"
    assert page.forecast.startswith("Nếu đà 6 số liệu qua tiếp tục: khoảng 33,4% (80% khả năng từ ")
    assert [station.label for station in page.road] == [
        "năm 2020, chính thức",
        "năm 2025, sơ bộ",
        "năm 2030",
    ]
    assert [station.state for station in page.road] == ["past", "here", "ahead"]
    assert (page.path[0].year, page.path[-1].year) == (2020, 2030)
    assert page.path[5].seen == "31,4%" and page.path[-1].seen == ""
    assert "đến năm 2030 đạt trên 38,5%" in page.sentence


def test_the_chart_shows_what_was_judged_and_says_it_in_words(
    measured: Directive, focal_office: Office
) -> None:
    found = standing(focal_office)
    words = chart_spec(found)["description"]
    assert "31,4%" in words and "31,6%" not in words and "38,5%" in words
    svg = drawn(chart_spec(found), "svg")
    assert svg.startswith(b"<svg") and drawn(chart_spec(found), "svg") is not svg
    assert drawn(chart_spec(found), "png").startswith(b"\x89PNG")


def test_what_is_off_track_comes_first(measured: Directive, focal_office: Office) -> None:
    indicator = measured.targets.get(code="CT-0002").indicator
    measure(focal_office, indicator, "75", 2025)
    rows = sorted(standings(focal_office, JUNE), key=worst_first)
    assert [row.label for row in rows] == ["lệch lộ trình", "đã đạt"]


def test_one_province_does_not_see_anothers_targets(measured: Directive, outsider: Office) -> None:
    assert standings(outsider, JUNE) == ()


def test_three_queries_whatever_the_number_of_figures(measured: Directive, focal_office: Office) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = standings(focal_office, JUNE)
    assert len(asked) == 3 and len(found) == 2
    assert found[0].target.value == Decimal("38.5")
