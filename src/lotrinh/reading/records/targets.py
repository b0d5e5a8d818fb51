"""Targets: figures to be reached, in sections of objectives and wherever a sentence says it sets one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.reading.mentions.deadline_rules import in_year
from lotrinh.reading.records.figure_names import indicator_of
from lotrinh.reading.records.figures import FARTHEST, clause_before
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.structure.outline import Outline, Passage
from lotrinh.values.doubts import combined
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import DateMention, Quantity
from lotrinh.values.period import Period
from lotrinh.values.record import Aggregation, Target
from lotrinh.values.span import Span

# A sentence that sets a figure outside a section of objectives: "phấn đấu đến năm 2030 có ...", "Mục tiêu đến năm 2030: ...".
_STATES = re.compile(
    r"(?<!\w)(?:phan +dau|de +ra +muc +tieu|muc +tieu(?: +\w+){0,7} *:|chi +tieu(?: +\w+){0,7} *:|huong +toi(?= +muc)"
    r"|(?:bao|dam) +dam(?: +(?:cho|den|tren|muc|ty|ti|le|trong|hang|nam|het|ngay|thang|quy|co|it|nhat|toi|thieu|hoan|thanh|[\d/]+|dat))* *$"
    r"|(?:bao|dam) +dam +(?:ty|ti) +le [^,;.]{0,60}? dat"
    r"|dua +(?:ty|ti) +(?:le|trong) +[^,;.]{3,70}? +(?:xuong|len|dat|ve|con))(?!\w)"
)
_AT_LEAST = re.compile(r"(?<!\w)(?:toi +thieu|it +nhat|khong +duoi|khong +thap +hon)(?: +(?:la|dat))? *$")
# With its marks: "chưa đạt mục tiêu 20%" sets none.
_SETS = re.compile(
    r"[Đđ]ặt +(?:ra +)?(?:các +)?mục +tiêu|(?:[Đđ]ặt|[Đđ]ề) +ra +(?:(?:\d+|các|những|một +số) +)?(?:nhóm +)?(?:chỉ|mục) +tiêu"
)
_NO_STATEMENTS = frozenset({"limitation", "cause", "lesson", "recommendation", "funding"})
_REACHED = re.compile(r"(?<!\w)(?:da +dat|uoc +dat|thuc +hien +duoc|dat +duoc|dat +va +vuot)(?!\w)")
_SHARE_OF_TARGET = re.compile(r" *(?:so +voi +)?(?:muc +tieu|ke +hoach|du +toan|chi +tieu)")
# "8 doanh nghiệp trên 1.000 dân": what the figure is counted by.
_PER_HEAD = re.compile(
    r"(?:(?:100|1\.?000|10\.?000|100\.?000|0?1 +van) +(?:dan|nguoi|tre|ho|lao +dong)|0?1 +(?:ha|km2|don +vi|dien +tich))(?!\w)"
)
_TIME_LABEL = re.compile(
    r" *\(?(?:thoi +(?:gian|han)|tien +do|han|hoan +thanh)(?: +(?:thuc +hien|hoan +thanh))? *:"
)
_COUNTED_KINDS = frozenset({"level", "share", "growth", "money", "count", "index", "rank", "points", "ratio"})
_AVERAGE = re.compile(r"(?<!\w)binh +quan(?!\w)|/nam$|hang +nam|moi +nam")
_GROWTH = re.compile(r"(?<!\w)(?:toc +do +tang|tang +truong|tang)(?!\w)")
_TIME_UNITS = frozenset(
    {"nam", "thang", "ngay", "gio", "quy", "tuan", "lan", "phut", "tuoi", "gb/s", "gbps", "mbps", "mb/s"}
)
"""Units that describe what is measured and are not the measure: "từ 15 tuổi", "tốc độ 01 Gb/s"."""
# "từ 3 sao trở lên": of what class the things are.
_IN_NAME = re.compile(r" +(?:sao|tang|ban +chan)(?!\w)")
_LABELLED = re.compile(
    r"(?:so|khoan|dieu|muc|phan|diem|phien|lan +thu|mang|the +he|cap|muc +do|quoc +lo|quyet +dinh|tuoi) *$"
)


@frozen
class _Found:
    quantity: Quantity
    sentence: Span
    passage: Passage
    recalled: bool


def read_targets(
    setting: Setting, outline: Outline, scope: str | None, titled: Period | None = None
) -> list[Target]:
    """Targets of the running text, numbered from t1; `titled` is the period in the title of the document."""
    found = [item for passage in outline.passages for item in _in_passage(setting, passage)]
    return [_target(setting, item, scope, titled, number) for number, item in enumerate(found, start=1)]


def _in_passage(setting: Setting, passage: Passage) -> Iterator[_Found]:
    quantities = setting.mentioned.quantities.within(passage.span.start, passage.span.end)
    if not quantities:
        return
    for sentence in passage.sentences:
        for quantity in quantities:
            if not sentence.covers(quantity.span):
                continue
            if not is_measure(setting, quantity):
                set_here = passage.section == "objective" or _is_stated(setting, quantity, sentence)
                if _is_whole_plan(setting, quantity) and set_here:
                    yield _Found(quantity, sentence, passage, False)  # "phấn đấu giải ngân 100% kế hoạch"
                continue
            if passage.section == "objective":
                if not _REACHED.search(setting.view.folded, sentence.start, quantity.span.start):
                    yield _Found(quantity, sentence, passage, False)
            elif _is_recalled(setting, quantity, sentence):
                yield _Found(quantity, sentence, passage, True)
            elif passage.section not in _NO_STATEMENTS and _is_stated(setting, quantity, sentence):
                yield _Found(quantity, sentence, passage, False)


_RECALL = 160
# What may stand between a figure and the year it is set for; the second with what is counted.
_BEHIND = re.compile(r"[ (]*(?:vao|trong|cho|tinh)? *")
_BEHIND_COUNTED = re.compile(r"(?:(?! (?:so +voi|cua|tu|bang|theo|hon|gap|tai)(?!\w))[a-z (]){0,60}")
_COMPARED_WITH = re.compile(r"(?:so +voi(?: +[a-z]+){0,7}|gap +[\d,.]+ +lan(?: +(?:nam|cuoi))*) *$")


def _is_whole_plan(setting: Setting, quantity: Quantity) -> bool:
    return (
        quantity.kind in ("share", "ratio")
        and _SHARE_OF_TARGET.match(setting.view.folded, quantity.span.end) is not None
    )


def _is_stated(setting: Setting, quantity: Quantity, sentence: Span) -> bool:
    """ "Phấn đấu" or "mục tiêu ...:" stands before the figure, and nothing after it tells of what was reached."""
    folded = setting.view.folded
    start = max(sentence.start, quantity.span.start - FARTHEST)
    if "%" in (quantity.unit or "") and _AT_LEAST.search(folded, start, quantity.span.start):
        return True  # "bố trí không dưới 1% tổng chi ngân sách", wherever it is ordered
    said = [*_STATES.finditer(folded, start, quantity.span.start)]
    if not said and (head := _STATES.match(folded, sentence.start)):
        said = [head]  # a sentence as long as a list: "Phấn đấu ...; ...; ..."
    said = said or [*_SETS.finditer(setting.view.flat, start, quantity.span.start)]
    return bool(said) and not _REACHED.search(folded, said[-1].end(), quantity.span.start)


def is_measure(setting: Setting, quantity: Quantity) -> bool:
    """A figure that can be a target or a result: no length of time, no label, no part of a target."""
    kept: dict[int, bool] = setting.view.memory.setdefault(is_measure, {})
    known = kept.get(quantity.span.start)
    if known is None:  # asked for targets, for results and for what was not read
        known = kept[quantity.span.start] = _is_measure(setting.view.folded, quantity)
    return known


def _is_measure(folded: str, quantity: Quantity) -> bool:
    if quantity.kind not in _COUNTED_KINDS:
        return False
    start, end = quantity.span.start, quantity.span.end
    words = folded[start:end].strip()
    unit = words.rpartition(" ")[2]
    if unit == "lan" and folded.endswith("gap ", 0, start):
        return True  # "gấp 1,8 lần so với năm 2023"
    if unit in _TIME_UNITS or _IN_NAME.match(folded, end) or not any(map(str.isdigit, words)):
        return False
    if _SHARE_OF_TARGET.match(folded, end) or _PER_HEAD.match(folded, start):
        return False
    percent = "%" in (quantity.unit or "")  # "dưới mức 3%" is no label
    return percent or not _LABELLED.search(folded[max(0, start - 14) : start])


def _is_recalled(setting: Setting, quantity: Quantity, sentence: Span) -> bool:
    """ "cao hơn mức bình quân đã đề ra theo Nghị quyết 01 là 17%/năm": the figure of a target told in passing."""
    before = setting.view.folded[max(sentence.start, quantity.span.start - _RECALL) : quantity.span.start]
    return bool(
        re.search(
            r"(?:de +ra|muc +tieu|chi +tieu)(?!\w)[^.;]{0,90}?(?<!\w)la(?: +(?:tren|duoi|toi +thieu|it +nhat|khoang))? *$",
            before,
        )
    ) and not _REACHED.search(before[-30:])


def _target(setting: Setting, item: _Found, scope: str | None, titled: Period | None, number: int) -> Target:
    horizon, inherited = _horizon(setting, item)
    if horizon is None and not item.recalled:
        horizon, inherited = titled, True
    indicator = indicator_of(setting.view, setting.mentioned, item.sentence, item.quantity)
    why = []
    if horizon is None:
        why.append("no_horizon")
    elif inherited:
        why.append("inherited_horizon")
    if indicator.name is None:
        why.append("no_indicator")
    elif not indicator.known:
        why.append("no_deadline" if len(indicator.name) < 120 else "several_figures")
    if item.recalled:
        why.append("other_document")
    if item.quantity.ambiguous:
        why.append("ambiguous_number")
    if item.quantity.comparator == "range":
        why.append("range")
    doubt, codes = combined(code for code in why if code != "no_deadline")
    quantity = item.quantity
    return Target(
        id=f"t{number}", span=quantity.span, sentence=item.sentence, provision=item.passage.path,
        indicator=indicator.name, scope=scope, comparator=quantity.comparator, value=quantity.value,
        unit="hạng" if quantity.kind == "rank" else quantity.unit, aggregation=aggregation_of(setting, item.sentence, quantity),
        horizon=horizon, value_to=quantity.value_to, doubt=doubt, why=codes,
    )  # fmt: skip


def aggregation_of(setting: Setting, sentence: Span, quantity: Quantity) -> Aggregation:
    """level, average, total, growth, rank or share, by the words of the clause."""
    clause = clause_before(setting.view, sentence, quantity.span)
    words = setting.view.folded[clause.start : clause.end]
    if quantity.kind == "rank":
        return "rank"
    if _AVERAGE.search(words) or (quantity.per or "").endswith("năm"):
        return "average"
    if quantity.kind in ("growth", "points"):
        return "growth"
    if quantity.kind == "share":
        return "level"
    if words.lstrip().startswith("tong ") or " tong " in words:
        return "total"
    return "level"


def _horizon(setting: Setting, item: _Found) -> tuple[Period | None, bool]:
    """The date in the sentence, else the nearest heading above that has one; a vision year is none."""
    dates = setting.mentioned.dates
    if item.recalled:
        return _period_of_cited(setting, item), False
    inside = [d for d in dates.within(item.sentence.start, item.sentence.end) if _can_be_horizon(setting, d)]
    before = [d for d in inside if d.span.end <= item.quantity.span.start]
    behind = next((d for d in inside if d.span.start >= item.quantity.span.end), None)
    if behind is not None and _stands_behind(setting, item, behind, before[-1] if before else None):
        return _period(setting, behind), False
    if before:
        return _period(setting, before[-1]), False
    if inside and not _of_another(setting, item, inside[0]):
        return _period(setting, inside[0]), False
    if (labelled := _labelled(setting, item)) is not None:
        return labelled, False
    for node in reversed(item.passage.trail):
        if node.title is None:
            continue
        titled = [d for d in dates.within(node.title.start, node.title.end) if _can_be_horizon(setting, d)]
        if titled:
            return titled[0].period, True
    return None, False


def _labelled(setting: Setting, item: _Found) -> Period | None:
    """The time of the work that reaches the figure, behind it under its label: "Thời gian thực hiện: Đến năm 2028."."""
    behind = next((s for s in item.passage.sentences if s.start >= item.sentence.end), None)
    if behind is None or not _TIME_LABEL.match(setting.view.folded, behind.start):
        return None
    dates = setting.mentioned.dates.within(behind.start, behind.end)
    return next((_period(setting, d) for d in dates if _can_be_horizon(setting, d)), None)


def _period(setting: Setting, date: DateMention) -> Period | None:
    """ "quý I", "tháng 6" are those of the year of the document, where no year is printed."""
    if date.period.end is not None or setting.issued is None:
        return date.period
    return in_year(date.span.of(setting.view.flat).lower(), date, setting.issued.year)


def _stands_behind(setting: Setting, item: _Found, date: DateMention, before: DateMention | None) -> bool:
    """ "đạt 80% vào năm 2027 và 95% vào năm 2030": each figure has the year right behind it.

    With what is counted in between ("50% số xã năm 2025; 100% số xã năm 2030") only where the year before belongs to another figure.
    """
    quantity, folded = item.quantity, setting.view.folded
    if _BEHIND.fullmatch(folded, quantity.span.end, date.span.start):
        return True
    if before is None or not _BEHIND_COUNTED.fullmatch(folded, quantity.span.end, date.span.start):
        return False
    return any(
        other.span.end <= before.span.start
        and _BEHIND_COUNTED.fullmatch(folded, other.span.end, before.span.start)
        for other in setting.mentioned.quantities.within(item.sentence.start, before.span.start)[-1:]
    )


def _of_another(setting: Setting, item: _Found, date: DateMention) -> bool:
    """The first year of the sentence stands in a later clause, right behind a figure of its own."""
    end = item.quantity.span.end
    if setting.view.flat.find(";", end, date.span.start) < 0:
        return False
    if date.granularity == "day":
        return True  # "... 1% tổng chi; hướng dẫn trước ngày 30/9": the day of another work
    others = setting.mentioned.quantities.within(end, date.span.start)
    return (
        bool(others)
        and _BEHIND.fullmatch(setting.view.folded, others[-1].span.end, date.span.start) is not None
    )


def _period_of_cited(setting: Setting, item: _Found) -> Period | None:
    """A target told in passing belongs to the document named beside it, and that to the period in its quoted title."""
    numbers = {
        citation.number or citation.alias_of
        for citation in setting.mentioned.citations.within(item.sentence.start, item.sentence.end)
    }
    flat = setting.view.flat
    for citation in setting.mentioned.citations.items:
        if citation.number is None or citation.number not in numbers:
            continue
        opening = re.compile(r"[^.;]{0,160}?[“\"]").match(flat, citation.span.end)
        closing = re.compile(r"[”\"]").search(flat, opening.end()) if opening else None
        if opening and closing:
            dates = setting.mentioned.dates.within(opening.end(), closing.start())
            periods = [d.period for d in dates if d.granularity == "range" and d.period.end is not None]
            if periods:
                return periods[0]
    return None


def _can_be_horizon(setting: Setting, date: DateMention) -> bool:
    """A year something is compared with ("tăng 1.500 ha so với năm 2020") is no horizon."""
    folded, start = setting.view.folded, date.span.start
    compared = _COMPARED_WITH.search(folded, max(0, start - 48), start)
    dated = date.period.end is not None or _is_of_this_year(setting, date)
    return not date.recurring and dated and compared is None


def _is_of_this_year(setting: Setting, date: DateMention) -> bool:
    return (
        date.granularity in ("month", "quarter") and date.period.start is None and setting.issued is not None
    )
