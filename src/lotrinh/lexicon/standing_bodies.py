"""The bodies every province has since 01/7/2025, and the special departments some have: what its list begins with."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import cast

from lotrinh.lexicon.agencies import Placing
from lotrinh.lexicon.provinces import Province
from lotrinh.lexicon.tables import read_tsv
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import OrganisationLevel


@frozen
class StandingBody:
    """One row. `city_name` is what it is called where the province is a city under the centre, "" for the same.

    `kind` is that of the register of organisations, `place` as in lexicon.agencies; `standing` is False for departments that only some provinces have.
    """

    name: str
    city_name: str
    short: str
    symbol: str
    kind: str
    level: OrganisationLevel
    place: Placing
    field: str
    standing: bool
    source: str


@frozen
class ProposedBody:
    """A body with the name it has in one province; `chosen` is the first proposal, an officer decides."""

    name: str
    short: str
    symbol: str
    kind: str
    level: OrganisationLevel
    field: str
    chosen: bool
    source: str


@cache
def standing_bodies() -> tuple[StandingBody, ...]:
    """All rows of the table.

    >>> [b.name for b in standing_bodies() if not b.standing][:2]
    ['Sở Ngoại vụ', 'Sở Dân tộc và Tôn giáo']
    """
    return tuple(
        StandingBody(
            row["name"],
            row["city_name"],
            row["short"],
            row["symbol"],
            row["kind"],
            cast(OrganisationLevel, row["level"]),
            cast(Placing, row["place"]),
            row["field"],
            row["standing"] == "yes",
            row["source"],
        )
        for row in read_tsv("standing_bodies")
    )


def proposed_bodies(province: Province, day: date) -> tuple[ProposedBody, ...]:
    """The list of a province on a day, with its name and kind put to each body.

    >>> from lotrinh.lexicon.provinces import province_of_code
    >>> [b.name for b in proposed_bodies(province_of_code("22", date(2026, 11, 1)), date(2026, 11, 1))][:3]
    ['Thành ủy Quảng Ninh', 'HĐND thành phố Quảng Ninh', 'UBND thành phố Quảng Ninh']
    """
    return tuple(_proposed(body, province, day) for body in standing_bodies())


def _proposed(body: StandingBody, province: Province, day: date) -> ProposedBody:
    is_city = province.kind_on(day) == "thành phố"
    base = body.city_name if is_city and body.city_name else body.name
    place = province.printed_on(day) if body.place == "province" else province.name
    return ProposedBody(
        f"{base} {place}",
        body.short or base,
        body.symbol,
        body.kind,
        body.level,
        body.field,
        body.standing,
        body.source,
    )
