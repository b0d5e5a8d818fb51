"""Kinds of reading and what follows from each, from data/kinds.toml: a new kind is a row there, not code."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from lotrinh.lexicon.tables import read_toml

Trait = Literal["orders", "plans", "relays", "tells", "act"]


@cache
def _table() -> dict[str, dict[str, Any]]:
    return read_toml("kinds")


def kind_names() -> dict[str, str]:
    """Kind -> the word people read, in the order of the table.

    >>> kind_names()["plan"], kind_names()["press"]
    ('Kế hoạch', 'Bài báo')
    """
    return {kind: row["name"] for kind, row in _table().items()}


@cache
def kinds_that(trait: Trait) -> frozenset[str]:
    """The kinds with a trait: "orders" work, "plans" its own, "relays" that of others, "tells" of results, is an "act".

    >>> sorted(kinds_that("tells"))
    ['press', 'report']
    """
    return frozenset(kind for kind, row in _table().items() if row.get(trait, False))
