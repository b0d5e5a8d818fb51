"""The sentence of a reading that a passage stands in, for quoting it to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lotrinh.reading.structure.sentences import split_sentences
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.span import Span

if TYPE_CHECKING:
    from lotrinh.values.reading import Reading

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


def quoted_sentences(reading: Reading, spans: Iterable[Sequence[int]]) -> list[str]:
    """The different sentences the spans stand in, in text order, each on one line."""
    view = View.of(reading.text)
    found = {_sentence(reading, view, Span(start, end)) for start, end in spans}
    quoted = (rejoined(span.of(reading.text)) for span in sorted(found, key=lambda span: span.start))
    return [words.lstrip("-+•– ") for words in quoted]


def _sentence(reading: Reading, view: View, span: Span) -> Span:
    within = split_sentences(view, _paragraph(reading, span))
    return next((each for each in within if each.start <= span.start < each.end), span)


def _paragraph(reading: Reading, span: Span) -> Span:
    """The smallest paragraph of the outline around the span, else the text between two empty lines."""
    own = (node.own for top in reading.provisions for node in top.walk())
    around = [each for each in own if each.start <= span.start and span.end <= each.end]
    if around:
        return min(around, key=lambda each: each.end - each.start)
    before = [found.end() for found in _PARAGRAPH_END.finditer(reading.text, 0, span.start)]
    after = _PARAGRAPH_END.search(reading.text, span.end)
    return Span(before[-1] if before else 0, after.start() if after else len(reading.text))
