"""Periods of administrative reports and the days their figures run over (Nghị định 09/2019/NĐ-CP, Điều 12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lotrinh.values.period import Period

PRESETS = [
    ("year", _("năm")),
    ("h1", _("6 tháng đầu năm")),
    ("h2", _("6 tháng cuối năm")),
    ("9m", _("9 tháng")),
    *(
        (f"q{n}", format_lazy("{} {}", _("quý"), roman))
        for n, roman in enumerate(("I", "II", "III", "IV"), 1)
    ),
    *((f"m{n}", format_lazy("{} {}", _("tháng"), n)) for n in range(1, 13)),
]
KINDS = tuple(kind for kind, _label in PRESETS)
_ROMAN = ("", "I", "II", "III", "IV")
_KEY = re.compile(r"(?P<kind>[a-z0-9]+)-(?P<year>20[0-9]{2})")


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """`first` and `last` both belong to the period; `label` as it stands in a title."""

    label: str
    first: date
    last: date


def reporting_period(kind: str, year: int) -> ReportingPeriod:
    """From day 15 of the month before to day 14 of the last month.

    >>> reporting_period("year", 2025)
    ReportingPeriod(label='Năm 2025', first=datetime.date(2024, 12, 15), last=datetime.date(2025, 12, 14))
    >>> reporting_period("h2", 2026).first, reporting_period("q1", 2026).first, reporting_period("m3", 2026).last
    (datetime.date(2026, 6, 15), datetime.date(2025, 12, 15), datetime.date(2026, 3, 14))
    """
    before = date(year - 1, 12, 15)
    if kind == "year":
        return ReportingPeriod(f"Năm {year}", before, date(year, 12, 14))
    if kind == "h1":
        return ReportingPeriod(f"6 tháng đầu năm {year}", before, date(year, 6, 14))
    if kind == "h2":
        return ReportingPeriod(f"6 tháng cuối năm {year}", date(year, 6, 15), date(year, 12, 14))
    if kind == "9m":
        return ReportingPeriod(f"9 tháng năm {year}", before, date(year, 9, 14))
    number = int(kind[1:])
    if kind[0] == "q":
        first = before if number == 1 else date(year, 3 * number - 3, 15)
        return ReportingPeriod(f"Quý {_ROMAN[number]} năm {year}", first, date(year, 3 * number, 14))
    first = before if number == 1 else date(year, number - 1, 15)
    return ReportingPeriod(f"Tháng {number} năm {year}", first, date(year, number, 14))


def calendar_days(kind: str, year: int) -> tuple[date, date]:
    """First and last day of the same period in the calendar, which figures are of.

    >>> calendar_days("q3", 2026)
    (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    """
    period = Period.named(kind, year)
    if period.start is None or period.last_day is None:
        raise ValueError(kind)
    return period.start, period.last_day


def period_key(kind: str, year: int) -> str:
    """As an address names it: `q3-2026`."""
    return f"{kind}-{year}"


def of_key(key: str) -> tuple[str, int] | None:
    """
    >>> of_key("q3-2026"), of_key("9m-2026"), of_key("q5-2026"), of_key("q3-1026")
    (('q3', 2026), ('9m', 2026), None, None)
    """
    found = _KEY.fullmatch(key)
    return (found["kind"], int(found["year"])) if found and found["kind"] in KINDS else None
