"""Days and stretches of time named in a text: core patterns on digits, then the words that limit them.

Guarantee to the next stage: spans are sorted and disjoint; a document number, a ratio or an amount is never a date.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lotrinh.reading.mentions.date_cores import date_cores
from lotrinh.reading.mentions.squeezed import Squeezed
from lotrinh.reading.mentions.worded_parts import OPEN, Core, with_shared_year
from lotrinh.reading.structure.view import View, remembered
from lotrinh.values.mention import DateMention
from lotrinh.values.period import Granularity, Period

# Limiting words in front, as printed with their marks; the group names say what they do to the period.
_BEFORE = re.compile(
    r"(?<![\w/])(?:(?P<until>(?:chậm nhất |muộn nhất )?(?:là )?(?:đến|tới)(?: trước)?(?: hết| cuối)?)|(?P<before>trước)"
    r"|(?P<within>trong)|(?P<from>(?:kể )?từ|bắt đầu từ)|(?P<after>sau)"
    r"|(?P<stage>giai đoạn|thời kỳ|nhiệm kỳ|niên độ|năm học)(?P<stage_until> đến| từ)?)? ?"
    r"(?P<noun>hết |đầu |cuối )?(?P<unit>ngày|tháng|năm|\d+ năm)? ?$"
)
_LIMITING_WORDS = frozenset(
    ("chậm", "nhất", "muộn", "là", "đến", "tới", "trước", "hết", "cuối", "trong", "kể", "từ", "bắt", "đầu", "sau", "giai", "đoạn",
     "thời", "kỳ", "nhiệm", "niên", "độ", "năm", "học", "ngày", "tháng")
)  # fmt: skip
"""The words of what `_BEFORE` finds, beside numbers."""
_VISION = re.compile(r"(?:tầm nhìn|định hướng)(?: đến)?(?: năm)? ?$")


@remembered
def find_dates(view: View) -> tuple[DateMention, ...]:
    """All dates and periods in reading order; recurring ones have no period, days without a year none either.

    >>> [(m.span.of("Đến\\nnăm 2030, đạt 45%"), m.period.last_day) for m in find_dates(View.of("Đến\\nnăm 2030, đạt 45%"))]
    [('Đến\\nnăm 2030', datetime.date(2030, 12, 31))]
    >>> [m.period.as_dict() for m in find_dates(View.of("Từ năm 2021-2022"))]
    [{'from': '2021-01-01', 'to': '2022-12-31'}]
    """
    text = Squeezed.of(view)
    found: list[DateMention] = []
    named: dict[str, Period] = {}
    last = 0
    cores: list[Core] = []
    for core in sorted(date_cores(text), key=lambda c: (c.start, -c.end)):
        if core.start >= last:
            cores.append(core)
            last = core.end
    last = 0
    for core in with_shared_year(text.folded, cores):
        start, period = _limited(text.marked, core, last)
        period = _as_before(text.folded[core.start : core.end], core, period, named)
        last = core.end
        found.append(
            DateMention(
                text.span(start, core.end),
                period,
                _granularity(core, period),
                core.recurring,
                core.every,
                core.on,
            )
        )
    return tuple(found)


_OWN_YEAR = re.compile(r",? ?(?:nam )?(?:19|20)\d\d$")


def _as_before(words: str, core: Core, period: Period, named: dict[str, Period]) -> Period:
    """ "9 tháng đầu năm" means the year it had when it was named in full before."""
    if core.granularity not in ("part_year", "half"):
        return period
    bare = _OWN_YEAR.sub("", words).removesuffix(" nam")
    if period == OPEN:
        return named.get(bare, OPEN)
    named[bare] = period
    return period


def _granularity(core: Core, period: Period) -> Granularity:
    if core.granularity == "year" and period.start and period.end is None:
        return "range"
    return core.granularity


def _limited(printed: str, core: Core, floor: int) -> tuple[int, Period]:
    """Take the limiting words into the span and let them open or close the period."""
    window = printed[max(floor, core.start - 40) : core.start]
    if core.granularity == "range" and core.period == OPEN:
        return core.start, core.period
    period = core.period
    if core.granularity == "year" and ("nhìn" in window or "hướng" in window) and _VISION.search(window):
        period = Period(None, period.end)
    found = _before(window)
    if not found or found.start() == len(found.string):
        return core.start, period
    if (found["unit"] or "").strip() == "ngày" and core.granularity not in ("day", "range"):
        return core.start, period
    start = core.start - len(found.string) + found.start()
    start += len(found[0]) - len(found[0].lstrip())
    if found["within"]:
        start += len("trong ")
    if printed.endswith("thứ ", 0, start) and printed[start].isdigit():
        start = printed.index("năm", start)  # "vị trí thứ 4 năm 2013": a rank and a year
    return start, _opened(found, core.granularity, period)


def _before(window: str) -> re.Match[str] | None:
    """What `_BEFORE` finds at the end of a window; looked for only in the last words, as far back as it may have them."""
    at = len(window)
    while at:
        begin = window.rfind(" ", 0, at - 1) + 1
        word = window[begin:at].rstrip(" ")
        if word not in _LIMITING_WORDS and not word.isdecimal():
            if not word.isalpha():
                return _BEFORE.search(window)  # a bracket or a bar before the words
            break
        at = begin
    return _limits(window[at:]) if at < len(window) else None


@lru_cache(maxsize=1024)
def _limits(words: str) -> re.Match[str] | None:
    """ "đến năm ", "trước ngày ": the same few before most dates of all documents."""
    return _BEFORE.search(words)


def _opened(found: re.Match[str], granularity: Granularity, period: Period) -> Period:
    if period == OPEN or granularity == "range":
        return period
    if found["until"] or (found["stage_until"] or "").strip() == "đến":
        return Period(None, period.end)
    if found["before"]:
        # A day stays the printed one, as deadlines keep it; a year, quarter or month ends before it begins.
        until = granularity == "day" or (found["noun"] or "").strip() == "hết"
        return Period(None, period.end if until else period.start)
    if found["from"]:
        return Period(period.start, None)
    if found["after"]:
        return Period(period.end, None)
    return period
