"""The same thing told twice in one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from lotrinh.evaluation.claims.finding import Finding, Outcome
from lotrinh.evaluation.claims.passages import Passages
from lotrinh.evaluation.claims.results import Told
from lotrinh.lexicon.claims import phrases

_AROUND = 25


def check_repeats(passages: Passages, results: Sequence[Told]) -> Iterator[Finding]:
    """ "7 năm liên tiếp giữ vị trí" in one place and "liên tiếp 6 năm" in another, of the same indicator.

    Counts of consecutive years must be equal. Other figures of one indicator and period that differ may be of different
    scope or vintage: the finding asks which is meant and decides nothing.
    """
    for one, two in combinations(results, 2):
        if (
            one.key != two.key
            or one.figure.unit != two.figure.unit
            or passages.same_sentence(one.figure.span, two.figure.span)
        ):
            continue
        if one.figure.unit == "năm":
            if _in_a_row(passages, one) or _in_a_row(passages, two):
                yield _finding(passages, one, two, "disagrees")
        elif (
            one.period and one.period == two.period and one.figure.comparator == two.figure.comparator == "="
        ):
            yield _finding(passages, one, two, "undecided")


def _in_a_row(passages: Passages, told: Told) -> bool:
    start, end = told.figure.span
    around = passages.folded[max(0, start - _AROUND) : end + _AROUND]
    return any(word in around for word in phrases("consecutive"))


def _finding(passages: Passages, one: Told, two: Told, otherwise: Outcome) -> Finding:
    same = one.figure.value == two.figure.value
    said = {
        "disagrees": "lệch; cần nêu rõ mỗi số tính đến năm nào",
        "undecided": "hai số khác nhau cho cùng chỉ tiêu và kỳ, cần xác định số nào đúng",
    }
    outcome: Outcome = "agrees" if same else otherwise
    return Finding(
        "repeat",
        (one.figure.span, two.figure.span),
        outcome,
        two.figure.value,
        one.figure.value,
        f"{passages.quote(one.figure.span)} và {passages.quote(two.figure.span)} nói về cùng một chỉ tiêu:"
        f" {'khớp' if same else said[otherwise]}.",
    )
