"""Records from scanned pages: how sure the recognition of their words was, and the doubt that follows from it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from lotrinh.reading.sources.messages import warning
from lotrinh.reading.sources.text_source import WordConfidence
from lotrinh.values.doubts import combined
from lotrinh.values.frozen import frozen
from lotrinh.values.reading import Header, Reading, Source
from lotrinh.values.record import Duty, Finding, Result, Target, Task
from lotrinh.values.span import Span

Record = TypeVar("Record", Target, Task, Duty, Result, Finding)
_UNSURE_WORD = 0.6
_UNSURE_FIGURE = 0.8
_UNSURE_ON_THE_WHOLE = 0.8
_UNSURE_HEADER = 0.5
_HEADER = {"number": "số, ký hiệu", "date": "ngày ban hành"}


def with_confidence(reading: Reading, words: Sequence[WordConfidence]) -> Reading:
    """Every record that stands on a scanned page with `ocr_confidence`, the mean of its words, and doubted for it.

    All of them are a little doubtful, so that none is accepted unseen; much more where a word of its sentence or its
    deadline, or sooner a figure, was hardly recognised. `words` stand in text order.
    """
    if not words:
        return reading
    page = _Recognised(words, [word.span.end for word in words])
    unsure = tuple(name for name in _HEADER if page.least(reading.header.spans.get(name)) < _UNSURE_HEADER)
    return replace(
        reading,
        header=_without(reading.header, unsure),
        source=_warned(reading.source, unsure),
        targets=tuple(page.told(target, target.sentence, figures=True) for target in reading.targets),
        tasks=tuple(page.told(task, task.sentence, task.deadline.span) for task in reading.tasks),
        duties=tuple(page.told(duty, duty.due.span) for duty in reading.duties),
        results=tuple(page.told(result, result.sentence, figures=True) for result in reading.results),
        findings=tuple(page.told(finding) for finding in reading.findings),
    )


@frozen
class _Recognised:
    """The words of scanned pages; `ends` are the ends of their spans."""

    words: Sequence[WordConfidence]
    ends: Sequence[int]

    def told(self, record: Record, *around: Span | None, figures: bool = False) -> Record:
        """The record with the confidence of its own words, doubted for these and those `around` it."""
        own = self._within(record.span)
        if not own:
            return record
        mean = sum(word.confidence for word in own) / len(own)
        near: list[float] = [
            word.confidence for span in around if span is not None for word in self._within(span)
        ]
        unsure = mean < _UNSURE_ON_THE_WHOLE or min((*near, 1.0)) < _UNSURE_WORD
        unsure = unsure or min(word.confidence for word in own) < (
            _UNSURE_FIGURE if figures else _UNSURE_WORD
        )
        more: tuple[float, tuple[str, ...]] = combined(("ocr", "ocr_unsure") if unsure else ("ocr",))
        doubt = round(1.0 - (1.0 - record.doubt) * (1.0 - more[0]), 2)
        return replace(record, doubt=doubt, why=(*record.why, *more[1]), ocr_confidence=round(mean, 2))

    def least(self, span: Span | None) -> float:
        """The confidence of the least sure word of a passage; 1 where it was not recognised but typed."""
        return min((word.confidence for word in self._within(span)), default=1.0) if span else 1.0

    def _within(self, span: Span) -> Sequence[WordConfidence]:
        first = last = bisect_right(self.ends, span.start)
        while last < len(self.words) and self.words[last].span.start < span.end:
            last += 1
        return self.words[first:last]


def _without(header: Header, names: tuple[str, ...]) -> Header:
    """A number or a day that was written by hand or stamped, and hardly recognised, is not passed on as read."""
    if not names:
        return header
    spans = {name: span for name, span in header.spans.items() if name not in names}
    date = None if "date" in names else header.date
    return replace(header, number=None if "number" in names else header.number, date=date, spans=spans)


def _warned(source: Source, names: tuple[str, ...]) -> Source:
    if not names:
        return source
    told = warning("unsure_header", what=" và ".join(_HEADER[name] for name in names))
    return replace(source, warnings=(*source.warnings, told))
