"""Results: figures that were reached, in reports and in the parts of a document that look back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from lotrinh.lexicon.kinds import kinds_that
from lotrinh.lexicon.provinces import provinces_by_name
from lotrinh.reading.records.changes import change_of, part_of_target, says_no_subject
from lotrinh.reading.records.figure_names import indicator_of
from lotrinh.reading.records.figures import FARTHEST, period_of
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.targets import is_measure
from lotrinh.reading.structure.outline import Outline, Passage
from lotrinh.values.doubts import combined
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import DateMention, Quantity
from lotrinh.values.period import Period
from lotrinh.values.reading import DocumentKind
from lotrinh.values.record import Change, Result, ResultKind, Target, VersusTarget
from lotrinh.values.span import Span

# "5 tháng đầu năm nay" after "năm 2011": of a year that is not said, and not of the one before.
_PARTS_OF_YEAR = frozenset({"month", "quarter", "half", "part_year"})
_MONTH = re.compile(r"thang +0?(\d{1,2})")
_TELLING_SECTIONS = frozenset({"assessment", "limitation"})
_ESTIMATE = re.compile(r"(?<!\w)uoc(?!\w)[^.;]{0,60}$")
_PRELIMINARY = re.compile(r"(?<!\w)so +bo(?!\w)[^.;]{0,60}$")
_OFFICIAL = re.compile(r"(?<!\w)chinh +thuc(?!\w)[^.;]{0,40}$")
_FIRST_MONTHS = re.compile(
    r"(?<![\w,.])(\d{1,2}) +thang(?: +dau +nam)?(?! *(?:cuoi|nam +\d|\d|/|tuoi|lien))(?!\w)"
)
_FEWEST_MONTHS, _MOST_MONTHS = 2, 11
_HAPPENED = re.compile(
    r"(?<!\w)(?:da +(?:dat|tang|giam)|moi +(?:dat|giai +ngan|thuc +hien|hoan +thanh|co)|dat +duoc|\w+ +duoc(?= +\d)|ghi +nhan|uoc +(?:dat|thuc +hien|tang)|den +nay|luy +ke|so +voi +cung +ky)(?!\w)"
)
_TO_DO = re.compile(
    r"(?<!\w)(?:phan +dau|yeu +cau|giao(?! +(?:thong|dich|luu|duc|thuong))|de +nghi|chi +tieu|muc +tieu|du +kien|ban +hanh +kem)(?!\w)"
)
_IN_A_ROW = re.compile(r" *(?:lien +tiep|lien +tuc|(?:giu +vi +tri|dan +dau|dung +dau))")
_PLANNED = re.compile(
    r"(?<!\w)(?:(?:dat|de) +ra(?= +(?:\d|$))|phan +dau|dat +muc +tieu|theo +ke +hoach|de +co(?: +(?:them|it +nhat|toi +thieu))* *$|den +nam 20[3-9]\d|du +kien)(?!\w|$)"
)
_ORDINAL = re.compile(r"(?:muc|cap|lan|khoa|ky|nhom|phien)(?!\w)")
_STATED = re.compile(
    r"(?<!\w)(?:dat|co|la|tong(?! ket)|len|khoang|gom|duoc|con|voi|hon|tren|gan|uoc|tang|giam|thuc hien|hoan thanh|chiem|ngoai|them|den nay|thanh lap moi|thanh lap|cap moi|thu hut|don|phat hien|tiep nhan|giai quyet|xu ly|dao tao|ket nap|ghi nhan|tuyen dung|cho|giup)(?!\w)[^,;.]{0,14}$"
)
# "tổng kết 4 nghị quyết", "với một trong 3 khâu đột phá": what is spoken of was counted by nobody.
_SPOKEN_OF = re.compile(
    r"(?<!\w)(?:(?:tong ket|so ket|ket qua|nghe|giam sat|quan triet|hoc tap|thuc hien)(?!\w)[^,;.\d]{0,30}|mot trong(?: so| nhung)?) *$"
)
# "giảm 0,94% (-603 ha)", "so với gần 12% của giai đoạn trước": what the figure differs by, or differs from.
_DIFFERENCE = re.compile(
    r"\([+–−-] *$|so +voi(?: +(?:muc|gan|hon|tren|khoang))* *$"
    r"|(?:cao|nhieu|vuot)(?: +hon)? +(?:ke +hoach|du +toan|muc +tieu)(?: +\w+){0,2}? +(?:hon|gan|khoang|tren) *$"
)
_DOCUMENTS = frozenset({"nghị quyết", "nghị định", "chương trình", "kế hoạch", "đề án"})
_TIME_UNIT = re.compile(r"(?<![/\w])(?:nam|lan)$|^nam +thu")
# "xếp thứ 57", "đứng thứ 3", "vị trí thứ 12": never "kỳ họp thứ 4".
_RANKED = re.compile(
    r"(?<!\w)(?:xep|dung|vi tri|hang|top|nhom|tang|giam|tu|len|xuong|giu|o|nam|dat)(?!\w)(?![^,;.]*ky hop)[^,;.]{0,40}$"
)
_WEATHER = frozenset({"km/h", "km/giờ", "độ", "°C"})
_DEGREES = re.compile(r" +do +(?:vi|kinh|c)(?!\w)")


# "(35.000 tỷ đồng)" after "mục tiêu" is the target, "(2.847 tỷ đồng)" after "so với cùng kỳ" the figure of that time.
_OPENED = re.compile(r"\((?: *(?:la|tren|duoi|khoang|toi +thieu|it +nhat|dat|uoc|uoc +dat))* *$")
_TARGET_NAMED = re.compile(r"(?:muc +tieu|ke +hoach|du +toan|chi +tieu)(?!\w)[^,;(]*$")
_NAMED_WITHIN = re.compile(
    r"\((?:muc +tieu|chi +tieu|ke +hoach|du +toan|nghi +quyet)(?: +(?:la|giao|de +ra|dat|tren|duoi|nghi +quyet|nam +\d{4}))*:? *$"
    r"|(?:thap|cao) +hon +(?:so +voi +)?(?:muc +tieu|chi +tieu|ke +hoach)(?: +(?:la|giao|de +ra|dat +ra))* *$"
)
_OF_OTHERS = re.compile(
    r"(?:(?:thap|cao|lon|nho|it|nhieu) +hon|binh +quan +(?:chung +)?(?:cua +)?(?:ca +nuoc|khu +vuc|vung))(?!\w)[^,;(]*\( *$"
    r"|(?:thap|cao) +hon +(?:so +voi +)?(?:muc +)?(?:binh +quan|trung +binh)(?!\w)[^,;(]{0,50}(?<!\w)(?:la|toi|den|hon|tren|gan|khoang) *$"
)
_COMPARED = re.compile(r"(?<!\w)(?:so +voi|cung +ky)(?!\w)[^,;(]*$")
# Words that tell of what standing a figure is and not what it measures.
_ONLY_STANDING = re.compile(r"(?:so (?:lieu )?(?:chinh thuc|so bo|uoc)|luy ke|cong don|tinh chung)(?!\w)")


@frozen
class _Told:
    """A figure with what is said of it; `measured` is the figure whose indicator it shares, `period` a told one."""

    quantity: Quantity
    sentence: Span
    changes: tuple[Change, ...] = ()
    versus: VersusTarget | None = None
    measured: Quantity | None = None
    period: Period | None = None


def read_results(
    setting: Setting, outline: Outline, kind: DocumentKind, scope: str | None, targets: Iterable[Target]
) -> tuple[Result, ...]:
    """Results in text order; figures already read as targets are left out."""
    taken = {target.span for target in targets}
    results: list[Result] = []
    for passage in outline.passages:
        whole = _looks_back(passage, kind)
        if not whole and not _may_recount(passage):
            continue
        carried: DateMention | None = None
        for sentence in passage.sentences:
            if not setting.mentioned.quantities.within(sentence.start, sentence.end):
                carried = _opening_period(setting, sentence) or carried
                continue
            if not whole and not _recounts(setting, sentence):
                continue
            before = len(results)
            for told in _told(setting, sentence, taken):
                result, carried = _result(setting, told, scope, carried, len(results) + 1)
                same = results[-1].indicator if len(results) > before else None
                results.append(_named_like(result, same))
    return tuple(results)


_HEAD_REACH = 60


def _opening_period(setting: Setting, sentence: Span) -> DateMention | None:
    """ "6 tháng đầu năm 2021, kinh tế chuyển biến. Cụ thể, ...": the stretch of time a sentence without figures opens with."""
    end = min(sentence.end, sentence.start + _HEAD_REACH)
    for told in setting.mentioned.dates.within(sentence.start, end):
        whole = told.period.start is not None and told.period.end is not None
        if whole and told.granularity != "day" and setting.view.flat.startswith(",", told.span.end):
            return told
    return None


def _named_like(result: Result, indicator: str | None) -> Result:
    """ "...; số chính thức năm 2024 là 9,3%", "...; Thái Nguyên tăng 26,6%": no indicator of their own."""
    if result.indicator is None or indicator is None:
        return result
    words = search_key(result.indicator)
    if _ONLY_STANDING.match(words):
        return replace(result, indicator=indicator)
    place = provinces_by_name().get(words.removeprefix("tinh ").removeprefix("thanh pho "))
    return replace(result, indicator=indicator, scope=place.printed) if place else result


def _looks_back(passage: Passage, kind: DocumentKind) -> bool:
    if passage.section in _TELLING_SECTIONS:
        return True
    return kind in kinds_that("tells") and passage.section is None


def _may_recount(passage: Passage) -> bool:
    """Running text before the orders, or the reasons for a document: it tells how things stand."""
    return passage.marker in (None, "number") and passage.section in (None, "purpose")


def _recounts(setting: Setting, sentence: Span) -> bool:
    """ "Đến ngày 31/5, toàn tỉnh giải ngân được 4.215 tỷ đồng": what was done, and nothing to be done."""
    folded = setting.view.folded
    return bool(_HAPPENED.search(folded, sentence.start, sentence.end)) and not _TO_DO.search(
        folded, sentence.start, sentence.end
    )


def _told(setting: Setting, sentence: Span, taken: set[Span]) -> Iterator[_Told]:
    quantities = setting.mentioned.quantities.within(sentence.start, sentence.end)
    last: _Told | None = None
    beside: list[_Told] = []
    for quantity in quantities:
        if quantity.span in taken:
            continue
        if last is not None and _set_beside(setting, sentence, quantity):
            if _NAMED_WITHIN.search(_words_before(setting, sentence, quantity)):
                pct = last.versus.pct if last.versus else None
                last = replace(last, versus=VersusTarget(pct, quantity.value))
            continue
        head = _bracketed(setting, sentence, quantity) if last is not None else None
        if last is not None and head is not None and _TARGET_NAMED.search(head):
            last = replace(
                last, versus=VersusTarget(last.versus.pct if last.versus else None, quantity.value)
            )
            continue
        if last is not None and head is not None and (found := _COMPARED.search(head)):
            period = _compared_period(setting, last, found[0], quantity)
            beside.append(_Told(quantity, sentence, measured=last.quantity, period=period))
            continue
        apart = last is not None and ";" in setting.view.flat[last.quantity.span.end : quantity.span.start]
        change = change_of(setting, sentence, quantity, last.quantity if last else None)
        if last is not None and change is not None and not apart:
            last = replace(last, changes=(*last.changes, change))
            continue
        versus = part_of_target(setting, sentence, quantity)
        if versus is not None and last is not None and says_no_subject(setting, last.quantity, quantity):
            last = last if last.versus and last.versus.pct else replace(last, versus=versus)
            continue
        if versus is None and not _is_result(setting, sentence, quantity):
            continue
        if last is not None and _inside(setting, last.quantity, quantity):
            beside.append(_Told(quantity, sentence))
            continue
        if last is not None:
            yield last
        yield from beside
        last, beside = _Told(quantity, sentence, versus=versus), []
    if last is not None:
        yield last
    yield from beside


_PARTS_OF = frozenset({"money", "level", "count"})


def _inside(setting: Setting, last: Quantity, quantity: Quantity) -> bool:
    """ "10,5 tỷ kWh (gồm cả 3,1 tỷ kWh tự dùng), đạt 108% kế hoạch": what follows the bracket is of the first."""
    between = setting.view.flat[last.span.end : quantity.span.start]
    opened = between.rfind("(") > between.rfind(")")
    return opened and ";" not in between and last.unit == quantity.unit and last.kind in _PARTS_OF


def _set_beside(setting: Setting, sentence: Span, quantity: Quantity) -> bool:
    """A figure in brackets that is no result: "(mục tiêu 8%/năm)", "thấp hơn bình quân chung cả nước (19,4%)"."""
    before = _words_before(setting, sentence, quantity)
    return bool(_NAMED_WITHIN.search(before) or _OF_OTHERS.search(before))


def _bracketed(setting: Setting, sentence: Span, quantity: Quantity) -> str | None:
    """The words of the sentence before the bracket that opens right before the figure."""
    folded = _words_before(setting, sentence, quantity)
    found = _OPENED.search(folded)
    return folded[: found.start()] if found else None


def _words_before(setting: Setting, sentence: Span, quantity: Quantity) -> str:
    start = max(sentence.start, quantity.span.start - FARTHEST)
    return setting.view.folded[start : quantity.span.start]


def _compared_period(setting: Setting, main: _Told, words: str, quantity: Quantity) -> Period | None:
    """ "so với năm 2024 (30,9%)": the year 2024; "so với cùng kỳ năm 2025 (...)": the main figure's months of 2025."""
    begin = quantity.span.start - len(words) - 24
    dates = setting.mentioned.dates.within(max(main.quantity.span.end, begin), quantity.span.start)
    told = dates[-1].period if dates else None
    if "cung" not in words:
        return told
    own, _ = period_of(setting.view, setting.mentioned, main.sentence, main.quantity)
    if own is None or own.period.start is None:
        return told
    year = told.start.year if told and told.start else own.period.start.year - 1
    return own.period.in_year(year)


def _is_result(setting: Setting, sentence: Span, quantity: Quantity) -> bool:
    folded = setting.view.folded
    words = folded[quantity.span.start : quantity.span.end]
    if _TIME_UNIT.search(words.strip()):
        row = _IN_A_ROW.match(folded, quantity.span.end, sentence.end)
        return (
            bool(row)
            or words.startswith("nam ")
            or bool(
                re.search(r"lien +tiep *$", folded[max(0, quantity.span.start - 12) : quantity.span.start])
            )
        )
    before = _words_before(setting, sentence, quantity)
    if not any(c.isdigit() for c in words) or _ORDINAL.match(words.strip()):
        return False
    if _DIFFERENCE.search(before[-40:]):
        return False
    if quantity.kind == "rank" and not _RANKED.search(before[-60:]) and not quantity.value_to:
        return False
    if quantity.unit in _WEATHER or _DEGREES.match(folded, quantity.span.end):
        return False
    if quantity.kind == "count" and not _STATED.search(before[-40:]):
        return False
    if quantity.unit in (None, *_DOCUMENTS) and quantity.kind == "count" and _SPOKEN_OF.search(before[-60:]):
        return False
    clause = before[-60:].rpartition(";")[2]
    return (is_measure(setting, quantity) or quantity.kind in ("ratio", "rank")) and not _PLANNED.search(
        clause
    )


def _result(
    setting: Setting, told: _Told, scope: str | None, carried: DateMention | None, number: int
) -> tuple[Result, DateMention | None]:
    quantity = told.quantity
    when, near = period_of(setting.view, setting.mentioned, told.sentence, told.measured or quantity)
    if when is not None and when.period.start is None and when.period.end is None:
        carried = carried if _fits(setting, when, carried) else None
        when = None
    why = []
    if when is None and carried is None:
        why.append("no_period")
    elif not near:
        why.append("distant_period")
    indicator = indicator_of(setting.view, setting.mentioned, told.sentence, told.measured or quantity)
    if indicator.name is None:
        why.append("no_indicator")
    elif not indicator.known:
        why.append("several_figures")
    if quantity.ambiguous:
        why.append("ambiguous_number")
    doubt, codes = combined(why)
    months = _months(setting, told, when or (None if setting.issued else carried))
    period = told.period or months or (when.period if when else carried.period if carried else None)
    result = Result(
        id=f"r{number}", span=quantity.span, sentence=told.sentence, indicator=indicator.name, scope=scope,
        value=quantity.value, unit=quantity.unit, period=period, comparator=quantity.comparator,
        kind=_certainty(setting, told), changes=told.changes, vs_target=told.versus, doubt=doubt, why=codes,
    )  # fmt: skip
    return result, when or carried


def _fits(setting: Setting, when: DateMention, carried: DateMention | None) -> bool:
    """A part of a year without its year is of the carried one only where that ends in the same month: "đến hết tháng 9"."""
    if when.granularity not in _PARTS_OF_YEAR or carried is None or carried.period.last_day is None:
        return when.granularity not in _PARTS_OF_YEAR
    month = _MONTH.search(setting.view.folded, when.span.start, when.span.end)
    return month is not None and int(month[1]) == carried.period.last_day.month


def _months(setting: Setting, told: _Told, when: DateMention | None) -> Period | None:
    """ "9 tháng ước đạt ...": the first months of the year the document, or the sentence before them, speaks of."""
    issued = setting.issued
    last = when.period.last_day if when else None
    start = max(told.sentence.start, told.quantity.span.start - FARTHEST)
    said = [*_FIRST_MONTHS.finditer(setting.view.folded, start, told.quantity.span.start)]
    if not said or not _FEWEST_MONTHS <= int(said[-1][1]) <= _MOST_MONTHS:
        return None
    months = int(said[-1][1])
    if when is not None:
        if last is None or last.month < months or when.span.end > said[-1].start():
            return None
        year = last.year
    elif issued is not None:
        year = issued.year if issued.month >= months else issued.year - 1
    else:
        return None
    return Period.inclusive(date(year, 1, 1), Period.month(year, months).last_day)


def _certainty(setting: Setting, told: _Told) -> ResultKind | None:
    if told.measured is not None:
        return None  # a figure of an earlier time: "ước" before it belongs to the new one
    before = _words_before(setting, told.sentence, told.quantity)
    if _ESTIMATE.search(before):
        return "estimate"
    if _PRELIMINARY.search(before):
        return "preliminary"
    return "official" if _OFFICIAL.search(before) else None
