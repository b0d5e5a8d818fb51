"""Every setting an operator may make is explained to operators."""

from __future__ import annotations

import re
from pathlib import Path

from lotrinh.server.environment import Environment

ROOT = Path(__file__).parents[2]
_NAME = re.compile(r"LOTRINH_[A-Z][A-Z_]*[A-Z]")


def names_in(*paths: Path) -> set[str]:
    return {name for path in paths for name in _NAME.findall(path.read_text(encoding="utf-8"))}


def known() -> set[str]:
    """The fields of the environment, and what the sources ask of it directly."""
    fields = {f"LOTRINH_{name.upper()}" for name in Environment.model_fields}
    return fields | names_in(*(ROOT / "src").rglob("*.py"))


def test_every_setting_is_explained() -> None:
    explained = names_in(ROOT / "docs" / "vi" / "van-hanh.md")
    assert known() - explained == set()


def test_no_document_names_a_setting_that_is_not_there() -> None:
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    assert names_in(*documents) - known() == set()
