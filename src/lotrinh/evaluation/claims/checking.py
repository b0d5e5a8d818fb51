"""The one file that knows all checks and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Context, localcontext
from typing import Any

from lotrinh.evaluation.claims.against_targets import check_against_targets
from lotrinh.evaluation.claims.bracketed import check_bracketed_bases
from lotrinh.evaluation.claims.changes import check_changes
from lotrinh.evaluation.claims.currencies import check_currencies
from lotrinh.evaluation.claims.finding import Finding
from lotrinh.evaluation.claims.passages import Passages
from lotrinh.evaluation.claims.ratios import check_ratios, check_shares
from lotrinh.evaluation.claims.repeats import check_repeats
from lotrinh.evaluation.claims.results import Told, results_of
from lotrinh.evaluation.claims.years import check_years

# An absurd figure of a document must not stop the check of the others.
_FORGIVING = Context(prec=34, traps=[])


def check(reading: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The `checks` of a reading (lotrinh-reading/1 as a plain dict), in text order.

    Each is {kind, spans, verdict, shown, computed, explanation}; `verdict` is agrees, rounding, disagrees or undecided.
    A finding asks its author; it never corrects the text.

    >>> text = "Đã có 03/12 mục tiêu hoàn thành, đạt 25%"
    >>> ratio = {"span": [6, 20], "value": "3", "value_to": "12", "unit": "mục tiêu", "kind": "ratio"}
    >>> share = {"span": [37, 40], "value": "25", "unit": "%", "kind": "ratio"}
    >>> check({"text": text, "quantities": [ratio, share]})[0]["explanation"]
    '“03/12 mục tiêu” là 25%, báo cáo ghi “25%”: khớp.'
    """
    with localcontext(_FORGIVING):
        passages = Passages.of(reading)
        findings = _once(_findings(reading, passages, results_of(reading, passages)))
        return [finding.as_dict() for finding in sorted(findings, key=lambda each: (each.spans, each.kind))]


def _findings(reading: Mapping[str, Any], passages: Passages, results: Sequence[Told]) -> list[Finding]:
    return [
        *check_ratios(passages),
        *check_shares(passages),
        *check_currencies(passages),
        *check_years(passages),
        *check_changes(passages, results),
        *check_repeats(passages, results),
        *check_against_targets(reading, passages, results),
        *check_bracketed_bases(passages),
    ]


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for the same figures, however it was come by."""
    return list({(each.kind, frozenset(each.spans)): each for each in reversed(findings)}.values())
