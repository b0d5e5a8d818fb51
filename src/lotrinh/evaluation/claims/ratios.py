"""n of m with its percentage, parts with their shares of a whole, and parts that must add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from lotrinh.evaluation.claims.finding import OUTCOME_IN_WORDS, Finding, compare
from lotrinh.evaluation.claims.passages import Figure, Passages
from lotrinh.evaluation.wording import figure

_NEAR = 60
_ALL = Decimal("0.15")


def check_ratios(passages: Passages) -> Iterator[Finding]:
    """ "03/12 mục tiêu hoàn thành, đạt 25%", also with the percentage first: "25% (03/12 mục tiêu)"."""
    for first, second in passages.neighbours():
        ratio, share = (first, second) if _is_ratio(first) else (second, first)
        if not _is_ratio(ratio) or not _is_share(share) or not _adjoin(passages, first, second):
            continue
        whole = ratio.value_to or Decimal(0)
        computed = 100 * ratio.value / whole
        outcome = compare(share, computed)
        yield Finding(
            "ratio",
            (ratio.span, share.span),
            outcome,
            share.value,
            computed,
            f"{passages.quote(ratio.span)} là {figure(computed)}%, báo cáo ghi {passages.quote(share.span)}:"
            f" {OUTCOME_IN_WORDS[outcome]}.",
        )
    yield from _complements(passages)


def _complements(passages: Passages) -> Iterator[Finding]:
    """ "09/12 đang triển khai; 03/12 hoàn thành": two parts of the same whole that together make it."""
    for group in passages.sentences():
        ratios = [each for each in group if _is_ratio(each)]
        for first, second in pairwise(ratios):
            total = first.value + second.value
            if first.value_to == second.value_to == total:
                yield Finding(
                    "sum",
                    (first.span, second.span),
                    "agrees",
                    first.value_to,
                    total,
                    f"{passages.quote(first.span)} và {passages.quote(second.span)} cộng lại bằng {figure(total)}: khớp.",
                )


def _is_ratio(each: Figure) -> bool:
    return each.kind == "ratio" and each.value_to is not None and each.value_to > 0 and "/" in each.text


def _is_share(each: Figure) -> bool:
    return each.is_percent and each.kind in ("ratio", "share") and each.value_to is None


def _adjoin(passages: Passages, first: Figure, second: Figure) -> bool:
    """A percentage after its ratio within reach, or before it only where a bracket ties them."""
    words = passages.between(first.span, second.span)
    if _is_ratio(first):
        return len(words) <= _NEAR
    return words.strip() in ("(", ", tuc", "(tuc", "(dat", "(ung voi")


def check_shares(passages: Passages) -> Iterator[Finding]:
    """ "9.831 nhiệm vụ: 7.892 nhiệm vụ (80,3%), ...": each share of the whole, and the sum where the shares make 100 %."""
    for group in passages.sentences():
        whole, parts = _whole_and_parts(passages, group)
        if whole is None or not parts:
            continue
        for part, share in parts:
            computed = 100 * part.value / whole.value
            outcome = compare(share, computed)
            yield Finding(
                "shares",
                (whole.span, part.span, share.span),
                outcome,
                share.value,
                computed,
                f"{passages.quote(part.span)} trên {passages.quote(whole.span)} là {figure(computed)}%,"
                f" báo cáo ghi {passages.quote(share.span)}: {OUTCOME_IN_WORDS[outcome]}.",
            )
        yield from _closing_sum(passages, whole, parts)


def _whole_and_parts(
    passages: Passages, group: Sequence[Figure]
) -> tuple[Figure | None, list[tuple[Figure, Figure]]]:
    """The first figure of a sentence and those of its unit that carry a share in brackets."""
    whole = next((each for each in group if each.unit and each.kind in ("count", "money", "level")), None)
    if whole is None or whole.value <= 0:
        return None, []
    pairs = [
        (part, share)
        for part, share in pairwise(group)
        if part is not whole
        and part.unit == whole.unit
        and part.value <= whole.value
        and _is_share(share)
        and passages.between(part.span, share.span).strip()
        in ("(", "(chiem", "(dat", "(bang", ", chiem", ", bang")
    ]
    return whole, pairs


def _closing_sum(
    passages: Passages, whole: Figure, parts: Sequence[tuple[Figure, Figure]]
) -> Iterator[Finding]:
    """Only where the printed shares claim to be everything must the parts add up to the whole."""
    if len(parts) < 2 or abs(sum((share.value for _, share in parts), Decimal(-100))) > _ALL:
        return
    total = sum((part.value for part, _ in parts), Decimal(0))
    outcome = compare(whole, total)
    listed = " + ".join(passages.quote(part.span) for part, _ in parts)
    yield Finding(
        "sum",
        (whole.span, *(part.span for part, _ in parts)),
        outcome,
        whole.value,
        total,
        f"{listed} cộng lại là {figure(total)}, báo cáo ghi {passages.quote(whole.span)}: {OUTCOME_IN_WORDS[outcome]}.",
    )
