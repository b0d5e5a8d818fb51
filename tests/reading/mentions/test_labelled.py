"""200 labelled numbers and 120 labelled dates: each is read right or marked as doubtful, none is wrong in silence."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.mentions.quantities import find_quantities
from lotrinh.reading.structure.view import View

EXAMPLES = Path(__file__).parent / "examples"
Row = dict[str, Any]
Record = Callable[[str, object], None]
NUMBERS: dict[str, Any] = tomllib.loads((EXAMPLES / "labelled_numbers.toml").read_text("utf-8"))


def judged_number(row: Row) -> str:
    """right, flagged, unread or wrong, with what was read where it is wrong."""
    text = row["phrase"]
    at = text.index(row["printed"])
    over = [
        q
        for q in find_quantities(View.of(text))
        if q.span.start < at + len(row["printed"]) and at < q.span.end
    ]
    if not over:
        return "unread"
    (found,) = over
    high = Decimal(row["value_to"]) if "value_to" in row else None
    same = (found.value, found.value_to, found.comparator) == (
        Decimal(row["value"]),
        high,
        row.get("comparator", found.comparator if high else "="),
    )
    same = same and found.unit == row.get("unit", found.unit)
    if row.get("ambiguous"):
        return "flagged" if found.ambiguous else "wrong"
    return "right" if same else f"wrong: {found}"


@pytest.mark.parametrize("row", NUMBERS["number"], ids=lambda row: " ".join(row["phrase"].split()))
def test_a_number_is_right_or_flagged(row: Row) -> None:
    assert judged_number(row) == ("flagged" if row.get("ambiguous") else "right"), row["source"]


@pytest.mark.parametrize("phrase", NUMBERS["not_a_number"]["phrases"])
def test_a_label_is_no_number(phrase: str) -> None:
    assert find_quantities(View.of(phrase)) == ()


@pytest.mark.prove
def test_all_numbers(record_property: Record) -> None:
    verdicts = Counter(judged_number(row) for row in NUMBERS["number"])
    labels = [find_quantities(View.of(phrase)) == () for phrase in NUMBERS["not_a_number"]["phrases"]]
    count = len(NUMBERS["number"]) + len(labels)
    record_property(
        "số có nhãn đọc đúng hoặc đánh dấu",
        f"{verdicts['right'] + verdicts['flagged'] + sum(labels)} trên {count}",
    )
    assert count >= 200
    assert verdicts.keys() <= {"right", "flagged"}
