"""What was not read: sentences that order something or hold a figure and became no record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from lotrinh.lexicon.work import label_line_pattern, opener_pattern, verb_pattern
from lotrinh.reading.records.owners import read_roles
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.targets import is_measure
from lotrinh.reading.records.word_marks import may_hold
from lotrinh.reading.structure.outline import Outline, Passage
from lotrinh.values.reading import Coverage, Unread
from lotrinh.values.span import Span

_LABELS = ("lead_labels", "coordinating_labels")
_NO_ORDERS = frozenset({"purpose", "assessment", "limitation", "cause", "lesson", "objective"})


def read_coverage(
    setting: Setting, outline: Outline, captured: Iterable[Span]
) -> tuple[tuple[Unread, ...], Coverage]:
    """(unread, counts) over the running text; a passage counts as captured where any record overlaps it."""
    spans = sorted(captured)
    ends = _reach(spans)
    starts = [span.start for span in spans]
    unread: list[Unread] = []
    counts = [0, 0, 0, 0]
    for passage in outline.passages:
        for sentence in passage.sentences:
            if passage.leads_in and sentence.end == passage.span.end:
                continue  # what it announces is counted below it
            held = _is_held(starts, ends, sentence)
            if _is_imperative(setting, passage, sentence):
                counts[0] += 1
                counts[1] += held
                if not held:
                    unread.append(Unread(sentence, "imperative"))
            if _is_numeric(setting, sentence):
                counts[2] += 1
                counts[3] += held
                if not held:
                    unread.append(Unread(sentence, "numeric"))
    return tuple(unread), Coverage(*counts)


def _reach(spans: list[Span]) -> list[int]:
    """The farthest end among all spans up to each."""
    reach: list[int] = []
    for span in spans:
        reach.append(max(span.end, reach[-1] if reach else 0))
    return reach


def _is_held(starts: list[int], ends: list[int], sentence: Span) -> bool:
    index = bisect_left(starts, sentence.end) - 1
    return index >= 0 and ends[index] > sentence.start


def _is_imperative(setting: Setting, passage: Passage, sentence: Span) -> bool:
    if passage.section in _NO_ORDERS:
        return False
    folded = setting.view.folded
    if any(label_line_pattern(kind).match(folded, sentence.start, sentence.end) for kind in _LABELS):
        return False  # "Chủ trì: Sở X.": told of the work above it
    opened = opener_pattern().match(folded, sentence.start, sentence.end)
    start = opened.end() if opened and opened.end() < sentence.end else sentence.start
    if passage.section in ("solution", "assignment", "organising") and verb_pattern().match(
        folded, start, sentence.end
    ):
        return True
    if not may_hold(setting.view, "order", sentence):
        return False
    roles = read_roles(setting.view, setting.mentioned, Span(start, sentence.end))
    return bool(roles.leads) or roles.chairs


def _is_numeric(setting: Setting, sentence: Span) -> bool:
    if setting.view.flat[sentence.start : sentence.end].isupper():
        return False  # "KHÓA X, KỲ HỌP THỨ 7", a title: nothing is told there
    quantities = setting.mentioned.quantities.within(sentence.start, sentence.end)
    return bool(quantities) and any(is_measure(setting, quantity) for quantity in quantities)
