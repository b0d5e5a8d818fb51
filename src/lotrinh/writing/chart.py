"""The figure of a target: what was reached, the target, the path, the forecast; as Vega-Lite, SVG, PNG and words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lotrinh.values.numerals import format_number
from lotrinh.writing.chart_labels import Label, Scale, place_labels
from lotrinh.writing.phrases import Phrases

FONT = "Be Vietnam Pro"
WIDTH, HEIGHT = 624, 220
INK, QUIET, LINE, RED, BLUE, WASH, SHEET = (
    "#1c2127", "#59636e", "#dcd8cf", "#a3241b", "#245a8c", "#e8f0f8", "#ffffff",
)  # fmt: skip
# What Vega formats numbers with, in a browser as on the server.
LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"], "minus": "-"}
_WORDS = Phrases("chart")
_FEW = 6


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """An observation. `at` is the middle of its period on a scale where a whole year stands at its own number.

    Quý I/2024 is at 2023.625. `label` is the period as printed: "2023", "quý I/2024".
    """

    at: Decimal
    value: Decimal
    label: str
    whole_year: bool = True


@dataclass(frozen=True, slots=True)
class ChartTarget:
    """The target line: `text` as it is read ("trên 45%"), `at` its year; `value_to` for a range."""

    value: Decimal
    text: str
    at: Decimal | None = None
    value_to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """A forecast with its interval; `level` in percent is said in the caption, not here."""

    at: Decimal
    low: Decimal
    middle: Decimal
    high: Decimal


PathPoint = tuple[Decimal, Decimal]


def target_chart(
    observations: Sequence[ChartPoint],
    target: ChartTarget | None,
    path: Sequence[PathPoint] = (),
    forecast: Sequence[ForecastPoint] = (),
    unit: str = "%",
    *,
    title: str = "",
) -> dict[str, Any]:
    """A Vega-Lite 5 specification with every label in place; empty layers are left out.

    Whole years are joined by a solid line, part years are hollow points on no line, the target is dashed red with its words
    on it, the path dotted grey, the forecast a blue wash around a dotted line. No legend. The value axis need not begin at 0.
    """
    scale = _scale(observations, target, path, forecast)
    layers = [
        *_forecast_layers(forecast),
        *_path_layer(path),
        *_target_layers(target, scale),
        *_observation_layers(observations),
        *_label_layers(observations, target, scale, unit),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": alt_text(observations, target, forecast, unit, title=title),
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 8,
        "background": SHEET,
        "layer": layers,
        "config": {"font": FONT, "view": {"stroke": None}, "locale": {"number": LOCALE}},
    }


def _scale(
    observations: Sequence[ChartPoint],
    target: ChartTarget | None,
    path: Sequence[PathPoint],
    forecast: Sequence[ForecastPoint],
) -> Scale:
    years = [point.at for point in observations] + [at for at, _ in path] + [point.at for point in forecast]
    values = [point.value for point in observations] + [value for _, value in path]
    values += [value for point in forecast for value in (point.low, point.high)]
    if target:
        values += [value for value in (target.value, target.value_to) if value is not None]
        years += [target.at] if target.at is not None else []
    return Scale.around([float(year) for year in years], [float(value) for value in values], WIDTH, HEIGHT)


def _layer(mark: dict[str, Any], rows: list[dict[str, Any]], **channels: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": rows}, "mark": mark, "encoding": channels}


def _x(scale: Scale | None = None) -> dict[str, Any]:
    channel: dict[str, Any] = {"field": "at", "type": "quantitative", "title": None}
    if scale is not None:
        channel["scale"] = {"domain": list(scale.years), "nice": False}
        channel["axis"] = {
            "values": scale.ticks(), "format": "d", "grid": False, "domainColor": INK, "ticks": False,
            "labelColor": QUIET, "labelFont": FONT, "labelFontSize": 12, "labelPadding": 8,
        }  # fmt: skip
    return channel


def _y(field: str = "value", scale: Scale | None = None) -> dict[str, Any]:
    channel: dict[str, Any] = {"field": field, "type": "quantitative", "title": None}
    if scale is not None:
        channel["scale"] = {"domain": list(scale.values), "zero": False, "nice": False}
        channel["axis"] = {
            "tickCount": 4, "format": ",~f", "gridColor": LINE, "gridOpacity": 0.6, "domain": False, "ticks": False,
            "labelColor": QUIET, "labelFont": FONT, "labelFontSize": 11, "labelPadding": 6,
        }  # fmt: skip
    return channel


def _forecast_layers(forecast: Sequence[ForecastPoint]) -> list[dict[str, Any]]:
    if not forecast:
        return []
    rows = [
        {"at": float(p.at), "low": float(p.low), "high": float(p.high), "value": float(p.middle)}
        for p in forecast
    ]
    band = _layer(
        {"type": "area", "color": WASH, "opacity": 1}, rows, x=_x(), y=_y("low"), y2={"field": "high"}
    )
    line = _layer(
        {"type": "line", "color": BLUE, "strokeWidth": 2, "strokeDash": [2, 4]}, rows, x=_x(), y=_y()
    )
    return [band, line]


def _path_layer(path: Sequence[PathPoint]) -> list[dict[str, Any]]:
    if len(path) < 2:
        return []
    rows = [{"at": float(at), "value": float(value)} for at, value in path]
    return [
        _layer({"type": "line", "color": QUIET, "strokeWidth": 1, "strokeDash": [1, 3]}, rows, x=_x(), y=_y())
    ]


def _target_layers(target: ChartTarget | None, scale: Scale) -> list[dict[str, Any]]:
    """The dashed line, over the whole width; it also carries the axes, so it is drawn even without a target."""
    mark = {"type": "line", "color": RED, "strokeWidth": 1.2, "strokeDash": [5, 4]}
    axes = {"x": _x(scale), "y": _y(scale=scale)}
    if target is None:
        return [_layer({"type": "line", "opacity": 0}, [], **axes)]
    layers = []
    for value in (target.value, target.value_to):
        if value is not None:
            layers.append(_layer(mark, [{"at": at, "value": float(value)} for at in scale.years], **axes))
    return layers


def _observation_layers(observations: Sequence[ChartPoint]) -> list[dict[str, Any]]:
    layers = []
    whole = [point for point in observations if point.whole_year]
    part = [point for point in observations if not point.whole_year]
    if whole:
        rows = [_row(point) for point in sorted(whole, key=lambda point: point.at)]
        layers.append(_layer({"type": "line", "color": INK, "strokeWidth": 2.5}, rows, x=_x(), y=_y()))
        dot = {"type": "point", "filled": True, "color": INK, "size": 70, "opacity": 1}
        layers.append(_layer(dot, rows, x=_x(), y=_y()))
    if part:
        ring = {"type": "point", "fill": SHEET, "stroke": INK, "strokeWidth": 2, "size": 65, "opacity": 1}
        layers.append(_layer(ring, [_row(point) for point in part], x=_x(), y=_y()))
    return layers


def _row(point: ChartPoint) -> dict[str, Any]:
    return {"at": float(point.at), "value": float(point.value), "label": point.label}


def _label_layers(
    observations: Sequence[ChartPoint], target: ChartTarget | None, scale: Scale, unit: str
) -> list[dict[str, Any]]:
    labels = [
        Label(float(p.at), float(p.value), _point_words(p, unit), INK if p.whole_year else QUIET)
        for p in labelled(observations)
    ]
    dots = [(float(p.at), float(p.value)) for p in observations]
    line = None
    if target:
        words = _WORDS.text("label.target").format(target=target.text)
        line = Label(0, float(target.value), words, RED)
    return [
        _layer(
            {"type": "text", "text": placed.text, "color": placed.colour, "align": placed.align,
             "baseline": "middle", "dx": placed.dx, "dy": placed.dy, "font": FONT, "fontSize": 12, "fontWeight": 500},
            [{"at": placed.at, "value": placed.value}], x=_x(), y=_y(),
        )
        for placed in place_labels(labels, line, dots, scale)
    ]  # fmt: skip


def labelled(observations: Sequence[ChartPoint]) -> list[ChartPoint]:
    """Which points bear their number: all where they are few, else the first and last whole year and the last part year."""
    ordered = sorted(observations, key=lambda point: point.at)
    if len(ordered) <= _FEW:
        return ordered
    whole = [point for point in ordered if point.whole_year]
    part = [point for point in ordered if not point.whole_year]
    chosen = [*whole[:1], *whole[-1:], *part[-1:]]
    return [point for point in ordered if point in chosen]


def _point_words(point: ChartPoint, unit: str) -> str:
    shown = shown_value(point.value, unit)
    return shown if point.whole_year else f"{shown} {point.label}"


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


@lru_cache(maxsize=1)
def _engine() -> Any:
    """vl-convert holds a whole V8 of some 270 MB, so it is loaded by the first figure, never by an import of this module."""
    import vl_convert  # noqa: PLC0415

    vl_convert.register_font_directory(str(files("fontpkg_be_vietnam_pro") / "files"))
    return vl_convert


def render_svg(spec: dict[str, Any]) -> str:
    """The figure as SVG; asks for no address. The first call takes about a second, the next some 60 ms."""
    return str(_engine().vegalite_to_svg(json.dumps(spec), allowed_base_urls=[], format_locale=LOCALE))


def render_png(spec: dict[str, Any], scale: float = 2) -> bytes:
    """The figure as PNG, `scale` times its size in points."""
    engine = _engine()
    return bytes(
        engine.vegalite_to_png(json.dumps(spec), scale=scale, allowed_base_urls=[], format_locale=LOCALE)
    )
