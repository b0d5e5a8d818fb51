"""Periods of reports and who may draw them up."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lotrinh.apps.calendars.periods import PRESETS, reporting_period
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import successions_of
from lotrinh.apps.reporting.queries import directives_to_report, may_report_on
from tests.factories.story import make_office


@pytest.mark.parametrize("kind", [kind for kind, _label in PRESETS])
def test_every_period_begins_on_the_fifteenth_and_ends_on_the_fourteenth(kind: str) -> None:
    period = reporting_period(kind, 2026)
    assert (period.first.day, period.last.day) == (15, 14) and period.first < period.last
    assert "2026" in period.label and (period.label[:1].isupper() or period.label[:1].isdigit())


@pytest.mark.parametrize("kinds", [["q1", "q2", "q3", "q4"], ["h1", "h2"], [f"m{n}" for n in range(1, 13)]])
def test_the_parts_of_a_year_leave_no_day_out(kinds: list[str]) -> None:
    parts, year = [reporting_period(kind, 2026) for kind in kinds], reporting_period("year", 2026)
    assert (
        (parts[0].first, parts[-1].last)
        == (year.first, year.last)
        == (date(2025, 12, 15), date(2026, 12, 14))
    )
    assert all(after.first - before.last == timedelta(days=1) for before, after in pairwise(parts))


@pytest.mark.parametrize(
    ("code", "role", "allowed"),
    [
        ("SCT", "officer", True),
        ("SCT", "supervisor", False),
        ("VP", "head", True),
        ("VP", "leader", True),
        ("STC", "head", False),
    ],
)
def test_who_draws_up_the_report(
    plan: Directive, agencies: dict[str, Organisation], code: str, role: str, allowed: bool
) -> None:
    by = make_office(agencies[code], role)
    assert may_report_on(by, plan, successions_of(plan.province_id)) is allowed
    assert directives_to_report(by) == ([plan] if allowed else [])


def test_a_draft_is_not_reported_on(draft: Directive, agencies: dict[str, Organisation]) -> None:
    assert directives_to_report(make_office(agencies["SCT"])) == []
