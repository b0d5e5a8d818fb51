"""The head of a document: number, type, issuer, place, date, title. What is not printed stays None."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lotrinh.lexicon.document_kinds import (
    abbreviation_of_name,
    document_types,
    issuer_of_code,
    side_of_number,
)
from lotrinh.lexicon.headers import mottoes, organs, urgencies
from lotrinh.reading.structure.lines import Paragraph
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.folding import search_key
from lotrinh.values.span import Span

_NUMBER = re.compile(
    r"S[ốỐ] *:? *(\d{1,5}(?: */ *\d{4})? *[-/] *[A-ZĐƯ][A-Za-zĐđƯư&]*(?:[./-] ?[A-ZĐƯ][\wĐđƯư&]*)*)"
)
_BARE_NUMBER = re.compile(r"S[ốỐ] *:? *(\d{1,5}(?:/\d{4})?)\s*$")
_PLACE_DATE = re.compile(
    r"([A-ZĐ][^\d,;:|\t]{1,40}?) *, *ngày +(\d{1,2}) +tháng +(\d{1,2}) +năm +(\d{4})(?= *$)", re.IGNORECASE
)
_PART = re.compile(r"[-/. ]+")
_ABOUT = re.compile(r"(?:ve viec|v/v) ")
_GROUND = re.compile(r"can cu |theo de nghi |xet |nham |de ")
_PROMULGATES = re.compile(
    r"ban hanh +([^:;]{3,40}?)(?= +(?:nay|thuc hien|trien khai|hanh dong|phat trien|ve|voi|cu the|nhu sau)\b)[^;]{0,400}:$"
)
_OPENS_TEXT = re.compile(
    r"\n(?=Ngày \d{1,2}[/ ]|Chiều ngày |Sáng ngày |Căn cứ |Thực hiện |Triển khai |Sau khi |Trong (?:\d|các ngày))"
)
_REGION = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|PHƯỜNG|XÃ|ĐẶC KHU) +(?!ỦY|UỶ|ĐOÀN)")
_COMMITTEE = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|ĐẢNG) (?:ỦY|UỶ)(?: +|$)")
_REGION_HEAD = re.compile(r" +(?=(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|PHƯỜNG|XÃ|ĐẶC KHU) (?!ỦY|UỶ|ĐOÀN))")
_FARTHEST_PIECES = 70
_LONGEST_HEADLINE = 130


@dataclass(frozen=True, slots=True)
class Head:
    """The printed values with their spans. `end` is where the head ends and running text begins."""

    end: int
    number: str | None = None
    type: str | None = None
    side: Literal["state", "party"] | None = None
    issuer: str | None = None
    place: str | None = None
    date: date | None = None
    title: str | None = None
    subject: str | None = None
    urgency: str | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)

    @property
    def is_official(self) -> bool:
        """True where the text bears a number, a type or a motto: it is a document and not an article."""
        return bool(self.number or self.type or "motto" in self.spans)


def read_head(
    view: View, paragraphs: tuple[Paragraph, ...], first_label: int, frames: Iterable[Span] = ()
) -> Head:
    """Reads the pieces before `first_label`, the start of the first numbered section.

    `frames` are the layout tables that hold the two columns of a letterhead: each line of their cells is a piece.
    """
    return _Reader(view, _pieces(view, paragraphs, first_label, tuple(frames))).read()


def _pieces(
    view: View, paragraphs: tuple[Paragraph, ...], first_label: int, frames: tuple[Span, ...]
) -> list[Span]:
    """Paragraphs of the head, two columns (a tab between them) and the lines of a letterhead taken apart."""
    pieces: list[Span] = []
    for paragraph in paragraphs[:_FARTHEST_PIECES]:
        if paragraph.span.start >= first_label:
            break
        at = paragraph.span.start
        framed = any(frame.covers(paragraph.span) for frame in frames)
        for part in re.split(r"[\t\n]" if framed else r"\t", paragraph.span.of(view.text)):
            words = view.flat[at : at + len(part)]
            if words.strip():
                lead = len(words) - len(words.lstrip())
                pieces.append(Span(at + lead, at + lead + len(words.strip())))
            at += len(part) + 1
    return pieces


class _Reader:
    def __init__(self, view: View, pieces: list[Span]) -> None:
        self.view = view
        self.pieces = pieces
        self.spans: dict[str, Span] = {}
        self.number: str | None = None
        self.place: str | None = None
        self.date: date | None = None

    def text(self, span: Span) -> str:
        return self.view.flat[span.start : span.end]

    def read(self) -> Head:
        number_at = self._find_number()
        self._find_place_and_date(number_at)
        self._find_marks()
        type_code, type_at = self._find_type()
        title, subject, last = self._find_title(type_at, type_code is not None or self.number is not None)
        issuer = self._find_issuer(number_at if number_at is not None else type_at)
        code = type_code or self._type_of_number()
        side = side_of_number(self.number) if self.number else None
        return Head(
            end=last, number=self.number, type=code, side=side, issuer=issuer, place=self.place, date=self.date,
            title=title, subject=subject,
            urgency=self._words("urgency"), spans=self.spans,
        )  # fmt: skip

    def _words(self, name: str) -> str | None:
        return rejoined(self.spans[name].of(self.view.text)) if name in self.spans else None

    def _find_number(self) -> int | None:
        for index, piece in enumerate(self.pieces):
            found = _NUMBER.match(self.text(piece))
            if found:
                self.number = re.sub(r"\s+", "", found[1])
                self.spans["number"] = Span(piece.start + found.start(1), piece.start + found.end(1))
                return index
        return None

    def _find_place_and_date(self, number_at: int | None) -> None:
        for piece in self.pieces:
            text = self.text(piece)
            begin = (
                self.spans["number"].end - piece.start
                if number_at is not None and piece.start <= self.spans["number"].start < piece.end
                else 0
            )
            found = _PLACE_DATE.match(text[begin:].lstrip()) if begin else _PLACE_DATE.match(text)
            if found is None:
                continue
            shift = piece.start + begin + (len(text[begin:]) - len(text[begin:].lstrip()))
            try:
                self.date = date(int(found[4]), int(found[3]), int(found[2]))
            except ValueError:
                continue
            self.place = rejoined(found[1])
            self.spans["place"] = Span(shift + found.start(1), shift + found.end(1))
            self.spans["date"] = Span(shift + found.start(2) - 5, shift + found.end(4))
            return

    def _find_marks(self) -> None:
        for piece in self.pieces:
            key = search_key(self.text(piece)).strip(" .-")
            if key in urgencies() and self.text(piece).isupper():
                self.spans.setdefault("urgency", piece)
            elif any(key.startswith(motto) or key.endswith(motto) for motto in mottoes()):
                self.spans.setdefault("motto", piece)

    def _find_type(self) -> tuple[str | None, int | None]:
        """The name of the type alone on its line, in capitals."""
        for index, piece in enumerate(self.pieces):
            text = self.text(piece)
            if text.isupper() and len(text) < 40:
                code = abbreviation_of_name().get(search_key(text).strip(" :"))
                if code:
                    self.spans["type"] = piece
                    return code, index
        if self.number is None and not any(p for p in self.pieces if "motto" in self.spans):
            return self._find_promulgated()
        return None, None

    def _find_promulgated(self) -> tuple[str | None, int | None]:
        """A head that was cut off: "... ban hành Kế hoạch thực hiện như sau:" still names the type."""
        for piece in self.pieces:
            folded = self.view.folded[piece.start : piece.end]
            found = _PROMULGATES.search(folded)
            if found is None:
                continue
            name = search_key(found[1])
            code = abbreviation_of_name().get(name)
            if code:
                self.spans["type"] = Span(piece.start + found.start(1), piece.start + found.end(1))
                return code, None
        return None, None

    def _type_of_number(self) -> str | None:
        if self.number is None:
            return None
        known = {kind.abbreviation for kind in document_types() if kind.abbreviation}
        parts = _PART.split(self.number.lstrip("0123456789"))
        return next((part for part in parts if part in known), "CV" if len(parts) > 2 else None)

    def _find_title(self, type_at: int | None, official: bool) -> tuple[str | None, str | None, int]:
        last = self.pieces[0].start if self.pieces else 0
        if type_at is not None:
            rows = self.pieces[type_at + 1 : type_at + 5]
        elif "type" in self.spans:
            rows = self.pieces[:3]
        elif not official:
            return self._find_headline(last)
        else:
            return self._find_subject(last)
        title: Span | None = None
        for row in (self._before_opening(row) for row in rows):
            folded = self.view.folded[row.start : row.end]
            text = self.text(row)
            capitals = text.isupper()
            if not any(c.isalpha() for c in text):
                if title is not None and len(text) < 30:  # the years of a period, wrapped onto their own line
                    title = Span(title.start, row.end)
                continue
            if title is None and (
                capitals or (len(text) < 420 and not _GROUND.match(folded) and text[-1] not in ".:;")
            ):
                title = row
            elif (
                title is not None
                and capitals
                and self.text(title).isupper()
                and search_key(text) not in self._issuers()
            ):
                title = Span(title.start, row.end)
            else:
                break
        if title is None:
            return None, None, last
        self.spans["title"] = title
        words = rejoined(title.of(self.view.text))
        about = _ABOUT.match(search_key(words) + " ")
        return words, (words if about else None), title.end

    def _before_opening(self, row: Span) -> Span:
        """A title whose next line already opens the text ("Ngày 03/01/2025, ..."): pages do not always part the two."""
        opens = _OPENS_TEXT.search(self.view.text, row.start + 12, row.end)
        ended = opens is not None and self.view.text[opens.start() - 1] not in " ,-–"
        return Span(row.start, opens.start()) if opens is not None and ended else row

    def _find_headline(self, last: int) -> tuple[str | None, str | None, int]:
        """The title of an article: a short first line, or one that stands alone between empty lines."""
        for index, piece in enumerate(self.pieces[:2]):
            alone = self.view.text[piece.end : piece.end + 2].strip(" ") == "\n\n"
            if (
                piece.end - piece.start <= _LONGEST_HEADLINE
                and self.text(piece)[-1] not in ".:;"
                and (index == 0 or alone)
            ):
                self.spans["title"] = piece
                return rejoined(self.text(piece)), None, piece.end
        return None, None, last

    def _issuers(self) -> frozenset[str]:
        return frozenset(search_key(self.text(p)) for p in self.pieces[:3])

    def _find_subject(self, last: int) -> tuple[str | None, str | None, int]:
        for piece in self.pieces:
            if _ABOUT.match(self.view.folded, piece.start, piece.end):
                self.spans["subject"] = piece
                words = rejoined(self.text(piece))
                return None, words, piece.end
        end = max((s.end for s in self.spans.values()), default=last)
        return None, None, end

    def _find_issuer(self, before: int | None) -> str | None:
        """The lines in capitals above the number, without the mottoes."""
        if before is None or ("motto" not in self.spans and self.number is None):
            return None
        rows: list[Span] = []
        for piece in reversed(
            self.pieces[:before]
        ):  # the nearest first: pages put other words above the head
            text = self.text(piece)
            key = search_key(text).strip(" .*-")
            if any(motto in key for motto in mottoes()):
                if rows:
                    break
                continue
            if not text.isupper() or len(text) >= 120:
                break
            rows.insert(0, piece)
        if not rows:
            return self._issuer_of_number()
        above, rows = self._without_superior(rows)
        self.spans["issuer"] = Span(rows[0].start, rows[-1].end)
        issuer = _cased(self.view, [self.text(r) for r in rows])
        return issuer if above is None or above in issuer else f"{issuer} {above}"

    def _without_superior(self, rows: list[Span]) -> tuple[str | None, list[Span]]:
        """ "UBND TỈNH X" over "SỞ CÔNG THƯƠNG": the lower body issues; the region of the upper one places it."""
        for at in range(len(rows) - 1, 0, -1):
            region = _REGION.search(rejoined(" ".join(self.text(r) for r in rows[:at])))
            opens = search_key(self.text(rows[at])).startswith(organs())
            if opens and region:
                name = region.string[region.end() :].title()
                return f"{region[0].strip().lower()} {name}", rows[at:]
        return None, rows

    def _issuer_of_number(self) -> str | None:
        if self.number is None:
            return None
        return issuer_of_code().get(_PART.split(self.number)[-1])


def _cased(view: View, rows: list[str]) -> str:
    """Words in capitals as they are written in running text: found there, or by the rule for places.

    >>> _cased(View.of(""), ["ỦY BAN NHÂN DÂN", "TỈNH PHÚ YÊN"])
    'Ủy ban nhân dân tỉnh Phú Yên'
    """
    whole = rejoined(" ".join(rows))
    for written in (whole, rejoined(rows[0])):
        found = _mixed(view, written)
        if found is not None and written == whole:
            return found
    parts = []
    pieces = [part for row in rows for part in _REGION_HEAD.split(rejoined(row)) if part]
    for index, row in enumerate(pieces):
        region = _REGION.match(row)
        if region:
            parts.append(region[0].lower() + row[region.end() :].title())
        elif committee := _COMMITTEE.match(row):
            parts.append(committee[0].capitalize() + row[committee.end() :].title())
        else:
            plain = _mixed(view, row) or row.capitalize()
            parts.append(plain if index == 0 else plain[0].lower() + plain[1:] if plain.isupper() else plain)
    return rejoined(" ".join(parts))


def _mixed(view: View, capitals: str) -> str | None:
    """The same words in the text in ordinary spelling."""
    lowered = capitals.lower()
    at = 0
    low = view.flat.lower() if len(view.flat.lower()) == len(view.flat) else ""
    while (at := low.find(lowered, at)) >= 0:
        printed = view.flat[at : at + len(lowered)]
        if not printed.isupper() and printed[0].isupper():
            return printed
        at += len(lowered)
    return None
