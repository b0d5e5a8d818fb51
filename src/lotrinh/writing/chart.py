"""The figure of a target: what was reached, the target, the path, the forecast; as Vega-Lite, SVG, PNG and words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from lotrinh.writing.chart_labels import Label, Scale, place_labels
from lotrinh.writing.chart_points import ChartPoint, ChartTarget, ForecastPoint, PathPoint
from lotrinh.writing.chart_words import alt_text, shown_value
from lotrinh.writing.phrases import Phrases

__all__ = [
    "ChartPoint", "ChartTarget", "ForecastPoint", "PathPoint", "alt_text", "render_png", "render_svg", "target_chart",
]  # fmt: skip

FONT = "Be Vietnam Pro"
WIDTH, HEIGHT = 624, 220
INK, QUIET, LINE, RED, BLUE, WASH, SHEET = (
    "#1c2127", "#59636e", "#dcd8cf", "#a3241b", "#245a8c", "#e8f0f8", "#ffffff",
)  # fmt: skip
# What Vega formats numbers with, in a browser as on the server.
LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"], "minus": "-"}
_WORDS = Phrases("chart")
_FEW = 6


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
        *_target_layers(target, scale, unit),
        *_observation_layers(observations),
        *_label_layers(observations, target, _courses(observations, path, forecast), scale, unit),
    ]
    if not layers[1:]:
        layers = [_nothing()]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": alt_text(observations, target, forecast, unit, title=title),
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 8,
        "background": SHEET,
        **_unit_title(unit),
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


def _y(field: str = "value", scale: Scale | None = None, unit: str = "") -> dict[str, Any]:
    channel: dict[str, Any] = {"field": field, "type": "quantitative", "title": None}
    if scale is not None:
        channel["scale"] = {"domain": list(scale.values), "zero": False, "nice": False}
        channel["axis"] = {
            "tickCount": 4, "format": ",~f", "gridColor": LINE, "gridOpacity": 0.6, "domain": False, "ticks": False,
            "labelColor": QUIET, "labelFont": FONT, "labelFontSize": 11, "labelPadding": 6,
        }  # fmt: skip
        if unit.startswith("%"):
            channel["axis"]["labelExpr"] = "datum.label + '%'"
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


def _target_layers(target: ChartTarget | None, scale: Scale, unit: str) -> list[dict[str, Any]]:
    """The dashed line, over the whole width; it also carries the axes, so it is drawn even without a target."""
    mark = {"type": "line", "color": RED, "strokeWidth": 1.2, "strokeDash": [5, 4]}
    axes = {"x": _x(scale), "y": _y(scale=scale, unit=unit)}
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
    observations: Sequence[ChartPoint],
    target: ChartTarget | None,
    courses: list[list[tuple[float, float]]],
    scale: Scale,
    unit: str,
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
        for placed in place_labels(labels, line, dots, courses, scale)
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


def _courses(
    observations: Sequence[ChartPoint], path: Sequence[PathPoint], forecast: Sequence[ForecastPoint]
) -> list[list[tuple[float, float]]]:
    """The lines that words should not cross."""
    whole = [(float(point.at), float(point.value)) for point in observations if point.whole_year]
    expected = [(float(point.at), float(point.middle)) for point in forecast]
    return [whole, expected, [(float(at), float(value)) for at, value in path]]


def _unit_title(unit: str) -> dict[str, Any]:
    """A unit too long for every point stands once, above the axis."""
    if not unit or unit.startswith("%"):
        return {}
    look = {"anchor": "start", "color": QUIET, "font": FONT, "fontSize": 11, "fontWeight": 400, "offset": 6}
    return {"title": {"text": unit, **look}}


def _nothing() -> dict[str, Any]:
    mark = {
        "type": "text",
        "text": _WORDS.text("label.nothing"),
        "color": QUIET,
        "font": FONT,
        "fontSize": 13,
    }
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {}}


def _point_words(point: ChartPoint, unit: str) -> str:
    shown = shown_value(point.value, unit if unit.startswith("%") else "")
    return shown if point.whole_year else f"{shown} {point.label}"


@lru_cache(maxsize=1)
def _engine() -> Any:
    """vl-convert holds a whole V8 of some 270 MB, so it is loaded by the first figure, never by an import of this module."""
    import vl_convert  # noqa: PLC0415

    vl_convert.register_font_directory(str(files("fontpkg_be_vietnam_pro") / "files"))
    return vl_convert


def render_svg(spec: dict[str, Any]) -> str:
    """The figure as SVG; asks for no address. The first call takes about a second, the next some 60 ms."""
    svg = str(_engine().vegalite_to_svg(json.dumps(spec), allowed_base_urls=[], format_locale=LOCALE))
    words = escape(spec.get("description", ""), quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{words}" ', 1)


def render_png(spec: dict[str, Any], scale: float = 2) -> bytes:
    """The figure as PNG, `scale` times its size in points."""
    engine = _engine()
    return bytes(
        engine.vegalite_to_png(json.dumps(spec), scale=scale, allowed_base_urls=[], format_locale=LOCALE)
    )
