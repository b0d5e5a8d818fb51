"""Units of measure and counted nouns, with the words that scale them."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from lotrinh.lexicon.tables import cells, read_tsv
from lotrinh.values.frozen import frozen

UnitKind = Literal["growth", "points", "percent", "money", "count", "index", "level"]


@frozen
class Unit:
    """One unit: `unit` is the spelling records carry, `forms` those found in texts."""

    unit: str
    forms: tuple[str, ...]
    kind: UnitKind


@cache
def units() -> tuple[Unit, ...]:
    """All rows of the table.

    >>> next(u for u in units() if "héc ta" in u.forms).unit
    'ha'
    """
    return tuple(
        Unit(row["unit"], cells(row["forms"]), cast(UnitKind, row["kind"])) for row in read_tsv("units")
    )
