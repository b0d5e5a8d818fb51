"""Results: figures that were reached, in reports and in the parts of a document that look back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lotrinh.reading.records.bullets import Setting
from lotrinh.reading.records.figures import indicator_of, period_of
from lotrinh.reading.records.targets import is_measure
from lotrinh.reading.structure.outline import Outline, Passage
from lotrinh.reading.structure.sentences import split_sentences
from lotrinh.values.doubts import combined
from lotrinh.values.mention import DateMention, Quantity
from lotrinh.values.reading import DocumentKind
from lotrinh.values.record import Change, Result, ResultKind, Target, VersusTarget
from lotrinh.values.span import Span

_TELLING_KINDS = frozenset({"report", "press"})
_TELLING_SECTIONS = frozenset({"assessment", "limitation"})
_CHANGE = re.compile(r"(?<!\w)(?:tang|giam)(?: +(?:them|tren|khoang|hon|gan))* *$")
_AGAINST = re.compile(r" *(?:diem +% +|diem +phan +tram +)?(?:so +(?:voi|cung)|cung +ky)")
_VERSUS = re.compile(r"so +voi +|so +(?=cung)|(?=cung +ky)")
_OF_TARGET = re.compile(r" *(?:so +voi +)?(?:muc +tieu|ke +hoach|du +toan|chi +tieu)")
_ESTIMATE = re.compile(r"(?<!\w)uoc(?!\w)[^.;]{0,60}$")
_PRELIMINARY = re.compile(r"(?<!\w)so +bo(?!\w)[^.;]{0,60}$")
_OFFICIAL = re.compile(r"(?<!\w)chinh +thuc(?!\w)[^.;]{0,40}$")
_IN_A_ROW = re.compile(r" *(?:lien +tiep|lien +tuc|(?:giu +vi +tri|dan +dau|dung +dau))")
_PLANNED = re.compile(r"(?<!\w)(?:phan +dau|den +nam 20[3-9]\d|du +kien)(?!\w)")
_ORDINAL = re.compile(r"(?:muc|cap|lan|khoa|ky|nhom|phien)(?!\w)")
_STATED = re.compile(
    r"(?<!\w)(?:dat|co|la|tong|len|khoang|gom|duoc|con|voi|hon|tren|gan|uoc|tang|giam|thuc hien|hoan thanh|chiem|ngoai|them|den nay)(?!\w)[^,;.]{0,14}$"
)
_TIME_UNIT = re.compile(r"(?<![/\w])(?:nam|lan)$|^nam +thu")
_PERCENT_OF = re.compile(r"%")


@dataclass(frozen=True, slots=True)
class _Told:
    quantity: Quantity
    sentence: Span
    changes: tuple[Change, ...] = ()
    versus: VersusTarget | None = None


def read_results(
    setting: Setting, outline: Outline, kind: DocumentKind, scope: str | None, targets: Iterable[Target]
) -> tuple[Result, ...]:
    """Results in text order; figures already read as targets are left out."""
    taken = {target.span for target in targets}
    results: list[Result] = []
    for passage in outline.passages:
        if not _looks_back(passage, kind):
            continue
        carried: DateMention | None = None
        for sentence in split_sentences(setting.view, passage.span):
            for told in _told(setting, sentence, taken):
                result, carried = _result(setting, told, scope, carried, len(results) + 1)
                results.append(result)
    return tuple(results)


def _looks_back(passage: Passage, kind: DocumentKind) -> bool:
    if passage.section in _TELLING_SECTIONS:
        return True
    return kind in _TELLING_KINDS and passage.section is None


def _told(setting: Setting, sentence: Span, taken: set[Span]) -> Iterator[_Told]:
    quantities = setting.mentioned.quantities.within(sentence.start, sentence.end)
    last: _Told | None = None
    for quantity in quantities:
        if quantity.span in taken:
            continue
        change, versus = _change(setting, sentence, quantity), _against_target(setting, sentence, quantity)
        if last is not None and change is not None:
            last = replace(last, changes=(*last.changes, change))
            continue
        if versus is not None:
            if last is not None:
                last = replace(last, versus=versus)
            continue
        if not _is_result(setting, sentence, quantity):
            continue
        if last is not None:
            yield last
        last = _Told(quantity, sentence)
    if last is not None:
        yield last


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
    before = folded[sentence.start : quantity.span.start]
    if not any(c.isdigit() for c in words) or _ORDINAL.match(words.strip()):
        return False
    if quantity.kind == "rank" and re.search(r"(?:lan|muc|khoa|ky|nhom) *$", before):
        return False
    if quantity.kind == "count" and not _STATED.search(before[-40:]):
        return False
    return (is_measure(setting, quantity) or quantity.kind in ("ratio", "rank")) and not _PLANNED.search(
        before[-60:]
    )


def _change(setting: Setting, sentence: Span, quantity: Quantity) -> Change | None:
    folded = setting.view.folded
    before = folded[sentence.start : quantity.span.start]
    found = _CHANGE.search(before)
    if found is None or not _AGAINST.match(folded, quantity.span.end, sentence.end):
        return None
    at = _VERSUS.search(folded, quantity.span.end, sentence.end)
    versus = None
    if at:
        stop = re.search(r"[,;.)]|(?<= )va ", folded[at.end() : sentence.end])
        end = at.end() + stop.start() if stop else sentence.end
        versus = " ".join(setting.view.flat[at.end() : end].split()) or None
    delta = -quantity.value if found[0].lstrip().startswith("giam") else quantity.value
    return Change(delta, quantity.unit, versus)


def _against_target(setting: Setting, sentence: Span, quantity: Quantity) -> VersusTarget | None:
    folded = setting.view.folded
    if not _PERCENT_OF.search(setting.view.flat[quantity.span.start : quantity.span.end]):
        return None
    if _OF_TARGET.match(folded, quantity.span.end, sentence.end):
        return VersusTarget(quantity.value, None)
    return None


def _result(
    setting: Setting, told: _Told, scope: str | None, carried: DateMention | None, number: int
) -> tuple[Result, DateMention | None]:
    quantity = told.quantity
    date, near = period_of(setting.view, setting.mentioned, told.sentence, quantity)
    if date is not None and date.period.start is None and date.period.end is None:
        date = None
    why = []
    if date is None and carried is None:
        why.append("no_period")
    elif not near:
        why.append("distant_period")
    indicator = indicator_of(setting.view, told.sentence, quantity)
    if indicator.name is None:
        why.append("no_indicator")
    elif not indicator.known:
        why.append("several_figures")
    if quantity.ambiguous:
        why.append("ambiguous_number")
    doubt, codes = combined(why)
    period = date.period if date else carried.period if carried else None
    result = Result(
        id=f"r{number}", span=quantity.span, sentence=told.sentence, indicator=indicator.name, scope=scope,
        value=quantity.value, unit=quantity.unit, period=period, comparator=quantity.comparator,
        kind=_certainty(setting, told), changes=told.changes, vs_target=told.versus, doubt=doubt, why=codes,
    )  # fmt: skip
    return result, date or carried


def _certainty(setting: Setting, told: _Told) -> ResultKind | None:
    before = setting.view.folded[told.sentence.start : told.quantity.span.start]
    if _ESTIMATE.search(before):
        return "estimate"
    if _PRELIMINARY.search(before):
        return "preliminary"
    return "official" if _OFFICIAL.search(before) else None
