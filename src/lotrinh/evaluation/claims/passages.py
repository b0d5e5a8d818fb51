"""The figures of a reading with the text around them: what the checks look at, taken from the plain dict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from lotrinh.values.folding import fold

SpanPair = tuple[int, int]

# A semicolon ends no sentence: figures on both sides of it belong together ("09/12 ...; 03/12 ...").
_SENTENCE_END = re.compile(r"[.!?…]\s+[(“\"]?(?P<next>\w)|\n\s*\n|\n\s*[-+]\s")
_DECIMALS = re.compile(r"\d,(\d+)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of the reading: `text` as printed, `last_digit` the weight of its last printed digit."""

    span: SpanPair
    text: str
    value: Decimal
    value_to: Decimal | None
    unit: str | None
    kind: str
    comparator: str

    @property
    def last_digit(self) -> Decimal:
        found = _DECIMALS.search(self.text)
        return Decimal(1).scaleb(-len(found[1])) if found else Decimal(1)

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"


@dataclass(frozen=True, slots=True)
class Passages:
    """The text of a reading, folded once, and its figures in order."""

    text: str
    folded: str
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, reading: Mapping[str, Any]) -> Passages:
        """From the object of lotrinh-reading/1; what is malformed in it is left out."""
        text = reading.get("text") or ""
        figures = (_figure(item, text) for item in reading.get("quantities") or ())
        ordered = sorted((found for found in figures if found), key=lambda figure: figure.span)
        return cls(text, fold(text), tuple(ordered))

    def quote(self, span: SpanPair) -> str:
        """The passage on one line, in Vietnamese quotation marks."""
        return f"“{' '.join(self.text[span[0] : span[1]].split())}”"

    def between(self, first: SpanPair, second: SpanPair) -> str:
        """The folded words from the end of one passage to the beginning of a later one."""
        return self.folded[first[1] : second[0]]

    def same_sentence(self, first: SpanPair, second: SpanPair) -> bool:
        """Whether no sentence, bullet or paragraph ends between two passages."""
        start, stop = min(first[0], second[0]), max(first[1], second[1])
        ends = _SENTENCE_END.finditer(self.text, start, stop)
        return all(end["next"] and not end["next"].isupper() for end in ends)

    def neighbours(self) -> Iterator[tuple[Figure, Figure]]:
        """Figures that follow each other in one sentence."""
        for first, second in pairwise(self.figures):
            if self.same_sentence(first.span, second.span):
                yield first, second

    def sentences(self) -> Iterator[tuple[Figure, ...]]:
        """Figures grouped by sentence."""
        group: list[Figure] = []
        for figure in self.figures:
            if group and not self.same_sentence(group[-1].span, figure.span):
                yield tuple(group)
                group = []
            group.append(figure)
        if group:
            yield tuple(group)

    def figure_at(self, span: SpanPair) -> Figure | None:
        """The figure that stands exactly there."""
        return next((figure for figure in self.figures if figure.span == span), None)


def _figure(item: Mapping[str, Any], text: str) -> Figure | None:
    span, value = pair(item.get("span")), number(item.get("value"))
    if span is None or value is None or span[1] > len(text):
        return None
    return Figure(
        span,
        text[span[0] : span[1]],
        value,
        number(item.get("value_to")),
        item.get("unit"),
        item.get("kind") or "count",
        item.get("comparator") or "=",
    )


def pair(span: Any) -> SpanPair | None:
    """`[start, end]` of the reading as a pair; None where it is none."""
    if isinstance(span, list | tuple) and len(span) == 2 and 0 <= span[0] < span[1]:
        return int(span[0]), int(span[1])
    return None


def number(text: Any) -> Decimal | None:
    """A decimal string of the reading; None where there is no finite number."""
    if text is None:
        return None
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
