"""Every table of the lexicon opens, has no broken row and names its sources."""

from __future__ import annotations

from importlib import resources

import pytest

from lotrinh.lexicon.tables import cells, read_toml, read_tsv

DATA = resources.files("lotrinh.lexicon").joinpath("data")
TSV = sorted(item.name.removesuffix(".tsv") for item in DATA.iterdir() if item.name.endswith(".tsv"))
TOML = sorted(item.name.removesuffix(".toml") for item in DATA.iterdir() if item.name.endswith(".toml"))
OURS = [
    "agencies",
    "agency_successions",
    "document_kinds",
    "indicators",
    "province_successions",
    "provinces",
    "units",
]


@pytest.mark.parametrize("name", TSV)
def test_rows_are_complete(name: str) -> None:
    rows = read_tsv(name)
    assert rows
    assert all(value == value.strip() for row in rows for value in row.values())


@pytest.mark.parametrize("name", OURS)
def test_every_row_has_a_source(name: str) -> None:
    assert all(row["source"] for row in read_tsv(name))


@pytest.mark.parametrize("name", TOML)
def test_toml_opens(name: str) -> None:
    assert read_toml(name)


def test_cells_of_an_empty_cell() -> None:
    assert cells("") == ()
