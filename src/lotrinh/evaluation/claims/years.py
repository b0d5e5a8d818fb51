"""Counts of years against the years listed in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lotrinh.evaluation.claims.finding import Finding, Outcome
from lotrinh.evaluation.claims.passages import Figure, Passages, SpanPair
from lotrinh.lexicon.claims import phrases
from lotrinh.values.numerals import parse_date

_NEAR = 90
_BRACKET = re.compile(r"\(([^()]{4,70})\)")
_DAYS = re.compile(r"\s*(\d{1,2}/\d{1,2}/\d{4})\s*[-–—]\s*(\d{1,2}/\d{1,2}/\d{4})\s*")
_ITEM = re.compile(r"(?:nam )?(\d{4})(?:\s*-\s*(?:nam )?(\d{4}))?")
_SEPARATOR = re.compile(r"\s*(?:,|;|va|\bva\b)\s*")


def check_years(passages: Passages) -> Iterator[Finding]:
    """ "7 năm liên tiếp (2017 - 2023)": first and last year both count, so these are seven.

    Without "liên tiếp" a count of the years that passed between the two ("sau 5 năm (2018-2023)") is another honest
    reading, and the text does not decide. Two full dates are counted from anniversary to anniversary.
    """
    for count in passages.figures:
        if count.unit != "năm" or count.kind != "count" or count.comparator != "=":
            continue
        bracket = _bracket_after(passages, count)
        if bracket is None:
            continue
        span = bracket.start(), bracket.end()
        finding = _dates(passages, count, bracket[1], span) or _listed(passages, count, bracket[1], span)
        if finding:
            yield finding


def _bracket_after(passages: Passages, count: Figure) -> re.Match[str] | None:
    end = min(len(passages.text), count.span[1] + _NEAR)
    found = _BRACKET.search(passages.text, count.span[1], min(len(passages.text), end + 70))
    if found is None or found.start() > end or not passages.same_sentence(count.span, found.span()):
        return None
    others = (each.span[0] for each in passages.figures if each.unit == "năm" and each.kind == "count")
    return None if any(count.span[1] <= start < found.start() for start in others) else found


def _dates(passages: Passages, count: Figure, content: str, span: SpanPair) -> Finding | None:
    found = _DAYS.fullmatch(content)
    first, last = (parse_date(found[1]), parse_date(found[2])) if found else (None, None)
    if first is None or last is None:
        return None
    years = last.year - first.year - ((last.month, last.day) < (first.month, first.day))
    return _finding(passages, count, span, Decimal(years), "agrees" if years == count.value else "disagrees")


def _listed(passages: Passages, count: Figure, content: str, span: SpanPair) -> Finding | None:
    years = listed_years(content)
    if not years:
        return None
    together = Decimal(len(years))
    words = passages.folded[max(0, count.span[0] - 20) : span[0]]
    in_a_row = any(word in words for word in phrases("consecutive"))
    gaps = max(years) - min(years) + 1 != len(years)
    outcome: Outcome = "agrees" if together == count.value and not (in_a_row and gaps) else "disagrees"
    if outcome == "disagrees" and not in_a_row and not gaps and together - 1 == count.value:
        outcome = "undecided"
    return _finding(passages, count, span, together, outcome)


def listed_years(content: str) -> frozenset[int]:
    """The years a bracket names; empty where it holds anything else.

    >>> sorted(listed_years("2018 - 2020 và 2022, 2023"))
    [2018, 2019, 2020, 2022, 2023]
    >>> listed_years("theo Quyết định năm 2018")
    frozenset()
    """
    flat = " ".join(content.split()).casefold().replace("–", "-").replace("—", "-")
    flat = flat.replace("năm", "nam").replace("và", ",").replace("giai đoạn", "")
    years: set[int] = set()
    for item in _SEPARATOR.split(flat):
        found = _ITEM.fullmatch(item.strip())
        if found is None:
            return frozenset()
        first, last = int(found[1]), int(found[2] or found[1])
        if not date.min.year < first <= last < first + 200:
            return frozenset()
        years.update(range(first, last + 1))
    return frozenset(years)


def _finding(
    passages: Passages, count: Figure, span: SpanPair, computed: Decimal, outcome: Outcome
) -> Finding:
    said = {
        "agrees": "khớp",
        "rounding": "khớp",
        "disagrees": "lệch",
        "undecided": "chỉ khớp nếu tính số năm đã trôi qua, không tính cả hai năm đầu và cuối",
    }[outcome]
    return Finding(
        "years",
        (count.span, span),
        outcome,
        count.value,
        computed,
        f"{passages.quote(count.span)} và {passages.quote(span)}, tính ra {computed} năm: {said}.",
    )
