"""Where the letterhead stands in a text and the marks found in it: mottoes, number, place and date, urgency.

Two columns may come out of a page in any order, so marks are found by their own form and cut out; what is left in
capitals is the issuer (see issuing). Pages put menus and attributes above: the letterhead begins at its motto.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lotrinh.lexicon.headers import not_issuers, opens_text, opens_with_organ, urgencies
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.reading.structure.word_places import matches_at, places_of
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

_GAP = r"[ |]+"
# Nghị định 30/2020/NĐ-CP, Phụ lục I, and 399-QĐ/TW. A page may break the mottoes anywhere between two words.
_MOTTO = re.compile(
    rf"cong{_GAP}hoa{_GAP}xa[ |]*hoi(?:{_GAP}chu{_GAP}nghia(?:{_GAP}viet(?:{_GAP}nam)?)?)?"
    rf"|dang{_GAP}cong{_GAP}san{_GAP}viet{_GAP}nam"
)
_MOTTO_OPENS = ("cong", "dang")
_SECOND = re.compile(r"doc {1,3}lap[ -]{1,6}tu {1,3}do(?:[ -]{1,6}hanh {1,3}phuc)?|chu nghia viet nam")
_NUMBER = re.compile(
    r"(?<!\w)(?:[sS]ố *[:;.,]?|SỐ *[:;]) *(?P<number>\d{1,5}(?:\.\d{1,3})?[a-zđ]?(?: ?/ ?\d{4})? ?[-/–] ?"
    r"[A-ZĐƯÐ][A-Za-z0-9ĐđƯưÐ&]*(?: ?[./–-] ?[A-ZĐƯÐ][\wĐđƯưÐ&]*)*|\d{1,5}/\d{4}(?= |$)|\d{1,5}(?= *(?:\||$)))"
)
_BLANK = re.compile(
    r"(?<!\w)S[ốỐ] *[:;]? *[.…_ |]*(?P<code>[-/] ?[A-ZĐƯÐ][\wĐđƯưÐ&]*(?:[./-][A-ZĐƯÐ][\wĐđƯưÐ&]*)*)"
)
_TYPE_WORDS = re.compile(
    r"(?:nghi quyet|quyet dinh|chi thi|ket luan|ke hoach|cong van|bao cao|thong bao|to trinh|huong dan) *$"
)
_DATE = re.compile(
    r"(?<!\w)ngay[ |]*(?P<day>\d{1,2}|[.…_]*)[ |]*thang[ |]*(?P<month>\d{1,2}|[.…_]*)[ |]*nam[ |]*(?P<year>\d{4}|\d{0,3}[.…_]*)"
)
_PLACE = re.compile(
    r"(?:^|[\n\t|]| {2})[^\w\n\t|]*(?P<place>[A-ZĐÀ-Ỹ](?:[^\d,;:|\t\n]|(?<=Quận )\d\d?|(?<=Phường )\d\d?){1,40}?) *, *$"
)
_WRAPPED = re.compile(r"(?:^|[\n|]) *(?P<head>[A-ZĐÀ-Ỹ][\w.]*(?: [A-ZĐÀ-Ỹ][\w.]*){0,2}) *$")
_BODY = re.compile(r"\n[ *|]*(?:Nơi nhận|Căn cứ|NƠI NHẬN|CĂN CỨ)(?!\w)")
ABOUT = re.compile(r"(?:ve viec|v/v|v/ v)(?= |:)")
"""Opens a subject."""
_FARTHEST = 40_000
_ABOVE, _BELOW = 400, 1600
_MOST_ABOVE = 14


@frozen
class Cell:
    """A line or a part of a line between tabs, bars or wide gaps, without its outer white space."""

    span: Span
    blank_before: bool
    rule_before: bool


@frozen
class Letterhead:
    """`start`, `end` hold the marks; `party` and `state` tell whose motto is printed. Absent values are None."""

    start: int
    end: int
    party: bool = False
    state: bool = False
    motto: Span | None = None
    number: Span | None = None
    code: str | None = None
    place: Span | None = None
    date: date | None = None
    date_span: Span | None = None
    marks: tuple[Span, ...] = ()

    def cut(self, view: View, span: Span) -> list[Span]:
        """What is left of a passage without the marks, each piece without outer white space and rules."""
        pieces, at = [], span.start
        for mark in sorted([m for m in self.marks if m.overlaps(span)], key=lambda m: m.start):
            pieces.append((at, mark.start))
            at = max(at, mark.end)
        pieces.append((at, span.end))
        return [trimmed for start, end in pieces if (trimmed := trim(view, start, end)) is not None]


def trim(view: View, start: int, end: int) -> Span | None:
    """A passage without outer white space, rules and stars; None where no letter or digit is left."""
    words = view.flat[start:end].rstrip(" -_|~=")
    end = start + len(words)
    words = words.lstrip(" -–_|.,:;/~=")
    if not words or not (words[0].isalnum() or any(map(str.isalnum, words))):
        return None
    return Span(end - len(words), end)


_PARTS = re.compile(r"[\t|\n]| {3,}")
_LINES = re.compile(r"[\t|\n]")
_RULE = re.compile(r"[-_–=~]{3,}")


def cells(view: View, start: int, end: int, *, wide_gaps: bool = False) -> Iterator[Cell]:
    """Cells of a stretch in reading order; with `wide_gaps` three spaces part two columns."""
    blank = rule = False
    at, end = start, min(end, len(view.text))
    for border in (_PARTS if wide_gaps else _LINES).finditer(view.text, start, end):
        trimmed = trim(view, at, border.start())
        if trimmed is None:
            text = view.text[at : border.start()]
            blank = blank or not text.strip()
            rule = rule or bool(_RULE.search(text))
        else:
            yield Cell(trimmed, blank, rule)
            blank = rule = False
        at = border.end()
    last = trim(view, at, end)
    if last is not None:
        yield Cell(last, blank, rule)


def find_letterhead(view: View) -> Letterhead | None:
    """The letterhead at the first motto in capitals, else at a number that stands free near the top."""
    motto = _first_motto(view)
    if motto is not None:
        return _read(view, _above(view, motto.start), min(motto.end + _BELOW, len(view.text)), motto)
    number = _first_number(view)
    if number is None:
        return None
    return _read(view, _above(view, number.start), min(number.end + _BELOW // 2, len(view.text)), None)


def _first_motto(view: View) -> Span | None:
    body = _BODY.search(view.text, 0, _FARTHEST)
    end = body.start() if body else min(_FARTHEST, len(view.text))
    places = [place for place in places_of(_MOTTO_OPENS, view.folded[:end]) if view.flat[place].isupper()]
    for found in matches_at(_MOTTO, view.folded, places, 0, end):
        if view.flat[found.start() : found.start() + 4].isupper():
            return Span(*found.span())
    return None


def _first_number(view: View) -> Span | None:
    """ "Số: 12/KH-UBND" that opens one of the first lines, where the motto was cut off."""
    for index, cell in enumerate(cells(view, 0, min(len(view.text), 3000), wide_gaps=True)):
        if index > 25 or opens_text(view.folded[cell.span.start : cell.span.end]):
            return None
        found = _NUMBER.match(view.flat, cell.span.start, cell.span.end)
        if found and not found["number"].isdigit() and found[0][0] == "S":
            return Span(*found.span("number"))
    return None


def _above(view: View, at: int) -> int:
    """Where the lines in capitals above the motto begin: the left column often comes out first."""
    line = view.text.rfind("\n", 0, at) + 1
    start = line
    above = list(cells(view, max(0, line - _ABOVE), line, wide_gaps=True))[-_MOST_ABOVE:]
    while above:
        cell = above.pop()
        if not _may_stand_above(view, cell):
            subject = _subject_above(view, [*above, cell])
            if subject is None:
                break
            del above[subject + 1 :]
            cell = above.pop()
        start = cell.span.start
    return start


def _may_stand_above(view: View, cell: Cell) -> bool:
    text = view.flat[cell.span.start : cell.span.end]
    day = _DATE.search(view.folded, cell.span.start, cell.span.end)
    return bool(text.isupper() or _NUMBER.match(text) or _BLANK.match(text) or day or text in ("Số:", "Số"))


def _subject_above(view: View, above: list[Cell]) -> int | None:
    """The left column whole above the motto: its "V/v ..." runs over some short lines below the number."""
    for index in range(len(above) - 1, max(-1, len(above) - 7), -1):
        if above[index].blank_before and index < len(above) - 1:
            return None
        if ABOUT.match(view.folded, above[index].span.start):
            return index
    return None


def _read(view: View, start: int, end: int, motto: Span | None) -> Letterhead:
    end = _body_start(view, start if motto is None else motto.end, end)
    mottoes = [Span(*m.span()) for pattern in (_MOTTO, _SECOND) for m in pattern.finditer(view.folded, start, end)
               if pattern is _SECOND or view.flat[m.start()].isupper()]  # fmt: skip
    first = [view.folded[m.start : m.start + 4] for m in mottoes]
    found = next(_dates(view, start, end), None)
    marks = [*mottoes, *([Span(*found.span())] if found else [])]
    number = _number_in(view, start, end, marks)
    blank = None if number else _blank_in(view, start, end, marks)
    if number:
        worded = number[0][0] == "s"
        begin = max(start, view.text.rfind("\n", 0, number.start()) + 1) if worded else number.start()
        marks.append(Span(begin, number.end()))
    if blank:
        marks.append(Span(*blank.span()))
    place = _place_before(view, found.start(), start, marks) if found else None
    if place:
        marks.append(place)
    day = _day(found) if found else None
    return Letterhead(
        start, end, party="dang" in first, state="cong" in first, motto=motto,
        number=Span(*number.span("number")) if number else None,
        code=re.sub(r"\s+", "", blank["code"]) if blank else None,
        place=place, date=day, date_span=Span(*found.span()) if found and day else None, marks=tuple(marks),
    )  # fmt: skip


def _body_start(view: View, start: int, end: int) -> int:
    """Text that opens the body ends the letterhead."""
    for cell in cells(view, start, end):
        if opens_text(search_key(view.text[cell.span.start : min(cell.span.end, cell.span.start + 60)])):
            return cell.span.start
    return end


def _dates(view: View, start: int, end: int) -> Iterator[re.Match[str]]:
    """Days with the word "ngày": those after a comma stand for the place and day of the document."""
    for found in _DATE.finditer(view.folded, start, end):
        before = view.flat[max(start, found.start() - 12) : found.start()].rstrip(" |")
        if before.endswith(",") or not before.strip(" |*-"):
            yield found


def _number_in(view: View, start: int, end: int, marks: list[Span]) -> re.Match[str] | None:
    for found in _NUMBER.finditer(view.flat, start, end):
        if _is_free(view, found.start(), start, marks, worded=found[0][0] == "s"):
            return found
    return None


def _blank_in(view: View, start: int, end: int, marks: list[Span]) -> re.Match[str] | None:
    for found in _BLANK.finditer(view.flat, start, end):
        if _is_free(view, found.start(), start, marks):
            return found
    return None


def _is_free(view: View, at: int, start: int, marks: list[Span], worded: bool = False) -> bool:
    """Nothing but a mark, a rule, capitals or a wide gap stands before it on its line; `worded` wants a type word."""
    line = max(start, view.text.rfind("\n", 0, at) + 1)
    before = view.text[line:at]
    if worded:
        return _TYPE_WORDS.fullmatch(view.folded[line:at].strip()) is not None
    if not before.strip(" *|\t-_") or before.endswith(("  ", "\t", "|", "| ")):
        return True
    last = at - (len(view.flat[line:at]) - len(view.flat[line:at].rstrip(" -_")))
    return before.isupper() or any(abs(mark.end - last) <= 1 for mark in marks)


def _place_before(view: View, at: int, start: int, marks: list[Span]) -> Span | None:
    while at > start and view.text[at - 1] in " \n|*":
        at -= 1
    line = max(start, view.text.rfind("\n", 0, at) + 1, *(m.end for m in marks if m.end <= at))
    found = _PLACE.search(view.text[line:at].replace("*", " "))
    if found is None:
        return None
    begin, end = line + found.start("place"), line + found.end("place")
    if found.start("place") == len(view.text[line:at]) - len(view.text[line:at].lstrip(" *|")):
        begin = _joined_start(view, begin, line, start, marks)
    return Span(begin, end)


def _joined_start(view: View, begin: int, line: int, start: int, marks: list[Span]) -> int:
    """ "Hà" on the line before "Tĩnh , ngày ...": a narrow column breaks the name of the place."""
    if line == 0 or view.text[line - 1] != "\n":
        return begin
    head = _WRAPPED.search(view.text[max(start, line - 40) : line - 1].replace("*", " "))
    if head is None:
        return begin
    at = max(start, line - 40) + head.start("head")
    span = Span(at, line - 1)
    words = head["head"]
    taken = (words.isupper() and len(words) > 3) or any(mark.overlaps(span) for mark in marks)
    return begin if taken or opens_with_organ(search_key(words)) else at


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def is_urgency(text: str) -> bool:
    """A stamp in capitals ("HỎA TỐC")."""
    return text.isupper() and search_key(text).strip(" .-") in urgencies()


def is_no_issuer(text: str) -> bool:
    """A line in capitals that names no body."""
    return search_key(text).strip(" .-()") in not_issuers()


def printed_number(view: View, span: Span) -> str:
    """The number without white space, a dash for a long one.

    >>> printed_number(View.of("255 / BC–BCĐ"), Span(0, 12))
    '255/BC-BCĐ'
    """
    return re.sub(r"\s+", "", rejoined(span.of(view.text))).replace("–", "-").replace("Ð", "Đ")
