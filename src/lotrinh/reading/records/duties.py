"""Duties to report, each from an act of reporting found among the tasks or in a request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lotrinh.lexicon.work import request_pattern
from lotrinh.reading.mentions.deadlines import find_deadline
from lotrinh.reading.records.bullets import Setting
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.records.owners import read_agencies
from lotrinh.reading.records.reports import Report, find_reports
from lotrinh.reading.structure.outline import Outline
from lotrinh.reading.structure.sentences import split_clauses, split_sentences, without_stop
from lotrinh.reading.structure.view import rejoined
from lotrinh.values.doubts import combined
from lotrinh.values.record import Duty
from lotrinh.values.span import Span

_CONTENT_WORDS = ("bao cao ", "phan anh ", "gui ")
_CONTENT_ENDS = (" ve ", " cho ", " (qua", " gui ", " de ", " trinh ", " truoc ngay", ",", ";")
_NO_DUTIES = frozenset({"purpose", "objective"})


def read_duties(setting: Setting, outline: Outline, drafts: Iterable[Draft]) -> tuple[Duty, ...]:
    """Duties in text order, those of tasks first come, then those told outside any task."""
    found = [_of_draft(setting, draft) for draft in drafts if draft.report is not None]
    taken = [duty[0].span for duty in found]
    for draft in _outside(setting, outline):
        if not any(draft[0].span.overlaps(span) for span in taken):
            found.append(draft)
    found.sort(key=lambda item: item[0].span)
    return tuple(
        _finish(setting, report, path, who, number)
        for number, (report, path, who) in enumerate(found, start=1)
    )


def _of_draft(setting: Setting, draft: Draft) -> tuple[Report, str | None, tuple[str, ...]]:
    report = draft.report
    assert report is not None  # noqa: S101 - the caller has filtered
    span = without_stop(setting.view, report.span)
    return (
        Report(span, report.to, report.via, report.frequency, report.who, report.periodic),
        draft.path,
        report.who or draft.leads,
    )


def _outside(setting: Setting, outline: Outline) -> Iterator[tuple[Report, str | None, tuple[str, ...]]]:
    """Acts of reporting in sentences that are no task: requests, closing paragraphs, promises."""
    view, mentioned = setting.view, setting.mentioned
    for passage in outline.passages:
        if passage.section in _NO_DUTIES:
            continue
        for sentence in split_sentences(view, passage.span):
            who = _asked(setting, sentence)
            for clause in split_clauses(view, sentence):
                asked = _asked(setting, clause)
                who = asked or who
                for report in find_reports(view, mentioned, clause):
                    once = report.frequency == "một lần"
                    if not (once or report.periodic) or not (who or report.to):
                        continue
                    span = without_stop(view, report.span)
                    told = report.who or who or _subject_before(setting, clause, report)
                    if told:
                        yield (
                            Report(
                                span, report.to, report.via, report.frequency, report.who, report.periodic
                            ),
                            passage.path,
                            told,
                        )


def _asked(setting: Setting, span: Span) -> tuple[str, ...]:
    """The agencies after "đề nghị" or "yêu cầu"."""
    for found in request_pattern().finditer(setting.view.folded, span.start, span.end):
        at = found.end()
        while at < span.end and setting.view.flat[at] == " ":
            at += 1
        chain = read_agencies(setting.view, setting.mentioned, at, span.end)
        if chain is not None:
            return chain.names
    return ()


def _subject_before(setting: Setting, clause: Span, report: Report) -> tuple[str, ...]:
    before = setting.mentioned.organisations.within(clause.start, report.span.start)
    return (before[0].name,) if before else ()


def _finish(setting: Setting, report: Report, path: str | None, who: tuple[str, ...], number: int) -> Duty:
    why: list[str] = []
    if not who:
        why.append("no_lead")
    if not report.to:
        why.append("no_receiver")
    if report.frequency == "một lần":
        why.append("once")
    elif report.frequency in (None, "định kỳ"):
        why.append("no_frequency")
    due = find_deadline(setting.view, report.span, setting.issued)
    doubt, codes = combined(why)
    content = _content(setting, report.span)
    return Duty(
        f"d{number}",
        report.span,
        path,
        who,
        report.to,
        report.via,
        report.frequency,
        due,
        content,
        doubt,
        codes,
    )


def _content(setting: Setting, span: Span) -> str | None:
    """What is to be reported: the words after "báo cáo" up to the receiver."""
    folded = setting.view.folded[span.start : span.end]
    starts = [at + len(word) for word in _CONTENT_WORDS if (at := folded.find(word)) >= 0]
    if not starts:
        return None
    start = min(starts)
    ends = [at for mark in _CONTENT_ENDS if (at := folded.find(mark, start)) > start]
    words = rejoined(setting.view.flat[span.start + start : span.start + min(ends, default=len(folded))])
    return words if len(words) > 3 else None
