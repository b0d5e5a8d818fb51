"""The name of the type and the title below it, line by line, and the subject of a letter beside its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from lotrinh.lexicon.document_kinds import abbreviation_of_name
from lotrinh.lexicon.headers import (
    may_open_text,
    opens_text,
    opens_with_authority,
    opens_with_organ,
    urgencies,
)
from lotrinh.reading.structure.letterhead import Cell, trim
from lotrinh.reading.structure.view import View
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

_JOINING = re.compile(
    r"(?:^| )(?:và|của|các|với|cho|về|theo|trong|tại|đến|từ|là|có|số|những|hoặc|do|để|giai đoạn|năm|thuộc|trên|giữa|bộ|phó chủ tịch)$|[,\-–]$"
)
_LABEL = re.compile(
    r"(?!V/[vV])(?:[IVX]{1,5}[.\-/)]|\d{1,2}[.\-/)] ?\D|[a-zđ]\)|[-–+•] ?\w|Điều \d"
    r"|(?:Phần|PHẦN) (?:thứ |THỨ |[IVXA-D\d])|(?:Chương|CHƯƠNG) [IVX\d]|\()"
)
_OPENS = re.compile(
    r"(?:Ngày \d{1,2}[/ ]|(?:Sáng|Chiều|Hôm) |Từ ngày |Trong (?:\d|các ngày|thời)|Thực hiện (?:quy|kết luận)|Theo (?:kế hoạch|báo cáo|kết quả|dự báo)|Trên cơ sở)"
)
_ENDED = re.compile(r"[.;:!?]$|/\.$")
_WORD = re.compile(r"\S+")
_LONGEST_TYPE, _LONGEST, _MOST_LINES, _LOOKAHEAD = 40, 420, 9, 14
CELLS_SEEN = _MOST_LINES + _LOOKAHEAD + 4
"""How many cells `read_title` looks at, and a few below the title for who decides."""
_PREFIXES = ("quyet dinh", "nghi quyet", "chi thi", "ket luan", "ke hoach", "chuong trinh hanh dong", "chuong trinh", "thong bao", "bao cao", "to trinh", "thong tu lien tich", "thong tu", "nghi dinh", "cong dien", "huong dan", "quy dinh", "quy che", "de an")  # fmt: skip


@frozen
class TypeLine:
    """The printed name of the type; `rest` is where the title goes on behind it on the same line, `used` its cells."""

    code: str
    span: Span
    used: int = 1
    rest: Span | None = None
    urgency: Span | None = None


@cache
def _closed_names() -> dict[str, str]:
    """Names without their spaces: OCR and typesetting put some inside words ("K ÉT LUẬN")."""
    return {name.replace(" ", ""): code for name, code in abbreviation_of_name().items()}


def type_line(view: View, cells: Sequence[Cell], *, strict: bool = False) -> TypeLine | None:
    """The type at the first of `cells`; `strict` wants it alone on its line, in capitals.

    >>> cells = [Cell(Span(0, 6), False, False), Cell(Span(7, 11), False, False)]
    >>> type_line(View.of("QUYẾT\\nĐỊNH"), cells)
    TypeLine(code='QĐ', span=Span(start=0, end=11), used=2, rest=None, urgency=None)
    """
    span = cells[0].span
    text = view.flat[span.start : span.end]
    capitals = text.isupper()
    if not capitals and strict:
        return None
    whole = _named(view, span)
    if whole:
        return TypeLine(whole, span)
    if capitals and len(text) < 12 and len(cells) > 1:
        both = Span(span.start, cells[1].span.end)
        code = _named(view, both)
        if code and view.flat[both.start : both.end].isupper():
            return TypeLine(code, both, used=2)
    return None if strict or not capitals else _with_rest(view, span)


def _named(view: View, span: Span) -> str | None:
    if span.end - span.start > _LONGEST_TYPE:
        return None
    key = search_key(view.text[span.start : span.end].replace("*", " ")).strip(" :.-")
    return abbreviation_of_name().get(key) or (
        _closed_names().get(key.replace(" ", "")) if view.flat[span.start : span.end].isupper() else None
    )


def _with_rest(view: View, span: Span) -> TypeLine | None:
    """ "BÁO CÁO TÌNH HÌNH ...": the title on the line of the type; "CÔNG ĐIỆN KHẨN" holds its urgency."""
    folded = view.folded[span.start : span.end]
    name = next((name for name in _PREFIXES if folded.startswith(name + " ")), None)
    if name is None:
        return None
    rest = trim(view, span.start + len(name), span.end)
    head = Span(span.start, span.start + len(name))
    code = abbreviation_of_name()[name]
    if rest is None:
        return TypeLine(code, head)
    if search_key(rest.of(view.text)).strip(" .") in urgencies():
        return TypeLine(code, head, urgency=rest)
    return TypeLine(code, head, rest=rest)


def read_title(view: View, cells: Sequence[Cell], rest: Span | None = None) -> tuple[Span | None, int]:
    """The title that begins at the first cell (or with `rest` before it), and how many cells it takes."""
    lines = [Cell(rest, False, False), *cells] if rest else list(cells)
    taken = 0
    title: Span | None = None
    for at, cell in enumerate(lines[:_MOST_LINES]):
        if title is None:
            begins = _begins(view, lines, at)
        else:
            begins = _goes_on(view, lines, at, title)
        if not begins:
            break
        title = Span(title.start if title else cell.span.start, cell.span.end)
        taken = at + 1
    return title, max(0, taken - (rest is not None))


def _begins(view: View, lines: Sequence[Cell], at: int) -> bool:
    span = lines[at].span
    key = search_key(view.text[span.start : min(span.end, span.start + 80)])
    text = view.flat[span.start : span.end]
    if opens_text(key) or len(text) > _LONGEST or _LABEL.match(text):
        return False
    if text.isupper():
        return not opens_with_authority(key)
    if _OPENS.match(text):
        return False
    return not _ends_a_sentence(view, lines, at)


def _goes_on(view: View, lines: Sequence[Cell], at: int, title: Span) -> bool:
    cell = lines[at]
    text = view.flat[cell.span.start : cell.span.end]
    key = search_key(text[:80])
    so_far = view.flat[title.start : title.end]
    joined = bool(_JOINING.search(so_far.lower())) or _is_open(so_far)
    if cell.rule_before or (opens_text(key) and not joined) or text.startswith("("):
        return False
    if text.isupper():
        following = (
            view.flat[lines[at + 1].span.start : lines[at + 1].span.end] if at + 1 < len(lines) else ""
        )
        free = opens_with_authority(search_key(f"{text} {following}")) and not joined
        return _is_mostly_upper(so_far) and not free and not _starts_label(text)
    if _starts_label(text) or _OPENS.match(text):
        return False
    if text[0].islower() or (joined and not cell.blank_before):
        return not _ENDED.search(text) or (joined and not _ends_a_sentence(view, lines, at))
    if text[0] in "“\"'" or text[0].isdigit():
        return not _ends_a_sentence(view, lines, at)
    if so_far.isupper() or cell.blank_before:
        return False
    return not _ends_a_sentence(view, lines, at)


def _starts_label(text: str) -> bool:
    return _LABEL.match(text) is not None


def _is_mostly_upper(text: str) -> bool:
    letters = list(filter(str.isalpha, text))
    return sum(map(str.isupper, letters)) * 10 >= len(letters) * 8


def _is_open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count("(") > text.count(")")


def _ends_a_sentence(view: View, lines: Sequence[Cell], at: int) -> bool:
    """Whether the lines from here run on to a full stop: then they are text and no title."""
    size, before = 0, ""
    for index, cell in enumerate(lines[at : at + _LOOKAHEAD]):
        text = view.flat[cell.span.start : cell.span.end]
        key = search_key(text[:60])
        border = cell.blank_before or cell.rule_before or _starts_label(text) or opens_text(key)
        border = border or (text[0].isupper() and may_open_text(key) and not _JOINING.search(before.lower()))
        before = text
        if index and (
            border
            or _OPENS.match(text)
            or (text.isupper() and opens_with_organ(key))
            or (opens_with_authority(key) and text.isupper())
        ):
            return False
        size += len(text)
        if _ENDED.search(view.flat[cell.span.start : min(cell.span.end + 1, len(view.flat))].rstrip()):
            return size > 60 or text.endswith(":")
    return True


def read_subject(view: View, cells: Sequence[Cell]) -> Span:
    """The subject of a letter from its "V/v" on: a narrow column breaks it into short lines."""
    subject = cells[0].span
    for cell in cells[1:6]:
        text = view.flat[cell.span.start : cell.span.end]
        key = search_key(text[:60])
        if cell.blank_before or cell.rule_before or opens_text(key) or text.isupper() or _LABEL.match(text):
            break
        subject = Span(subject.start, cell.span.end)
    return subject


def capitals_at(view: View, span: Span) -> Span | None:
    """The words in capitals at the head of a line whose rest is running text: a page flattened to one line."""
    end = span.start
    for word in _WORD.finditer(view.flat, span.start, span.end):
        if any(c.islower() for c in word[0]):
            break
        end = word.end()
    return trim(view, span.start, end) if end > span.start else None
