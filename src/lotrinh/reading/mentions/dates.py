"""Days and stretches of time named in a text: core patterns on digits, then the words that limit them.

Guarantee to the next stage: spans are sorted and disjoint; a document number, a ratio or an amount is never a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lotrinh.reading.mentions.squeezed import Squeezed
from lotrinh.reading.structure.view import View
from lotrinh.values.mention import DateMention
from lotrinh.values.period import Granularity, Period

_DAY = timedelta(days=1)
_OPEN = Period(None, None)
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "01": 1,
    "02": 2,
    "03": 3,
    "04": 4,
}


@dataclass(frozen=True, slots=True)
class _Core:
    """A found core before its limiting words: `[start, end)` in the squeezed text."""

    start: int
    end: int
    period: Period
    granularity: Granularity
    recurring: bool = False
    every: str | None = None
    on: tuple[str, ...] = ()


# No pattern opens with a lookbehind or \\b: what opens with a letter or a digit is searched several times faster.
# Every core begins with a digit, "quy " or a word of the deictic table; each alternative is tried at that place only.
_DIGITS = re.compile(r"\d\d*")
_YEAR = r"(?:19[3-9]|20[0-9])\d"
# 03/9/2020, 22-3-2018, 20.4.2025, 03/02/1930
_FULL = re.compile(rf"(\d{{1,2}}) ?([/.-]) ?(\d{{1,2}}) ?\2 ?({_YEAR})(?!\d)")
# 16-20/11/2025
_DAYS = re.compile(rf"(\d{{1,2}})-(\d{{1,2}})[/.](\d{{1,2}})[/.]({_YEAR})(?!\d)")
# 10 tháng 12 năm 2025, 10 tháng 12 hằng năm, 10 tháng 12
_WORDS = re.compile(
    rf"(\d{{1,2}}),? thang (\d{{1,2}})(?!\d)(?:,? nam ({_YEAR})\b|[/-]({_YEAR})\b|( (?:hang|moi) nam\b))?"
)
# 19/9 or 20.4 after "ngày"; 15/6 hằng năm
_SHORT = re.compile(r"(\d{1,2})([/.])(\d{1,2})(?![\d/%]|[.,]\d)( (?:hang|moi) nam\b)?")
# 6/2025, 06/2025, 6-2025
_MONTH = re.compile(rf"(\d{{1,2}})[/-]({_YEAR})(?![\d/%])")
# tháng 01 năm 2025, tháng 3; the word stands before the digits
_MONTH_WORD = re.compile(rf"(\d{{1,2}})(?!\d|[/.,]\d)(?:,? nam ({_YEAR})\b)?")
# 9 tháng (đầu|cuối) (năm 2022)
_PART = re.compile(rf"(\d{{1,2}}) thang(?: (dau|cuoi))?( nam)? ?({_YEAR})?\b(?! (?:mot|1) lan)")
# 2021-2030, 2021 đến năm 2030
_YEARS = re.compile(rf"({_YEAR})(?:-| den (?:het )?(?:nam )?)({_YEAR})(?![\d/-])")
_ONE_YEAR = re.compile(rf"({_YEAR})(?![\d/%]|[.,]\d)")
# quý II/2025, quý 1, quý III, IV năm 2025, quý I-II/2026
_QUARTER = re.compile(
    rf"quy (i{{1,3}}|iv|0?[1-4])(?:(?:, | va |-)(?:quy )?(i{{1,3}}|iv|0?[1-4])(?=[/ -]))?(?:(?:[/-]|,? nam )({_YEAR}))?\b(?!/\d)"
)
_RECURRING = re.compile(r"(?:hang|moi|ky) (nam|quy|thang|tuan)\b(?! \d)")
_DEICTIC = re.compile(r"den nay|hom nay|cung ngay|cung ky(?: nam (?:ngoai|truoc))?")
_SINCE = re.compile(r"(?<!\w)(?:tu (?:khi|ngay|luc)(?: \w+){1,4} |cho )$")
_EVERY = {"nam": "year", "quy": "quarter", "thang": "month", "tuan": "week"}

# Limiting words in front, as printed with their marks; the group names say what they do to the period.
_BEFORE = re.compile(
    r"(?<![\w/])(?:(?P<until>(?:chậm nhất |muộn nhất )?(?:là )?(?:đến|tới)(?: trước)?(?: hết| cuối)?)|(?P<before>trước)"
    r"|(?P<within>trong)|(?P<from>(?:kể )?từ|bắt đầu từ)|(?P<after>sau)"
    r"|(?P<stage>giai đoạn|thời kỳ|nhiệm kỳ|niên độ|năm học)(?P<stage_until> đến| từ)?)? ?"
    r"(?P<noun>hết |đầu |cuối )?(?P<unit>ngày|tháng|năm|\d+ năm)? ?$"
)
_VISION = re.compile(r"(?:tầm nhìn|định hướng)(?: đến)?(?: năm)? ?$")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4)
def find_dates(view: View) -> tuple[DateMention, ...]:
    """All dates and periods in reading order; recurring ones have no period, days without a year none either.

    >>> [(m.span.of("Đến\\nnăm 2030, đạt 45%"), m.period.last_day) for m in find_dates(View.of("Đến\\nnăm 2030, đạt 45%"))]
    [('Đến\\nnăm 2030', datetime.date(2030, 12, 31))]
    >>> [m.period.as_dict() for m in find_dates(View.of("Từ năm 2021-2022"))]
    [{'from': '2021-01-01', 'to': '2022-12-31'}]
    """
    text = Squeezed.of(view)
    found: list[DateMention] = []
    last = 0
    for core in sorted(_cores(text), key=lambda c: (c.start, -c.end)):
        if core.start < last:
            continue
        start, period = _limited(text.marked, core, last)
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


def _granularity(core: _Core, period: Period) -> Granularity:
    if core.granularity == "year" and period.start and period.end is None:
        return "range"
    return core.granularity


def _cores(text: Squeezed) -> Iterator[_Core]:
    folded = text.folded
    done = 0
    for digits in _DIGITS.finditer(folded):
        at = digits.start()
        core = _at_digits(text, at) if at >= done and len(digits[0]) <= 4 and _may_open(folded, at) else None
        if core:
            done = core.end
            yield core
    for quarter in _QUARTER.finditer(folded):
        if _borders(folded, quarter):
            yield _quarter(text, quarter)
    for every in _RECURRING.finditer(folded):
        # "hạng năm" and "quỹ" fold to the same letters as "hằng năm" and "quý".
        if _borders(folded, every) and not re.search(
            "hạng|quỹ|quy|kỷ|kỳ quý", text.marked[every.start() : every.end()]
        ):
            yield from _recurring(folded, every)
    for word in _DEICTIC.finditer(folded):
        if _borders(folded, word):
            yield _deictic(folded, word)


def _may_open(folded: str, at: int) -> bool:
    """Digits that go on with a word, a decimal or a number are no date: "Km15", "8,5", "23-NQ/TW"."""
    if not at:
        return True
    before = folded[at - 1]
    if before == "-":
        return (
            folded[max(0, at - 5) : at - 1].isdigit() and folded[at + 1 : at + 3].strip("0123456789") == "/"
        )
    return not (before.isalnum() or before in "_.,/+") or folded.endswith("nam", 0, at)


def _borders(folded: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    return not (start and folded[start - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum())


def _recurring(folded: str, every: re.Match[str]) -> Iterator[_Core]:
    """ "hằng năm", "mỗi quý", and "định kỳ năm" of which only "năm" is the mention."""
    start = every.start()
    if every[0].startswith("ky "):
        if not folded.endswith("dinh ", 0, start):
            return
        start = every.start(1)
    yield _Core(start, every.end(), _OPEN, "range", True, _EVERY[every[1]])


def _deictic(folded: str, word: re.Match[str]) -> _Core:
    granular: Granularity = "day" if word[0] in ("hom nay", "cung ngay") else "range"
    since = _SINCE.search(folded, max(0, word.start() - 40), word.start()) if word[0] == "den nay" else None
    return _Core(since.start() if since else word.start(), word.end(), _OPEN, granular)


def _at_digits(text: Squeezed, at: int) -> _Core | None:
    folded = text.folded
    left = folded[max(0, at - 24) : at]
    after_day = left.endswith("ngay ") or ("ngay " in left and _AFTER_DAYS.search(left) is not None)
    long = folded[at : at + 4].isdigit()
    for rule in _YEAR_RULES if long else _DAY_RULES:
        core = rule(folded, at, left, after_day)
        if core:
            return core
    return None


_AFTER_DAYS = re.compile(r"\bngay (?:\d{1,2}(?:[/.]\d{1,2})?(?:,| va) )+$")


def _full(folded: str, at: int, left: str, after_day: bool) -> _Core | None:
    found = _FULL.match(folded, at)
    day = _day(int(found[4]), int(found[3]), int(found[1])) if found else None
    return _Core(at, found.end(), Period.day(day), "day") if found and day else None


def _days(folded: str, at: int, left: str, after_day: bool) -> _Core | None:
    found = _DAYS.match(folded, at)
    if not found or int(found[1]) >= int(found[2]):
        return None
    first, last = (_day(int(found[4]), int(found[3]), int(found[n])) for n in (1, 2))
    return _Core(at, found.end(), Period.inclusive(first, last), "range") if first and last else None


def _in_words(folded: str, at: int, left: str, after_day: bool) -> _Core | None:
    found = _WORDS.match(folded, at)
    if not found or not (1 <= int(found[2]) <= 12 and 1 <= int(found[1]) <= 31):
        return None
    return _dated(at, found.end(), int(found[1]), int(found[2]), found[3] or found[4], bool(found[5]))


def _short(folded: str, at: int, left: str, after_day: bool) -> _Core | None:
    found = _SHORT.match(folded, at)
    if not found or not (1 <= int(found[3]) <= 12 and 1 <= int(found[1]) <= 31):
        return None
    if not (after_day or found[4]):
        return None
    return _dated(at, found.end(), int(found[1]), int(found[3]), None, bool(found[4]))


def _dated(start: int, end: int, day: int, month: int, year: str | None, yearly: bool) -> _Core | None:
    if year:
        whole = _day(int(year), month, day)
        return _Core(start, end, Period.day(whole), "day") if whole else None
    if yearly:
        return _Core(start, end, _OPEN, "day", True, "year", (f"{month:02}-{day:02}",))
    return _Core(start, end, _OPEN, "day")


def _part(folded: str, at: int, left: str, after_day: bool) -> _Core | None:
    found = _PART.match(folded, at)
    if not found or not 1 <= int(found[1]) <= 12 or left.endswith(("thang ", "ngay ")):
        return None
    if not (found[2] or found[4]) or (found[4] and not found[3] and not found[2]):
        return None
    months, end = int(found[1]), found.end()
    if folded[end - 1] == " ":
        end -= 1
    if found[3] is None and found[4] is None and not found[2]:
        return None
    granularity: Granularity = {3: "quarter", 6: "half", 12: "year"}.get(months, "part_year")  # type: ignore[assignment]
    if granularity == "quarter":
        granularity = "part_year"
    if not found[4]:
        return _Core(at, end, _OPEN, granularity) if found[3] else None
    year = int(found[4])
    period = Period.inclusive(date(year, 1, 1), Period.month(year, months).last_day)
    if found[2] == "cuoi":
        period = Period(Period.month(year, 13 - months).start, date(year + 1, 1, 1))
    return _Core(at, end, period, granularity)


def _month(folded: str, at: int, left: str, after_day: bool) -> _Core | None:
    found = _MONTH.match(folded, at)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    if not left.endswith("thang ") and found[0][len(found[1])] == "-":
        return None
    if re.search(r"\b(?:so|quyet|luat|qd|nd|tt) $", left):
        return None
    return _Core(at, found.end(), Period.month(int(found[2]), int(found[1])), "month")


def _month_word(folded: str, at: int, left: str, after_day: bool) -> _Core | None:
    if not left.endswith("thang ") or left.endswith("hang thang "):
        return None
    found = _MONTH_WORD.match(folded, at)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    period = Period.month(int(found[2]), int(found[1])) if found[2] else _OPEN
    return _Core(at, found.end(), period, "month")


def _years(folded: str, at: int, left: str, after_day: bool) -> _Core | None:
    found = _YEARS.match(folded, at)
    if not found or int(found[1]) >= int(found[2]):
        return None
    return _Core(at, found.end(), Period.years(int(found[1]), int(found[2])), "range")


_BARE_YEAR = re.compile(
    r"(?:\bnam ?|\bden |\btu |\btruoc |\bsau |\btam nhin |\bdinh huong |\bgiai doan |\bthoi ky |\bnien do |\bket thuc "
    r"|\bnam \d{4}(?:, | va |,| den |-| hoac )(?:nam )?|\d{4}-\d{4}(?: va |, )|\d{4}, \d{4}(?: va |, )|\d{4}(?: va |, ))$"
)
_ALONE = re.compile(r"(?:\|[ *]*|^ *|\t)$")


def _one_year(folded: str, at: int, left: str, after_day: bool) -> _Core | None:
    found = _ONE_YEAR.match(folded, at)
    if not found or after_day:
        return None
    end = found.end()
    alone = _ALONE.search(left) and re.match(r" *(?:\||$|\t| va (?:nhung|cac) nam)", folded[end : end + 16])
    if not (_BARE_YEAR.search(left) or alone):
        return None
    return _Core(at, end, Period.year(int(found[1])), "year")


_DAY_RULES = (_days, _full, _in_words, _part, _month, _short, _month_word)
_YEAR_RULES = (_years, _one_year)


def _quarter(text: Squeezed, found: re.Match[str]) -> _Core:
    first, last, year = _ROMAN[found[1]], _ROMAN[found[2] or found[1]], found[3]
    if not year:
        return _Core(found.start(), found.end(), _OPEN, "quarter")
    period = Period(Period.quarter(int(year), first).start, Period.quarter(int(year), last).end)
    return _Core(found.start(), found.end(), period, "range" if last > first else "quarter")


def _limited(printed: str, core: _Core, floor: int) -> tuple[int, Period]:
    """Take the limiting words into the span and let them open or close the period."""
    window = printed[max(floor, core.start - 40) : core.start]
    if core.granularity == "range" and core.period == _OPEN:
        return core.start, core.period
    period = core.period
    if core.granularity == "year" and ("nhìn" in window or "hướng" in window) and _VISION.search(window):
        period = Period(None, period.end)
    found = _BEFORE.search(window)
    if not found or found.start() == len(window):
        return core.start, period
    if (found["unit"] or "").strip() == "ngày" and core.granularity not in ("day", "range"):
        return core.start, period
    start = core.start - len(window) + found.start()
    start += len(found[0]) - len(found[0].lstrip())
    if found["within"]:
        start += len("trong ")
    return start, _opened(found, core.granularity, period)


def _opened(found: re.Match[str], granularity: Granularity, period: Period) -> Period:
    if period == _OPEN or granularity == "range":
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
