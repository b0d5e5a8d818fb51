"""Who took over from whom: agencies since 2025 and provinces on 01/7/2025. Names in a text are never replaced by these."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

from lotrinh.lexicon.provinces import LAST_DAY_OF_63, Province, provinces_on
from lotrinh.lexicon.tables import read_tsv
from lotrinh.values.frozen import frozen


@frozen
class Succession:
    """`new` took over `scope` of `old` on `effective` (ISO day or month, "" where nothing changed).

    `scope`: "all"; "main" (all but what other rows name); "part" (only `field`); "split" (each of `new` a part nobody has
    said yet); "territory" (each of `new` what lay in its own); of provinces the kind of change.

    `field` is the field of work in Vietnamese, "" for everything or where the source names none. `certain` is False
    for rows that no published text could be found for: they may help an officer look, never be printed as fact.
    """

    of: Literal["agency", "province"]
    tier: str
    old: str
    new: str
    scope: str
    field: str
    effective: str
    source: str
    certain: bool
    note: str

    @property
    def first_day(self) -> date | None:
        """None where the source gives a month only: the day is then unknown within it, and has to be asked for."""
        return date.fromisoformat(self.effective) if len(self.effective) == 10 else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The bodies "A / B" and "A; B" leave to the province to choose from; one where there is no choice.

        >>> next(s.choices for s in successions() if s.old == "Sở Ngoại vụ")
        ('Sở Ngoại vụ', 'Văn phòng UBND tỉnh')
        """
        return tuple(part.strip() for part in re.split(r" / |; ", self.new))


@cache
def successions() -> tuple[Succession, ...]:
    """Agencies first, then provinces.

    >>> [s.new for s in successions() if s.old == "Sở Kế hoạch và Đầu tư"]
    ['Sở Tài chính']
    >>> [s.new for s in successions() if s.of == "province" and s.old == "Phú Yên"]
    ['Đắk Lắk']
    """
    agency = (
        Succession(
            "agency",
            row["tier"],
            row["old"],
            row["new"],
            row["scope"],
            row["field"],
            row["effective"],
            row["source"],
            row["confidence"] == "V",
            row["note"],
        )
        for row in read_tsv("agency_successions")
    )
    province = (
        Succession(
            "province",
            "province",
            row["old"],
            row["new"],
            row["change"],
            "",
            row["effective"],
            row["source"],
            row["confidence"] == "V",
            row["note"],
        )
        for row in read_tsv("province_successions")
    )
    return (*agency, *province)


def merged_provinces(name: str) -> tuple[Province, ...]:
    """The units of before 01/7/2025 that became part of a province of today, without the one whose name it kept.

    >>> [each.printed for each in merged_provinces("tỉnh Đắk Lắk")], merged_provinces("thành phố Hà Nội")
    (['tỉnh Phú Yên'], ())
    """
    bare = name.removeprefix("tỉnh ").removeprefix("thành phố ")
    old = {
        row.old for row in successions() if row.of == "province" and row.scope == "merged" and row.new == bare
    }
    return tuple(each for each in provinces_on(LAST_DAY_OF_63) if each.name in old - {bare})


def printable_successions() -> tuple[Succession, ...]:
    """Those a published text was found for.

    >>> all(s.certain and s.source for s in printable_successions())
    True
    """
    return tuple(each for each in successions() if each.certain)
