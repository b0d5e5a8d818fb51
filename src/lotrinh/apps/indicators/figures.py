"""From a target's standing to its chart; the drawing is kept by the hash of what is drawn, so a page never waits twice."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from lotrinh.apps.indicators.models import Observation
from lotrinh.apps.indicators.queries import Standing, figure_of
from lotrinh.writing.chart import (
    ChartPoint,
    ChartTarget,
    ForecastPoint,
    render_png,
    render_svg,
    target_chart,
)


def _point(row: Observation) -> ChartPoint:
    """A whole year stands at its own number; a part year in the middle of its days."""
    figure = figure_of(row)
    if figure.period.is_year():
        return ChartPoint(figure.position, row.value, figure.period.in_words().removeprefix("năm "))
    begin = _position(row.period_from)
    return ChartPoint(
        begin + (figure.position - begin) / 2, row.value, figure.period.in_words(), whole_year=False
    )


def _position(day: date) -> Decimal:
    return Decimal(day.year - 1) + Decimal((day - date(day.year, 1, 1)).days) / 365


def _shown(standing: Standing) -> list[ChartPoint]:
    """The figures that entered the assessment, and the part years beside them; not the vintages that gave way."""
    used = {figure.ref for figure in standing.assessment.used}
    kept = {figure.observation.ref for figure in standing.assessment.left_out if "cả năm" in figure.reason}
    return [_point(row) for row in standing.figures if str(row.pk) in used | kept]


def _pieces(
    standing: Standing,
) -> tuple[list[ChartPoint], ChartTarget | None, list[Any], list[ForecastPoint]]:
    goal, found = standing.goal, standing.assessment
    last = goal.horizon.last_day if goal.horizon else None
    target = None
    if goal.value is not None and goal.aggregation != "total":
        target = ChartTarget(goal.value, goal.in_words(), Decimal(last.year) if last else None, goal.value_to)
    path = [(Decimal(point.year), point.expected) for point in found.path]
    forecast = []
    if found.forecast and found.latest and found.measured is not None:
        start = found.latest.position
        here = found.latest.value
        ahead = found.forecast
        forecast = [
            ForecastPoint(start, here, here, here),
            ForecastPoint(ahead.position, ahead.low, ahead.value, ahead.high),
        ]
    return _shown(standing), target, path, forecast


def chart_spec(standing: Standing) -> dict[str, Any]:
    points, target, path, forecast = _pieces(standing)
    return target_chart(
        points, target, path, forecast, standing.target.unit, title=standing.target.indicator.name
    )


def inline_chart(standing: Standing) -> SafeString:
    """The chart as SVG for the page itself, so that it is set in the page's own font.

    Drawn by Vega from numbers and labels, which it escapes; it holds no scripts, styles or addresses.
    """
    return mark_safe(drawn(chart_spec(standing), "svg").decode())  # noqa: S308


def drawn(spec: dict[str, Any], kind: str) -> bytes:
    """SVG or PNG bytes of a specification, from the cache where it was drawn before."""
    digest = hashlib.sha256(json.dumps(spec, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    key = f"chart-{kind}-{digest}"
    found = cache.get(key)
    if found is None:
        found = render_svg(spec).encode() if kind == "svg" else render_png(spec)
        cache.set(key, found)
    return bytes(found)
