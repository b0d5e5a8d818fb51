"""Every format of the table has its reader, and an ending leads to one format."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

from lotrinh.lexicon.formats import formats, known_suffixes


def test_every_format_has_a_reader() -> None:
    for row in formats().values():
        assert callable(import_module(f"lotrinh.reading.sources.{row.reader}").extract), row.name


def test_an_ending_leads_to_one_format() -> None:
    endings = Counter(suffix for row in formats().values() for suffix in row.suffixes)
    assert set(endings.values()) == {1}
    assert all(suffix.startswith(".") and suffix.islower() for suffix in known_suffixes())
