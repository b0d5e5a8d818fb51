"""Duties to report, each from an act of reporting found among the tasks or in a request."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lotrinh.lexicon.work import asking_pattern
from lotrinh.reading.mentions.deadlines import find_deadline
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.records.owners import read_agencies
from lotrinh.reading.records.reports import Report, find_reports, find_sendings
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.unnamed import unnamed_subject
from lotrinh.reading.records.word_marks import found_in, may_hold
from lotrinh.reading.structure.outline import Outline, Passage
from lotrinh.reading.structure.sentences import split_clauses, without_stop
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.deadline import Deadline
from lotrinh.values.doubts import combined
from lotrinh.values.record import Duty
from lotrinh.values.span import Span

_CONTENT_WORDS = ("bao cao ", "phan anh ", "gui ")
_CONTENT_ENDS = (" ve ", " cho ", " (qua", " gui ", " de ", " trinh ", " truoc ngay", ",", ";")
_Found = tuple[Report, str | None, tuple[str, ...]]
_OFTEN = {
    "week": "hàng tuần",
    "month": "hàng tháng",
    "quarter": "hàng quý",
    "half": "6 tháng",
    "year": "hàng năm",
}
_NO_DUTIES = frozenset({"purpose", "objective"})


def read_duties(setting: Setting, outline: Outline, drafts: Iterable[Draft]) -> tuple[Duty, ...]:
    """Duties in text order, those of tasks first come, then those told outside any task."""
    found = [_of_draft(setting, draft, draft.report) for draft in drafts if draft.report is not None]
    taken = [duty[0].span for duty in found]
    for draft in _outside(setting, outline, _Works(drafts)):
        if not any(draft[0].span.overlaps(span) for span in taken):
            found.append(draft)
    found.sort(key=lambda item: item[0].span)
    return tuple(
        _finish(setting, report, path, who, number)
        for number, (report, path, who) in enumerate(found, start=1)
    )


def _of_draft(setting: Setting, draft: Draft, report: Report) -> _Found:
    span = without_stop(setting.view, report.span)
    return replace(report, span=span), draft.path, report.who or draft.leads


class _Works:
    """The works in text order, to ask whose work a passage belongs to."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._drafts = sorted(drafts, key=lambda draft: draft.span)
        self._starts = [draft.span.start for draft in self._drafts]

    def over(self, span: Span) -> Draft | None:
        """The work whose words hold the beginning of `span`."""
        index = bisect_right(self._starts, span.start) - 1
        draft = self._drafts[index] if index >= 0 else None
        return draft if draft is not None and span.start < draft.span.end else None


def _outside(setting: Setting, outline: Outline, works: _Works) -> Iterator[_Found]:
    """Acts of reporting that are no task of their own: reports by a day, requests, closing paragraphs, promises."""
    view = setting.view
    for passage in outline.passages:
        if passage.section in _NO_DUTIES or _is_ground(view, passage):
            continue
        who: tuple[str, ...] = ()
        for sentence in passage.sentences:
            if not (may_hold(view, "report", sentence) or may_hold(view, "asking", sentence)):
                continue
            for clause in split_clauses(view, sentence):
                asked_here = _asked(setting, clause)
                who = asked_here or who
                acts = (
                    *find_reports(view, setting.mentioned, clause),
                    *find_sendings(view, setting.mentioned, clause),
                )
                for report in acts:
                    work = works.over(report.span)
                    leads = work.leads if work is not None else ()
                    told = (
                        report.who or leads or asked_here or _subject_before(setting, clause, report) or who
                    )
                    asked = bool(told) or bool(report.via) or (report.periodic and bool(report.to))
                    if asked and (_is_duty(report) or (work is not None and _is_due(report, work))):
                        due = _in_case(setting, clause, report)
                        if due is None and work is not None and work.report is None:
                            due = work.deadline
                        yield (
                            replace(report, span=without_stop(view, report.span), due=report.due or due),
                            passage.path,
                            told,
                        )


# "Trên cơ sở xem xét báo cáo của UBND tỉnh, Báo cáo thẩm tra của các Ban ...,": what a resolution rests on.
_GROUND = re.compile(
    r"[ -]*(?:can +cu|xet|theo +de +nghi|(?:sau +khi|qua|tren +co +so) +(?:xem +xet|nghe|thao +luan))(?!\w)"
)


def _is_ground(view: View, passage: Passage) -> bool:
    return passage.path is None and _GROUND.match(view.folded, passage.span.start) is not None


def _is_duty(report: Report) -> bool:
    """Periodic, asked for once, or due when something happens; and somebody receives it."""
    on_call = report.frequency in ("một lần", "khi phát sinh", "thường xuyên") and bool(
        report.to or report.frequency == "một lần"
    )
    return report.periodic or on_call


def _in_case(setting: Setting, clause: Span, report: Report) -> Deadline | None:
    """ "Nếu có vướng mắc, báo cáo ...": the case stands before the act."""
    if report.frequency != "khi phát sinh" or clause.start >= report.span.start:
        return None
    found = find_deadline(setting.view, Span(clause.start, report.span.start), setting.issued)
    return found if found.kind == "event" else None


def _is_due(report: Report, work: Draft) -> bool:
    """ "..., hoàn thành trước ngày 15/10, báo cáo Thủ tướng": somebody receives it, on the day of the work."""
    return bool(report.to) and work.deadline.kind in ("by_date", "by_period", "range", "event", "relative")


def _asked(setting: Setting, span: Span) -> tuple[str, ...]:
    """The agencies after "đề nghị" or "yêu cầu"."""
    for found in found_in(setting.view, "asking", asking_pattern(), span):
        at = found.end()
        while at < span.end and setting.view.flat[at] == " ":
            at += 1
        chain = read_agencies(setting.view, setting.mentioned, at, span.end)
        if chain is not None:
            return chain.names
        unnamed = unnamed_subject(setting.view, at, span.end)
        if unnamed is not None:
            return (unnamed[0],)
    return ()


def _subject_before(setting: Setting, clause: Span, report: Report) -> tuple[str, ...]:
    before = setting.mentioned.organisations.within(clause.start, report.span.start)
    chain = (
        read_agencies(setting.view, setting.mentioned, before[0].span.start, report.span.start)
        if before
        else None
    )
    return chain.names if chain else tuple(o.name for o in before[:1])


def _finish(setting: Setting, report: Report, path: str | None, who: tuple[str, ...], number: int) -> Duty:
    due = find_deadline(setting.view, report.span, setting.issued)
    if report.due is not None and (due.kind == "none" or report.due.kind == "recurring"):
        due = report.due
    if report.frequency is None and due.kind in ("by_date", "by_period"):
        report = replace(report, frequency="một lần")
    if report.frequency in (None, "định kỳ") and due.kind == "recurring" and due.every is not None:
        report = replace(report, frequency=_OFTEN[due.every])
    why: list[str] = []
    if not who:
        why.append("no_lead")
    if not report.to:
        why.append("no_receiver")
    if report.frequency == "một lần":
        why.append("once")
    elif report.frequency in (None, "định kỳ"):
        why.append("no_frequency")
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
    """What is to be reported: the words after "báo cáo" (and its receiver) up to the next turn."""
    folded = setting.view.folded[span.start : span.end]
    starts = [at + len(word) for word in _CONTENT_WORDS if (at := folded.find(word)) >= 0]
    if not starts:
        return None
    start = span.start + min(starts)
    chain = read_agencies(setting.view, setting.mentioned, start, span.end)
    start = chain.end - span.start if chain else start - span.start
    ends = [at for mark in _CONTENT_ENDS if (at := folded.find(mark, start)) > start]
    words = rejoined(
        setting.view.flat[span.start + start : span.start + min(ends, default=len(folded))]
    ).strip(" ,;")
    return words if len(words) > 3 and not words.lower().startswith("trước ngày") else None
