"""The document about itself: its whole header, with what only the mentions can tell (issuer of a cut-off head, what it replaces)."""

from __future__ import annotations

import re
from dataclasses import replace

from lotrinh.lexicon.document_kinds import issuer_of_code
from lotrinh.reading.mentions.places import bare_name, find_province
from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.structure.closing import Closing
from lotrinh.reading.structure.header import Head
from lotrinh.reading.structure.issuing import has_region
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.folding import search_key
from lotrinh.values.mention import Citation
from lotrinh.values.period import Period
from lotrinh.values.reading import DocumentKind, Header, Known
from lotrinh.values.span import Span

_FARTHEST_ISSUER = 4000
_CODE = re.compile(r"[/-]")
_VISION = re.compile(r"(?:tam +nhin|dinh +huong)(?: +(?:den|toi|ra|nam))* *$")
_PROVINCE = re.compile(r"(?:tỉnh|thành phố) [A-ZĐÀ-Ỹ].*$")


def read_header(view: View, head: Head, closing: Closing, mentioned: Mentioned) -> Header:
    """Header and closing as one object; absent values are None."""
    spans = {name: span for name, span in head.spans.items() if name != "motto"}
    issuer = head.issuer
    if issuer is None and head.type is not None and "type" in head.spans:
        found = _promulgator(view, mentioned, head.spans["type"])
        if found is not None:
            issuer, spans["issuer"] = found
    elif issuer is not None and not has_region(issuer) and issuer in _COUNCILS:
        issuer = _placed(issuer, head, find_province(view))
    if closing.name is not None:
        spans["signer"] = closing.name
    listed = closing.recipients or head.addressees
    if listed:
        spans["recipients"] = Span(listed[0].start, listed[-1].end)
    replaces = tuple(
        dict.fromkeys(
            c.number
            for c in mentioned.citations.items
            if c.relation == "replaces" and c.number and c.relation_of is None
        )
    )
    return Header(
        number=head.number, type=head.type, side=head.side, issuer=issuer, place=head.place, date=head.date,
        title=head.title, subject=head.subject, signer_title=_printed(view, closing.title),
        signer_name=_printed(view, closing.name), signer_authority=_printed(view, closing.authority),
        recipients=_recipients(view, head, closing), urgency=head.urgency,
        replaces=replaces, spans=spans,
    )  # fmt: skip


_COUNCILS = ("Ủy ban nhân dân", "Hội đồng nhân dân")


def _placed(issuer: str, head: Head, province: str | None) -> str:
    """A column that lost its second line: "ỦY BAN NHÂN DÂN", dated in the province whose name the text bears throughout."""
    name = bare_name(province)
    return (
        f"{issuer} {province}"
        if head.place and name and search_key(head.place).endswith(search_key(name))
        else issuer
    )


def _recipients(view: View, head: Head, closing: Closing) -> tuple[str, ...]:
    """Those a letter speaks to, then those on its list; "Như trên" only says the first again."""
    listed = (rejoined(r.of(view.text)) for r in (*head.addressees, *closing.recipients))
    return tuple(
        dict.fromkeys(name for name in listed if not (head.addressees and search_key(name) == "nhu tren"))
    )


def _printed(view: View, span: Span | None) -> str | None:
    return rejoined(span.of(view.text)) if span else None


def _promulgator(view: View, mentioned: Mentioned, type_span: Span) -> tuple[str, Span] | None:
    """ "UBND tỉnh ban hành Kế hoạch ... như sau:": the body just before the verb."""
    if type_span.start > _FARTHEST_ISSUER:
        return None
    near = mentioned.organisations.within(max(0, type_span.start - 120), type_span.start)
    if near and "ban hanh" in " ".join(view.folded[near[-1].span.end : type_span.start].split()):
        return near[-1].name, near[-1].span
    return None


def province_of(view: View, head: Head, known: Known) -> str | None:
    """The province the names of a document belong to: by its issuer, else by its text, else the caller's own.

    A central document speaks of one province only where its title names it; "UBND tỉnh" is every province's otherwise.
    """
    if head.issuer and (found := _PROVINCE.search(head.issuer)):
        return found[0]
    if head.number and _CODE.split(head.number)[-1] in issuer_of_code():
        return find_province(View.of(head.title or ""))
    if head.number and head.number.endswith("/TW"):
        return find_province(View.of(head.title or ""))
    return find_province(view) or known.province


def scope_of(header: Header) -> str | None:
    """The place a target holds for: the province of the issuer."""
    found = _PROVINCE.search(header.issuer or "")
    return found[0] if found else None


def told_by_title(
    citations: tuple[Citation, ...], header: Header, kind: DocumentKind
) -> tuple[Citation, ...]:
    """A report whose title names a document reports on it, wherever it is named again.

    Rule: "Báo cáo tình hình thực hiện Kế hoạch số 07/KH-UBND" does not carry out the plan but tells of it.
    """
    title = header.spans.get("title")
    if kind != "report" or title is None:
        return citations
    told = {c.number for c in citations if c.number and title.covers(c.span) and c.relation_of is None}
    return tuple(
        replace(c, relation="reports_on") if c.number in told and _can_be_told(c) else c for c in citations
    )


def _can_be_told(citation: Citation) -> bool:
    return (
        citation.relation in ("implements", "mentions") and not citation.relation_of and not citation.alias_of
    )


def titled_period(view: View, header: Header, mentioned: Mentioned) -> Period | None:
    """The period a document is made for, from its title: "Chuyển đổi số năm 2026", "... giai đoạn 2026 - 2030".

    A vision ("đến năm 2030, tầm nhìn đến năm 2045") goes beyond it.
    """
    for name in ("subject", "title"):
        span = header.spans.get(name)
        dates = mentioned.dates.within(span.start, span.end) if span else ()
        whole = [
            d
            for d in dates
            if d.granularity in ("year", "range")
            and d.period.end is not None
            and not _VISION.search(view.folded, max(0, d.span.start - 24), d.span.start)
        ]
        if whole:
            return whole[-1].period
    return None
