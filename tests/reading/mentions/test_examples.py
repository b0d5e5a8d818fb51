"""Every phrase of examples/*.toml is read as its line says; counter-examples expect nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.mentions.citations import find_citations
from lotrinh.reading.mentions.dates import find_dates
from lotrinh.reading.mentions.deadlines import find_deadline, read_deadline
from lotrinh.reading.mentions.organisations import find_organisations
from lotrinh.reading.mentions.quantities import find_quantities
from lotrinh.reading.structure.view import View
from lotrinh.values.numerals import plain
from lotrinh.values.reading import Known
from lotrinh.values.span import Span

EXAMPLES = Path(__file__).parent / "examples"
Example = dict[str, Any]


def _of(kind: str) -> list[Any]:
    rows = tomllib.loads((EXAMPLES / f"{kind}.toml").read_text("utf-8"))["example"]
    return [pytest.param(row, id=" ".join(row["phrase"].split())[:60]) for row in rows]


@pytest.mark.parametrize("example", _of("citations"))
def test_citation(example: Example) -> None:
    found = [
        f"{c.type} {c.number} {c.date or '-'} {c.relation}"
        for c in find_citations(View.of(example["phrase"]), None)
    ]
    assert found == example["expect"], example["source"]


@pytest.mark.parametrize("example", _of("dates"))
def test_date(example: Example) -> None:
    text = example["phrase"]
    found = [
        f"{m.span.of(text)}|{m.period.start or '-'}|{m.period.last_day or '-'}|{m.granularity}"
        for m in find_dates(View.of(text))
    ]
    assert found == example["expect"], example["source"]


@pytest.mark.parametrize("example", _of("quantities"))
def test_quantity(example: Example) -> None:
    text = example["phrase"]
    found = []
    for q in find_quantities(View.of(text)):
        value = f"{plain(q.value)}..{plain(q.value_to)}" if q.value_to is not None else plain(q.value)
        found.append(f"{q.span.of(text)}|{value}|{q.unit or '-'}|{q.kind}|{q.comparator}")
    assert found == example["expect"], example["source"]


@pytest.mark.parametrize("example", _of("organisations"))
def test_organisation(example: Example) -> None:
    text = example["phrase"]
    found = [
        f"{'+' * o.collective}{o.span.of(text)}|{o.name}|{o.level}"
        for o in find_organisations(View.of(text), example["province"] or None, Known())
    ]
    assert found == example["expect"], example["source"]


@pytest.mark.parametrize("example", _of("deadlines"))
def test_deadline(example: Example) -> None:
    text = example["phrase"]
    read = find_deadline if example.get("search") else read_deadline
    deadline = read(View.of(text), Span(0, len(text)), date(2025, 3, 1))
    stated = {key: value for key, value in deadline.as_dict().items() if value not in (None, False, [])}
    assert {k: v for k, v in stated.items() if k not in ("raw", "span")} == example["expect"], example[
        "source"
    ]
    assert deadline.kind == "none" or deadline.span is not None


def _phrases() -> Iterator[str]:
    for path in sorted(EXAMPLES.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["example"]:
            yield row["phrase"]


def test_every_kind_has_counter_examples() -> None:
    for path in sorted(EXAMPLES.glob("*.toml")):
        rows = tomllib.loads(path.read_text("utf-8"))["example"]
        assert any(row["expect"] in ([], {"kind": "none"}) for row in rows), path.name
