"""Open classes of bodies, collectives ("các sở, ban, ngành") and words that stand for a body."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import OrganisationLevel


@frozen
class Head:
    """A word that opens the name of a body: "Viện", "Công ty cổ phần"."""

    word: str
    kind: str
    level: OrganisationLevel


@cache
def _tables() -> dict[str, Any]:
    return read_toml("bodies")


@cache
def heads() -> tuple[Head, ...]:
    """Longest first.

    >>> heads()[0].level
    'enterprise'
    """
    found = [
        Head(word, row["kind"], cast(OrganisationLevel, row["level"]))
        for row in _tables()["head"]
        for word in row["words"]
    ]
    return tuple(sorted(found, key=lambda head: -len(head.word)))


@cache
def words(table: str, key: str) -> tuple[str, ...]:
    """One list of the table, longest first.

    >>> words("collective", "quantifiers")[0]
    'toàn thể các'
    """
    return tuple(sorted(_tables()[table][key], key=len, reverse=True))
