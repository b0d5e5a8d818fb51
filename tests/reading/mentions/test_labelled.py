"""200 labelled numbers and 120 labelled dates: each is read right or marked as doubtful, none is wrong in silence."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.mentions.dates import find_dates
from lotrinh.reading.mentions.quantities import find_quantities
from lotrinh.reading.structure.view import View

Row = dict[str, Any]
Record = Callable[[str, object], None]
LABELLED = Path(__file__).parent / "labelled"
NUMBERS: dict[str, Any] = tomllib.loads((LABELLED / "numbers.toml").read_text("utf-8"))

DATES: dict[str, Any] = tomllib.loads((LABELLED / "dates.toml").read_text("utf-8"))


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


def judged_date(row: Row) -> str:
    """right, unread or wrong, with what was read where it is wrong."""
    text = row["phrase"]
    start = text.index(row["printed"])
    end = start + len(row["printed"])
    over = [each for each in find_dates(View.of(text)) if each.span.start < end and start < each.span.end]
    if not over:
        return "unread"
    (found,) = over
    said = found.as_dict()
    same = (said["from"], said["to"]) == (row.get("from"), row.get("to"))
    same = same and found.granularity == row.get("granularity", found.granularity)
    return "right" if same and found.recurring == row.get("recurring", False) else f"wrong: {found}"


@pytest.mark.parametrize("row", DATES["date"], ids=lambda row: " ".join(row["phrase"].split()))
def test_a_date_is_right(row: Row) -> None:
    assert judged_date(row) == "right", row["source"]


@pytest.mark.parametrize("phrase", DATES["no_day"]["phrases"])
def test_what_is_no_day_is_not_made_one(phrase: str) -> None:
    assert find_dates(View.of(phrase)) == ()


@pytest.mark.prove
def test_all_dates(record_property: Record) -> None:
    verdicts = Counter(judged_date(row) for row in DATES["date"])
    others = [find_dates(View.of(phrase)) == () for phrase in DATES["no_day"]["phrases"]]
    count = len(DATES["date"]) + len(others)
    record_property("ngày có nhãn đọc đúng", f"{verdicts['right'] + sum(others)} trên {count}")
    assert count >= 120
    assert verdicts.keys() == {"right"}
    assert all(others)
