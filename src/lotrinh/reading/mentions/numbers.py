"""Numbers in a text with what belongs to them: second bound, unit, comparator; labels and parts of names left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from lotrinh.lexicon.number_words import (
    comparators_after,
    comparators_before,
    label_tokens,
    scales,
    words_of,
)
from lotrinh.lexicon.units import Unit, UnitKind, units
from lotrinh.reading.mentions.squeezed import Squeezed, digit_runs
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import Comparator
from lotrinh.values.small_letters import marked

# 1,234.5 | 1.112 | 1,234,567 | 8,5 | 12.3 before % | 45
_NUMBER = r"\d{1,3}(?:,\d{3})+\.\d{1,2}(?![.,]?\d)|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![.,]?\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)|\d+,\d+(?![.,]?\d)|\d+\.\d{1,2}(?= ?(?:%|trieu|ty|ti|lan|nghin|usd|ha|km|mw|kwh|tan)(?!\w))|\d+(?![.,]?\d)"
_TOKEN = re.compile(rf"(?<![\w.,/&])(?<!\w-)(?:{_NUMBER})")
_SECOND = re.compile(rf"(?P<dash>-| đến | tới )(?P<value>{_NUMBER})")
_RATIO = re.compile(r"(\d{1,5}(?:\.\d{3})*(?:,\d{1,2})?)/(\d{1,5}(?:\.\d{3})*)(?![\d/.,-]\d|[/-]\w)")
_LISTED = re.compile(r"(?:\d+[a-zđ]?(?:, | và ))+$")
_LINE_LABEL = re.compile(r"(?:^|\n)[ \t|*#>-]*$")


@frozen
class Number:
    """`[start, end)` of the number with its unit in the squeezed text; `unit` as records carry it."""

    start: int
    end: int
    value: Decimal
    unit: str | None
    unit_kind: UnitKind | None
    comparator: Comparator
    value_to: Decimal | None = None
    per: str | None = None
    ratio: bool = False
    ambiguous: bool = False


_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_ENGLISH_BOTH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}")
_ENGLISH_DECIMAL = re.compile(r"\d+\.\d{1,2}")
_COMMA_OF_THREE = re.compile(r"[1-9]\d{0,2},\d{3}")
_PERCENT_OF_THREE = re.compile(r"\d{1,3}\.\d{3}")


def parse(printed: str) -> tuple[Decimal, bool]:
    """The value of a printed number and whether two people would read it differently.

    >>> parse("1.112"), parse("3,1"), parse("12.3")
    ((Decimal('1112'), False), (Decimal('3.1'), False), (Decimal('12.3'), True))
    """
    if printed.isdigit():
        return Decimal(printed), False
    if _ENGLISH_BOTH.fullmatch(printed):  # "1,234.5": only one way to read it
        return Decimal(printed.replace(",", "")), False
    if _ENGLISH_THOUSANDS.fullmatch(printed):
        return Decimal(printed.replace(",", "")), True
    if _ENGLISH_DECIMAL.fullmatch(printed):
        return Decimal(printed), True
    return Decimal(printed.replace(".", "").replace(",", ".")), False


def find_numbers(text: Squeezed, taken: list[tuple[int, int]]) -> Iterator[Number]:
    """Numbers outside `taken` (dates and document numbers, sorted, in the squeezed text), in reading order."""
    last, index = 0, 0
    folded, token_at = text.folded, _TOKEN.match
    for at, _ in digit_runs(text.view):
        while index < len(taken) and taken[index][1] <= at:
            index += 1
        if at < last or (index < len(taken) and taken[index][0] <= at):
            continue
        token = token_at(folded, at)
        if token is None:
            continue
        last = token.end()
        limit = taken[index][0] if index < len(taken) else len(folded)
        number = _read(text, token, limit)
        if number:
            last = number.end
            yield number


def _read(text: Squeezed, token: re.Match[str], limit: int) -> Number | None:
    at = token.start()
    ratio = _RATIO.match(text.folded, at)
    if ratio:
        return _ratio(text, ratio)
    end = token.end()
    measure = _unit(text, end, limit)
    unit, per, unit_end = measure.unit, measure.per, measure.end
    second = _SECOND.match(text.marked, unit_end if unit else end)
    if second and second.end() <= limit:
        ranged = _range(text, token, second, unit, limit)
        if ranged:
            return ranged
    if _is_label(text, at, end, unit):
        return None
    if unit is None and not _stands_alone(text, at, end):
        return None
    value, ambiguous = parse(token[0])
    ambiguous = ambiguous or _is_doubtful(
        text, at, token[0], percent=text.folded[end:unit_end].strip()[:1] == "%"
    )
    return Number(
        at,
        unit_end if unit else end,
        value,
        _written(measure),
        unit.kind if unit else None,
        comparator(text, at, unit_end if unit else end),
        per=per,
        ambiguous=ambiguous,
    )


def _is_doubtful(text: Squeezed, at: int, printed: str, *, percent: bool) -> bool:
    """1,112 tỷ may mean thousands, 1.112% a fraction, and the digits before "1 112" may belong to it."""
    if (
        len(printed) == 3
        and text.folded[max(at - 1, 0) : at] == " "
        and text.folded[max(at - 2, 0) : at - 1].isdigit()
    ):
        return printed.isdigit()
    return (_PERCENT_OF_THREE if percent else _COMMA_OF_THREE).fullmatch(printed) is not None


def _ratio(text: Squeezed, found: re.Match[str]) -> Number | None:
    if found[0] in label_tokens() or _is_label(text, found.start(), found.end(), _NO_UNIT):
        return None
    first, second = parse(found[1])[0], parse(found[2])[0]
    measure = _unit(text, found.end(), len(text.folded))
    unit, end = measure.unit, measure.end
    noun = unit or re.match(r" [a-zà-ỹđ]{2,}", text.marked[found.end() : found.end() + 8])
    if not noun or first > second * 2 or not second:
        return None
    return Number(
        found.start(),
        end if unit else found.end(),
        first,
        _written(measure),
        "count",
        "=",
        second,
        ratio=True,
    )


def _range(
    text: Squeezed, token: re.Match[str], second: re.Match[str], unit: Unit | None, limit: int
) -> Number | None:
    low, ambiguous = parse(token[0])
    high, also = parse(second["value"])
    measure = _unit(text, second.end(), limit)
    other, per, end = measure.unit, measure.per, measure.end
    if high <= low or (unit and not _same_measure(unit, other)):
        return None
    counted = other is None and _counts_between(text, token.start(), second.end())
    if second["dash"] != "-" and not other and not counted:
        return None
    if other is None and not counted and not _stands_alone(text, token.start(), second.end()):
        return None
    if _is_label(text, token.start(), second.end(), other):
        return None
    name = _written(measure)
    stop = end if other else second.end()
    return Number(
        token.start(),
        stop,
        low,
        name,
        other.kind if other else None,
        "range",
        high,
        per,
        ambiguous=ambiguous or also,
    )


def _counts_between(text: Squeezed, at: int, end: int) -> bool:
    """ "từ 25 đến 30 chuỗi liên kết": a noun that is no unit of the table is counted."""
    return text.marked.endswith("từ ", 0, at) and noun_after(text, end)


def _same_measure(unit: Unit, other: Unit | None) -> bool:
    """ "1% - 1,5%/năm": the rate of the second bound holds for the first."""
    return unit == other or (unit.kind == "percent" and other is not None and other.kind == "growth")


@cache
def _unit_pattern() -> tuple[re.Pattern[str], dict[str, Unit]]:
    by_form = {marked(form): unit for unit in units() for form in unit.forms}
    forms = "|".join(sorted(map(re.escape, by_form), key=len, reverse=True))
    scale = "|".join(map(re.escape, scales()))
    per = "|".join(re.escape(marked(word)) for word in words_of("per"))
    # A scale, a unit or both; "%" may touch the digits; then "/người", "mỗi năm".
    return re.compile(
        rf" ?(?:(?P<scale>{scale})(?!\w)(?: ?(?P<scaled>{forms})(?!\w))?|(?P<unit>{forms})(?!\w))"
        rf"(?: ?/ ?(?P<per>{per})(?!\w)| (?:mỗi|một|hằng|hàng) (?P<each>năm)(?!\w))?"
    ), by_form


_NO_UNIT = Unit("", (), "count")


class _Measure(NamedTuple):
    """What stands behind a number, up to `end`: "triệu" as the scale, "đồng" as the unit, "người" after the stroke."""

    end: int
    unit: Unit | None = None
    per: str | None = None
    scale: str = ""


def _unit(text: Squeezed, end: int, limit: int) -> _Measure:
    pattern, by_form = _unit_pattern()
    found = pattern.match(text.marked, end, limit)
    if not found:
        return _Measure(end)
    scale, scaled, form, per, each = found.groups()
    form = scaled or form
    unit = by_form[form] if form else _NO_UNIT
    if unit.unit == "năm" and _YEAR_AFTER.match(text.marked, found.end()):
        return _Measure(end)
    return _Measure(found.end(), unit, per or each, scale or "")


_YEAR_AFTER = re.compile(r" (?:19|20)\d\d")


def _written(measure: _Measure) -> str | None:
    """ "triệu đồng/người": scale, unit and per in their proper spelling."""
    unit, per = measure.unit, measure.per
    if unit is None:
        return None
    scale = measure.scale.replace("tỉ", "tỷ").replace("ngàn", "nghìn")
    name = f"{scale} {unit.unit}".strip() or None
    if per and name and not name.endswith(f"/{per}"):
        return f"{name}/{per}"
    return name


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    hard = "|".join(re.escape(marked(word)) for word in words_of("labels"))
    soft = "|".join(re.escape(marked(word)) for word in words_of("labels", "soft"))
    counting = "".join(rf"(?<!{re.escape(word)} )" for word in words_of("labels", "counting"))
    return re.compile(rf"(?<!\w){counting}(?:{hard})\.? ?$"), re.compile(rf"(?<!\w)(?:{soft}) $")


@cache
def _label_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same words for a quick look before the patterns are tried."""
    return tuple(marked(word) for word in words_of("labels")), tuple(
        marked(word) for word in words_of("labels", "soft")
    )


def _is_label(text: Squeezed, at: int, end: int, unit: Unit | None) -> bool:
    left = text.marked[at - 40 if at > 40 else 0 : at]
    listed = _LISTED.search(left) if left.endswith((", ", " và ")) else None
    left = left[: listed.start()] if listed else left
    hard, soft = _labels()
    hard_words, soft_words = _label_words()
    trimmed = left.rstrip(" .")
    if trimmed.endswith(hard_words) and hard.search(left):
        return True
    if unit is None and trimmed.endswith(soft_words) and soft.search(left):
        return True
    if left.endswith("(") and text.folded[end : end + 1] == ")":
        return True
    if unit is not None:
        return unit.unit == "tháng" and trimmed.endswith("ngày")  # "ngày 15 tháng cuối quý"
    return text.folded[end : end + 1] in (".", ")", "/", "") and _opens_line(text, at)


def _opens_line(text: Squeezed, at: int) -> bool:
    place = text.place(at)
    return _LINE_LABEL.search(text.view.text[max(0, place - 12) : place]) is not None


@cache
def _not_nouns() -> frozenset[str]:
    return frozenset(words_of("labels", "not_nouns"))


_NOUN = re.compile(r" ([^\W\d]+) [^\W\d]")


def noun_after(text: Squeezed, end: int) -> bool:
    """A word in small letters follows that is no function word: what is counted.

    >>> from lotrinh.reading.structure.view import View
    >>> [noun_after(Squeezed.of(View.of(t)), 5) for t in ("4,9 t cảnh báo an ninh", "500 t để đầu tư thêm")]
    [True, False]
    """
    noun = _NOUN.match(text.cased, end, end + 24)
    return noun is not None and noun[1].islower() and noun[1] not in _not_nouns()


def _stands_alone(text: Squeezed, at: int, end: int) -> bool:
    """Without a unit a number counts where a comparator, a decimal comma, a cell of its own or a noun tells so."""
    if "," in text.folded[at:end] and text.folded[at] == "0":
        return True
    if _comparator_before(text.marked[max(0, at - 24) : at]):
        return True
    if _own_cell(text, at, end):
        return True
    return noun_after(text, end) and not _opens_line(text, at)


def _own_cell(text: Squeezed, at: int, end: int) -> bool:
    """The whole of a cell that is not the first of its row: first cells are running numbers."""
    source, start = text.view.text, text.place(at)
    if source[max(0, start - 60) : start].rstrip(_BESIDE_IN_CELL)[-1:] not in _CELL_EDGES:
        return False
    stop = text.place(end - 1) + 1
    line = max(source.rfind("\n", max(0, start - 2000), start) + 1, start - 2000, 0)
    before = source[line:start].rstrip(_BESIDE_IN_CELL)
    after = source[stop : stop + 400].lstrip(" *%")
    return before[-1:] in ("|", "\t") and before.strip(" |\t*") != "" and after[:1] in ("|", "\t", "\n")


_BESIDE_IN_CELL = " *~≥≤<>="
_CELL_EDGES = ("|", "\t", "")


_LONGEST_AFTER = 24


def comparator(text: Squeezed, at: int, end: int) -> Comparator:
    """What the words around a number make of it; words after it ("trở lên") win.

    >>> from lotrinh.reading.structure.view import View
    >>> comparator(Squeezed.of(View.of("đạt trên 8,5%/năm trở lên")), 9, 17)
    '>='
    """
    after = text.marked[end : end + _LONGEST_AFTER]
    if after.startswith(_comparing_words()[1]):
        return next(sign for word, sign in comparators_after() if after.startswith(" " + word))
    return _comparator_before(text.marked[max(0, at - 24) : at]) or "="


@cache
def _comparing_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words before a number, and words after it with the space between."""
    return tuple(word for word, _ in comparators_before()), tuple(
        f" {word}" for word, _ in comparators_after()
    )


def _comparator_before(left: str) -> Comparator | None:
    left = left.rstrip()
    if not left.endswith(_comparing_words()[0]):
        return None
    for word, sign in comparators_before():
        if left.endswith(word) and not (word[0].isalpha() and left[: -len(word)][-1:].isalnum()):
            return sign
    return None
