"""The provinces and cities before and after 01/7/2025 (NQ 202/2025/QH15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from lotrinh.lexicon.tables import cells, read_tsv
from lotrinh.values.folding import search_key


@dataclass(frozen=True, slots=True)
class Province:
    """One province in one stretch of time; `first`/`last` are days that belong, None is open.

    `city_from` is the day a province became a city under the centre without changing its territory.
    """

    code: str
    name: str
    kind: str
    first: date | None
    last: date | None
    city_from: date | None
    aliases: tuple[str, ...]
    source: str

    @property
    def printed(self) -> str:
        """ "tỉnh Phú Yên", "thành phố Hà Nội"."""
        return f"{self.kind} {self.name}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def provinces() -> tuple[Province, ...]:
    """The 63 units until 30/6/2025 and the 34 since, old ones first."""
    return tuple(
        Province(
            row["code"],
            row["name"],
            row["kind"],
            _day(row["first"]),
            _day(row["last"]),
            _day(row["city_from"]),
            cells(row["aliases"]),
            row["source"],
        )
        for row in read_tsv("provinces")
    )


@cache
def provinces_by_name() -> dict[str, Province]:
    """Search key of a name or an alias -> the newest unit that bears it.

    >>> provinces_by_name()["dak lak"].name, provinces_by_name()["phu yen"].printed
    ('Đắk Lắk', 'tỉnh Phú Yên')
    """
    table: dict[str, Province] = {}
    for province in provinces():
        for name in (province.name, *province.aliases):
            table[search_key(name).replace(" - ", "-")] = province
    return table


@cache
def standing_cities() -> frozenset[str]:
    """Search keys of the cities under the centre that were cities under both orders."""
    return frozenset(search_key(p.name) for p in provinces() if p.kind == "thành phố")
