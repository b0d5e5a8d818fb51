"""Parts of a year written in words, and the year that only the second of two coupled parts carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from lotrinh.lexicon.number_words import ordinal_words
from lotrinh.reading.mentions.squeezed import MARKED, Squeezed
from lotrinh.reading.structure.word_places import matches_at
from lotrinh.values.frozen import frozen
from lotrinh.values.period import Granularity, Period

OPEN = Period(None, None)
_MONTHS = 12


@frozen
class Core:
    """A found core before its limiting words: `[start, end)` in the squeezed text."""

    start: int
    end: int
    period: Period
    granularity: Granularity
    recurring: bool = False
    every: str | None = None
    on: tuple[str, ...] = ()


def part_of_year(start: int, end: int, months: int, last: bool, year: str | None) -> Core:
    """The first or last months of a year; without its year the period stays open."""
    granularity: Granularity = "half" if months == 6 else "year" if months == _MONTHS else "part_year"
    if not year:
        return Core(start, end, OPEN, granularity)
    whole = Period.year(int(year))
    if last:
        return Core(
            start, end, Period(Period.month(int(year), _MONTHS + 1 - months).start, whole.end), granularity
        )
    return Core(start, end, Period(whole.start, Period.month(int(year), months).end), granularity)


# "Sáu tháng đầu năm 2021", "chín tháng năm 2022": as press and party reports open.
_WORDED = re.compile(
    r"(?P<months>ba|sáu|bảy|tám|chín|mười|mười một) tháng(?: (?P<side>đầu|cuối))? năm(?: (?P<year>(?:19|20)\d\d))?(?!\w)"
)
_worded = MARKED.places(lambda: ("ba tháng", "sáu tháng", "bảy tháng", "tám tháng", "chín tháng", "mười tháng", "mười một tháng"))  # fmt: skip


def worded_parts(text: Squeezed) -> Iterator[Core]:
    """ "Sáu tháng đầu năm 2021" and the like; "ba tháng" alone is a length of time.

    >>> from lotrinh.reading.structure.view import View
    >>> [c.period.as_dict() for c in worded_parts(Squeezed.of(View.of("Sáu tháng đầu năm 2021, kinh tế tăng")))]
    [{'from': '2021-01-01', 'to': '2021-06-30'}]
    """
    for found in matches_at(_WORDED, text.marked, _worded(text.view), 0, len(text.marked)):
        if not (found["side"] or found["year"]):
            continue
        months = 11 if found["months"] == "mười một" else ordinal_words().get(found["months"], 10)
        yield part_of_year(found.start(), found.end(), months, found["side"] == "cuối", found["year"])


_PARTS = re.compile(r"(\d{1,2}) thang (dau|cuoi) nam(?: (\d{4}))?$")
_NEXT_DOOR = 120
_APART = re.compile(r"\.(?!\d)|;(?! *nhiem vu)")


def with_shared_year(folded: str, cores: list[Core]) -> list[Core]:
    """ "kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021": the first part takes the year of the second."""
    found = list(cores)
    for index, (core, after) in enumerate(pairwise(cores)):
        if core.period != OPEN or core.granularity not in ("half", "part_year") or after.period == OPEN:
            continue
        if after.start - core.end > _NEXT_DOOR or _APART.search(folded, core.end, after.start):
            continue
        first = _PARTS.match(folded, core.start, core.end)
        second = _PARTS.match(folded, after.start, after.end)
        if not first or not second or not second[3] or (first[2], second[2]) != ("dau", "cuoi"):
            continue
        if int(first[1]) + int(second[1]) == _MONTHS:
            shared = part_of_year(core.start, core.end, int(first[1]), False, second[3])
            found[index] = replace(core, period=shared.period)
    return found
