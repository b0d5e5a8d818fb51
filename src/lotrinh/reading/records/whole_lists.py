"""Clauses of a sentence where a list of bodies with ";" between its names stays in one clause with the verb that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lotrinh.lexicon.work import acting_pattern, subject_pattern
from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.structure.sentences import split_clauses
from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

_JOINS = re.compile(r"(?:chu +dong +)?phoi +hop(?: +(?:voi|cung))?(?!\w) *")
_LONGEST_NAME = 200


def split_works(view: View, mentioned: Mentioned, span: Span) -> Iterator[Span]:
    """Clauses at ";", but "phối hợp với Sở A; Sở B; UBND các xã rà soát ..." and "Các bộ; UBND các tỉnh tổ chức ..." are one.

    >>> from lotrinh.reading.mentions.organisations import find_organisations
    >>> from lotrinh.values.reading import Known
    >>> view = View.of("lập đề án; phối hợp Sở Nội vụ; Công an tỉnh rà soát; báo cáo")
    >>> mentioned = Mentioned.of((), find_organisations(view, None, Known()), (), ())
    >>> [clause.of(view.text) for clause in split_works(view, mentioned, Span(0, len(view.text)))]
    ['lập đề án', 'phối hợp Sở Nội vụ; Công an tỉnh rà soát', 'báo cáo']
    """
    if view.flat.find(";", span.start, span.end) < 0:
        yield from split_clauses(view, span)
        return
    yield from _joined(view, mentioned, split_clauses(view, span))


def _joined(view: View, mentioned: Mentioned, clauses: Iterable[Span]) -> Iterator[Span]:
    begun: Span | None = None
    for clause in clauses:
        whole = clause if begun is None else Span(begun.start, clause.end)
        if _only_names(view, mentioned, clause):
            begun = whole
            continue
        yield whole
        begun = None
    if begun is not None:
        yield begun


def _only_names(view: View, mentioned: Mentioned, clause: Span) -> bool:
    """The clause names bodies (after "phối hợp với") and says nothing of what they do."""
    if clause.end - clause.start > _LONGEST_NAME or view.flat[clause.end - 1] in ".:":
        return False
    joins = _JOINS.match(view.folded, clause.start, clause.end)
    at = joins.end() if joins else clause.start
    named = mentioned.organisations.starting_at(at) is not None or subject_pattern().match(view.flat, at)
    if not named or at >= clause.end:
        return False
    within = mentioned.organisations.within(at, clause.end)
    return not any(
        all(not o.span.start <= verb.start() < o.span.end for o in within)
        for verb in acting_pattern().finditer(view.flat, at, clause.end)
    )
