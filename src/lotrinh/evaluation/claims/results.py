"""The results of a reading as the checks need them: a figure with its period, indicator and changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lotrinh.evaluation.claims.passages import Figure, Passages, SpanPair, number, pair
from lotrinh.lexicon.claims import phrases
from lotrinh.values.folding import search_key
from lotrinh.values.period import Period

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Change:
    """A stated difference: signed, in `unit`, against `versus`, with the printed figure where it was found."""

    delta: Decimal
    unit: str | None
    versus: str | None
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Told:
    """One result. `key` is what makes two results speak of the same indicator: its folded name and scope."""

    figure: Figure
    key: tuple[str, str]
    period: Period | None
    changes: tuple[Change, ...]
    pct: Decimal | None
    target: Decimal | None


def results_of(reading: Mapping[str, Any], passages: Passages) -> list[Told]:
    """All results that have a figure and an indicator, in text order."""
    return list(_told(reading.get("results") or (), passages))


def _told(items: Sequence[Mapping[str, Any]], passages: Passages) -> Iterator[Told]:
    for item in items:
        span = pair(item.get("span"))
        figure = passages.figure_at(span) if span else None
        if figure is None or not item.get("indicator"):
            continue
        versus = item.get("vs_target") or {}
        yield Told(
            figure,
            (search_key(item["indicator"]), search_key(item.get("scope") or "")),
            _period(item.get("period")),
            tuple(_changes(item, figure, passages)),
            number(versus.get("pct")),
            number(versus.get("target")),
        )


def _period(item: Any) -> Period | None:
    if not isinstance(item, Mapping) or not (item.get("from") or item.get("to")):
        return None
    first, last = (date.fromisoformat(item[key]) if item.get(key) else None for key in ("from", "to"))
    return Period.inclusive(first, last)


def _changes(item: Mapping[str, Any], figure: Figure, passages: Passages) -> Iterator[Change]:
    sentence = pair(item.get("sentence")) or figure.span
    after = figure.span[1]
    for change in item.get("changes") or ():
        delta = number(change.get("delta"))
        if delta is None:
            continue
        printed = _printed(passages, abs(delta), (after, sentence[1]))
        after = printed.span[1] if printed else after
        yield Change(delta, change.get("unit"), change.get("versus"), printed)


def _printed(passages: Passages, value: Decimal, within: SpanPair) -> Figure | None:
    return next(
        (each for each in passages.figures if each.value == value and within[0] <= each.span[0] < within[1]),
        None,
    )


def base_period(told: Told, versus: str | None) -> Period | None:
    """The period a change is measured against: a named year, or the same period of the year before.

    None where the words name neither.
    """
    words = search_key(versus or "")
    years = _YEAR.findall(words)
    if any(word in words for word in phrases("same_period")):
        return _year_before(told.period)
    return Period.year(int(years[0])) if len(years) == 1 else None


def _year_before(period: Period | None) -> Period | None:
    if period is None or period.start is None or period.last_day is None:
        return None
    start, last = period.start, period.last_day
    if (start.month, start.day) == (2, 29) or start.year <= date.min.year:
        return None
    day = 28 if (last.month, last.day) == (2, 29) else last.day
    return Period.inclusive(start.replace(year=start.year - 1), last.replace(year=last.year - 1, day=day))
