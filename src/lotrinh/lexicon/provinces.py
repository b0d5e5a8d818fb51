"""The provinces and cities before and after 01/7/2025 (NQ 202/2025/QH15)."""

from __future__ import annotations

from datetime import date
from functools import cache

from lotrinh.lexicon.tables import cells, read_tsv
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen

LAST_DAY_OF_63 = date(2025, 6, 30)
FIRST_DAY_OF_34 = date(2025, 7, 1)


@frozen
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

    def is_valid_on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def kind_on(self, day: date) -> str:
        """ "thành phố" from the day a province became one."""
        return "thành phố" if self.city_from is not None and self.city_from <= day else self.kind

    def printed_on(self, day: date) -> str:
        """ "tỉnh Quảng Ninh" until 31/8/2026, "thành phố Quảng Ninh" since."""
        return f"{self.kind_on(day)} {self.name}"


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


def provinces_on(day: date) -> tuple[Province, ...]:
    """The units that exist on a day, in order of their codes.

    >>> len(provinces_on(date(2025, 6, 30))), len(provinces_on(date(2025, 7, 1)))
    (63, 34)
    """
    return tuple(sorted((p for p in provinces() if p.is_valid_on(day)), key=lambda p: p.code))


def province_of_code(code: str, day: date) -> Province | None:
    """What a two-digit code means on a day; a code without a day means nothing (QĐ 19/2025/QĐ-TTg).

    >>> [province_of_code("24", day).name for day in (date(2025, 6, 30), date(2025, 7, 1))]
    ['Bắc Giang', 'Bắc Ninh']
    """
    return next((p for p in provinces() if p.code == code and p.is_valid_on(day)), None)


@cache
def reused_codes() -> dict[str, tuple[Province, Province]]:
    """Codes that mean another province since 01/7/2025: code -> (before, since).

    A province that only changed its name under its old code (Huế) is not among them.
    """
    before, since = provinces_on(LAST_DAY_OF_63), provinces_on(FIRST_DAY_OF_34)
    names = {p.name for p in before}
    was = {p.code: p for p in before}
    return {p.code: (was[p.code], p) for p in since if p.name in names and was[p.code].name != p.name}


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
