"""Opens the tables in `lexicon/data`: TSV with a header row, or TOML. Nothing is read before the first question."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


def read_tsv(name: str) -> list[dict[str, str]]:
    """Rows of `data/<name>.tsv` as dicts; an empty cell is an empty string.

    >>> read_tsv("document_kinds")[0]["name"]
    'Nghị quyết'
    """
    text = (_DATA / f"{name}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


def read_toml(name: str) -> dict[str, Any]:
    """The tables of `data/<name>.toml`."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


def cells(text: str) -> tuple[str, ...]:
    """A cell that holds several values, parted by a bar.

    >>> cells("UBND|Ủy ban nhân dân"), cells("")
    (('UBND', 'Ủy ban nhân dân'), ())
    """
    return tuple(part for part in text.split("|") if part)
