"""Đầu và cuối văn bản theo từng loại và từng thể thức: mỗi dòng của heads.toml là một văn bản."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Reading

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")
)["case"]


def told(reading: Reading) -> dict[str, Any]:
    """What the reading says, absent values as ""."""
    header = reading.header
    return {
        "kind": reading.kind,
        "number": header.number or "",
        "type": header.type or "",
        "side": header.side or "",
        "issuer": header.issuer or "",
        "place": header.place or "",
        "date": header.date.isoformat() if header.date else "",
        "title": header.title or "",
        "subject": header.subject or "",
        "urgency": header.urgency or "",
        "authority": header.signer_authority or "",
        "office": header.signer_title or "",
        "name": header.signer_name or "",
        "recipients": list(header.recipients),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_head_is_read_as_printed(case: dict[str, Any]) -> None:
    found = told(read(case["text"].lstrip("\n").encode(), "van-ban.txt"))
    assert {field: found[field] for field in case["head"]} == case["head"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_read_stands_in_the_text(case: dict[str, Any]) -> None:
    reading = read(case["text"].lstrip("\n").encode(), "van-ban.txt")
    assert all(0 <= span.start < span.end <= len(reading.text) for span in reading.header.spans.values())
    if reading.header.number and "number" in reading.header.spans:
        printed = reading.header.spans["number"].of(reading.text)
        assert "".join(printed.split()) == reading.header.number
