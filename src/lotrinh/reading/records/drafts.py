"""A piece of work while it is being read, before it becomes a Task with an id and a doubt."""

from __future__ import annotations

from functools import cache

from lotrinh.lexicon.work import focal_pattern, product_pattern, words
from lotrinh.reading.mentions.deadlines import states_another
from lotrinh.reading.records.reports import Report
from lotrinh.reading.records.word_marks import first_in
from lotrinh.reading.structure.sentences import without_stop
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.deadline import NO_DEADLINE, Deadline
from lotrinh.values.doubts import combined
from lotrinh.values.frozen import frozen
from lotrinh.values.record import Task, TaskType
from lotrinh.values.span import Span

_PRODUCT_ENDS = (
    " de ",
    " nham ",
    " trong do ",
    " bao dam ",
    " dam bao ",
    " phu hop ",
    " tren co so ",
    " theo ",
    " truoc ",
    ";",
    ". ",
    ", ",
    " va to chuc ",
    " va trien khai ",
)
_LONGEST_PRODUCT = 220
_FEWEST_WORDS = 2


@frozen
class Draft:
    """`why` holds doubt codes so far; `report` is set where the work is an act of reporting."""

    span: Span
    sentence: Span
    path: str | None
    type: TaskType
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    deadline: Deadline = NO_DEADLINE
    flags: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    report: Report | None = None
    product: str | None = None

    def with_why(self, *codes: str) -> Draft:
        """Written out, since every task is told so at least once: dataclasses.replace takes three times as long."""
        if not codes:
            return self
        return Draft(
            self.span, self.sentence, self.path, self.type, self.leads, self.partners, self.deadline, self.flags,
            (*self.why, *codes), self.report, self.product,
        )  # fmt: skip


def finish(view: View, draft: Draft, number: int) -> Task:
    """The task of a draft; its doubt is what all its codes make together."""
    why = list(draft.why)
    if not draft.leads and "no_lead" not in why and "assists_only" not in why:
        why.append("no_lead" if draft.type != "solution" else "solution")
    if len(draft.leads) > 1:
        why.append("several_leads")
    if draft.deadline.kind == "none" and draft.type in ("assigned", "report"):
        why.append("no_deadline")
    if draft.deadline.kind in ("event", "relative"):
        why.append("vague_deadline")
    if states_another(view, draft.span, draft.deadline):
        why.append("several_deadlines")
    doubt, codes = combined(why)
    flags = list(draft.flags)
    focal = focal_pattern().match(view.folded, draft.span.start, draft.span.end) is not None
    if focal:
        flags.append("focal")
    if draft.deadline.kind == "none":
        flags.extend(vague_words(view, draft.span))
    return Task(
        id=f"k{number}",
        span=draft.span,
        sentence=draft.sentence,
        provision=draft.path,
        type=draft.type,
        lead=draft.leads,
        coordinating=() if focal else tuple([p for p in draft.partners if p not in draft.leads]),
        product=draft.product if draft.product is not None else product_of(view, draft.span),
        deadline=draft.deadline,
        flags=tuple(dict.fromkeys(flags)),
        doubt=doubt,
        why=codes,
    )


def vague_words(view: View, span: Span) -> list[str]:
    """ "khẩn trương", "sớm": urgency without a date is a flag and no deadline."""
    folded = f" {view.folded[span.start : span.end]} "
    for word in _vague():
        if word in folded:
            return ["urgent"]
    return []


@cache
def _vague() -> tuple[str, ...]:
    return tuple(f" {word} " for word in words("vague"))


def product_of(view: View, span: Span) -> str | None:
    """The paper or thing the work is to make, as printed: "xây dựng Đề án X" gives "Đề án X".

    >>> view = View.of("tham mưu UBND tỉnh xây dựng Đề án phát triển nguồn nguyên liệu, trong đó khẩn trương")
    >>> product_of(view, Span(0, len(view.text)))
    'Đề án phát triển nguồn nguyên liệu'
    """
    found = first_in(view, "product", product_pattern(), span)
    if found is None:
        return None
    end = min(span.end, found.end() + _LONGEST_PRODUCT)
    folded = view.folded[found.end() : end]
    ends = [at for mark in _PRODUCT_ENDS if (at := folded.find(mark)) > 0]
    stop = found.end() + min(ends, default=len(folded))
    printed = (
        rejoined(without_stop(view, Span(found.end(), stop)).of(view.text)) if stop > found.end() else ""
    )
    return printed if len(printed.split()) > _FEWEST_WORDS else None
