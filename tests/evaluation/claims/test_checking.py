"""Checks of figures, sentence by sentence, and that a malformed reading breaks nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.evaluation.claims import check

ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("claims.toml").read_text(encoding="utf-8")
)["row"]
VERDICTS = {"agrees", "rounding", "disagrees", "undecided"}


def _span(text: str, printed: str, start: int = 0) -> list[int]:
    at = text.index(printed, start)
    return [at, at + len(printed)]


def _reading(row: dict[str, Any]) -> dict[str, Any]:
    """The plain dict a reader would hand over for the sentence of a row."""
    text, end, quantities = row["text"], 0, []
    for printed, value, unit, kind, *rest in row["q"]:
        span = _span(text, printed, end)
        end = span[1]
        quantities.append(
            {"span": span, "value": value, "unit": unit, "kind": kind, "value_to": rest[0] if rest else None}
        )
    return {
        "text": text,
        "quantities": quantities,
        "results": [_result(text, item) for item in row.get("r", ())],
        "targets": [{**item, "span": _span(text, item["at"])} for item in row.get("t", ())],
    }


def _result(text: str, item: dict[str, Any]) -> dict[str, Any]:
    period = {"from": item.get("from"), "to": item.get("to")} if "to" in item else None
    changes = [
        {"delta": delta, "unit": unit, "versus": versus} for delta, unit, versus in item.get("changes", ())
    ]
    versus = {"pct": item.get("pct"), "target": item.get("target")} if "pct" in item else None
    return {
        "span": _span(text, item["at"]),
        "sentence": [0, len(text)],
        "indicator": item["indicator"],
        "scope": None,
        "period": period,
        "changes": changes,
        "vs_target": versus,
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_row(row: dict[str, Any]) -> None:
    found = check(_reading(row))
    assert sorted([each["kind"], each["verdict"]] for each in found) == sorted(row["checks"])
    assert row.get("says", "") in " ".join(each["explanation"] for each in found)


@pytest.mark.parametrize("row", [row for row in ROWS if row["checks"]], ids=lambda row: row["name"])
def test_every_finding_quotes_what_it_points_to(row: dict[str, Any]) -> None:
    reading = _reading(row)
    for each in check(reading):
        quoted = [reading["text"][start:end] for start, end in each["spans"]]
        assert sum(words in each["explanation"] for words in quoted) >= min(2, len(quoted))
        assert each["verdict"] in VERDICTS
        assert each["explanation"].endswith(".")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_line_break_where_a_space_stood_changes_nothing(row: dict[str, Any]) -> None:
    reading = _reading(row)
    broken = {**reading, "text": re.sub(r"(?<=[\w,%]) (?=[\w(])", "\n", reading["text"])}
    assert [each["verdict"] for each in check(broken)] == [each["verdict"] for each in check(reading)]


def test_an_empty_reading_has_no_checks() -> None:
    assert check({}) == []
    assert check({"text": "", "quantities": None, "results": None, "targets": None}) == []


items = st.fixed_dictionaries(
    {"span": st.tuples(st.integers(0, 30), st.integers(0, 40)).map(list)},
    optional={
        "value": st.sampled_from([None, "3", "0", "12.5", "NaN", "-1", "1E+999"]),
        "value_to": st.sampled_from([None, "0", "12"]),
        "unit": st.sampled_from([None, "%", "năm", "tỷ USD", "tỷ đồng"]),
        "kind": st.sampled_from(["ratio", "share", "count", "money", "growth"]),
    },
)


@given(st.lists(items, max_size=6))
def test_whatever_the_reader_says_is_survived(quantities: list[dict[str, Any]]) -> None:
    text = "Có 3/12 xã, 5 năm (2017-2023) và (7 tỷ USD) tương đương"
    results = [
        {**each, "indicator": "PCI", "changes": [{"delta": "1", "unit": "%", "versus": "cùng kỳ"}]}
        for each in quantities
    ]
    for each in check({"text": text, "quantities": quantities, "results": results, "targets": quantities}):
        assert each["verdict"] in VERDICTS
