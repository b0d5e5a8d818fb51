"""Cores of dates in a squeezed text: what stands on digits, quarters, recurring and deictic words, without their limiting words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from lotrinh.reading.mentions.squeezed import FOLDED, Squeezed, digit_runs
from lotrinh.reading.mentions.worded_parts import OPEN, Core, part_of_year, worded_parts
from lotrinh.reading.structure.word_places import matches_at
from lotrinh.values.period import Granularity, Period

_COMMON_YEAR = 2025
"""A year without a leap day, to count the days of a month in."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


# No pattern opens with a lookbehind or \b: what opens with a letter or a digit is searched
# several times faster.
# Every core begins with a digit, "quy " or a word of the deictic table; each alternative is tried at that place only.
_YEAR = r"(?:19[3-9]|20[0-9])\d"
# 03/9/2020, 22-3-2018, 20.4.2025, 03/02/1930
_FULL = re.compile(rf"(\d{{1,2}}) ?([/.-]) ?(\d{{1,2}}) ?\2 ?({_YEAR})(?!\d)")
# 16-20/11/2025
_DAYS = re.compile(rf"(\d{{1,2}})-(\d{{1,2}})[/.](\d{{1,2}})[/.]({_YEAR})(?!\d)")
# 10 tháng 12 năm 2025, 10 tháng 12 hằng năm, 10 tháng 12
_WORDS = re.compile(
    rf"(\d{{1,2}}),? thang (\d{{1,2}})(?!\d|[.,]\d{{3}}(?!\d))(?:,? nam ({_YEAR})\b|[/-]({_YEAR})\b|( (?:hang|moi) nam\b))?"
)
# 19/9 or 20.4 after "ngày"; 15/6 hằng năm
_SHORT = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?![\d/%]|[.,]\d)( (?:hang|moi) nam\b)?")
# "Sáng 9/10", "Chiều 26-10": the hour of the press stands for "ngày"
_HOUR_OF_DAY = ("sang ", "chieu ", "toi ", "trua ")
# 6/2025, 06/2025, 6-2025
_MONTH = re.compile(rf"(\d{{1,2}})[/-]({_YEAR})(?![\d/%])")
# tháng 01 năm 2025, tháng 3; the word stands before the digits
_MONTH_WORD = re.compile(rf"(\d{{1,2}})(?!\d|[/.,]\d)(?:,? nam ({_YEAR})\b|( (?:hang|moi) nam\b))?")
# ngày 15 tháng cuối quý, ngày 20 của tháng cuối mỗi quý
_OF_QUARTER = re.compile(
    r"(\d{1,2})(?: cua)? thang (?:dau|cuoi)(?: cung)?(?: cua)?(?: moi| hang)? quy\b(?! [iv\d])"
)
# 9 tháng (đầu|cuối) (năm 2022)
_PART = re.compile(rf"(\d{{1,2}}) thang(?: (dau|cuoi))?((?: cua)? nam)? ?({_YEAR})?\b(?! (?:mot|1) lan)")
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


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_recurrences = FOLDED.places(lambda: ("hang ", "moi ", "ky "))
_deictics = FOLDED.places(lambda: ("den nay", "hom nay", "cung ngay", "cung ky"))


def date_cores(text: Squeezed) -> Iterator[Core]:
    """Every core, those on digits first; they may overlap."""
    folded = text.folded
    done = 0
    for at, end in digit_runs(text.view):
        if at < done or not _may_be_date(folded, at, end) or not _may_open(folded, at):
            continue
        core = _at_digits(folded, at, end)
        if core:
            done = core.end
            yield core
    size = len(folded)
    for quarter in _QUARTER.finditer(folded):
        if _borders(folded, quarter):
            yield _quarter(text, quarter)
    for every in matches_at(_RECURRING, folded, _recurrences(text.view), 0, size):
        # "hạng năm" and "quỹ" fold to the same letters as "hằng năm" and "quý".
        if _borders(folded, every) and not re.search(
            "hạng|quỹ|quy|kỷ|kỳ quý", text.marked[every.start() : every.end()]
        ):
            yield from _recurring(folded, every)
    yield from worded_parts(text)
    for word in matches_at(_DEICTIC, folded, _deictics(text.view), 0, size):
        if _borders(folded, word):
            yield _deictic(folded, word)


_AFTER_DAY = ("/", ".", "-", " thang", " cua thang", ",thang", ", thang", " /", " .")


def _may_be_date(folded: str, at: int, end: int) -> bool:
    """A quick look at what stands around: a year has four digits, a day or a month goes on or follows "tháng"."""
    size = end - at
    if size >= 4:
        return size == 4
    return folded.startswith(_AFTER_DAY, end) or folded.endswith("thang ", 0, at)


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


def _recurring(folded: str, every: re.Match[str]) -> Iterator[Core]:
    """ "hằng năm", "mỗi quý", and "định kỳ năm" of which only "năm" is the mention."""
    start = every.start()
    if every[0].startswith("ky "):
        if not folded.endswith("dinh ", 0, start):
            return
        start = every.start(1)
    yield Core(start, every.end(), OPEN, "range", True, _EVERY[every[1]])


def _deictic(folded: str, word: re.Match[str]) -> Core:
    granular: Granularity = "day" if word[0] in ("hom nay", "cung ngay") else "range"
    since = _SINCE.search(folded, max(0, word.start() - 40), word.start()) if word[0] == "den nay" else None
    return Core(since.start() if since else word.start(), word.end(), OPEN, granular)


def _at_digits(folded: str, at: int, end: int) -> Core | None:
    left = folded[max(0, at - 24) : at]
    after_day = left.endswith("ngay ") or ("ngay " in left and _AFTER_DAYS.search(left) is not None)
    for rule in _YEAR_RULES if end - at == 4 else _rules_by_sign(folded, end):
        core = rule(folded, at, left, after_day)
        if core:
            return core
    return None


def _rules_by_sign(folded: str, end: int) -> tuple[Rule, ...]:
    """Those that what stands after the one or two digits of a day or a month leaves open."""
    if folded.startswith(_MONTH_NEXT, end):
        return _RULES_BEFORE_MONTH
    return _RULES_BEFORE_SIGN if folded.startswith(_SIGN_NEXT, end) else _RULES_ALONE


_MONTH_NEXT = (" thang", " cua thang", ",thang", ", thang")
_SIGN_NEXT = ("/", ".", "-", " /", " .", " -")


_AFTER_DAYS = re.compile(r"\bngay (?:\d{1,2}(?:[/.]\d{1,2})?(?:,| va) )+$")


def _full(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    found = _FULL.match(folded, at)
    day = _day(int(found[4]), int(found[3]), int(found[1])) if found else None
    return Core(at, found.end(), Period.day(day), "day") if found and day else None


def _days(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    found = _DAYS.match(folded, at)
    if not found or int(found[1]) >= int(found[2]):
        return None
    first, last = (_day(int(found[4]), int(found[3]), int(found[n])) for n in (1, 2))
    return Core(at, found.end(), Period.inclusive(first, last), "range") if first and last else None


def _in_words(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    found = _WORDS.match(folded, at)
    if not found or not (1 <= int(found[2]) <= 12 and 1 <= int(found[1]) <= 31):
        return None
    return _dated(at, found.end(), int(found[1]), int(found[2]), found[3] or found[4], bool(found[5]))


# "ngày 10-12 hằng tháng", "ngày 5-8 tháng 9": days and no month
_DAYS_OF_MONTH = re.compile(r",? (?:(?:hang|moi|cua) )?thang|-")


# "từ 9/11 đến 15/11/2020": days, and no part of a number
_UNTIL = re.compile(r" den (?:het )?(?:ngay )?\d{1,2}/\d")


def _short(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    found = _SHORT.match(folded, at)
    if not found or not (1 <= int(found[3]) <= 12 and 1 <= int(found[1]) <= 31):
        return None
    hour = left.endswith(_HOUR_OF_DAY)
    if found[2] == "-" and (not (hour or after_day) or _DAYS_OF_MONTH.match(folded, found.end())):
        return None
    until = left.endswith("tinh den ") or (left.endswith("tu ") and _UNTIL.match(folded, found.end()))
    if not (after_day or hour or until or found[4] or left.endswith("truoc ")):
        return None
    return _dated(at, found.end(), int(found[1]), int(found[3]), None, bool(found[4]))


def _dated(start: int, end: int, day: int, month: int, year: str | None, yearly: bool) -> Core | None:
    if year:
        whole = _day(int(year), month, day)
        return Core(start, end, Period.day(whole), "day") if whole else None
    if yearly:
        return Core(start, end, OPEN, "day", True, "year", (f"{month:02}-{day:02}",))
    return Core(start, end, OPEN, "day")


def _part(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    """ "9 tháng năm 2022", "9 tháng đầu năm"; "9 tháng" or "9 tháng đầu" alone is a duration."""
    found = _PART.match(folded, at)
    if not found or not 1 <= int(found[1]) <= 12 or left.endswith(("thang ", "ngay ")):
        return None
    months, side, of, year = int(found[1]), found[2], found[3], found[4]
    if not (side or of) or not (year or (side and of)):
        return None
    return part_of_year(at, found.end(4 if year else 3), months, side == "cuoi", year)


def _month(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    found = _MONTH.match(folded, at)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    if not left.endswith("thang ") and found[0][len(found[1])] == "-":
        return None
    if re.search(r"\b(?:so|quyet|luat|qd|nd|tt|ty le|ti le) $", left):
        return None
    return Core(at, found.end(), Period.month(int(found[2]), int(found[1])), "month")


def _month_word(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    if not left.endswith("thang ") or left.endswith("hang thang "):
        return None
    found = _MONTH_WORD.match(folded, at)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    if found[3]:  # "tháng 6 hằng năm": due by its last day
        last = Period.month(_COMMON_YEAR, int(found[1])).last_day
        on = (f"{int(found[1]):02}-{last.day:02}",) if last else ()
        return Core(at, found.end(), OPEN, "month", True, "year", on)
    period = Period.month(int(found[2]), int(found[1])) if found[2] else OPEN
    return Core(at, found.end(), period, "month")


def _of_quarter(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    found = _OF_QUARTER.match(folded, at) if after_day else None
    if not found or not 1 <= int(found[1]) <= 31:
        return None
    return Core(at, found.end(), OPEN, "day", True, "quarter", (f"{int(found[1]):02}",))


def _years(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    found = _YEARS.match(folded, at)
    if not found or int(found[1]) >= int(found[2]):
        return None
    return Core(at, found.end(), Period.years(int(found[1]), int(found[2])), "range")


_BARE_YEAR = re.compile(
    r"(?:\bnam ?|\bden |\btu |\btruoc |\bsau |\btam nhin |\bdinh huong |\bgiai doan |\bthoi ky |\bnien do |\bket thuc "
    r"|\bnam \d{4}(?:, | va |,| den |-| hoac )(?:nam )?|\d{4}-\d{4}(?: va |, )|\d{4}, \d{4}(?: va |, )|\d{4}(?: va |, ))$"
)
# What `_BARE_YEAR` finds at the end of most texts before a year, and the endings of all that it can find.
_SURELY_YEAR = (" nam ", " den ", " tu ", " giai doan ", " thoi ky ", " truoc ", " sau ")
_PERHAPS_YEAR = (
    "nam", "nam ", "den ", "tu ", "truoc ", "sau ", "nhin ", "huong ", "doan ", "ky ", "do ", "thuc ", ",", ", ", " va ", "-", " hoac ",
)  # fmt: skip
_CLOSES_CELL = re.compile(r" *(?:\||$|\t| va (?:nhung|cac) nam)")
_ALONE = re.compile(r"(?:\|[ *]*|^ *|\t)$")


# "quý 5 năm 2025": no such quarter, and not the whole year either.
_NO_QUARTER = re.compile(r"\bquy (?:[05-9]|\d\d),? nam $")


def _one_year(folded: str, at: int, left: str, after_day: bool) -> Core | None:
    found = _ONE_YEAR.match(folded, at)
    if not found or after_day or ("quy " in left and _NO_QUARTER.search(left)):
        return None
    end = found.end()
    if not (left.endswith(_SURELY_YEAR) or (left.endswith(_PERHAPS_YEAR) and _BARE_YEAR.search(left))):
        alone = left.rstrip(" *")[-1:] in ("", "|", "\t") and _ALONE.search(left)
        if not (alone and _CLOSES_CELL.match(folded[end : end + 16])):
            return None
    return Core(at, end, Period.year(int(found[1])), "year")


# In the order in which they are tried; `_of_quarter`, `_in_words` and `_part` want "thang" after the digits, the others a sign.
Rule = Callable[[str, int, str, bool], Core | None]
_RULES_BEFORE_SIGN: tuple[Rule, ...] = (_days, _full, _month, _short, _month_word)
_RULES_BEFORE_MONTH: tuple[Rule, ...] = (_of_quarter, _in_words, _part, _month_word)
_RULES_ALONE: tuple[Rule, ...] = (_month_word,)
_YEAR_RULES: tuple[Rule, ...] = (_years, _one_year)


def _quarter(text: Squeezed, found: re.Match[str]) -> Core:
    first, last = (_QUARTERS.get(word) or int(word) for word in (found[1], found[2] or found[1]))
    year = found[3]
    if not year:
        return Core(found.start(), found.end(), OPEN, "quarter")
    period = Period(Period.quarter(int(year), first).start, Period.quarter(int(year), last).end)
    return Core(found.start(), found.end(), period, "range" if last > first else "quarter")
