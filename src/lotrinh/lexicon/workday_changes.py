"""Days that a yearly decision turned into days off or working days and that the holiday library does not know yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from lotrinh.lexicon.tables import read_tsv


@cache
def workday_changes() -> Mapping[date, tuple[bool, str]]:
    """Day -> (working, name), from data/workday_changes.tsv; each row there names its decision.

    >>> workday_changes()[date(2026, 1, 10)]
    (True, 'Làm bù cho ngày 02/01/2026')
    """
    rows = read_tsv("workday_changes")
    return {date.fromisoformat(row["day"]): (row["working"] == "yes", row["name"]) for row in rows}
