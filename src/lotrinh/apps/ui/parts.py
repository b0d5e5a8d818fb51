"""What views hand to the components of templates/cotton: stations of a road, counters, tabs, parts of a bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from lotrinh.apps.ui.labels import BAR_ORDER, label_of

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Station:
    """A stop of the road; `state` is past, here or ahead."""

    label: Text
    note: Text = ""
    state: str = "ahead"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Counter:
    """A number that filters when it is clicked; `cls` is a status class of labels.py."""

    number: int
    cls: str
    label: Text
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    label: Text
    url: str
    current: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class BarPart:
    """A stretch of a stacked bar, in hundredths of its width with two decimals."""

    cls: str
    label: Text
    number: int
    x: str
    width: str


def bar_parts(counts: Mapping[str, int]) -> tuple[BarPart, ...]:
    """From status class to how many, drawn in the order of BAR_ORDER; nothing where there is nothing.

    >>> [(part.cls, part.x, part.width) for part in bar_parts({"done": 3, "late": 1})]
    [('late', '0.00', '25.00'), ('done', '25.00', '75.00')]
    >>> bar_parts({"late": 0})
    ()
    """
    total = sum(counts.values())
    parts, start = [], 0
    for cls in BAR_ORDER:
        number = counts.get(cls, 0)
        if number:
            x, width = (Decimal(100 * share) / total for share in (start, number))
            parts.append(BarPart(cls, label_of(cls), number, f"{x:.2f}", f"{width:.2f}"))
            start += number
    return tuple(parts)


def bar_sentence(counts: Mapping[str, int]) -> str:
    """The bar in words, for those who do not see it and for the tooltip.

    >>> bar_sentence({"late": 1, "done": 3})
    '1 chưa hoàn thành quá hạn, 3 hoàn thành đúng hạn'
    """
    return ", ".join(f"{part.number} {part.label}" for part in bar_parts(counts))
