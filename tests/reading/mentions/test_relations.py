"""Quan hệ với văn bản được dẫn và tên gọi tắt: mỗi dòng của relations.toml là một câu."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.mentions.citations import find_aliases, find_citations
from lotrinh.reading.structure.view import View

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("relations.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["text"][:60])
def test_relation(case: dict[str, Any]) -> None:
    found = find_citations(View.of(case["text"]), None)
    assert [[c.type, c.number, c.relation, c.relation_of or ""] for c in found] == case["cited"]


@pytest.mark.parametrize("case", TABLE["alias"], ids=lambda case: case["name"])
def test_alias(case: dict[str, Any]) -> None:
    view = View.of(case["text"])
    aliases = find_aliases(view, find_citations(view, None))
    assert [(name, number) for _, name, number in aliases] == [(case["name"], case["number"])]
