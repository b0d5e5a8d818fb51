"""Records from scanned pages: how sure the recognition of their words was, and the doubt that follows from it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from lotrinh.reading.sources.text_source import WordConfidence
from lotrinh.values.doubts import combined
from lotrinh.values.reading import Reading
from lotrinh.values.record import Duty, Finding, Result, Target, Task
from lotrinh.values.span import Span

Record = TypeVar("Record", Target, Task, Duty, Result, Finding)
_UNSURE_WORD = 0.6
_UNSURE_FIGURE = 0.8
_UNSURE_ON_THE_WHOLE = 0.8


def with_confidence(reading: Reading, words: Sequence[WordConfidence]) -> Reading:
    """Every record that stands on a scanned page with `ocr_confidence`, the mean of its words, and doubted for it.

    All of them are a little doubtful, so that none is accepted unseen; much more where a word of its sentence or its
    deadline, or sooner a figure, was hardly recognised. `words` stand in text order.
    """
    if not words:
        return reading
    page = _Recognised(words, [word.span.end for word in words])
    return replace(
        reading,
        targets=tuple(page.told(target, target.sentence, figures=True) for target in reading.targets),
        tasks=tuple(page.told(task, task.sentence, task.deadline.span) for task in reading.tasks),
        duties=tuple(page.told(duty, duty.due.span) for duty in reading.duties),
        results=tuple(page.told(result, result.sentence, figures=True) for result in reading.results),
        findings=tuple(page.told(finding) for finding in reading.findings),
    )


@dataclass(frozen=True, slots=True)
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

    def _within(self, span: Span) -> Sequence[WordConfidence]:
        first = last = bisect_right(self.ends, span.start)
        while last < len(self.words) and self.words[last].span.start < span.end:
            last += 1
        return self.words[first:last]
