"""Văn bản thật: đầu văn bản đúng như in, nhiệm vụ và bảng không ít hơn số đã đối chiếu bằng mắt."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Reading
from tests.corpus.shared import SHARED, needs_shared

FACTS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("facts.toml").read_text(encoding="utf-8")
)["document"]


def counts(reading: Reading) -> Counter[str]:
    kinds = ("tasks", "targets", "duties", "results", "findings")
    found = Counter({kind: len(getattr(reading, kind)) for kind in kinds})
    found["rows"] = sum(len(table.rows) for table in reading.tables)
    return found


@pytest.mark.corpus
@needs_shared
@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts["file"])
def test_a_document_is_read_as_it_is_printed(facts: dict[str, Any]) -> None:
    reading = read((SHARED / "corpus" / facts["file"]).read_bytes(), facts["file"])
    header = reading.header
    told = {
        "number": header.number,
        "date": header.date.isoformat() if header.date else None,
        "issuer": header.issuer,
    }
    assert {name: told[name] for name in facts.get("header", {})} == facts.get("header", {})
    assert facts.get("kind", reading.kind) == reading.kind
    found = counts(reading)
    assert {kind: least for kind, least in facts.get("least", {}).items() if found[kind] < least} == {}
    assert [kind for kind in facts.get("none", []) if found[kind]] == []
    leads = Counter(name for task in reading.tasks for name in task.lead)
    assert {name: least for name, least in facts.get("leads", {}).items() if leads[name] < least} == {}


@pytest.mark.corpus
@needs_shared
@pytest.mark.parametrize(
    "facts", [facts for facts in FACTS if "printed" in facts], ids=lambda facts: facts["file"]
)
def test_head_and_closing_are_those_printed(facts: dict[str, Any]) -> None:
    header = read((SHARED / "corpus" / facts["file"]).read_bytes(), facts["file"]).header
    printed = facts["printed"]
    title = header.title or ""
    assert printed == {
        "type": header.type, "side": header.side, "place": header.place,
        "opens": title[: len(printed["opens"])], "ends": title[-len(printed["ends"]) :],
        "authority": header.signer_authority or "", "office": header.signer_title or "",
        "signed": header.signer_name is not None, "recipients": len(header.recipients),
    }  # fmt: skip
