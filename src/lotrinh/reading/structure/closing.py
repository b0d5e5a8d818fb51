"""The end of a document: who signed, who receives it (Nghị định 30/2020/NĐ-CP, Phụ lục I; 399-QĐ/TW for the Party)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lotrinh.reading.structure.lines import Line, visible_lines
from lotrinh.reading.structure.markers import find_marker
from lotrinh.reading.structure.signature import find_signature, is_authority, is_office, read_signature
from lotrinh.reading.structure.view import View
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

_RECIPIENTS = re.compile(r"noi +nhan *:?(?= |$)")
_ALONE = re.compile(r"[Nn][Ơơ][Ii] +[Nn][Hh][Ậậ][Nn][ *]*(?::|(?=[ *|]*(?:\n|$|\t| {3})))")
_ANNEX = re.compile(r"\n[ *|#\t]*(P(?:HỤ|hụ) +(?:LỤC|lục)[^\n]*)")
_MOST_LINES = 200
# What is issued with a decision stands behind its signature: "KẾ HOẠCH ... (Ban hành kèm theo Quyết định số ...)".
_ATTACHED = re.compile(
    r"\n[ *|#\t]*((?:KẾ HOẠCH|ĐỀ ÁN|CHƯƠNG TRÌNH|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN|CHIẾN LƯỢC|DỰ ÁN|DANH MỤC|ĐIỀU LỆ|HƯỚNG DẪN|BỘ TIÊU CHÍ|QUY TRÌNH|NỘI QUY"
    r"|LỘ TRÌNH)(?= |\*|\n)[^\n]*)"
)
_WITH_IT = re.compile(r"\( *(?:duoc +)?(?:ban +hanh +)?kem +theo")
_ATTACHED_WITHIN = 500
_ITEM = re.compile(r"[-–•+*] *")
_INNER = re.compile(r"[;.] *[-–+] *(?=[A-ZĐL])")
_KEPT = re.compile(r"luu(?: |:|,|$)")


@frozen
class Closing:
    """`start` is where the body ends (the length of the text where no closing was found), `end` where an annex begins.

    `recipients` are the printed items of "Nơi nhận" without the copy for the files ("Lưu: VT").
    """

    start: int
    end: int
    recipients: tuple[Span, ...] = ()
    authority: Span | None = None
    title: Span | None = None
    name: Span | None = None


def find_closing(view: View) -> Closing:
    """Recipients and signature; the names of offices stand in capitals above the name of a person.

    >>> view = View.of("... thực hiện./.\\nNơi nhận:\\n- Như trên;\\n- Lưu: VT.\\nTM. ỦY BAN NHÂN DÂN\\nCHỦ TỊCH\\nNguyễn Văn A")
    >>> c = find_closing(view)
    >>> [r.of(view.text) for r in c.recipients], c.title.of(view.text), c.name.of(view.text)
    (['Như trên'], 'CHỦ TỊCH', 'Nguyễn Văn A')
    """
    size = len(view.text)
    found = next((m for m in _RECIPIENTS.finditer(view.folded) if _opens_line(view, m.start())), None)
    if found:
        return _with_recipients(view, found.start())
    begin, end, (authority, title, name) = find_signature(view)
    return Closing(begin, end, (), authority, title, name) if name is not None else Closing(size, size)


def _opens_line(view: View, at: int) -> bool:
    """ "Nơi nhận" alone or with its colon at the head of a line; "Nơi nhận văn bản xác định ..." is a sentence."""
    begin = view.text.rfind("\n", 0, at) + 1
    return not view.flat[begin:at].strip("| \t") and _ALONE.match(view.text, at) is not None


def _with_recipients(view: View, at: int) -> Closing:
    annex = _end_of_closing(view, at)
    lines = islice(visible_lines(view, at, annex), _MOST_LINES)
    parts = [part for line in lines for part in _columns(view, line)]
    begin = _signature_before(view, at)
    start = begin if begin is not None else at
    recipients, rest = _recipients(view, parts)
    authority, title, name = read_signature(view, rest)
    if name is None and begin is not None:
        authority, title, name = read_signature(view, list(visible_lines(view, start, at)))
    return Closing(start, annex, recipients, authority, title, name)


def _end_of_closing(view: View, at: int) -> int:
    """Where an annex or what is issued with the document begins."""
    headings = (line.start(1) for line in _ANNEX.finditer(view.text, at) if _is_annex(view, *line.span(1)))
    end = next(headings, len(view.text))
    for title in _ATTACHED.finditer(view.text, at, end):
        if title[1].isupper() and _WITH_IT.search(view.folded, title.end(), title.end() + _ATTACHED_WITHIN):
            return title.start(1)
    return end


def _is_annex(view: View, start: int, end: int) -> bool:
    words = view.flat[start:end].rstrip(" |")
    marker = find_marker(view, start, start + len(words))
    return marker is not None and marker.kind == "annex"


@frozen
class _Part:
    """A cell of a line: `right` stands beside another cell, `boxed` in a row drawn with bars."""

    line: Line
    right: bool
    boxed: bool


def _columns(view: View, line: Line) -> Iterator[_Part]:
    """The cells of a line that holds a tab or bars: the last recipient beside the first line of the signature."""
    at, first = line.start, True
    border = "|" if "|" in view.text[line.start : line.end] else "\t"
    boxed = border == "|" or view.text[line.start - 1 : line.start] == "|"
    for cell in view.text[line.start : line.end].split(border):
        if cell.strip().strip(" *"):  # a cell may hold nothing but a no-break space
            start = at + len(cell) - len(cell.lstrip())
            yield _Part(Line(start, start + len(cell.strip()), line.blank_before), not first, boxed)
            first = False
        elif boxed:
            first = False
        at += len(cell) + 1


def _signature_before(view: View, at: int) -> int | None:
    """A signature block may stand before the recipients (two columns turned into text)."""
    for line in visible_lines(view, max(0, at - 400), at):
        if is_authority(view, line) and view.flat[line.start : line.end].isupper():
            return line.start
    return None


def _recipients(view: View, parts: list[_Part]) -> tuple[tuple[Span, ...], list[Line]]:
    """The items of the list, and the lines of the signature beside or below it."""
    spans: list[Span] = []
    signing: list[Line] = []
    opening = _RECIPIENTS.match(view.folded, parts[0].line.start, parts[0].line.end)
    if opening and opening.end() < parts[0].line.end:
        first = _after(view, parts[0].line, opening.end())
        if is_authority(view, first):
            signing.append(first)
        else:
            spans.append(Span(first.start, first.end))
    for index, part in enumerate(parts[1:], start=1):
        line = part.line
        item = None if part.right else _ITEM.match(view.flat, line.start, line.end)
        if item is not None:
            _add(view, spans, item.end(), line)
        elif part.right:
            signing.append(line)
        elif signing and part.boxed and spans:
            spans.append(Span(line.start, line.end))
        elif is_authority(view, line) or is_office(view, line) or _is_heading(view, line, spans):
            return _kept(view, spans), [*signing, *(p.line for p in parts[index:])]
        elif spans and line.start - spans[-1].end <= 3:
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            return _kept(view, spans), [*signing, *(p.line for p in parts[index:])]
    return _kept(view, spans), signing


def _after(view: View, line: Line, at: int) -> Line:
    """What stands behind "Nơi nhận:" on its line: an item, or the first line of the other column."""
    return Line(
        at + len(view.flat[at : line.end]) - len(view.flat[at : line.end].lstrip()),
        line.end,
        line.blank_before,
    )


def _is_heading(view: View, line: Line, spans: list[Span]) -> bool:
    """Capitals that go on with no list of abbreviations ("các Vụ: TH, / KTTH, PL;")."""
    text = view.flat[line.start : line.end]
    goes_on = bool(spans) and view.flat[spans[-1].end - 1] in ",:-" and line.start - spans[-1].end <= 3
    return text.isupper() and not goes_on


def _add(view: View, spans: list[Span], start: int, line: Line) -> None:
    """A new item, or one below an item that ends with a colon ("VP UBND tỉnh:" / "+ LĐVP")."""
    if start >= line.end:
        return
    below = view.flat[line.start] == "+" and not _KEPT.match(view.folded, start)
    if spans and below and view.flat[spans[-1].end - 1] == ":":
        spans[-1] = Span(spans[-1].start, line.end)
    else:
        spans.append(Span(start, line.end))


def _kept(view: View, spans: list[Span]) -> tuple[Span, ...]:
    kept = []
    for span in spans:
        at = span.start
        for start, end in _parted(view, span, at):
            while end > start and view.flat[end - 1] in " ;.,|":
                end -= 1
            while start < end and view.flat[start] in " -–":
                start += 1
            if end > start and not _KEPT.match(view.folded, start, end):
                kept.append(Span(start, end))
    return tuple(kept)


def _parted(view: View, span: Span, at: int) -> Iterator[tuple[int, int]]:
    """ "Văn phòng Chính phủ;- Lưu VT.": two items that lost their line break."""
    for border in _INNER.finditer(view.flat, span.start, span.end):
        yield at, border.start()
        at = border.end()
    yield at, span.end
