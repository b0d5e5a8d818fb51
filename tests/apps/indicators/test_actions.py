"""Setting targets and adding figures: one event each, nothing overwritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.indicators.actions import (
    add_observation,
    ensure_indicator,
    set_target,
    withdraw_target,
)
from lotrinh.apps.indicators.models import Indicator, Observation, Target
from lotrinh.apps.indicators.policy import can_add_observation
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.organisations.models import Organisation
from tests.factories.following import events_written, measure
from tests.factories.story import AT, make_office


def test_a_name_is_one_indicator_however_it_is_written(plan: Directive, focal_office: Office) -> None:
    with events_written(plan.province_id, "add_indicator"):
        rows = [
            ensure_indicator(by=focal_office, at=AT, province_id=plan.province_id, name=name, scope=scope)
            for name, scope in (
                ("tỷ trọng công nghiệp trong grdp", ""),
                ("Tỷ trọng công nghiệp trong GRDP", ""),
                ("Tỷ trọng công nghiệp trong GRDP", "huyện Một"),
            )
        ]
    assert rows[0] == rows[1] != rows[2]


def test_a_target_keeps_its_words_and_numbers(plan: Directive) -> None:
    target = plan.targets.get(code="CT-0001")
    assert (target.comparator, target.value, target.unit) == (">", Decimal("38.5"), "%")
    assert target.horizon_to == date(2030, 12, 31)
    assert plan.text[target.start : target.end] == "38,5%"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"indicator": " ", "value": "5"}, "Chỉ tiêu chưa có tên"),
        ({"indicator": "Chỉ số PCI", "value": None}, "Chỉ tiêu chưa có giá trị"),
    ],
)
def test_half_a_target_is_refused(
    plan: Directive, focal_office: Office, data: dict[str, object], said: str
) -> None:
    with events_written(plan.province_id), pytest.raises(ActionRefused, match=said):
        set_target(by=focal_office, at=AT, directive=plan, data={"span": [0, 5]} | data)


def test_a_target_is_taken_back_from_a_draft_only(plan: Directive, focal_office: Office) -> None:
    target = plan.targets.get(code="CT-0002")
    with events_written(plan.province_id), pytest.raises(ActionRefused, match="không rút lại được"):
        withdraw_target(by=focal_office, at=AT, target=target)
    Directive.objects.filter(pk=plan.pk).update(state=Directive.State.DRAFT)
    with events_written(plan.province_id, "withdraw_target"):
        withdraw_target(by=focal_office, at=AT, target=Target.objects.get(code="CT-0002"))
    assert not Target.objects.filter(code="CT-0002").exists()


def test_a_better_figure_is_one_more_row(plan: Directive, focal_office: Office) -> None:
    indicator = plan.targets.get(code="CT-0001").indicator
    with events_written(plan.province_id, "add_observation", "add_observation"):
        measure(focal_office, indicator, "31.2", 2025, "estimate")
        measure(focal_office, indicator, "31.4", 2025, "official")
    assert [row.value for row in Observation.objects.order_by("entered_at", "pk")] == [
        Decimal("31.2"),
        Decimal("31.4"),
    ]
    assert Observation.objects.first().unit == "%"  # type: ignore[union-attr]


def test_a_period_that_runs_backwards_is_refused(plan: Directive, focal_office: Office) -> None:
    indicator = Indicator.objects.first()
    assert indicator is not None
    with events_written(plan.province_id), pytest.raises(ActionRefused, match="đứng trước ngày đầu kỳ"):
        add_observation(
            by=focal_office,
            at=AT,
            indicator=indicator,
            period_from=date(2026, 1, 2),
            period_to=date(2026, 1, 1),
            value=Decimal(1),
            source="Báo cáo số 1",
        )


def test_who_may_enter_figures(plan: Directive, agencies: dict[str, Organisation], outsider: Office) -> None:
    indicator = plan.targets.get(code="CT-0001").indicator
    allowed = {
        role: can_add_observation(make_office(agencies["STC"], role), indicator)
        for role in ("officer", "head", "leader", "supervisor", "admin")
    }
    assert allowed == {"officer": True, "head": True, "leader": False, "supervisor": False, "admin": False}
    assert not can_add_observation(outsider, indicator)
