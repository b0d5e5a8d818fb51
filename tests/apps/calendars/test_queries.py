"""The working calendar with a province's own days."""

from __future__ import annotations

from datetime import date

from lotrinh.apps.calendars.models import DayOverride
from lotrinh.apps.calendars.queries import calendar_of
from lotrinh.apps.organisations.models import Province
from tests.factories.story import make_province


def test_the_general_holidays_hold_unless_the_province_says_otherwise(province: Province) -> None:
    day = date(2026, 6, 26)
    general = calendar_of(province.pk, day)
    assert general.is_working(day) and not general.is_working(date(2026, 9, 2))
    DayOverride.objects.create(province=province, day=day, is_working=False, source="Thông báo số 1/TB-UBND")
    assert not calendar_of(province.pk, day).is_working(day)


def test_a_days_override_is_that_of_one_province(province: Province) -> None:
    day = date(2026, 6, 26)
    override = DayOverride.objects.create(
        province=province, day=day, is_working=False, source="Thông báo số 1"
    )
    assert str(override) == "26/06/2026"
    assert calendar_of(make_province("96", "Khác").pk, day).is_working(day)
