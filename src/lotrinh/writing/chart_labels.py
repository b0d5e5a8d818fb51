"""Where the words of a figure stand so that they cover neither each other nor the points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Align = Literal["left", "center", "right"]
Box = tuple[float, float, float, float]
Place = tuple[float, float]

_CHARACTER, _HEIGHT, _DOT = 6.9, 15, 6
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """The domains of both axes and the plot in pixels."""

    years: tuple[float, float]
    values: tuple[float, float]
    width: int
    height: int

    @classmethod
    def around(cls, years: Sequence[float], values: Sequence[float], width: int, height: int) -> Scale:
        """Domains with room for points and words; a flat or empty series still gets a span."""
        first, last = (min(years), max(years)) if years else (0.0, 1.0)
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        room = (high - low) * 0.18 or max(abs(high) * 0.1, 1.0)
        side = max(0.5, (last - first) * 0.04)
        return cls((first - side, last + side), (low - room, high + room), width, height)

    def pixel(self, at: float, value: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        x = (at - self.years[0]) / (self.years[1] - self.years[0]) * self.width
        y = (self.values[1] - value) / (self.values[1] - self.values[0]) * self.height
        return x, y

    def ticks(self) -> list[int]:
        """Whole years, every one, second, fifth or tenth, so that their words do not touch."""
        first, last = math.ceil(self.years[0]), math.floor(self.years[1])
        step = next((s for s in (1, 2, 5, 10) if (last - first) / s <= _MOST_TICKS), 20)
        return list(range(first, last + 1, step))


@dataclass(frozen=True, slots=True)
class Label:
    """Words that belong to a point, or to the line at `value`."""

    at: float
    value: float
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """Words with the offset in pixels from the place they are tied to."""

    at: float
    value: float
    text: str
    colour: str
    align: Align
    dx: float
    dy: float


_BESIDE: tuple[tuple[Align, float, float], ...] = (
    ("center", 0, -15), ("center", 0, 17), ("right", -4, -14), ("left", 4, -14), ("left", 4, 16), ("right", -4, 16),
    ("left", 11, 0), ("right", -11, 0), ("center", 0, -30), ("center", 0, 32), ("left", 4, -30), ("right", -4, -30),
)  # fmt: skip


def place_labels(
    labels: Sequence[Label],
    line: Label | None,
    dots: Sequence[Place],
    courses: Sequence[Sequence[Place]],
    scale: Scale,
) -> list[PlacedLabel]:
    """Every label at the first place that is free, or the one that covers least; the line's words come last.

    `dots` are the points, `courses` the lines drawn through the figure, both as (year, value).
    """
    taken = [_around_dot(*scale.pixel(at, value)) for at, value in dots]
    taken += [box for course in courses for box in _along(course, scale)]
    if line:
        y = scale.pixel(0, line.value)[1]
        taken.append((0, y - 1, scale.width, y + 1))
    placed = []
    for label in labels:
        choices = [PlacedLabel(label.at, label.value, label.text, label.colour, *way) for way in _BESIDE]
        placed.append(_best(choices, taken, scale))
        taken.append(_box(placed[-1], scale))
    if line:
        # Its own line is no obstacle: the words stand on it.
        free = [box for box in taken if box[2] - box[0] < scale.width]
        placed.append(_best(_on_line(line, scale), free, scale))
    return placed


def _on_line(line: Label, scale: Scale) -> list[PlacedLabel]:
    ends: tuple[tuple[float, Align, float], ...] = (
        (scale.years[0], "left", 4),
        (scale.years[1], "right", -4),
        (sum(scale.years) / 2, "center", 0),
    )
    return [
        PlacedLabel(at, line.value, line.text, line.colour, align, dx, dy)
        for dy in (-9, 11)
        for at, align, dx in ends
    ]


def _best(choices: list[PlacedLabel], taken: Sequence[Box], scale: Scale) -> PlacedLabel:
    return min(choices, key=lambda choice: _cost(_box(choice, scale), taken, scale))


def _cost(box: Box, taken: Sequence[Box], scale: Scale) -> float:
    """Square pixels covered, and those that fall outside the plot, which weigh more."""
    covered = sum(_overlap(box, other) for other in taken)
    inside = _overlap(box, (0, 0, scale.width, scale.height))
    outside = (box[2] - box[0]) * (box[3] - box[1]) - inside
    return covered + 10 * outside


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _box(label: PlacedLabel, scale: Scale) -> Box:
    x, y = scale.pixel(label.at, label.value)
    x, y = x + label.dx, y + label.dy
    width = len(label.text) * _CHARACTER
    left = {"left": x, "center": x - width / 2, "right": x - width}[label.align]
    return left, y - _HEIGHT / 2, left + width, y + _HEIGHT / 2


def _around_dot(x: float, y: float) -> Box:
    return x - _DOT, y - _DOT, x + _DOT, y + _DOT


def _along(course: Sequence[Place], scale: Scale) -> list[Box]:
    """Small boxes along the line between neighbouring points."""
    ordered = sorted(course)
    boxes = []
    for (at, value), (next_at, next_value) in pairwise(ordered):
        for step in range(1, 8):
            share = step / 8
            x, y = scale.pixel(at + (next_at - at) * share, value + (next_value - value) * share)
            boxes.append((x - 3, y - 3, x + 3, y + 3))
    return boxes
