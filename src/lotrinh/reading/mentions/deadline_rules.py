"""From a deadline's phrase to a Deadline: one rule per kind, tried in the order of `RULES`.

Each rule takes a Phrase and gives a Deadline without span and raw, or None where it does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from lotrinh.lexicon.deadline_words import every_words, weekday_words, words_of_deadlines
from lotrinh.values.deadline import Deadline, Every, Within
from lotrinh.values.mention import DateMention
from lotrinh.values.period import Granularity, Period

_DAY = timedelta(days=1)


class NamedDate(NamedTuple):
    """What the rules ask of a date that stands in a phrase."""

    period: Period
    granularity: Granularity
    recurring: bool
    on: tuple[str, ...]

    @classmethod
    def of(cls, mention: DateMention) -> NamedDate:
        return cls(mention.period, mention.granularity, mention.recurring, mention.on)


class Phrase(NamedTuple):
    """`printed` with single spaces and `words`, the same in lower case; `dates` that stand in it, with where they start in `words`;
    `issued` is the day of the document and lends the year where none is printed."""

    printed: str
    words: str
    dates: tuple[tuple[int, str, NamedDate], ...]
    issued: date | None

    def counts(self) -> bool:
        """Whether any unit of a term is named: a quick look before the pattern is tried at every letter."""
        return any(unit in self.words for unit in ("ngày", "tháng", "tuần", "giờ"))

    def starts(self, key: str) -> bool:
        return _opening(key).match(self.words) is not None


@cache
def _opening(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words_of_deadlines(key)))})(?!\w)")


_WITHIN = re.compile(
    r"(?:trong(?: thời hạn| thời gian| vòng)?|sau|chậm nhất|không quá|tối đa|thời hạn)(?: không quá| tối đa| là| sau)? "
    r"(?P<n>\d{1,3})(?: \(\w+\))? (?P<unit>ngày làm việc|ngày|tháng|tuần|giờ)(?! đầu| cuối| năm)(?:,? ?(?:(?:kể |tính )?từ|sau)(?: khi| ngày| thời điểm)? (?P<after>[^.;]{3,}))?"
)
_RELATIVE_DAY = re.compile(
    r"ngày (?P<day>\d{1,2}) của tháng (?:trước|sau|liền trước|liền sau|kế tiếp)(?! quý)"
)
_EVERY_DAY = re.compile(r"ngày (?P<day>\d{1,2})(?! ?[/.-] ?\d| tháng \d|\d)")
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})(?:,? tháng |[/.-])(?P<month>\d{1,2})")
_TIME = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-4]) ?(?:h|giờ|g)(?: ?(?P<minute>[0-5]\d)(?: phút)?)?(?!\w)")


def relative(phrase: Phrase) -> Deadline | None:
    """ "trong thời hạn 10 ngày làm việc kể từ ngày nhận được văn bản"; "ngày 25 của tháng trước tháng họp"."""
    day = _RELATIVE_DAY.search(phrase.words) if "của tháng" in phrase.words else None
    if day and not _every(phrase.words):
        return Deadline("relative", before="trước ngày" in phrase.words, on=(f"{int(day['day']):02}",))
    found = _WITHIN.search(phrase.words) if phrase.counts() else None
    if not found or (
        found["unit"] == "tháng" and re.match(r"\d+ tháng đầu", phrase.words[found.start("n") :])
    ):
        return None
    count, unit = int(found["n"]), found["unit"]
    if unit == "giờ":
        count, unit = max(1, count // 24), "ngày"
    if unit == "tuần":
        count, unit = 7 * count, "ngày"
    after = phrase.printed[found.start("after") : found.end("after")].strip(" ,.;") or None
    units = {"ngày": "day", "ngày làm việc": "working_day", "tháng": "month"}
    return Deadline("relative", within=Within(count, units[unit], after))  # type: ignore[arg-type]


def _every(words: str) -> Every | None:
    for word, pattern, every in _every_patterns():
        if word in words and pattern.search(words):
            return every
    return None


@cache
def _every_patterns() -> tuple[tuple[str, re.Pattern[str], Every], ...]:
    after = r"(?!\w)(?! đầu năm| cuối năm| năm \d| đến )"
    return tuple(
        (word, re.compile(rf"(?<!\w){re.escape(word)}{after}"), every) for word, every in every_words()
    )


_PERIODICALLY = re.compile(r"(?<!\w)định kỳ(?!\w)")


def recurring(phrase: Phrase) -> Deadline | None:
    """ "định kỳ hằng quý trước ngày 25", "trước ngày 15 tháng 6 và trước ngày 01 tháng 12 hằng năm", "định kỳ"."""
    periodic = "định kỳ" in phrase.words and _PERIODICALLY.search(phrase.words) is not None
    every = _every(phrase.words)
    if not every and not periodic:
        return None
    on = tuple(
        f"{int(m['month']):02}-{int(m['day']):02}"
        for _, printed, mention in phrase.dates
        if mention.period == Period(None, None) and (m := _DAY_MONTH.search(printed)) is not None
    ) or tuple(day for _, _, m in phrase.dates if m.recurring and m.granularity == "month" for day in m.on)
    if every == "half" and not periodic and not on:
        return None
    if every == "week":
        on = tuple(number for word, number in weekday_words() if word in phrase.words)
    day = _EVERY_DAY.search(phrase.words)
    if not on and day and every in ("month", "quarter", None):
        on, every = (f"{int(day['day']):02}",), every or "month"
    if any(m.period.end and not m.recurring and m.granularity == "day" for _, _, m in phrase.dates):
        return None
    if on and len(on) == 1 and every in (None, "half"):
        every = "year"
    return Deadline("recurring", every=every, on=on, before=bool(on) and "trước" in phrase.words)


def ongoing(phrase: Phrase) -> Deadline | None:
    """ "Thường xuyên", "Nhiệm vụ thường xuyên"; never "kinh phí thường xuyên"."""
    return Deadline("ongoing") if ongoing_pattern().search(phrase.words) else None


@cache
def ongoing_pattern() -> re.Pattern[str]:
    """The words of continuity where no trap stands before them."""
    traps = "".join(rf"(?<!{re.escape(trap)} )" for trap in words_of_deadlines("ongoing_traps"))
    words = "|".join(map(re.escape, words_of_deadlines("ongoing")))
    return re.compile(rf"(?<!\w){traps}(?:{words})(?!\w)")


def event(phrase: Phrase) -> Deadline | None:
    """ "Theo tiến độ thực hiện của Quy hoạch tỉnh": the years inside belong to the plan."""
    return Deadline("event") if phrase.starts("events") else None


def dated(phrase: Phrase) -> Deadline | None:
    """A day, a month, a quarter, a year or a range, with what limits it."""
    dates = [
        (at, printed, m)
        for at, printed, m in phrase.dates
        if not _is_vision(phrase.words, at) and not m.recurring
    ]
    if not dates:
        return None
    at, printed, mention = dates[0]
    period = mention.period
    if period == Period(None, None):
        guessed = _with_year(printed, mention, phrase.issued)
        if guessed is None:
            return _without_year(printed, mention)
        period = _limited(guessed, printed)
    if mention.granularity == "month":
        period = _part_of_month(phrase.words[:at], printed, period)
    if len(dates) > 1 and printed.startswith(("từ", "kể từ")) and period.end is None:
        last = dates[1][2].period.last_day
        if last:
            return Deadline("range", period.start, last)
    if any(word in phrase.words for word in words_of_deadlines("next_years")):
        return Deadline(
            "from", period.start or date(period.end.year - 1 if period.end else 1, 1, 1), every="year"
        )
    return _of_period(period, mention, printed, phrase)


# Days, a week or a half before "đầu tháng 6", "cuối tháng 6", "tháng 6".
_PART_OF_MONTH = re.compile(
    r"(?<!\w)(?:(?:hoàn thành |xong )?(?:ngay )?(?:trong |vào ))?(?:(?P<days>\d{1,2}) ngày|(?P<week>tuần)|(?P<half>nửa))"
    r"(?: thứ (?P<nth>nhất|hai|ba|tư|[1-4]))?(?: của)? $"
)
_NTH = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4}


def names_part_of_month(before: str, printed: str) -> re.Match[str] | None:
    """What narrows the month `printed` in the words before it: "trong tuần " before "đầu tháng 6"."""
    found = _PART_OF_MONTH.search(before)
    if found is None or not (printed.startswith(("đầu ", "cuối ")) or (found["week"] and found["nth"])):
        return None
    return found


def _part_of_month(before: str, printed: str, period: Period) -> Period:
    """The first or last days of a month; its weeks are counted from its first day, and the last from its last.

    >>> june = Period.month(2026, 6)
    >>> _part_of_month("trong tuần ", "cuối tháng 6/2026", june).as_dict()
    {'from': '2026-06-24', 'to': '2026-06-30'}
    """
    found = names_part_of_month(before, printed)
    if found is None or period.start is None or period.end is None:
        return period
    if found["nth"]:
        first = period.start + 7 * (_NTH.get(found["nth"]) or int(found["nth"])) * _DAY - 7 * _DAY
        return Period(first, min(period.end, first + 7 * _DAY))
    count = 15 if found["half"] else 7 if found["week"] else int(found["days"])
    if printed.startswith("đầu "):
        return Period(period.start, min(period.end, period.start + count * _DAY))
    if found["half"]:
        return Period(period.start + count * _DAY, period.end)
    return Period(max(period.start, period.end - count * _DAY), period.end)


_BEFORE_HOUR = re.compile(r"trước (?:thời điểm )?(?:lúc )?\d{1,2} ?(?:h|giờ|g)")


def _of_period(period: Period, mention: NamedDate, printed: str, phrase: Phrase) -> Deadline:
    before = printed.startswith("trước") or _BEFORE_HOUR.search(phrase.words) is not None
    if period.end is None:
        return Deadline("from", period.start)
    if mention.granularity == "day":
        time = _TIME.search(phrase.words)
        clock = f"{int(time['hour']):02}:{time['minute'] or '00'}" if time else None
        return Deadline("by_date", last=period.last_day, time=clock, before=before)
    if period.start is None:
        return Deadline("by_date", last=period.last_day, before=before)
    if mention.granularity == "range":
        return Deadline("range", period.start, period.last_day)
    return Deadline("by_period", period.start, period.last_day)


def _is_vision(words: str, at: int) -> bool:
    return at > 0 and _VISION.search(words, 0, at) is not None


_VISION = re.compile(r"(?:tầm nhìn|định hướng)(?: đến)?(?: năm)? ?$")


def _without_year(printed: str, mention: NamedDate) -> Deadline | None:
    """A day, month or quarter whose year nobody told: the kind is known, the day is not."""
    if mention.granularity == "day" and _DAY_MONTH.search(printed):
        return Deadline("by_date", before=printed.startswith("trước"))
    return Deadline("by_period") if mention.granularity in ("month", "quarter") else None


def _with_year(printed: str, mention: NamedDate, issued: date | None) -> Period | None:
    """The first such day, month or quarter that does not lie before the document."""
    if issued is None:
        return None
    for year in (issued.year, issued.year + 1):
        period = in_year(printed, mention, year)
        if period and period.end and period.end > issued:
            return period
    return None


def in_year(printed: str, mention: NamedDate | DateMention, year: int) -> Period | None:
    """The day, month or quarter `printed` without a year, in that year; None where it names none."""
    try:
        if mention.granularity == "day" and (found := _DAY_MONTH.search(printed)):
            return Period.day(date(year, int(found["month"]), int(found["day"])))
        if mention.granularity == "month" and (month := re.search(r"tháng (\d{1,2})", printed)):
            return Period.month(year, int(month[1]))
        if mention.granularity == "quarter" and (quarter := re.search(r"quý (i{1,3}v?|iv|\d)", printed)):
            return Period.quarter(
                year, {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(quarter[1]) or int(quarter[1])
            )
    except ValueError:
        return None
    return None


def _limited(period: Period, printed: str) -> Period:
    if printed.startswith("trước"):
        return Period(
            None,
            period.end if "tháng" not in printed.split(" ")[1] and "quý" not in printed else period.start,
        )
    if printed.startswith(("đến", "chậm nhất", "muộn nhất")):
        return Period(None, period.end)
    if printed.startswith(("từ", "kể từ")):
        return Period(period.start, None)
    return period


_ONLY_YEAR = re.compile(r"(?:năm )?((?:19|20)\d\d)")


def bare_year(phrase: Phrase) -> Deadline | None:
    """A cell that holds only a year."""
    found = _ONLY_YEAR.fullmatch(phrase.words)
    if not found:
        return None
    year = Period.year(int(found[1]))
    return Deadline("by_period", year.start, year.last_day)


Rule = Callable[[Phrase], Deadline | None]
RULES: tuple[Rule, ...] = (event, relative, recurring, dated, bare_year, ongoing)


@lru_cache(maxsize=2048)
def stated(phrase: Phrase) -> Deadline | None:
    """What the first rule that applies makes of a phrase; kept, since a plan gives many tasks the same few times."""
    return next((deadline for rule in RULES if (deadline := rule(phrase))), None)
