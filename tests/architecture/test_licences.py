"""What runs with the product is free to run, change and pass on: the licence of every pinned distribution."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
_PINNED = re.compile(r"^([A-Za-z0-9][^\\\n]*==[^\\\n]*)", re.MULTILINE)
_ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|ISC|MPL|Mozilla Public|PSF|Python Software Foundation|ZPL|Zope|OFL|LGPL|HPND|Unlicense|CC0)",
    re.IGNORECASE,
)


def pinned() -> Iterator[str]:
    """The names of the run-time distributions that belong on this machine."""
    for line in _PINNED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")):
        requirement = Requirement(line.strip())
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement.name


def optional() -> Iterator[str]:
    """The names of what the extras install."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted in project["optional-dependencies"].values():
        yield from (Requirement(each).name for each in wanted)


def licences(name: str) -> list[str]:
    """Licences one may choose from: the alternatives of the expression, the classifiers, else the free text."""
    told = distribution(name).metadata
    if expression := told.get("License-Expression"):
        return re.split(r"\s+OR\s+", expression)
    classifiers = [each for each in told.get_all("Classifier") or [] if each.startswith("License ::")]
    return classifiers or [told.get("License") or ""]


@pytest.mark.parametrize("name", [*pinned(), *optional()])
def test_one_of_its_licences_is_allowed(name: str) -> None:
    choices = licences(name)
    parts = [re.split(r"\s+AND\s+|,\s*(?=BSD|MIT|Apache)", choice) for choice in choices]
    assert any(all(_ALLOWED.search(part) for part in choice) for choice in parts), choices


def test_the_gate_is_not_empty() -> None:
    names = set(pinned())
    assert {"django", "weasyprint", "lxml"} <= {name.lower() for name in names} and len(names) >= 30


@pytest.mark.parametrize("words", ["GPL-3.0-only", "AGPL-3.0-or-later", "Proprietary", "", "SSPL-1.0"])
def test_what_is_not_allowed(words: str) -> None:
    assert not _ALLOWED.search(words)
