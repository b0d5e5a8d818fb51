"""The figure of a target said in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lotrinh.values.numerals import format_number
from lotrinh.writing.chart_points import ChartPoint, ChartTarget, ForecastPoint
from lotrinh.writing.phrases import Phrases

_WORDS = Phrases("chart")


def shown_value(value: Decimal, unit: str) -> str:
    """`46,6%`, `661,1 triệu đồng/người`.

    >>> shown_value(Decimal("46.6"), "%")
    '46,6%'
    """
    return f"{format_number(value)}{'' if not unit or unit.startswith('%') else ' '}{unit}"


def alt_text(
    observations: Sequence[ChartPoint],
    target: ChartTarget | None,
    forecast: Sequence[ForecastPoint] = (),
    unit: str = "%",
    *,
    title: str = "",
) -> str:
    """The figure in one sentence or two, for those who do not see it.

    >>> from lotrinh.writing.chart_points import ChartPoint, ChartTarget
    >>> seen = [ChartPoint(Decimal(2018), Decimal("42.8"), "2018"), ChartPoint(Decimal(2023), Decimal("46.6"), "2023")]
    >>> alt_text(seen, ChartTarget(Decimal(45), "trên 45%", Decimal(2030)), title="Tỷ trọng công nghiệp trong GRDP")
    'Tỷ trọng công nghiệp trong GRDP: tăng từ 42,8% năm 2018 lên 46,6% năm 2023; mục tiêu trên 45% năm 2030.'
    """
    parts = [_course(observations, unit)]
    part_years = [point for point in observations if not point.whole_year]
    if part_years:
        last = max(part_years, key=lambda point: point.at)
        parts.append(_WORDS.text("alt.part").format(period=last.label, value=shown_value(last.value, unit)))
    if target:
        year = _WORDS.text("alt.year").format(year=f"{target.at:f}") if target.at is not None else ""
        parts.append(_WORDS.text("alt.target").format(target=target.text, year=year))
    if forecast:
        end = forecast[-1]
        low, middle, high = (shown_value(value, unit) for value in (end.low, end.middle, end.high))
        parts.append(
            _WORDS.text("alt.forecast").format(year=f"{end.at:f}", middle=middle, low=low, high=high)
        )
    said = "; ".join(parts)
    return f"{title}: {said}." if title else f"{said[:1].upper()}{said[1:]}."


def _course(observations: Sequence[ChartPoint], unit: str) -> str:
    whole = sorted((point for point in observations if point.whole_year), key=lambda point: point.at)
    if not whole:
        return _WORDS.text("alt.none")
    first, last = whole[0], whole[-1]
    if len(whole) == 1:
        return _WORDS.text("alt.one").format(value=shown_value(last.value, unit), year=last.label)
    name = "rose" if last.value > first.value else "fell" if last.value < first.value else "same"
    return _WORDS.text(f"alt.{name}").format(
        first=shown_value(first.value, unit),
        first_year=first.label,
        last=shown_value(last.value, unit),
        last_year=last.label,
    )
