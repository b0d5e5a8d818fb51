"""Amounts, shares, rates, ranks and ratios with their units.

Guarantee to the next stage: spans are sorted, disjoint and hold the number with its unit, without the comparator;
dates, document numbers and labels are never among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from lotrinh.lexicon.number_words import ordinal_words, rank_words, words_of
from lotrinh.reading.mentions.dates import find_dates
from lotrinh.reading.mentions.document_numbers import document_numbers
from lotrinh.reading.mentions.numbers import Number, comparator, find_numbers, noun_after
from lotrinh.reading.mentions.squeezed import MARKED, Squeezed, clause_before
from lotrinh.reading.structure.view import View, remembered
from lotrinh.reading.structure.word_places import matches_at
from lotrinh.values.mention import Quantity, QuantityKind

# "bố trí 500 tỷ": the scale alone, of money.
_SCALES = ("tỷ", "nghìn tỷ", "triệu", "trăm tỷ")
_REACH = 420
_CLOSE = Decimal("0.05")


@remembered
def find_quantities(view: View) -> tuple[Quantity, ...]:
    """All quantities in reading order; a change of a share is in percentage points ("điểm %").

    >>> found = find_quantities(View.of("FDI đạt 1.112 triệu USD, đạt 65,8% mục tiêu; tăng trên 8,5%/năm"))
    >>> [(str(q.value), q.unit, q.kind, q.comparator) for q in found]
    [('1112', 'triệu USD', 'money', '='), ('65.8', '%', 'ratio', '='), ('8.5', '%/năm', 'growth', '>')]
    """
    text = Squeezed.of(view)
    taken = sorted(
        [text.range(d.span) for d in find_dates(view)] + [(n.start, n.end) for n in document_numbers(text)]
    )
    ordinals = list(_ordinals(text, taken))
    taken = sorted([*taken, *(text.range(o.span) for o in ordinals)])
    measured: list[tuple[int, Quantity]] = []
    for number in find_numbers(text, taken):
        measured.append((number.start, _quantity(text, number, measured)))
    every = [q for _, q in measured] + ordinals + list(_in_words(text))
    return tuple(_disjoint(sorted(every, key=lambda q: (q.span.start, -q.span.end))))


def _disjoint(quantities: list[Quantity]) -> Iterator[Quantity]:
    end = 0
    for quantity in quantities:
        if quantity.span.start >= end:
            end = quantity.span.end
            yield quantity


def _quantity(text: Squeezed, number: Number, before: list[tuple[int, Quantity]]) -> Quantity:
    plain = Quantity(
        text.span(number.start, number.end),
        number.value,
        number.unit,
        _plain_kind(number),
        number.comparator,
        number.value_to,
        number.per,
        number.ambiguous,
    )
    if number.unit_kind == "growth":
        return replace(plain, unit="%/năm", per="năm")
    if number.unit_kind != "percent" and number.unit not in _SCALES and plain.kind != "money":
        return plain  # what stands before it in its clause changes nothing
    clause = clause_before(text.marked, number.start, _REACH)
    if number.unit_kind == "percent":
        return _percent(text, number, plain, clause, before)
    if number.unit in _SCALES and _is_money(text, number, clause):
        return replace(plain, kind="money", unit=f"{number.unit} đồng")
    if plain.kind == "money" and _per_head(text, number, clause, before):
        return replace(plain, unit=f"{plain.unit}/người", per="người")
    return plain


def _per_head(text: Squeezed, number: Number, clause: str, before: list[tuple[int, Quantity]]) -> bool:
    """ "GRDP bình quân đầu người đạt 57 triệu đồng": said of this amount, not of one before it in the sentence."""
    last, earlier = before[-1] if before else (0, None)
    if earlier is None or last < number.start - len(clause):
        return any(word in clause for word in words_of("per_head"))
    between = text.marked[last : number.start]
    if any(word in between for word in words_of("per_head")):
        return True
    return earlier.per == "người" and _ONLY_MORE.search(between) is not None


# Between two amounts of one thing: "... 45 triệu đồng, đến năm 2023 đạt ".
_ONLY_MORE = re.compile(
    r"[^;|]*? (?:đồng|usd|triệu|tỷ)[ ,(]+(?:đến|lên|tăng|năm|\d{4}|đạt|ước|còn|và|từ|khoảng|trên|gần|[ ,(])*$"
)


def _is_money(text: Squeezed, number: Number, clause: str) -> bool:
    return not noun_after(text, number.end) and any(word in clause for word in words_of("money"))


def _plain_kind(number: Number) -> QuantityKind:
    if number.ratio:
        return "ratio"
    if number.unit_kind == "money":
        return "level" if number.per else "money"
    if number.unit_kind is None:
        return "index" if number.value != number.value.to_integral_value() else "count"
    kinds: dict[str, QuantityKind] = {
        "growth": "growth",
        "points": "points",
        "index": "index",
        "level": "level",
    }
    return kinds.get(number.unit_kind, "count")


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def any_of(group: str) -> str:
        return "|".join(map(re.escape, words_of(group)))

    return (
        re.compile(rf"(?<!\w)(?:{any_of('share')})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{any_of('growth')})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{any_of('change')})(?: \w+){{0,2}} $"),
        re.compile(rf" (?:so (?:với )?)?(?:{any_of('ratio')})(?!\w)"),
    )


# Against a part of a year or a term: no yearly rate.
_SAME_PERIOD = re.compile(
    r"(?: \([^()]{1,24}\))?,? (?:so )?(?:với )?(?:cùng kỳ|vụ |cùng thời điểm|(?:cùng )?(?:tháng|quý) |\d{1,2} tháng|(?:đầu|cuối) (?:năm|kỳ|nhiệm kỳ)|(?:nhiệm kỳ|giai đoạn) (?:trước|\d))"
)
_OTHER_PERIOD = re.compile(r"giai đoạn|bình quân|(?<!cùng kỳ )(?<!so với )(?<!tháng )năm (?!trước|ngoái)")
_PART_REACH = 250


def _percent(
    text: Squeezed, number: Number, plain: Quantity, clause: str, before: list[tuple[int, Quantity]]
) -> Quantity:
    share, growth, change, ratio = _cues()
    if ratio.match(text.marked, number.end):
        return replace(plain, kind="ratio")
    changed = change.search(clause[-28:])
    if changed and _CUT.search(clause):
        return replace(plain, kind="share")  # "cắt giảm tối thiểu 30% thời gian": a part of it, over no year
    if changed and not re.search(
        r"(?:lên|xuống|từ|đến|còn|đạt|mức)(?: (?:dưới|trên|khoảng|gần|hơn))? $", clause
    ):
        within = [q for start, q in before[-30:] if start >= number.start - len(clause)]
        levels = [q for q in within if q.kind == "share"]
        if levels and share.search(clause):
            if _grows_itself(plain.value, within, levels):
                return replace(plain, kind="growth", ambiguous=True)
            return replace(plain, kind="points", unit="điểm %", ambiguous=not _agrees(plain.value, levels))
        if _SAME_PERIOD.match(text.marked, number.end) or _of_the_same_part(text, number, before):
            return replace(plain, kind="growth")
        return replace(plain, kind="growth", unit="%/năm", per="năm")
    last_share = max((m.end() for m in share.finditer(clause)), default=-1)
    last_growth = max((m.end() for m in growth.finditer(clause)), default=-1)
    if last_growth > last_share:
        return replace(plain, kind="growth", unit="%/năm", per=plain.per or "năm")
    if last_share >= 0:
        return replace(plain, kind="share")
    return _inherited(text, number, plain, before)


_CUT = re.compile(r"(?<!\w)(?:cắt giảm|rút ngắn|giảm ngay|tiết giảm)(?: [^\W\d]+){0,4} $")


def _grows_itself(change: Decimal, within: list[Quantity], levels: list[Quantity]) -> bool:
    """ "đạt 7,2 nghìn tỷ đồng, chiếm 18% và tăng 28,5%": what grew is the amount."""
    return len(levels) == 1 and (
        within[0].kind == "money" or (change > levels[0].value and within[0].kind in ("level", "count"))
    )


def _of_the_same_part(text: Squeezed, number: Number, before: list[tuple[int, Quantity]]) -> bool:
    """ "9 tháng tăng 8% so với cùng kỳ, trong đó khai khoáng tăng 11%": the part is measured over the same months."""
    if not before or text.marked.startswith((" mỗi năm", "/năm"), number.end):
        return False
    lasting = (pair for pair in reversed(before[-3:]) if pair[1].unit not in ("tháng", "quý"))
    start, whole = next(lasting, before[-1])
    if whole.kind != "growth" or whole.unit != "%" or number.start - start > _PART_REACH:
        return False
    return _OTHER_PERIOD.search(text.marked, start, number.end + 12) is None


_OF_WHAT = re.compile(r" (?!trong|so|và|của|vào|năm|là|thì|tại|\d)[a-zà-ỹđ]+ [a-zà-ỹđ]")


def _inherited(
    text: Squeezed, number: Number, plain: Quantity, before: list[tuple[int, Quantity]]
) -> Quantity:
    """ "tăng 6,9%. Trong đó: nông nghiệp ước đạt 5,39%; công nghiệp 9,34%": parts are measured like their whole."""
    ratio = replace(plain, kind="ratio")
    if not before or _OF_WHAT.match(text.cased, number.end):
        return ratio
    start, whole = before[-1]
    between = text.marked[start : number.start]
    if len(between) > 200 or whole.kind not in ("growth", "share") or "%" not in (whole.unit or ""):
        return ratio
    if "trong đó" in between or not re.search(r"[.:](?!\d)", between):
        return replace(plain, kind=whole.kind, unit=whole.unit, per=whole.per)
    return ratio


def _agrees(change: Decimal, levels: list[Quantity]) -> bool:
    """The shares around a change differ by just that much, so it cannot be a relative one (one level alone cannot tell)."""
    values = [level.value for level in levels]
    return len(values) < 2 or any(
        abs(abs(a - b) - change) <= _CLOSE for a in values for b in values if a != b
    )


_ORDINAL = re.compile(r"(?:thứ|mức|mức độ|hạng|top|vị trí) (\d{1,3})(?:/(\d{1,3}))?(?![\w%/-]|[.,]\d)")
_BEFORE_ORDINAL = re.compile(r"(?<!\w)(?:lần|vị trí|hạng|năm) $")
_UNITLESS_LEVEL = re.compile(r"(?:mức|hạng|mức độ) \d+ ?(?:%|tỷ|triệu|nghìn|đồng|usd)")


# "thuộc nhóm 20 tỉnh, thành phố dẫn đầu cả nước", "trong tốp 10 địa phương có chỉ số cao nhất": a rank of N or better.
_LEADING_GROUP = re.compile(
    r"(?:nhóm|tốp|top) (\d{1,3})(?= [^.;:\d]{0,60}?(?:dẫn đầu|đứng đầu|cao nhất|tốt nhất|hàng đầu)(?!\w))"
)


def _ordinals(text: Squeezed, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """ "thứ 3", "mức 4", "top 10", "nhóm 20 tỉnh dẫn đầu"."""
    for found in _whole(_LEADING_GROUP, text, _leading(text.view)):
        yield Quantity(text.span(*found.span()), Decimal(found[1]), None, "rank", "<=")
    for found in _whole(_ORDINAL, text, _ordered(text.view)):
        start = found.start()
        if _UNITLESS_LEVEL.match(text.marked, start):
            continue
        if any(s <= found.start(1) < e for s, e in taken):
            continue
        opening = _BEFORE_ORDINAL.search(text.marked, max(0, start - 8), start)
        span = text.span(opening.start() if opening else start, found.end())
        among = Decimal(found[2]) if found[2] else None
        yield Quantity(span, Decimal(found[1]), None, "rank", value_to=among)


@cache
def _word_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    ranks = "|".join(re.escape(word) for word, _ in rank_words())
    ordinals = "|".join(map(re.escape, ordinal_words()))
    return (
        re.compile(rf"(?:{ranks})(?!\w)(?! (?:cấp ủy|cơ quan|đơn vị|doanh nghiệp|xu))"),
        re.compile(rf"(?:lần|vị trí|đứng|hạng) thứ (?P<word>{ordinals}|[ivxlc]+)(?!\w)"),
        re.compile(r"(?:gấp (?P<times>đôi|ba|bốn)|(?P<digits>hai|ba) con số)(?!\w)"),
    )


_NO_RANK = ("người ", "nhóm ", "phương ", "đơn vị ", "quan ", "trưởng ")


def _in_words(text: Squeezed) -> Iterator[Quantity]:
    """ "dẫn đầu", "lần thứ tư", "gấp đôi", "hai con số"."""
    ranks, ordinals, times = _word_patterns()
    ranked = dict(rank_words())
    for found in _whole(ranks, text, _ranked(text.view)):
        if text.marked.endswith(_NO_RANK, 0, found.start()):
            continue
        if not _LEADING_GROUP.search(text.marked, max(0, found.start() - 75), found.end()):
            yield Quantity(text.span(*found.span()), Decimal(ranked[found[0]]), None, "rank")
    for found in _whole(ordinals, text, _ordered(text.view)):
        word = found["word"]
        if word in ordinal_words() or text.cased[found.start("word")].isupper():
            value = ordinal_words().get(word) or _roman(word)
            yield Quantity(text.span(*found.span()), Decimal(value), None, "rank")
    for found in _whole(times, text, _multiplied(text.view)):
        yield _multiple(text, found)


def _whole(pattern: re.Pattern[str], text: Squeezed, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """Matches that begin a word: a pattern is tried where a word stands that it may open with."""
    return matches_at(pattern, text.marked, places, 0, len(text.marked))


_leading = MARKED.places(lambda: ("nhóm ", "tốp ", "top "))
_ordered = MARKED.places(lambda: ("thứ ", "mức ", "hạng ", "top ", "vị trí ", "lần thứ ", "đứng thứ "))
_ranked = MARKED.places(lambda: [word for word, _ in rank_words()])
_multiplied = MARKED.places(lambda: ("gấp ", "hai con số", "ba con số"))


def _multiple(text: Squeezed, found: re.Match[str]) -> Quantity:
    span = text.span(*found.span())
    if found["times"]:
        value = {"đôi": 2, "ba": 3, "bốn": 4}[found["times"]]
        return Quantity(span, Decimal(value), "lần", "ratio", comparator(text, found.start(), found.end()))
    return Quantity(
        span, Decimal(10 if found["digits"] == "hai" else 100), "%/năm", "growth", ">=", per="năm"
    )


def _roman(word: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[char] for char in word]
    return sum(-v if after > v else v for v, after in zip(values, [*values[1:], 0], strict=True))
