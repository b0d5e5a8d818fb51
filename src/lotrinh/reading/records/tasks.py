"""Tasks of a document: walks its passages in order and gives each to the reader of its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lotrinh.lexicon.kinds import kinds_that
from lotrinh.lexicon.work import body_pattern, order_pattern, request_pattern, verb_pattern
from lotrinh.reading.records.bullets import read_bullet
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.records.governing import Governor, Governors
from lotrinh.reading.records.labels import (
    Labels,
    completed,
    label_taken_for_title,
    read_label_line,
    read_labels,
    read_role_line,
)
from lotrinh.reading.records.owners import read_roles
from lotrinh.reading.records.prose import read_paragraph
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.speech import SILENT, Speech, continues, orders_a_body
from lotrinh.reading.records.word_marks import first_in, found_in, stands_at
from lotrinh.reading.structure.outline import Outline, Passage, Trail
from lotrinh.reading.structure.sentences import split_enumeration
from lotrinh.reading.structure.view import View
from lotrinh.values.reading import DocumentKind
from lotrinh.values.record import TaskType
from lotrinh.values.span import Span

_NO_WORK = frozenset({"purpose", "objective", "assessment", "limitation", "cause", "lesson"})
_REVIEWING = frozenset({"assessment", "limitation", "cause"})
_CONDITIONAL = re.compile(
    r"(?:(?:trong +)?qua +trinh|neu +(?:co|phat +sinh)|trong +truong +hop|truong +hop)(?!\w)"
)
_WORKING = frozenset({"solution", "assignment", "organising"})
# "... đề nghị các cơ quan quan tâm thực hiện": a closing phrase and no work.
_EMPTY = re.compile(
    r"(?:(?:quan +tam|nghiem +tuc|khan +truong|phoi +hop|trien +khai|to +chuc|thuc +hien|biet|chi +dao|tich +cuc|kip +thoi|hieu +qua)[ ,]*(?:va +)?)+"
)
_LONGEST_HEADLINE = 160
# "(Hình từ Internet)", "Ảnh: VGP": what stands under a picture.
_CAPTION = re.compile(
    r"\((?:hinh|anh)(?!\w)[^()]*\)[*. ]*$|(?<!\w)anh(?: +minh +hoa)? *: *[^.;:]{1,40}[*. ]*$"
)
_LONGEST_CREDIT = 80
_FARTHEST_FIRST_ITEM = 90
_TAKES_EFFECT = re.compile(
    r"(?:quyet +dinh|nghi +quyet|chi +thi|thong +tu) +nay +(?:co +hieu +luc|thay +the)|(?:quy +dinh|quy +che|dieu +le) +nay +(?:quy +dinh|ap +dung)|chiu +trach +nhiem +thi +hanh +\w+ +\w+ +nay"
)
_ENACTS = re.compile(
    r"(?:hoi +dong +nhan +dan[^,;.]{0,40}? +)?(?:ban +hanh +kem +theo|(?:phe +duyet|ban +hanh +(?:quy|dieu|ke +hoach|chuong +trinh|chien +luoc|de +an|danh +muc|bo)"
    r"|cong +nhan|cong +bo|bo +nhiem|sua +doi|bai +bo|thong +qua|bo +sung +(?:\d+|mot +so|noi +dung|diem|khoan|dieu|cum +tu)"
    r"|(?:co +ban +)?(?:nhat +tri|tan +thanh|thong +nhat) +(?:voi|thong +qua)|thanh +lap +(?:ban|to|hoi +dong|doan))(?!\w))"
)
# What a decision rests on, where only its beginning is there.
_PREAMBLE = re.compile(
    r"[ -]*(?:can +cu|xet|theo +de +nghi|thuc +hien +(?:nghi +quyet|quyet +dinh|chi +thi|ket +luan|ke +hoach|cong +van|van +ban|luat)(?!\w)[^;]*;)"
)
_CHARGED = re.compile(r"(?<!\w)(?:chiu +trach +nhiem(?! +thi +hanh)|co +trach +nhiem|chu +tri)(?!\w)")
_FARTHEST_CHARGE = 160
_ITEMS = frozenset({"letter", "dash", "plus", "paren", "pair", "triple"})


@dataclass(slots=True)
class _Walk:
    """`begun` tells that the provisions have begun: running text outside them is a closing from there on.

    `relays`: an article that passes on what another document orders; sections with names make it that document itself.
    """

    setting: Setting
    governors: Governors
    kind: DocumentKind
    relays: bool
    begun: bool = False


def read_tasks(setting: Setting, outline: Outline, kind: DocumentKind) -> list[Draft]:
    """Drafts in text order."""
    relays = kind in kinds_that("relays") and not any(title.section for title in outline.titles)
    walk = _Walk(setting, Governors(setting.view, setting.mentioned, outline), kind, relays)
    drafts: list[Draft] = []
    speech = SILENT
    last: list[Draft] = []
    place: str | None = None
    for passage in outline.passages:
        walk.begun = walk.begun or passage.path is not None
        labels = read_label_line(setting, passage) if passage.section not in _NO_WORK else None
        if labels is not None:  # lines below a task: who does it, with whom, when
            if not _stand_above(setting.view, passage, last):
                drafts.extend(last)
                last = _titled(setting.view, passage, place)
                place = passage.path
            last = completed(last, labels)
            continue
        drafts.extend(last)
        roles = read_role_line(setting, passage) if passage.section not in _NO_WORK else None
        own = passage.trail[-1].title if roles is not None else None
        if roles is not None and own is not None:
            last = completed([Draft(own, own, passage.path, "solution", why=("solution",))], roles)
            place = passage.path
            continue
        last, speech = _read(walk, passage, speech, bool(outline.provisions))
        place = passage.path
    folded = setting.view.folded
    return [d for d in (*drafts, *last) if d.report or not _EMPTY.fullmatch(folded, d.span.start, d.span.end)]


def _parent(view: View, passage: Passage) -> Trail | None:
    """The node under which a labelled line stands: its own label, if it has one, is left out."""
    own = passage.marker is not None and passage.trail and passage.trail[-1].path == passage.path
    if own and passage.trail[-1].title is not None:
        own = label_taken_for_title(view, passage) is not None  # else the line stands below that title
    above = passage.trail[:-1] if own else passage.trail
    return above[-1] if above else None


def _stand_above(view: View, passage: Passage, drafts: list[Draft]) -> bool:
    """Whether the last work was told under the same heading as the labelled line."""
    parent = _parent(view, passage)
    if not drafts or parent is None or drafts[0].path is None:
        return bool(drafts)
    return drafts[0].path == parent.path or drafts[0].path.startswith(f"{parent.path}.")


def _titled(view: View, passage: Passage, place: str | None) -> list[Draft]:
    """The work that a heading names, where labelled lines stand under it and no text between."""
    node = _parent(view, passage)
    if node is None or node.title is None or node.kind == "annex":
        return []
    if place is not None and (place == node.path or place.startswith(f"{node.path}.")):
        return []
    return [Draft(node.title, node.title, node.path, "solution", why=("solution",))]


def _read(walk: _Walk, passage: Passage, speech: Speech, structured: bool) -> tuple[list[Draft], Speech]:
    span = passage.span
    if passage.leads_in:
        last = walk.governors.note(passage)
        if last is None or last.start <= span.start:
            return [], SILENT
        span = Span(span.start, last.start)
    if passage.section in _NO_WORK:
        return _ordered_in_review(walk, passage, span), SILENT
    if not structured:
        return _read_article(walk, span, speech)
    if passage.path is None and not (walk.begun and _gives_work(walk, passage, span)):
        if walk.relays:  # an article with a list in it: around the list it tells on
            return _read_article(walk, span, speech)
        return [], SILENT
    return list(_read_item(walk, passage, span)), SILENT


def _ordered_in_review(walk: _Walk, passage: Passage, span: Span) -> list[Draft]:
    """ "Đánh giá chung: ... Giao Sở Tài chính rà soát ...": from its first order on a look back gives work."""
    if passage.section not in _REVIEWING or walk.kind not in kinds_that("orders"):
        return []
    ordering = (each for each in passage.sentences if orders_a_body(walk.setting, each))
    first = next(ordering, None)
    if first is None or first.start >= span.end:
        return []
    rest = Span(first.start, span.end)
    found, _ = read_paragraph(walk.setting, rest, passage.path, "assigned", SILENT, False)
    return [draft for draft in found if draft.leads]


def _gives_work(walk: _Walk, passage: Passage, span: Span) -> bool:
    """A paragraph below the items that orders a body, or in which one is charged: "Bộ trưởng ... chịu trách nhiệm quản lý ..."."""
    if orders_a_body(walk.setting, span):
        return True
    view, first = walk.setting.view, passage.sentences[0]
    found = _CHARGED.search(view.folded, first.start, min(first.end, first.start + _FARTHEST_CHARGE))
    if found is None or walk.kind not in kinds_that("orders"):
        return False
    roles = read_roles(view, walk.setting.mentioned, first, True)
    return bool(roles.leads) and roles.subject_end <= found.end()


def _read_article(walk: _Walk, span: Span, speech: Speech) -> tuple[list[Draft], Speech]:
    """Text without sections: in a review only orders and promises count, in an article also "Sở X chủ trì ..."."""
    if _CAPTION.search(walk.setting.view.folded, max(span.start, span.end - _LONGEST_CREDIT), span.end):
        return [], speech
    if walk.kind in kinds_that("act") and _PREAMBLE.match(walk.setting.view.folded, span.start, span.end):
        return [], speech
    if span.end - span.start < _LONGEST_HEADLINE and walk.setting.view.flat[span.end - 1].isalnum():
        return [], speech  # a headline, or a button of the page: "Chia sẻ bài viết"
    free = walk.kind not in ("report", "submission")
    found, after = read_paragraph(
        walk.setting, span, None, "solution", continues(walk.setting, span, speech), free
    )
    return [draft.with_why("press") for draft in found], after


def _read_item(walk: _Walk, passage: Passage, span: Span) -> Iterator[Draft]:
    if _speaks_of_itself(walk, passage, span) or _only_strives(walk, span):
        return
    governor = walk.governors.of(passage.trail)
    if governor is not None and governor.how == "ordered_lead" and _names_another(walk, passage):
        governor = None
    prose = _is_prose(walk, passage, governor)
    kind = _type_of(walk, passage, governor)
    if kind is None:
        return
    items = split_enumeration(walk.setting.view, span)
    if items and items[0].start - span.start <= _FARTHEST_FIRST_ITEM:
        governor = walk.governors.before_items(span, items[0].start) or governor
        for item in items:
            labels = read_labels(walk.setting, item)
            for draft in read_bullet(walk.setting, item, labels, passage.path, governor, kind):
                yield from _checked(walk, passage, draft, item, labels)
        return
    if prose:
        told = (
            Speech(governor.leads, governor.partners)
            if governor and _is_conditional(walk, passage)
            else SILENT
        )
        found, _ = read_paragraph(walk.setting, span, passage.path, kind, told, passage.section != "funding")
        yield from found
        return
    labels = read_labels(walk.setting, span)
    unled = kind == "assigned" and (governor is None or not governor.leads)
    for draft in read_bullet(walk.setting, span, labels, passage.path, governor, kind, unled):
        yield from _checked(walk, passage, draft, span, labels)


def _speaks_of_itself(walk: _Walk, passage: Passage, span: Span) -> bool:
    """ "Quyết định này có hiệu lực ...", "Phê duyệt Điều lệ ...": the act of the document and nobody's work."""
    folded = walk.setting.view.folded
    if folded.find("nay", span.start, span.end) >= 0 and _TAKES_EFFECT.search(folded, span.start, span.end):
        return True
    return passage.marker == "article" and bool(_ENACTS.match(folded, span.start, span.end))


def _only_strives(walk: _Walk, span: Span) -> bool:
    """ "Phấn đấu tốc độ tăng trưởng đạt 8%/năm; ...": what is to be reached, and no work."""
    mentioned = walk.setting.mentioned.quantities
    return walk.setting.view.folded.startswith("phan dau ", span.start) and bool(
        mentioned.within(span.start, span.end)
    )


def _names_another(walk: _Walk, passage: Passage) -> bool:
    """The paragraph opens with the name of a body that no table knows: it is not the one ordered at the top."""
    folded, span = walk.setting.view.folded, passage.span
    if _orders(walk, passage):
        return True  # "Đề nghị Ban Thường trực ... phát động ...": who is asked is named, known or not
    return bool(body_pattern().match(folded, span.start, span.end)) and not verb_pattern().match(
        folded, span.start, span.end
    )


def _is_prose(walk: _Walk, passage: Passage, governor: Governor | None) -> bool:
    """A numbered paragraph or running text that names its own agency, or stands under none."""
    if orders_a_body(walk.setting, passage.span) or _is_conditional(walk, passage):
        return True
    if _orders_about(walk, passage):
        return True
    led = governor is not None and bool(governor.leads)
    if passage.marker in _ITEMS and (led or passage.marker != "pair"):
        return False
    working = walk.kind in kinds_that("orders") or passage.section in _WORKING
    told = working and passage.marker in ("number", "pair")
    roles = read_roles(walk.setting.view, walk.setting.mentioned, passage.span, told)
    if roles.leads:
        return True
    if passage.marker in _ITEMS:
        return False
    if governor is not None and governor.leads and governor.how != "ordered_lead":
        return False
    if passage.section in ("organising", "reporting", "funding", "assignment"):
        return True
    return (passage.marker is None and _orders(walk, passage)) or _orders_within(walk, passage)


def _orders_about(walk: _Walk, passage: Passage) -> bool:
    """ "- Đối với dự án cống X: giao Ban Quản lý dự án ...", "Về học phí, đề nghị Sở Tài chính ...": the matter first."""
    folded, first = walk.setting.view.folded, passage.sentences[0]
    if not folded.startswith(("doi voi ", "ve "), first.start):
        return False
    return any(
        walk.setting.view.flat[first.start : found.start()].rstrip()[-1:] in (":", ",")
        for found in found_in(walk.setting.view, "asking", order_pattern(), first)
    )


def _is_conditional(walk: _Walk, passage: Passage) -> bool:
    """ "Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan ...": the subject comes after its case."""
    return passage.marker is None and bool(_CONDITIONAL.match(walk.setting.view.folded, passage.span.start))


def _orders(walk: _Walk, passage: Passage) -> bool:
    """ "Giao Bộ Tài chính ...": running text that gives an order at its head."""
    view, span = walk.setting.view, passage.span
    if not stands_at(view, "asking", span.start):
        return False
    return any(p.match(view.folded, span.start, span.end) for p in (order_pattern(), request_pattern()))


def _orders_within(walk: _Walk, passage: Passage) -> bool:
    """ "Trên cơ sở báo cáo của ..., giao Sở Tài chính chủ trì ...", "Thống nhất ... . Giao Sở Xây dựng ...":
    the order comes after its ground."""
    view, first = walk.setting.view, passage.sentences[0]
    for sentence in passage.sentences[1:]:
        if stands_at(view, "asking", sentence.start) and order_pattern().match(
            view.folded, sentence.start, sentence.end
        ):
            return True
    return passage.marker == "number" and first_in(view, "asking", order_pattern(), first) is not None


def _type_of(walk: _Walk, passage: Passage, governor: Governor | None) -> TaskType | None:
    told = governor is not None and bool(governor.leads)
    if passage.section == "assignment":
        return "assigned"
    if passage.section in ("organising", "reporting"):
        return "assigned" if told else "organising"
    if passage.section == "solution":
        return "assigned" if told else "solution"
    if passage.section == "recommendation":
        return "assigned" if walk.kind in ("notice", "conclusion") else None
    if passage.section == "funding":
        return "assigned"
    if passage.trail and passage.trail[0].kind == "annex" and not told:
        return None
    if walk.kind in kinds_that("plans") and not told:
        return "solution"
    if walk.kind in kinds_that("orders"):
        return "assigned"
    return "assigned" if walk.relays and (told or _names_its_own(walk, passage)) else None


def _names_its_own(walk: _Walk, passage: Passage) -> bool:
    """The item says itself who is to do it: "- Bộ Tài chính khẩn trương hướng dẫn ..."."""
    return bool(read_roles(walk.setting.view, walk.setting.mentioned, passage.sentences[0]).leads)


def _checked(walk: _Walk, passage: Passage, draft: Draft, span: Span, labels: Labels) -> Iterator[Draft]:
    """A piece without a verb of work and without an agency is no task."""
    if draft.type == "solution":
        if draft.leads:
            yield replace(draft, type="assigned", sentence=span, path=passage.path)
        else:
            yield from _solution(walk, passage, draft, span, labels.work)
        return
    folded = walk.setting.view.folded
    acts = draft.report is not None or bool(verb_pattern().match(folded, draft.span.start, draft.span.end))
    if not acts and not draft.leads:
        return
    known_section = passage.section is not None or bool(draft.leads)
    grounded = folded.startswith(("can cu", "theo "), draft.span.start)
    codes = () if known_section else ("no_section",)
    yield draft.with_why(*codes, *(() if acts or grounded else ("cue_only",)))


def _solution(walk: _Walk, passage: Passage, draft: Draft, span: Span, whole: Span) -> Iterator[Draft]:
    """Solutions stand whole with their full stop: one for an item, whatever pieces it was cut into."""
    if draft.span.start > whole.start + 2 or draft.sentence.start != span.start:
        return
    loose = passage.marker is None or passage.section is None
    if loose and not verb_pattern().match(walk.setting.view.folded, whole.start, whole.end):
        return
    yield Draft(
        _stripped(walk, whole), span, passage.path, draft.type, (), draft.partners, draft.deadline, draft.flags,
        ("solution",), None, draft.product,
    )  # fmt: skip


def _stripped(walk: _Walk, span: Span) -> Span:
    end = span.end
    while end > span.start and walk.setting.view.flat[end - 1] == " ":
        end -= 1
    return Span(span.start, max(end, span.start + 1))
