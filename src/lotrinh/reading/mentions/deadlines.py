"""Deadlines: reading the phrase that states one, and finding such a phrase in a passage."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from lotrinh.lexicon.deadline_words import words_of_deadlines
from lotrinh.reading.mentions.dates import find_dates
from lotrinh.reading.mentions.deadline_rules import (
    NamedDate,
    Phrase,
    names_part_of_month,
    ongoing_pattern,
    stated,
)
from lotrinh.reading.mentions.document_numbers import DocumentNumber, document_numbers
from lotrinh.reading.mentions.squeezed import MARKED, Marked
from lotrinh.reading.structure.view import View, rejoined, remembered
from lotrinh.reading.structure.word_places import matches_at, stands_in
from lotrinh.values.deadline import NO_DEADLINE, Deadline
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import DateMention
from lotrinh.values.span import Span

_EDGES = " .,;:*|()-/"


def read_deadline(view: View, span: Span, issued: date | None) -> Deadline:
    """What the phrase in `span` says; kind "none" with its raw text where it states no time ("kịp thời").

    `issued` is the day of the document: it lends the year to "trước ngày 20.4" and to "quý II".

    >>> view = View.of("Thời gian thực hiện: trước ngày 10 tháng 12\\nhàng năm.")
    >>> d = read_deadline(view, Span(21, 53), None)
    >>> d.kind, d.every, d.on, d.before
    ('recurring', 'year', ('12-10',), True)
    """
    times = _times(view)
    return _read(times, *times.text.range(span), issued)


def _read(times: _Times, start: int, end: int, issued: date | None) -> Deadline:
    text = times.text
    start, end = _trimmed(text, start, end)
    if start >= end:
        return NO_DEADLINE
    place = text.span(start, end)
    raw = rejoined(place.of(text.view.text))
    dates = tuple([(at, printed, NamedDate.of(date)) for at, printed, date in _dates_in(times, start, end)])
    phrase = Phrase(text.printed(start, end), text.marked[start:end], dates, issued)
    deadline = stated(phrase)
    if deadline is None:
        return Deadline("none", raw=raw, span=place)
    return deadline.told(raw, place, _soft().search(phrase.words) is not None)


@cache
def _soft() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words_of_deadlines('approximate'))})(?!\w)")


def _trimmed(text: Marked, start: int, end: int) -> tuple[int, int]:
    printed = text.printed(start, end)
    start = end - len(printed.lstrip(_EDGES))
    printed = printed.strip(_EDGES)
    end = start + len(printed)
    if "(" in printed and text.marked[end : end + 1] == ")":  # the bracket belongs to the phrase
        end += ")" not in printed
    return start, end


@frozen
class _Times:
    """What one text has of times: its dates with where they end, its document numbers, and where the words of time stand.

    `every` are the places of all these words together.
    """

    text: Marked
    dates: tuple[DateMention, ...]
    ends: list[int]
    numbers: tuple[DocumentNumber, ...]
    number_starts: list[int]
    every: Sequence[int]


_label_words = MARKED.places(
    lambda: (*words_of_deadlines("labels"), *words_of_deadlines("labels_with_receiver"))
)
_counting = MARKED.places(
    lambda: ("trong thời hạn", "trong vòng", "trong thời gian", "chậm nhất", "thời hạn", "sau ")
)
_periods = MARKED.places(
    lambda: (
        "định kỳ",
        "trước ngày",
        "chậm nhất ngày",
        "ngày",
        "tháng",
        "hằng",
        "hàng",
        "mỗi",
        "thứ",
        "chủ nhật",
    )
)
_events = MARKED.places(lambda: words_of_deadlines("events_inside"))
_continuing = MARKED.places(lambda: words_of_deadlines("ongoing"))
_WORDS_OF_TIME = (_label_words, _counting, _periods, _events, _continuing)


@remembered
def _times(view: View) -> _Times:
    text, dates = Marked.of(view), find_dates(view)
    numbers = document_numbers(text)
    every = {place for words in _WORDS_OF_TIME for place in words(view)}
    return _Times(
        text, dates, [date.span.end for date in dates], numbers, [number.start for number in numbers],
        array("l", sorted(every)),
    )  # fmt: skip


def _dates_in(times: _Times, start: int, end: int) -> list[tuple[int, str, DateMention]]:
    """Dates inside the phrase that are no part of a document's number; a date that begins earlier is cut to the phrase."""
    text, found = times.text, list[tuple[int, str, DateMention]]()
    if start >= end:
        return found
    place = text.span(start, end)
    for index in range(bisect_left(times.ends, place.start), len(times.ends)):
        mention = times.dates[index]
        if mention.span.start >= place.end:
            break
        at, stop = text.range(mention.span)
        if stop <= start or at >= end or stop > end or _in_number(times, at):
            continue
        at = max(at, start)
        found.append((at - start, text.marked[at:stop], mention))
    return found


def _in_number(times: _Times, at: int) -> bool:
    """The day belongs to a document's number."""
    before = bisect_right(times.number_starts, at)
    return before > 0 and at < times.numbers[before - 1].end


def find_deadline(view: View, span: Span, issued: date | None) -> Deadline:
    """The deadline a passage states: after its label ("Thời gian thực hiện: ..."), else in its words; NO_DEADLINE if none.

    >>> view = View.of("Trình UBND tỉnh phê duyệt, hoàn thành trước ngày 30/6/2026; bố trí kinh phí thường xuyên.")
    >>> find_deadline(view, Span(0, 88), None).as_dict()["to"]
    '2026-06-30'
    >>> find_deadline(view, Span(60, 88), None).kind
    'none'
    """
    times = _times(view)
    start, end = times.text.range(span)
    if not _tells_time(times, span, start, end):
        return NO_DEADLINE
    labelled = _labelled(times.text, start, end)
    if labelled:
        return _read(times, *labelled, issued)
    for place in _candidates(times, start, end):
        deadline = _read(times, *place, issued)
        if deadline.kind != "none":
            return deadline
    return NO_DEADLINE


def states_another(view: View, span: Span, known: Deadline) -> bool:
    """Whether the passage, beside the deadline found in it, names a second day or period by which something is due.

    >>> view = View.of("Trình Đề án trong quý II/2026, ban hành kế hoạch thực hiện trong quý IV/2026.")
    >>> states_another(view, Span(0, 78), find_deadline(view, Span(0, 78), None))
    True
    """
    if known.span is None or known.kind not in _DATED or not span.covers(known.span):
        return False
    times = _times(view)
    days, periods = _due_dates(times, *times.text.range(span))
    return any(not times.text.span(*place).overlaps(known.span) for place in (*days, *periods))


_DATED = frozenset({"by_date", "by_period", "range"})


def _tells_time(times: _Times, span: Span, start: int, end: int) -> bool:
    """Most passages state no time at all: no date stands in them, and no word of time."""
    at = bisect_right(times.ends, span.start)
    if at < len(times.ends) and times.dates[at].span.start < span.end:
        return True
    return stands_in(times.every, start, end)


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, words_of_deadlines("labels")))
    received = "|".join(map(re.escape, words_of_deadlines("labels_with_receiver")))
    return re.compile(rf"(?<!\w)(?:(?:{labels})|(?:{received}) [^.;:,]{{2,60}}) ?: ?")


_CLAUSE_END = re.compile(r"[,.;:]")
_SENTENCE_END = re.compile(r"[.;](?=\s|$|\"|-)|\|")


def _labelled(text: Marked, start: int, end: int) -> tuple[int, int] | None:
    labels = [*matches_at(_label(), text.marked, _label_words(text.view), start, end)]
    if not labels or labels[-1].end() >= end:
        return None
    found = labels[-1]
    stop = _SENTENCE_END.search(text.marked, found.end(), end)
    close = stop.start() if stop else end
    return (found.end(), close) if close > found.end() else None


_COUNTED = re.compile(
    r"(?:trong (?:thời hạn|vòng|thời gian)|chậm nhất(?: là)?(?: sau)?|thời hạn|sau) (?:không quá |tối đa )?\d{1,3}(?: \(\w+\))? (?:ngày|tháng|tuần|giờ)(?! đầu| cuối)[^.;]{0,120}"
)
_DAY = r"(?:trước |chậm nhất )?ngày \d{1,2}"
_EACH = r"(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)(?!\w)"
_PERIODIC = re.compile(
    # "định kỳ trước ngày 10 tháng 12 hàng năm", "ngày 25 hằng tháng"
    rf"(?<!\w)(?:định kỳ [^.;]{{0,30}}?)?{_DAY}[^.;]{{0,40}}?{_EACH}(?: ?\({_DAY}(?: tháng |/)\d{{1,2}}\))?"
    # "tháng 6 hằng năm"
    r"|(?<!\w)tháng \d{1,2} (?:hằng|hàng|mỗi) năm(?!\w)"
    # "hằng quý (trước ngày 25 của tháng cuối quý)", "định kỳ 6 tháng ... trước ngày 15 tháng 6 và trước ngày 01 tháng 12"
    rf"|(?<!\w)(?:định kỳ )?(?:{_EACH}|(?<=định kỳ )(?:\d+ tháng|quý|năm|tháng))[^.;]{{0,140}}?{_DAY}(?: (?:của )?tháng (?:\d{{1,2}}|cuối quý|đầu quý(?: sau)?)|/\d{{1,2}})?"
    rf"(?:\)?,? và (?:(?:hằng |hàng )?\w+ )?\(?{_DAY}(?: tháng |/)\d{{1,2}})?"
    # "vào thứ Sáu hằng tuần", "hằng tuần vào thứ Sáu"
    rf"|(?<!\w)(?:định kỳ (?:vào )?(?:ngày |sáng |chiều )?)?(?:thứ \w+|chủ nhật)(?: [^.;,]{{0,30}}?)? {_EACH}|(?<!\w){_EACH},? (?:vào )?(?:ngày )?(?:thứ \w+|chủ nhật)"
    # "ngày 20 của tháng cuối quý"
    rf"|(?<!\w){_DAY} (?:của )?tháng (?:cuối|đầu)(?: cùng)?(?: của)?(?: mỗi| hằng| hàng)? quý"
    rf"|(?<!\w)định kỳ(?: {_EACH}| \d+ tháng| quý| năm| tháng)?|(?<!\w){_EACH}"
)


_DAY_NUMBER = re.compile(r"ngày \d|^tháng \d")


@cache
def _due() -> re.Pattern[str]:
    words = "|".join(map(re.escape, words_of_deadlines("due")))
    return re.compile(
        rf"(?<!\w)(?:{words})(?: (?:là|vào|trong|ngày|thời điểm|lúc|\d{{1,2}} ?(?:h|giờ|g)(?: ?\d\d)?(?: phút)?,?))* ?$"
    )


def _candidates(times: _Times, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Phrases that may state a deadline, the most definite first."""
    text, view = times.text, times.text.view
    periodic = [*matches_at(_PERIODIC, text.marked, _periods(view), start, end)]
    for found in periodic:
        if _DAY_NUMBER.search(found[0]):
            yield found.span()
    days, periods = _due_dates(times, start, end)
    yield from days
    for found in matches_at(_COUNTED, text.marked, _counting(view), start, end):
        yield found.span()
    yield from periods
    for word in words_of_deadlines("events_inside") if stands_in(_events(view), start, end) else ():
        at = text.marked.find(word, start, end)
        if at >= 0:
            stop = _CLAUSE_END.search(text.marked, at, end)
            yield at, _event_end(text, at, stop.start() if stop else end, end)
    for found in periodic:
        yield found.span()
    for found in matches_at(ongoing_pattern(), text.marked, _continuing(view), start, end):
        yield found.span()
    yield from _beginnings(times, start, end)


# Before a day from which something was made, or holds.
_MADE = re.compile(r"(?:hiệu lực|nhận được|thành lập|ban hành|so với|tính|quyết định|áp dụng) (?:kể )?$")


def _beginnings(times: _Times, start: int, end: int) -> Iterator[tuple[int, int]]:
    """ "không sử dụng ... kể từ ngày 01/01/2027": from that day on, where the passage states nothing else."""
    for at, printed, mention in _dates_in(times, start, end):
        opens = printed.startswith(("từ ngày", "kể từ ngày")) and mention.granularity == "day"
        if opens and not _MADE.search(times.text.marked, max(start, start + at - 16), start + at):
            yield start + at, start + at + len(printed)


def _event_end(text: Marked, at: int, stop: int, end: int) -> int:
    """ "nếu có vấn đề phát sinh hoặc khó khăn, vướng mắc": the comma between the pair does not end it."""
    pair = re.match(r", (?:vướng mắc|bất cập|vấn đề phát sinh)", text.marked[stop : min(end, stop + 20)])
    return stop + len(pair[0]) if pair else stop


def _due_dates(times: _Times, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    text = times.text
    days: list[tuple[int, int]] = []
    periods: list[tuple[int, int]] = []
    since: tuple[int, int] | None = None
    for at, printed, mention in _dates_in(times, start, end):
        begin = start + at
        stop = begin + len(printed)
        left = text.marked[max(start, begin - 40) : begin]
        opened, since = since, (begin, stop) if printed.startswith("từ") else None
        due = _due().search(left)
        opens = not left.strip(_EDGES)
        limited = printed.startswith(("trước", "đến hết", "chậm nhất", "muộn nhất", "đến ngày", "đến cuối"))
        said = limited and mention.granularity == "day"
        if mention.granularity == "month" and (part := names_part_of_month(left, printed)) is not None:
            periods.append((begin - len(left) + part.start(), stop))  # "trong tuần đầu tháng 6"
            continue
        if mention.granularity != "day" and _closes_in_brackets(text, begin, stop, end):
            periods.append((begin, stop))  # "Xây dựng Đề án X (2026-2027)."
            continue
        closing = printed.startswith("cuối") and left.endswith("vào ")  # "sơ kết vào cuối năm 2018"
        if (not said and _in_title(text, start, begin)) or not (
            due or limited or closing or (opens and mention.granularity != "day")
        ):
            continue
        place = (begin - len(due[0] if due else "vào " if closing else ""), stop)
        if opened is not None and printed.startswith("đến") and begin - opened[1] <= 2:
            place = (opened[0], stop)  # "từ ngày 15/9 đến ngày 30/9"
        (days if mention.granularity == "day" else periods).append(place)
    return days, periods


def _closes_in_brackets(text: Marked, begin: int, stop: int, end: int) -> bool:
    """Brackets with nothing but a time close the passage; "(giai đoạn 2021-2025)" belongs to the name before it."""
    if text.marked[begin - 1 : begin] != "(" or text.marked[stop : stop + 1] != ")":
        return False
    named = text.marked.startswith(words_of_deadlines("stages"), begin)
    return not named and not text.marked[stop + 1 : end].strip(_EDGES)


def _in_title(text: Marked, start: int, at: int) -> bool:
    """Years inside the name of a plan: "Quy hoạch tỉnh ... thời kỳ 2021-2030, tầm nhìn đến năm 2050"."""
    left = text.marked[max(start, at - 90) : at]
    return _TITLED.search(left) is not None and _LIMITED.search(left) is None


_TITLED = re.compile(
    r"(?:quy hoạch|chiến lược|đề án|chương trình|kế hoạch|nghị quyết|quyết định|dự án) [^.;:]*$"
)
_LIMITED = re.compile(r"(?:trước|chậm nhất|muộn nhất|hoàn thành|trong|xong)(?: \w+){0,2} ?$")
