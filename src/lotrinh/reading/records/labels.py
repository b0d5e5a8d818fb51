"""Labelled remarks: "Thời gian thực hiện: ...", "Cơ quan chủ trì: ...", at the end of an item or on lines of their own below it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from lotrinh.lexicon.work import label_line_pattern, label_pattern
from lotrinh.reading.mentions.deadlines import read_deadline
from lotrinh.reading.records.annex_agencies import agencies_in
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.word_marks import first_in
from lotrinh.reading.structure.outline import Passage
from lotrinh.reading.structure.sentences import split_sentences, without_stop
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.deadline import Deadline
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

_KINDS = ("deadline_labels", "lead_labels", "coordinating_labels", "product_labels")
_BEFORE_LABEL = ".;,(-"
"""What `label_pattern` stands behind."""
_SHORTEST = 8
_LONGEST_LABEL = 60
# "(Sở Công Thương chủ trì, Sở Tài chính phối hợp; hoàn thành trước ngày 30/6)" at the end of an item.
_IN_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\) *[.;]? *$")
_CHAIRS = re.compile(r"(?<!\w)chu +tri(?!\w)")
_JOINS = re.compile(r"(?<!\w)phoi +hop(?!\w)")
_LONGEST_ROLES = 240
# After "chủ trì" and "phối hợp" nothing follows but a comma, a time or the end.
_ONLY_ROLES = re.compile(
    r"^[^:.]*(?<!\w)chu +tri(?: *[,;] *[^:.;]*phoi +hop)? *(?:[;,] *(?:thuc +hien|hoan +thanh|thoi +(?:gian|han)|trong|xong|truoc)[^.]*)?[.; ]*$"
)
_TIME_IN_BRACKETS = re.compile(
    r"[;,] *(?=(?:hoan +thanh|thuc +hien|thoi +(?:gian|han)|thuong +xuyen|hang +|truoc +ngay|trong +|quy +|nam +\d|xong +|dinh +ky))"
)


@frozen
class Labels:
    """What the labels of an item say, and what is left of its text: `work`."""

    work: Span
    deadline: Deadline | None
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    product: str | None = None


@frozen
class _Label:
    """`[start, value)` is the label with its colon, `kind` the list of the table it stands in."""

    start: int
    value: int
    kind: str


def read_labels(setting: Setting, span: Span) -> Labels:
    """Cuts "Thời gian thực hiện: ...", "Cơ quan chủ trì: ..." or "(Sở X chủ trì)" off the end of an item."""
    view = setting.view
    bracketed = _bracketed(setting, span)
    if bracketed.leads or view.flat.find(":", span.start, span.end) < 0:
        return bracketed
    found = [label for label in _labels_inside(view, span) if label.start > span.start + _SHORTEST]
    if not found:
        return bracketed
    end = found[0].start
    while view.flat[end - 1] in " (":
        end -= 1
    return _told(setting, found, span.end, Span(span.start, end))


def _labels_inside(view: View, span: Span) -> list[_Label]:
    labels = []
    for kind in _KINDS:
        found = first_in(view, kind, label_pattern(kind), span, _BEFORE_LABEL)
        if found:
            labels.append(_Label(found.start(), found.end(), kind))
    return sorted(labels, key=lambda label: label.start)


def _told(setting: Setting, labels: list[_Label], end: int, work: Span) -> Labels:
    """What the labels say, each up to the next; `work` is what is left without them."""
    deadline: Deadline | None = None
    product: str | None = None
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    ends = [*[label.start for label in labels[1:]], end]
    for label, stop in zip(labels, ends, strict=True):
        value = _value(setting.view, label.value, stop)
        if value is None:
            continue
        if label.kind == "deadline_labels":
            deadline = read_deadline(setting.view, value, setting.issued)
        elif label.kind == "product_labels":
            product = rejoined(value.of(setting.view.text))
        elif label.kind == "lead_labels":
            named = agencies_in(setting, value)
            leads, partners = named.leads, partners or named.partners
        elif label.kind == "coordinating_labels":
            partners = agencies_in(setting, value).names
    return Labels(work, deadline, leads, partners, product)


def _bracketed(setting: Setting, span: Span) -> Labels:
    """ "... (Sở Y tế chủ trì; hoàn thành trong quý I)": who and when, in a bracket that closes the item."""
    view = setting.view
    at = view.flat.rfind(")", span.start, span.end)
    if at < 0 or span.end - at > 4:
        return Labels(span, None)
    found = _IN_BRACKETS.search(view.flat, span.start, span.end)
    if (
        found is None
        or found.start() <= span.start + _SHORTEST
        or not _CHAIRS.search(view.folded, found.start(), at)
    ):
        return Labels(span, None)
    told = _told_roles(setting, found.start() + 1, at)
    return (
        replace(told, work=without_stop(view, Span(span.start, found.start())))
        if told
        else Labels(span, None)
    )


def _told_roles(setting: Setting, start: int, stop: int) -> Labels | None:
    """ "Sở A chủ trì, Sở B phối hợp; hoàn thành trong quý I": who does it and when, and nothing of the work itself."""
    view = setting.view
    timed = _TIME_IN_BRACKETS.search(view.folded, start, stop)
    said = max(view.flat.rfind(":", timed.end(), stop) + 1, timed.end()) if timed else stop
    deadline = read_deadline(view, Span(said, stop), setting.issued) if said < stop else None
    who = timed.start() if timed else stop
    chairs = _CHAIRS.search(view.folded, start, who)
    if chairs is None:
        return None
    leads = agencies_in(setting, _between(start, chairs.start())).leads
    joins = _JOINS.search(view.folded, chairs.end(), who)
    partners = agencies_in(setting, _between(chairs.end(), who)).names if joins else ()
    due = deadline if deadline is not None and deadline.kind != "none" else None
    return Labels(Span(start, stop), due, leads, tuple(p for p in partners if p not in leads))


def read_role_line(setting: Setting, passage: Passage) -> Labels | None:
    """The text behind a heading that only says who does what the heading names: "1. Tuyên truyền luật: Sở Tư pháp chủ trì." """
    view, span = setting.view, passage.span
    own = passage.trail[-1] if passage.trail and passage.trail[-1].path == passage.path else None
    if (
        own is None
        or own.title is None
        or own.title.end > span.start
        or span.end - span.start > _LONGEST_ROLES
    ):
        return None
    folded = view.folded[span.start : span.end]
    if "chu" not in folded or not _ONLY_ROLES.match(folded):
        return None
    told = _told_roles(setting, span.start, without_stop(view, span).end)
    return told if told is not None and told.leads else None


def _between(start: int, stop: int) -> Span | None:
    return Span(start, stop) if start < stop else None


def labelled_deadline(setting: Setting, span: Span) -> Deadline | None:
    """The deadline of a sentence or clause that is only a label and its value: "Thời hạn hoàn thành: Quý II/2026"."""
    view = setting.view
    if view.flat.find(":", span.start, span.end) < 0:
        return None
    found = label_pattern("deadline_labels").match(view.folded[span.start : span.end])
    value = _value(setting.view, span.start + found.end(), span.end) if found else None
    return read_deadline(setting.view, value, setting.issued) if value else None


def read_label_line(setting: Setting, passage: Passage) -> Labels | None:
    """What a paragraph says that is nothing but labels ("Đơn vị chủ trì: ...; thời gian: ..."); None for any other.

    In "a) Cơ quan chủ trì: Sở X." the label was taken for a heading: then it is the title of the paragraph's own node.
    """
    view, span = setting.view, passage.span
    title = label_taken_for_title(view, passage)
    start = title.start if title is not None else span.start
    if ":" not in view.flat[start : min(span.end, start + _LONGEST_LABEL)]:
        return None
    kind = _kind_of_label(view, start, span.end)
    if kind is None:
        return None
    first = _Label(start, view.flat.index(":", start) + 1, kind)
    if first.value >= span.end:
        return None
    inside = _labels_inside(view, Span(first.value, span.end))
    rest = [label for label in inside if label.start > first.value]
    return _told(setting, [first, *rest], span.end, Span(start, span.end))


def label_taken_for_title(view: View, passage: Passage) -> Span | None:
    """The title of the paragraph's own node where its colon makes the paragraph its value."""
    own = passage.trail[-1] if passage.trail and passage.trail[-1].path == passage.path else None
    title = own.title if own is not None else None
    if title is None or not title.end <= passage.span.start <= title.end + 4:
        return None
    return title if ":" in view.flat[title.end - 1 : passage.span.start] else None


def _kind_of_label(view: View, start: int, end: int) -> str | None:
    words = view.folded[start : min(end, start + _LONGEST_LABEL)]
    return next((kind for kind in (*_KINDS, "other_labels") if label_line_pattern(kind).match(words)), None)


def completed(drafts: Iterable[Draft], labels: Labels) -> list[Draft]:
    """Drafts with what the labelled lines below them add; what they say themselves stands."""
    return [
        replace(
            draft,
            leads=labels.leads or draft.leads,
            partners=labels.partners or draft.partners,
            deadline=labels.deadline
            if labels.deadline is not None and draft.deadline.kind == "none"
            else draft.deadline,
            product=labels.product or draft.product,
            type="assigned" if labels.leads and draft.type == "solution" else draft.type,
            why=tuple(code for code in draft.why if code not in ("no_lead", "solution"))
            if labels.leads
            else draft.why,
        )
        for draft in drafts
    ]


def _value(view: View, start: int, end: int) -> Span | None:
    """The words after a label up to the end of its sentence."""
    while start < end and view.flat[start] == " ":
        start += 1
    if start >= end:
        return None
    first = next(iter(split_sentences(view, Span(start, end))))
    trimmed = without_stop(view, first)
    return trimmed if trimmed.end > trimmed.start else None
