"""Named bodies of state, Party and associations, with abbreviations, level and how a province's name is put to them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal, cast

from lotrinh.lexicon.tables import cells, read_tsv
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import OrganisationLevel

Placing = Literal["", "province", "party", "place_in", "district", "bare"]


@frozen
class Agency:
    """One row. `forms` are other spellings in use; `place` tells how the province joins the name:

    "" stands alone; "province" takes "tỉnh X"; "party" takes the bare name ("Tỉnh ủy X"); "place_in" holds "tỉnh" or
    "thành phố" inside and takes the bare name after it; "district" takes the name of a district; "bare" takes the bare
    name unless "tỉnh" is printed ("Ban quản lý Khu kinh tế X", as the Prime Minister's decisions name most of them).
    """

    name: str
    forms: tuple[str, ...]
    kind: str
    level: OrganisationLevel
    place: Placing
    since: date | None
    until: date | None
    source: str


@cache
def agencies() -> tuple[Agency, ...]:
    """All rows of the table.

    >>> next(a for a in agencies() if "Sở KH&ĐT" in a.forms).name
    'Sở Kế hoạch và Đầu tư'
    """
    return tuple(
        Agency(
            row["name"],
            cells(row["forms"]),
            row["kind"],
            cast(OrganisationLevel, row["level"]),
            cast(Placing, row["place"]),
            date.fromisoformat(row["since"]) if row["since"] else None,
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["source"],
        )
        for row in read_tsv("agencies")
    )
