"""Citations seen beside the head and the bodies: a document does not cite itself, and a printed issuer is a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lotrinh.reading.records.mentioned import Row, T
from lotrinh.reading.structure.header import Head
from lotrinh.reading.structure.view import View
from lotrinh.values.mention import Citation, Organisation
from lotrinh.values.span import Span

_PERSON = r"(?:bo truong|thu truong|chu nhiem|thong doc|tong thanh tra|giam doc|chu tich|cuc truong|truong ban|chanh van phong)"
# "... của Bộ trưởng, Chủ nhiệm" before "Văn phòng Chính phủ": whose the document is.
_OF = re.compile(rf",? +cua +(?:{_PERSON}(?: *,)? +){{0,2}}$")
# "Sở Tư pháp tại" before "Tờ trình số".
_AT = re.compile(r"(?: *,)? +\(?tai +(?:cac +)?$")
_FARTHEST = 60


def of_others(
    view: View, citations: Iterable[Citation], head: Head
) -> tuple[tuple[Citation, ...], tuple[Span, ...]]:
    """(citations of other documents, places where the head and the page above it name the document itself).

    A page of a portal prints title and attributes above the letterhead, among them documents that are only akin: what
    stands above a motto is no part of the document. Below the head its own number may be cited, but it replaces nothing.
    """
    kept: list[Citation] = []
    own: list[Span] = []
    top = above(head)
    number = head.spans.get("number")
    for citation in citations:
        itself = citation.number is not None and citation.number == head.number
        if itself and not any(map(str.isdigit, citation.span.of(view.text))):
            continue  # "Quyết định" alone: the one document of that type that a page names is this one
        if itself and citation.date not in (None, head.date):
            itself = head.date is None
        if number is not None and number.overlaps(citation.span):
            continue
        if itself and citation.span.end <= max(head.end, top):
            own.append(citation.span)
        elif citation.span.start >= top:
            replacing = itself and citation.relation == "replaces"
            kept.append(replace(citation, relation="mentions") if replacing else citation)
    return tuple(kept), tuple(own)


def below(mentions: Sequence[T], head: Head) -> tuple[T, ...]:
    """Those that are no part of the page around a document ("12 trang", "Ngày hết hiệu lực: 23-07-2012")."""
    top = above(head)
    return tuple(mention for mention in mentions if mention.span.start >= top)


def outside(organisations: Sequence[Organisation], citations: Sequence[Citation]) -> tuple[Organisation, ...]:
    """Those that are no part of a symbol: "Báo cáo số 46/BC- HĐND"."""
    named = Row.of(citations)
    return tuple(body for body in organisations if not named.cover(body.span))


def above(head: Head) -> int:
    """Where a letterhead with a motto begins, 0 without one."""
    return min(span.start for span in head.spans.values()) if "motto" in head.spans else 0


def with_issuers(
    view: View, citations: Iterable[Citation], organisations: Sequence[Organisation]
) -> Iterator[Citation]:
    """The body printed after a citation ("... của Bộ Tài chính"), or before it ("Sở Tư pháp tại Tờ trình số ...")."""
    bodies = Row.of(organisations)
    ends = {body.span.end: body for body in organisations}
    for citation in citations:
        if citation.issuer is not None or citation.number is None:
            yield citation
            continue
        body = _after(view, citation.span.end, bodies) or _before(view, citation.span.start, ends)
        yield replace(citation, issuer=body.name) if body is not None and not body.collective else citation


def _after(view: View, end: int, bodies: Row[Organisation]) -> Organisation | None:
    found = bodies.first_in(end, end + _FARTHEST)
    return found if found is not None and _OF.fullmatch(view.folded, end, found.span.start) else None


def _before(view: View, start: int, ends: dict[int, Organisation]) -> Organisation | None:
    led = _AT.search(view.folded, max(0, start - 12), start)
    return ends.get(led.start()) if led else None
