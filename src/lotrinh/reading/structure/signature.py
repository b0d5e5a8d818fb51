"""The block of a signature: on whose authority, which office, whose name."""

from __future__ import annotations

import re
from itertools import islice

from lotrinh.reading.structure.lines import Line, visible_lines
from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

Signature = tuple[Span | None, Span | None, Span | None]
"""Authority, office, name."""

# "TM." on behalf of a collective, "KT." for the head, "TL." by order, "TUQ." by mandate, "Q." acting; with a bar and no
# full stop on the Party's side (NĐ 30/2020/NĐ-CP, Phụ lục I; 36-HD/VPTW; 05-HD/VPTW).
_AUTHORITY = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\.|(?:T/M|K/T|T/L|TU/Q|TUQ)\.?) *[A-ZĐÀ-Ỹ]")
_OFFICE = re.compile(
    r"(?:quyen +|q\. *)?(?:pho +)?(?:tong +)?(?:chu tich|bo truong|thu truong|thu tuong|giam doc|chanh van phong|bi thu|truong ban"
    r"|chu nhiem|cuc truong|vien truong|vu truong|chanh thanh tra|thanh tra|thong doc|kiem toan|hieu truong|truong phong|chanh an"
    r"|chi huy truong|truong doan|tu lenh|doi truong|dai bieu|uy vien|thuong truc|tram truong|hat truong|chi cuc truong|to truong)(?!\w)"
)
_SIGNED = re.compile(r"[(\[{]? *(?:da +ky|ky,|ky ten|daky|da +duyet)[^\n]{0,40}|ky boi:?.*|thoi gian ky:?.*")
_RANK = re.compile(
    r"(?:(?:Thiếu|Trung|Thượng|Đại) (?:tướng|tá|úy|Tướng|Tá)|(?:GS|PGS|TS|ThS|BS|BSCKII|BSCKI|CN|KS)\.?)(?:[ .]+(?:TS|BS)\.?)? +"
)
_FREE = re.compile(r"\n[ *|]*((?:(?:TM|KT|TL|TUQ|Q)\.|T/M|K/T|T/L) *[A-ZĐÀ-Ỹ]{2})")
_NAME_PART = re.compile(r"[^\W\d_][\w’'-]*")
_FEWEST, _MOST = 2, 5
_REACH = 700
_LINES = 16
_MOST_TRIED = 40


def is_authority(view: View, line: Line) -> bool:
    """ "TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ" """
    return _AUTHORITY.match(view.flat, line.start, line.end) is not None


def is_office(view: View, line: Line) -> bool:
    """ "PHÓ CHỦ TỊCH" in capitals."""
    text = view.flat[line.start : line.end]
    return (
        text.isupper()
        and "," not in text[:-1]
        and _OFFICE.match(view.folded, line.start, line.end) is not None
    )


def find_signature(view: View) -> tuple[int, int, Signature]:
    """The signature of a text without a list of recipients: where it begins, where the text goes on, and its parts.

    It stands at the end, or before what the document promulgates ("TM. ỦY BAN NHÂN DÂN ..." and then the charter).
    """
    size = len(view.text)
    tail = max(0, size - _REACH)
    lines = [line for line in visible_lines(view, tail, size) if line.start >= tail]
    for index, line in enumerate(lines):
        if is_authority(view, line) or is_office(view, line):
            found = read_signature(view, lines[index:])
            if found[2] is not None:
                return line.start, size, found
    for free in islice(_FREE.finditer(view.text, 0, tail), _MOST_TRIED):
        found = read_signature(
            view, list(islice(visible_lines(view, free.start(1), free.start(1) + _REACH), _LINES))
        )
        if found[2] is not None:
            return free.start(1), found[2].end, found
    return size, size, (None, None, None)


def read_signature(view: View, lines: list[Line]) -> Signature:
    """Authority ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), the signer's own office, the name."""
    authority: Span | None = None
    title: Span | None = None
    for line in lines[:_LINES]:
        text = view.flat[line.start : line.end]
        span = Span(line.start, line.end)
        if _SIGNED.fullmatch(view.folded, line.start, line.end):
            continue
        if text.isupper() and any(c.isalpha() for c in text):
            authority, title = _with_capitals(view, line, authority, title)
            continue
        name = _name(view, span)
        if (authority or title) and name:
            return authority, title, name
        if (
            authority
            and title is None
            and _OFFICE.match(view.folded, line.start, line.end)
            and len(text) < 40
        ):
            title = span
        elif title or authority:
            break
    return authority, title, None


def _with_capitals(
    view: View, line: Line, authority: Span | None, title: Span | None
) -> tuple[Span | None, Span | None]:
    span = Span(line.start, line.end)
    if is_authority(view, line):
        again = (
            authority is not None
            and view.flat[authority.start : authority.start + 2] == view.flat[line.start : line.start + 2]
        )
        return (authority if again else _joined(view, authority, span)), title
    unfinished = authority is not None and title is None and view.flat[authority.end - 1] in ",-"
    if _OFFICE.match(view.folded, line.start, line.end) and not unfinished:
        return authority, title or span if _is_second_column(view, title, span) else span
    if authority is not None and title is None:
        return _joined(view, authority, span), title
    return authority, title


def _joined(view: View, authority: Span | None, span: Span) -> Span:
    """Lines of one block; the list of recipients may stand between two columns."""
    if authority is None or any(c.isalnum() for c in view.flat[authority.end : span.start]):
        return span
    return Span(authority.start, span.end)


def _is_second_column(view: View, title: Span | None, span: Span) -> bool:
    """Two who sign side by side: the office of the second stands on the same line after a tab."""
    return title is not None and "\n" not in view.text[title.end : span.start]


def _name(view: View, span: Span) -> Span | None:
    rank = _RANK.match(view.flat, span.start, span.end)
    start = rank.end() if rank else span.start
    words = view.flat[start : span.end].split()
    named = _FEWEST <= len(words) <= _MOST and all(
        word[0].isupper() and _NAME_PART.fullmatch(word) for word in words
    )
    return Span(start, span.end) if named else None
