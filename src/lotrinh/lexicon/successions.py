"""Who took over from whom: agencies since 2025 and provinces on 01/7/2025. Names in a text are never replaced by these."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from lotrinh.lexicon.tables import read_tsv


@dataclass(frozen=True, slots=True)
class Succession:
    """`new` took over `scope` of `old` on `effective` (ISO day or month, "" where nothing changed).

    `certain` is False for rows that no published text could be found for.
    """

    of: Literal["agency", "province"]
    tier: str
    old: str
    new: str
    scope: str
    effective: str
    source: str
    certain: bool
    note: str


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
            row["effective"],
            row["source"],
            row["confidence"] == "V",
            row["note"],
        )
        for row in read_tsv("province_successions")
    )
    return (*agency, *province)
