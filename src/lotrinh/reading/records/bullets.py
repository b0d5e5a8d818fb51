"""A labelled item that gives work: one task, split only where the roles differ or a report is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lotrinh.lexicon.work import opener_pattern, product_pattern, verb_pattern
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.records.governing import Governor
from lotrinh.reading.records.labels import Labels
from lotrinh.reading.records.owners import Roles, read_roles
from lotrinh.reading.records.reports import Report, find_reports, hands_up
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.times import stated_deadline
from lotrinh.reading.records.whole_lists import split_works
from lotrinh.reading.records.word_marks import may_hold
from lotrinh.reading.structure.sentences import split_clauses, split_sentences, without_stop
from lotrinh.reading.structure.view import View
from lotrinh.values.record import TaskType
from lotrinh.values.span import Span

_NESTED = re.compile(r", *trong +do(?: +khan +truong| +tap +trung)? +")
_AND_BEFORE = re.compile(r"(?: *,? *(?:va|dong +thoi|nham|de))? *$")
_SHORTEST = 8
_SHORTEST_BEFORE_REPORT = 20


def read_bullet(
    setting: Setting, span: Span, labels: Labels, path: str | None, governor: Governor | None, kind: TaskType, told: bool = False
) -> list[Draft]:  # fmt: skip
    """The tasks of one item with its labels under its governor; `told` says that it must name who does it: nothing above it does."""
    drafts = [
        _draft(setting, piece, roles, report, path, governor, kind, labels, span)
        for piece, roles, report in _pieces(setting, labels.work, told)
    ]
    if len(drafts) > 1:
        shared = ("shared_deadline",) if labels.deadline else ()
        drafts = [d.with_why("split_sentence", *shared) for d in drafts]
    return drafts


def _pieces(setting: Setting, span: Span, must_name: bool) -> Iterator[tuple[Span, Roles, Report | None]]:
    """Groups of sentences with the same roles; a report and a nested "trong đó ..." are pieces of their own."""
    group: Span | None = None
    first: Roles | None = None
    for sentence in split_sentences(setting.view, span):
        for clause in _clauses_with_subjects(setting, sentence):
            body = _after_opener(setting.view, clause)
            roles = read_roles(setting.view, setting.mentioned, body, must_name and first is None)
            told = bool(roles.leads) or roles.chairs
            breaks = (first is not None and (told or first.chairs) and clause.start == sentence.start) or (
                bool(roles.leads) and first is not None
            )
            if group is None or breaks:
                if group is not None and first is not None:
                    yield from _cut(setting, group, first)
                group, first = clause, roles
            else:
                group = Span(group.start, clause.end)
    if group is not None and first is not None:
        yield from _cut(setting, group, first)


def _clauses_with_subjects(setting: Setting, sentence: Span) -> Iterator[Span]:
    """The sentence, cut at ";" only where a new agency with a verb of its own follows."""
    view = setting.view
    begin: Span | None = None
    for clause in split_works(view, setting.mentioned, sentence):
        roles = (
            read_roles(view, setting.mentioned, _after_opener(view, clause)) if begin is not None else None
        )
        acts = roles is not None and roles.leads and verb_pattern().match(view.folded, roles.work, clause.end)
        if begin is None:
            begin = clause
        elif acts:
            yield begin
            begin = clause
        else:
            begin = Span(begin.start, clause.end)
    if begin is not None:
        yield begin


def _after_opener(view: View, span: Span) -> Span:
    found = opener_pattern().match(view.folded, span.start, span.end)
    return Span(found.end(), span.end) if found and found.end() < span.end else span


def _cut(setting: Setting, span: Span, roles: Roles) -> Iterator[tuple[Span, Roles, Report | None]]:
    """Cuts a report and a nested task out of a group."""
    view = setting.view
    start = max(roles.work, span.start)
    if start >= span.end:  # an agency is told to lead, and then nothing
        return
    clauses = split_clauses(view, Span(start, span.end)) if may_hold(view, "report", span) else ()
    for clause in clauses:
        reports = [r for r in find_reports(view, setting.mentioned, clause) if r.recurs]
        if not reports:
            continue
        first = reports[0].span.start
        if hands_up(view, start, first):  # "tham mưu UBND tỉnh báo cáo Bộ ...": one act
            reports[0] = replace(reports[0], span=Span(clause.start, reports[0].span.end))
            first = clause.start
        before = Span(start, first) if first > start else None
        if before is not None:
            stop = _AND_BEFORE.search(view.folded, before.start, before.end)
            before = _shortened(view, before.start, stop.start() if stop else before.end)
        if before is not None and before.end - before.start >= _SHORTEST_BEFORE_REPORT:
            yield from _nested(view, before, roles)
        for report in reports:
            yield report.span, roles, report
        rest = _shortened(view, clause.end + 1, span.end) if clause.end + _SHORTEST < span.end else None
        if rest is not None:
            yield rest, roles, None
        return
    yield from _nested(view, Span(start, span.end), roles)


def _nested(view: View, span: Span, roles: Roles) -> Iterator[tuple[Span, Roles, Report | None]]:
    nested = _NESTED.search(view.folded, span.start, span.end)
    if nested:
        within = _shortened(view, nested.end() - _adverb_length(nested[0]), span.end)
        if within is not None and product_pattern().search(view.folded, within.start, within.start + 60):
            outer = _shortened(view, span.start, nested.start())
            if outer is not None:
                yield outer, roles, None
            yield within, roles, None
            return
    whole = _shortened(view, span.start, span.end)
    if whole is not None:
        yield whole, roles, None


def _adverb_length(words: str) -> int:
    for adverb in ("khan truong", "tap trung"):
        if adverb in " ".join(words.split()):
            return len(words) - words.index(adverb.split()[0])
    return 0


def _shortened(view: View, start: int, end: int) -> Span | None:
    while start < end and view.flat[start] in " ,;.":
        start += 1
    if start >= end:
        return None
    return without_stop(view, Span(start, end))


def _draft(
    setting: Setting, span: Span, roles: Roles, report: Report | None, path: str | None,
    governor: Governor | None, kind: TaskType, labels: Labels, sentence: Span,
) -> Draft:  # fmt: skip
    leads, partners, why = resolve(roles, governor)
    if labels.leads:
        leads, why = labels.leads, ()
    partners = labels.partners or partners
    if report is not None:
        kind = "report"
        leads = report.who or leads
        span = without_stop(setting.view, span)
    deadline = labels.deadline or stated_deadline(setting.view, span, setting.issued, report is not None)
    return Draft(span, sentence, path, kind, leads, partners, deadline, (), why, report, labels.product)


def resolve(
    roles: Roles, governor: Governor | None
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(leads, partners, doubt codes) of a clause under its governor.

    A clause that opens with "Phối hợp <verb>" and names nobody leaves the governor as a partner only.
    """
    if roles.leads:
        return roles.leads, roles.partners, ()
    if governor is None or not governor.leads:
        return (), roles.partners, ("no_lead",)
    if roles.assists and not roles.partners:
        return (), governor.leads, ("assists_only",)
    partners = roles.partners or (() if roles.assists else governor.partners)
    return governor.leads, partners, (governor.how,)
