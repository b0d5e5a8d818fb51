"""The head of a document: number, type, issuer, place, date, title. What is not printed stays None."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import islice
from typing import Literal

from lotrinh.lexicon.document_kinds import document_types, issuer_of_code, side_of_number
from lotrinh.lexicon.headers import opens_text, opens_with_authority, opens_with_organ
from lotrinh.reading.structure.addressees import find_addressees
from lotrinh.reading.structure.attributes import find_attributes
from lotrinh.reading.structure.headline import find_headline, find_promulgated
from lotrinh.reading.structure.issuing import has_region, name_issuer, region_in
from lotrinh.reading.structure.letterhead import (
    ABOUT,
    Cell,
    Letterhead,
    cells,
    find_letterhead,
    is_no_issuer,
    is_urgency,
    printed_number,
)
from lotrinh.reading.structure.lines import Paragraph
from lotrinh.reading.structure.titles import (
    CELLS_SEEN,
    TypeLine,
    capitals_at,
    read_subject,
    read_title,
    type_line,
)
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

Side = Literal["state", "party"]
_PART = re.compile(r"[-/.]+")
_LABEL = re.compile(r"\d{1,2}[.)] +(?=\S)")
_PERSON = re.compile(r"(?:bo truong|chu tich|thu truong|tong giam doc|giam doc|tong cuc truong|cuc truong) ")
_SESSION = re.compile(r"khoa |ky hop |nhiem ky ")
_CODE = re.compile(r"[A-ZĐƯ&]{1,10}")
# A page recognised from a picture may lose the first letter, which bears two marks.
_LOST_LETTER = re.compile(r"^Y BAN(?= NHÂN)")
_TITLE_REACH = 3000
_TYPE_NEAR_TOP = 12
_LONGEST_ISSUER = 120


@frozen
class Head:
    """The printed values with their spans. `end` is where the head ends and running text begins."""

    end: int
    number: str | None = None
    type: str | None = None
    side: Side | None = None
    issuer: str | None = None
    place: str | None = None
    date: date | None = None
    title: str | None = None
    subject: str | None = None
    urgency: str | None = None
    addressees: tuple[Span, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)

    @property
    def is_official(self) -> bool:
        """True where the text bears a number, a type or a motto: it is a document and not an article."""
        return bool(self.number or self.type or "motto" in self.spans)


def read_head(view: View, paragraphs: Sequence[Paragraph], first_label: int) -> Head:
    """The head at the letterhead of a text; without one, what a first line or "ban hành Kế hoạch" tells.

    `first_label` is where the first numbered section starts.
    """
    letterhead = find_letterhead(view)
    if letterhead is not None:
        return _Reader(view, letterhead).read()
    return _bare(view) or _of_portal(view) or _cut_off(view, paragraphs, first_label)


def _bare(view: View) -> Head | None:
    """A type in capitals alone near the top: the letterhead was cut off, or the text is an annex."""
    lines = list(islice(cells(view, 0, min(len(view.text), _TITLE_REACH)), _TYPE_NEAR_TOP + 1))
    for at, cell in enumerate(lines[:_TYPE_NEAR_TOP]):
        if opens_text(search_key(view.text[cell.span.start : cell.span.end][:60])):
            return None
        found = type_line(view, lines[at : at + 2], strict=True)
        if found:
            return _Reader(view, Letterhead(cell.span.start, cell.span.start)).read()
    return None


def _of_portal(view: View) -> Head | None:
    """A page that shows the attributes of a document and not its letterhead."""
    found = find_attributes(view)
    if found is None:
        return None
    number, day, issued = found
    head = Letterhead(number.start, number.start, number=number, date=issued, date_span=day)
    read = _Reader(view, head).read()
    return replace(read, end=max(number.end, day.end), title=None, subject=None)


def _cut_off(view: View, paragraphs: Sequence[Paragraph], first_label: int) -> Head:
    pieces = [p.span for p in paragraphs[:70] if p.span.start < first_label]
    type_code, type_span = find_promulgated(view, pieces)
    if type_code is None:
        title = find_headline(view, pieces)
        spans = {"title": title} if title else {}
        start = pieces[0].start if pieces else 0
        return Head(end=title.end if title else start, title=_words(view, title), spans=spans)
    below = islice(cells(view, pieces[0].start, pieces[0].start + _TITLE_REACH), CELLS_SEEN)
    title, _ = read_title(view, list(below))
    spans = {"type": type_span} if type_span else {}
    spans |= {"title": title} if title else {}
    return Head(
        end=title.end if title else pieces[0].start, type=type_code, title=_words(view, title), spans=spans
    )


def _words(view: View, span: Span | None) -> str | None:
    return rejoined(span.of(view.text)) if span else None


class _Reader:
    """Walks the cells of a letterhead once: issuer, type, title or subject, and who decides below the title."""

    def __init__(self, view: View, letterhead: Letterhead) -> None:
        self.view, self.letterhead = view, letterhead
        self.rows: list[Span] = []
        self.spans: dict[str, Span] = {}
        self.type: TypeLine | None = None
        self.authority: Span | None = None
        marked = {"motto": letterhead.motto, "number": letterhead.number, "place": letterhead.place, "date": letterhead.date_span}  # fmt: skip
        self.spans |= {name: span for name, span in marked.items() if span}

    def read(self) -> Head:
        head = self.letterhead
        below = self._walk()
        if self.type or below:
            self._read_title(below)
        number = self._number()
        symbol = number or head.code
        side = self._side(symbol)
        issuer = self._issuer(symbol)
        title, subject = self.spans.get("title"), self.spans.get("subject")
        about = title if title and ABOUT.match(self.view.folded, title.start) else None
        end = max((s.end for name, s in self.spans.items() if name != "issuer"), default=head.start)
        addressees, end = find_addressees(self.view, end)
        return Head(
            end=end, addressees=addressees,
            number=number, type=self._type(symbol), side=side, issuer=issuer,
            place=_words(self.view, head.place), date=head.date, title=_words(self.view, title),
            subject=_words(self.view, subject or about), urgency=_words(self.view, self.spans.get("urgency")),
            spans=self.spans,
        )  # fmt: skip

    def _number(self) -> str | None:
        """A narrow column may break the symbol after a dash: its last part stands in a row of its own."""
        span = self.letterhead.number
        if span is None:
            return None
        number = printed_number(self.view, span)
        if self.view.flat[span.end : span.end + 2].strip().startswith("-"):
            last = next(
                (r for r in self.rows if r.start > span.end and _CODE.fullmatch(r.of(self.view.text))), None
            )
            if last:
                self.rows.remove(last)
                return f"{number}-{last.of(self.view.text)}"
        return number

    def _walk(self) -> list[Cell]:
        """Reads up to the type and returns the cells after it; a title without its type is found all the same."""
        head = self.letterhead
        reach = max(head.end, min(len(self.view.text), head.start + _TITLE_REACH))
        for cell in cells(self.view, head.start, reach, wide_gaps=True):
            for span in head.cut(self.view, cell.span):
                piece = Cell(span, cell.blank_before, cell.rule_before)
                if self._takes(piece, reach):
                    return list(islice(cells(self.view, self._after, reach), CELLS_SEEN))
                if self._stops(piece):
                    return []
        return []

    _after = 0

    def _takes(self, cell: Cell, reach: int) -> bool:
        """True at the type, or at a title whose type is not printed."""
        span, view = cell.span, self.view
        following = next(cells(view, span.end, reach), None)
        found = type_line(view, [cell, *([following] if following else [])])
        if found is None and not view.flat[span.start : span.end].isupper():
            capitals = capitals_at(view, span)
            found = (
                type_line(view, [Cell(capitals, False, False)]) if capitals and self._has_marks() else None
            )
        if found:
            self.type, self.spans["type"] = found, found.span
            self._after = max(
                found.span.end, found.rest.end if found.rest else 0, found.urgency.end if found.urgency else 0
            )
            if found.urgency:
                self.spans["urgency"] = found.urgency
            return True
        lost = self._is_lost_title(span)
        if ABOUT.match(view.folded, span.start) and not lost:
            if "subject" not in self.spans:
                self._take_subject(span, reach)
            return False
        if lost:
            self._after = span.start
            return True
        return False

    def _has_marks(self) -> bool:
        return bool(self.letterhead.number or self.letterhead.motto)

    def _is_lost_title(self, span: Span) -> bool:
        """Capitals after number and day that name no body: pages lose the line of the type."""
        text = self.view.flat[span.start : span.end]
        head = self.letterhead
        after = bool(head.number and head.date_span and span.start > max(head.number.end, head.date_span.end))
        key = search_key(text)
        if (
            ABOUT.match(key)
            and self._type(printed_number(self.view, head.number) if head.number else None) == "CV"
        ):
            return False
        return after and text.isupper() and len(text) > 20 and not opens_with_organ(key) and not opens_with_authority(key) and not is_no_issuer(text)  # fmt: skip

    def _take_subject(self, span: Span, reach: int) -> None:
        rest = islice(cells(self.view, span.start, reach, wide_gaps=True), 8)
        free = [
            Cell(s, c.blank_before, c.rule_before)
            for c in rest
            for s in self.letterhead.cut(self.view, c.span)
        ]
        subject = read_subject(self.view, free)
        end = subject.end
        while self.view.flat[end - 1] in " .;":
            end -= 1
        self.spans.setdefault("subject", Span(subject.start, end))

    def _stops(self, cell: Cell) -> bool:
        """Keeps a row of the issuer or a stamp; True where running text begins."""
        span = cell.span
        text = self.view.flat[span.start : span.end]
        if "subject" in self.spans and span.start < self.spans["subject"].end:
            return False
        if is_urgency(text):
            self.spans["urgency"] = span
        elif text.isupper() and not is_no_issuer(text) and len(text) < _LONGEST_ISSUER:
            self._keep_row(span)
        elif opens_text(search_key(text[:60])) or span.start > self.letterhead.end - 1:
            return True
        capitals = capitals_at(self.view, span)
        if capitals and not text.isupper() and not self.rows and " " in capitals.of(self.view.text):
            self._keep_row(capitals)
        return len(text) > 60 and not text.isupper()

    def _keep_row(self, span: Span) -> None:
        label = _LABEL.match(self.view.flat, span.start, span.end)
        span = Span(label.end(), span.end) if label else span
        key = search_key(self.view.text[span.start : span.end])
        number = self.letterhead.number
        below = number is not None and span.start > number.end
        if _SESSION.match(key) or (self.rows and below and _PERSON.match(key)):
            return
        if (
            self.rows
            or opens_with_organ(key)
            or key.startswith("y ban nhan")
            or key in ("uy", "hoi", "van", "chinh", "thuong", "ban chap", "tinh")
        ):
            self.rows.append(span)

    def _read_title(self, below: list[Cell]) -> None:
        rest = self.type.rest if self.type else None
        title, taken = read_title(self.view, below, rest)
        if title is not None:
            self.spans["title"] = title
        self._find_authority(below[taken : taken + 3])

    def _find_authority(self, below: list[Cell]) -> None:
        for cell in below:
            text = self.view.flat[cell.span.start : cell.span.end]
            if text.isupper() and opens_with_authority(search_key(text)):
                self.authority = cell.span
                return
            if not text.isupper():
                return

    def _side(self, symbol: str | None) -> Side | None:
        if self.letterhead.party or self.letterhead.state:
            return "party" if self.letterhead.party and not self.letterhead.state else "state"
        return side_of_number(symbol) if symbol else None

    def _type(self, symbol: str | None) -> str | None:
        """As printed; a symbol that bears another abbreviation of the same name decides ("QUY ĐỊNH", 97-QĐ/TW)."""
        parts = _PART.split(symbol.lstrip("0123456789")) if symbol else []
        if self.type is None:
            return _type_of_symbol([part for part in parts if part and not part.isdigit()])
        name = search_key(self.type.span.of(self.view.text)).strip(" :")
        same = {kind.abbreviation for kind in document_types() if search_key(kind.name) == name}
        return next((part for part in parts if part in same), self.type.code)

    def _issuer(self, symbol: str | None) -> str | None:
        view = self.view
        issuer = name_issuer(
            view, [_LOST_LETTER.sub("ỦY BAN", view.flat[r.start : r.end]) for r in self.rows]
        )
        if issuer is None:
            if self.authority is not None:
                issuer = name_issuer(view, [view.flat[self.authority.start : self.authority.end]])
            return issuer or (issuer_of_code().get(_PART.split(symbol)[-1]) if symbol else None)
        self.spans["issuer"] = Span(self.rows[0].start, self.rows[-1].end)
        if not has_region(issuer) and issuer.endswith("nhân dân") and self.authority is not None:
            region = region_in(view, view.flat[self.authority.start : self.authority.end])
            return f"{issuer} {region}" if region else issuer
        return issuer


def _type_of_symbol(parts: list[str]) -> str | None:
    """The abbreviation that opens a symbol; a letter has none and opens with its organ (1234/UBND-KT)."""
    if not parts:
        return None
    known = {kind.abbreviation for kind in document_types() if kind.abbreviation}
    if parts[0] in known:
        return parts[0]
    glued = next(
        (
            name
            for name in known
            if len(parts) == 1 and parts[0].startswith(name) and len(parts[0]) > len(name) + 1
        ),
        None,
    )
    return glued or ("CV" if len(parts) > 1 else None)
