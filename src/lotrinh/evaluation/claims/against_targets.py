"""Results that say how much of a target they are: "đạt 65,8% mục tiêu"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from lotrinh.evaluation.claims.finding import OUTCOME_IN_WORDS, Finding, compare
from lotrinh.evaluation.claims.passages import Figure, Passages, SpanPair, number, pair
from lotrinh.evaluation.claims.results import Told
from lotrinh.evaluation.wording import amount, figure
from lotrinh.values.folding import search_key

_REACH = 120


def check_against_targets(
    reading: Mapping[str, Any], passages: Passages, results: Sequence[Told]
) -> Iterator[Finding]:
    """The stated percentage against result / target; without a stated target the target it implies, undecided."""
    for told in results:
        if told.pct is None or told.pct <= 0:
            continue
        share = _printed_share(passages, told)
        target, where = _target_of(reading, told)
        spans = tuple(span for span in (told.figure.span, share.span, where) if span)
        result, stated = passages.quote(told.figure.span), passages.quote(share.span)
        if target is None or target == 0:
            implied = 100 * told.figure.value / told.pct
            yield Finding(
                "target_share",
                spans,
                "undecided",
                told.pct,
                implied,
                f"{result} là {stated} mục tiêu; văn bản không nêu mục tiêu,"
                f" suy ra khoảng {amount(implied, told.figure.unit, 0 if implied > 100 else 2)}.",
            )
            continue
        computed = 100 * told.figure.value / target
        outcome = compare(share, computed)
        goal = passages.quote(where) if where else amount(target, told.figure.unit)
        yield Finding(
            "target_share",
            spans,
            outcome,
            told.pct,
            computed,
            f"{result} trên mục tiêu {goal} là {figure(computed)}%, báo cáo ghi {stated}: {OUTCOME_IN_WORDS[outcome]}.",
        )


def _printed_share(passages: Passages, told: Told) -> Figure:
    """The printed percentage after the result; a stand-in at the result where the reader kept only its value."""
    pct = told.pct or Decimal(0)
    end = told.figure.span[1]
    found = next(
        (
            each
            for each in passages.figures
            if each.is_percent and each.value == pct and end <= each.span[0] <= end + _REACH
        ),
        None,
    )
    return found or Figure(told.figure.span, f"{figure(pct)}%", pct, None, "%", "ratio", "=")


def _target_of(reading: Mapping[str, Any], told: Told) -> tuple[Decimal | None, SpanPair | None]:
    """The target the result names itself; otherwise one of the same indicator and unit in the same document."""
    if told.target is not None:
        return told.target, None
    for item in reading.get("targets") or ():
        same = search_key(item.get("indicator") or "") == told.key[0] and item.get("unit") == told.figure.unit
        value = number(item.get("value"))
        if same and value is not None:
            return value, pair(item.get("span"))
    return None, None
