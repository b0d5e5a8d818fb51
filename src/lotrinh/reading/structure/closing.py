"""The end of a document: who signed, who receives it (Nghị định 30/2020/NĐ-CP, Phụ lục I; 399-QĐ/TW for the Party)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lotrinh.reading.structure.lines import Line, visible_lines
from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

_RECIPIENTS = re.compile(r"noi +nhan *:?(?= |$)")
_ANNEX = re.compile(r"phu +luc(?: +[ivx\d]+)? *$")
# What is issued with a decision stands behind its signature: "KẾ HOẠCH ... (Ban hành kèm theo Quyết định số ...)".
_ATTACHED = re.compile(
    r"(?:ke hoach|de an|chuong trinh(?: hanh dong)?|quy che|quy dinh|phuong an|chien luoc|du an|danh muc|dieu le|huong dan|bo tieu chi"
    r"|quy trinh|noi quy|lo trinh)(?= |$)"
)
_WITH_IT = re.compile(r"\( *(?:duoc +)?(?:ban +hanh +)?kem +theo")
_ATTACHED_WITHIN = 500
_AUTHORITY = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\. *[A-ZĐÀ-Ỹ]")
_OFFICE = re.compile(
    r"(?:quyen +)?(?:pho +)?(?:chu tich|bo truong|thu truong|thu tuong|giam doc|chanh van phong|bi thu|truong ban"
    r"|chu nhiem|tong bi thu|cuc truong|vien truong|vu truong|chanh thanh tra|thu truong co quan|tong giam doc)"
)
_SIGNED = re.compile(r"\(? *da +ky *\)?|ky ten.*")
_NAME_PART = re.compile(r"[^\W\d_][\w’'-]*")
_ITEM = re.compile(r"[-–•+] *")
_FEWEST, _MOST = 2, 5
_SIGNATURE_REACH = 700


@dataclass(frozen=True, slots=True)
class Closing:
    """`start` is where the body ends (the length of the text where no closing was found), `end` where an annex begins."""

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
    (['Như trên', 'Lưu: VT'], 'CHỦ TỊCH', 'Nguyễn Văn A')
    """
    size = len(view.text)
    found = [m for m in _RECIPIENTS.finditer(view.folded) if _opens_line(view, m.start())]
    if found:
        return _with_recipients(view, found[0].start())
    tail = max(0, size - _SIGNATURE_REACH)
    lines = [line for line in visible_lines(view, tail, size) if line.start >= tail]
    for index, line in enumerate(lines):
        if _AUTHORITY.match(view.flat, line.start) or _is_office(view, line):
            authority, title, name = _signature(view, lines[index:])
            if name is not None:
                return Closing(line.start, size, (), authority, title, name)
    return Closing(size, size)


def _opens_line(view: View, at: int) -> bool:
    begin = view.text.rfind("\n", 0, at) + 1
    return not view.flat[begin:at].strip("| \t")


def _with_recipients(view: View, at: int) -> Closing:
    size = len(view.text)
    lines = [part for line in visible_lines(view, at, size) for part in _columns(view, line)]
    annex = next(
        (x.start for x in lines[1:] if view.flat[x.start].isupper() and _opens_an_annex(view, x)),
        size,
    )
    lines = [line for line in lines if line.start < annex]
    begin = _signature_before(view, at)
    start = begin if begin is not None else at
    head = list(visible_lines(view, start, at)) if begin is not None else []
    recipients, rest = _recipients(view, lines)
    authority, title, name = _signature(view, rest or [])
    if name is None and head:
        authority, title, name = _signature(view, head)
    end = annex
    if annex == size and name is not None and name.start > at:
        end = size
    return Closing(start, end, recipients, authority, title, name)


def _opens_an_annex(view: View, line: Line) -> bool:
    if _ANNEX.match(view.folded, line.start, line.end):
        return True
    return (
        view.flat[line.start : line.end].isupper()
        and _ATTACHED.match(view.folded, line.start, line.end) is not None
        and _WITH_IT.search(view.folded, line.end, line.end + _ATTACHED_WITHIN) is not None
    )


def _columns(view: View, line: Line) -> Iterator[Line]:
    """The cells of a line that holds a tab: the last recipient beside the first line of the signature."""
    if view.text.find("\t", line.start, line.end) < 0:
        yield line
        return
    at = line.start
    for cell in view.text[line.start : line.end].split("\t"):
        if cell.strip():
            start = at + len(cell) - len(cell.lstrip())
            yield Line(start, start + len(cell.strip()), line.blank_before)
        at += len(cell) + 1


def _signature_before(view: View, at: int) -> int | None:
    """A signature block may stand before the recipients (two columns turned into text)."""
    for line in visible_lines(view, max(0, at - 400), at):
        if _AUTHORITY.match(view.flat, line.start) and view.flat[line.start : line.end].isupper():
            return line.start
    return None


def _recipients(view: View, lines: list[Line]) -> tuple[tuple[Span, ...], list[Line]]:
    spans: list[Span] = []
    for index, line in enumerate(lines[1:], start=1):
        text = view.flat[line.start : line.end]
        item = _ITEM.match(text)
        if item is None and (text.isupper() or _AUTHORITY.match(text)):
            return _trimmed(view, spans), lines[index:]
        if item is not None:
            start = line.start + item.end()
            if start < line.end:
                spans.append(Span(start, line.end))
        elif spans and line.start - spans[-1].end <= 3:
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            return _trimmed(view, spans), lines[index:]
    return _trimmed(view, spans), []


def _trimmed(view: View, spans: list[Span]) -> tuple[Span, ...]:
    kept = []
    for span in spans:
        end = span.end
        while end > span.start and view.flat[end - 1] in " ;.,":
            end -= 1
        if end > span.start:
            kept.append(Span(span.start, end))
    return tuple(kept)


def _is_office(view: View, line: Line) -> bool:
    return view.flat[line.start : line.end].isupper() and bool(
        _OFFICE.match(view.folded, line.start, line.end)
    )


def _signature(view: View, lines: list[Line]) -> tuple[Span | None, Span | None, Span | None]:
    """Authority ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), the signer's own office, the name."""
    authority: Span | None = None
    title: Span | None = None
    for line in lines[:14]:
        text = view.flat[line.start : line.end]
        span = Span(line.start, line.end)
        if _SIGNED.fullmatch(view.folded, line.start, line.end):
            continue
        if text.isupper() and any(c.isalpha() for c in text):
            if _AUTHORITY.match(text):
                authority = Span(authority.start, span.end) if authority else span
            elif _OFFICE.match(view.folded, line.start, line.end):
                title = span
            elif authority is not None and title is None:
                authority = Span(authority.start, span.end)
            continue
        if (authority or title) and _is_name(text):
            return authority, title, span
        if title or authority:
            break
    return authority, title, None


def _is_name(text: str) -> bool:
    words = text.split()
    return _FEWEST <= len(words) <= _MOST and all(
        word[0].isupper() and _NAME_PART.fullmatch(word) for word in words
    )
