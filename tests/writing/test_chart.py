"""The figure of a target: right marks, Vietnamese numbers, words that cover nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from typing import Any

from lotrinh.writing.chart import (
    ChartPoint,
    ChartTarget,
    ForecastPoint,
    alt_text,
    render_png,
    render_svg,
    target_chart,
)
from lotrinh.writing.chart_labels import Label, Scale, _box, _overlap, place_labels

D = Decimal
SHARE = (
    ChartPoint(D(2018), D("42.8"), "2018"),
    ChartPoint(D(2023), D("46.6"), "2023"),
    ChartPoint(D("2023.625"), D("48.3"), "quý I/2024", whole_year=False),
)
TARGET = ChartTarget(D(45), "trên 45%", D(2030))
FORECAST = (
    ForecastPoint(D(2023), D("46.6"), D("46.6"), D("46.6")),
    ForecastPoint(D(2030), D("47.3"), D("49.4"), D("51.8")),
)


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def test_part_years_are_hollow_and_on_no_line() -> None:
    spec = target_chart(SHARE, TARGET, (), FORECAST)
    solid, hollow = marks(spec, "point")
    assert [row["label"] for row in solid["data"]["values"]] == ["2018", "2023"]
    assert hollow["mark"]["fill"] == "#ffffff"
    assert [row["label"] for row in hollow["data"]["values"]] == ["quý I/2024"]
    line = next(m for m in marks(spec, "line") if m["mark"]["color"] == "#1c2127")
    assert [row["at"] for row in line["data"]["values"]] == [2018, 2023]


def test_target_forecast_and_no_legend() -> None:
    spec = target_chart(SHARE, TARGET, ((D(2023), D("46.6")), (D(2030), D(45))), FORECAST)
    dashed = next(m for m in marks(spec, "line") if m["mark"]["color"] == "#a3241b")
    assert dashed["mark"]["strokeDash"] == [5, 4]
    assert {row["value"] for row in dashed["data"]["values"]} == {45}
    assert marks(spec, "area")[0]["mark"]["color"] == "#e8f0f8"
    assert dashed["encoding"]["y"]["scale"]["zero"] is False
    assert not re.search(r"'legend'|'color': \{", str(spec))
    assert {m["mark"]["text"] for m in marks(spec, "text")} == {
        "42,8%", "46,6%", "48,3% quý I/2024", "mục tiêu trên 45%",
    }  # fmt: skip


def test_svg_speaks_vietnamese() -> None:
    svg = render_svg(target_chart(SHARE, TARGET, (), FORECAST, title="Tỷ trọng công nghiệp trong GRDP"))
    shown = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert {"46,6%", "48,3% quý I/2024", "mục tiêu trên 45%", "2030", "48%"} <= set(shown)
    assert "Be Vietnam Pro" in svg and "tăng từ 42,8% năm 2018 lên 46,6% năm 2023" in svg


def test_axis_numbers_use_comma_and_dot() -> None:
    large = [ChartPoint(D(2020 + n), D(v), str(2020 + n)) for n, v in enumerate(("800", "1112.5", "1300"))]
    shown = re.findall(r"<text[^>]*>([^<]*)</text>", render_svg(target_chart(large, None, unit="tỷ đồng")))
    assert {"1.112,5", "1.200", "tỷ đồng"} <= set(shown)
    small = [ChartPoint(D(2020 + n), D(v), str(2020 + n)) for n, v in enumerate(("0.61", "0.7024"))]
    ticks = re.findall(r"<text[^>]*>([^<]*)</text>", render_svg(target_chart(small, None, unit="")))
    assert any(re.fullmatch(r"0,\d+", tick) for tick in ticks)
    assert not any(re.search(r"\d\.\d", tick) for tick in ticks)


def test_png_has_the_size_asked_for() -> None:
    spec = target_chart(SHARE, TARGET)
    one, two = render_png(spec, 1), render_png(spec, 2)
    widths = [int.from_bytes(png[16:20], "big") for png in (one, two)]
    assert one[:4] == b"\x89PNG" and widths[1] == 2 * widths[0] >= 1248


def test_hostile_labels_stay_words() -> None:
    points = [ChartPoint(D(2020), D(1), "<b>&"), ChartPoint(D("2020.6"), D(2), "<script>&", whole_year=False)]
    svg = render_svg(target_chart(points, ChartTarget(D(3), "=1+1</svg>"), unit="%"))
    assert "<script>" not in svg and "<b>" not in svg and svg.count("</svg>") == 1
    assert "&lt;script&gt;&amp;" in svg


def test_nothing_known_is_said() -> None:
    spec = target_chart((), None)
    assert [m["mark"]["text"] for m in marks(spec, "text")] == ["chưa có số liệu"]
    assert "chưa có số liệu" in render_svg(spec)
    assert alt_text((), TARGET) == "Chưa có số liệu cả năm; mục tiêu trên 45% năm 2030."


def test_alt_text_says_direction_target_and_forecast() -> None:
    fallen = (ChartPoint(D(2018), D("9"), "2018"), ChartPoint(D(2019), D("8.5"), "2019"))
    assert alt_text(fallen, None).startswith("Giảm từ 9% năm 2018 xuống 8,5% năm 2019")
    said = alt_text(SHARE, TARGET, FORECAST, title="Tỷ trọng")
    assert "quý I/2024 đạt 48,3% (không so với cả năm)" in said
    assert said.endswith("dự báo năm 2030 đạt 49,4%, trong khoảng 47,3% đến 51,8%.")


def test_words_cover_neither_each_other_nor_points() -> None:
    scale = Scale.around([2018, 2030], [400, 700], 624, 220)
    values = (450.5, 489.1, 512, 530.25, 601.7, 661.1)
    labels = [Label(2018 + n, v, f"{v}", "#000") for n, v in enumerate(values)]
    dots = [(label.at, label.value) for label in labels]
    placed = place_labels(labels, Label(0, 520, "mục tiêu 520", "#a00"), dots, [dots], scale)
    boxes = [_box(label, scale) for label in placed]
    assert all(_overlap(one, other) == 0 for one, other in combinations(boxes, 2))
    for at, value in dots:
        x, y = scale.pixel(at, value)
        assert not any(left < x < right and top < y < bottom for left, top, right, bottom in boxes)
    assert all(left >= 0 and right <= 624 for left, _, right, _ in boxes)


def test_one_flat_series_still_has_a_scale() -> None:
    scale = Scale.around([2024], [30.0], 624, 220)
    assert scale.values[0] < 30 < scale.values[1] and scale.ticks() == [2024]
