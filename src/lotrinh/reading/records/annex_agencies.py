"""Agencies in a cell: several in one, with or without "(chủ trì)" and "(phối hợp)" behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from lotrinh.lexicon.columns import cell_words, heading_key
from lotrinh.reading.records.annex_cells import is_blank, words_of
from lotrinh.reading.records.owners import read_agencies
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.structure.view import rejoined
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

_ROLE = re.compile(
    r"\(? *(?:la +)?(?:(?:co +quan|don +vi) +)?(?P<role>chu +tri|phoi +hop)(?P<ahead> *: *| +voi(?!\w)| +cung(?!\w))?"
)
# A line break parts two names where a bullet or a capital follows; elsewhere it is a wrap.
_STOP = re.compile(r"[;•]|\n(?=[ *]*(?:[-+•]|[^\W\d_a-zà-ỹđ]))|\s[-+]\s")
_PIECE = re.compile(r"[^,;•|\n]+(?:\n(?=[a-zà-ỹđ])[^,;•|\n]+)*")
_SHORT_NAME = re.compile(r"[A-ZĐ][A-ZĐ&-]{1,9}")
_LEFT_OVER = frozenset({"co quan ngang", "co quan", "bo", "so", "cac", "cac so", "cac bo"})
_LEADING = re.compile(r"[ *+\-•.:()\d]*(?:va +|cung +|voi +)?")
# What opens the name of a body that no table knows.
_BODY = re.compile(
    r"(?:cac|uy +ban|ubnd|hdnd|ban|phong|trung +tam|cong +ty|tap +doan|tong +cong +ty|hoi|lien +doan|lien +hiep|doan|chi +cuc|cuc|vu|vien|truong"
    r"|ngan +hang|dang +uy|van +phong|so|bo|co +quan|to|hiep +hoi|kho +bac|thanh +tra|cong +an|quan|chu +tich|giam +doc|thu +truong|don +vi|mat +tran|dai|bao|doanh +nghiep|hop +tac +xa|quy|cau +lac +bo|nhom|doi|mang +luoi|dang +bo|chi +bo|huyen +uy|thanh +uy|tinh +uy|xa|phuong)(?!\w)"
)
_QUALIFIES = re.compile(
    r"[ *]*(?:\([^()]*\)|(?:co +)?lien +quan|tren +dia +ban.*+|cua +tinh|khac|truc +thuoc.*+|cap +(?:tinh|xa|huyen).*+|trung +uong|[\d.])*[ .*]*$"
)

_TOLD = re.compile(r"\s*\(?(?:chủ trì|phối hợp|thực hiện|tham mưu|theo dõi).*$", re.IGNORECASE)

Role = Literal["lead", "partner"]


@frozen
class CellAgencies:
    """`known` is False where a name is in no table and stands as printed."""

    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    known: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.leads, *self.partners)


NOBODY = CellAgencies()


@frozen
class _Name:
    start: int
    end: int
    name: str
    known: bool


def agencies_in(setting: Setting, cell: Span | None) -> CellAgencies:
    """Who is named in a cell; those without a word of their role are leads, partners where others are marked "(chủ trì)"."""
    if cell is None:
        return NOBODY
    key = (
        "agencies of a cell",
        cell.of(setting.view.text),
    )  # the same few names fill a column from top to bottom
    if key not in setting.view.memory:
        setting.view.memory[key] = _read(setting, cell)
    found: CellAgencies = setting.view.memory[key]
    return found


def _read(setting: Setting, cell: Span) -> CellAgencies:
    if is_blank(words_of(setting, cell)):
        return NOBODY
    names = sorted(_names(setting, cell), key=lambda each: each.start) or [_whole(setting, cell)]
    told = _told(setting, cell, names)
    rest: Role = "partner" if "lead" in told.values() and _in_brackets(setting, cell) else "lead"
    leads = tuple(dict.fromkeys(n.name for n in names if told.get(n.start, rest) == "lead"))
    partners = tuple(n.name for n in names if told.get(n.start, rest) == "partner" and n.name not in leads)
    return CellAgencies(leads, tuple(dict.fromkeys(partners)), all(n.known for n in names))


def _whole(setting: Setting, cell: Span) -> _Name:
    """A cell in which no name is known stands as printed."""
    return _Name(cell.start, cell.end, words_of(setting, cell).strip(" .,;-"), False)


def _in_brackets(setting: Setting, cell: Span) -> bool:
    return re.search(r"\( *chu +tri", setting.view.folded[cell.start : cell.end]) is not None


def _told(setting: Setting, cell: Span, names: list[_Name]) -> dict[int, Role]:
    """Start of a name -> the role the words beside it give."""
    text = setting.view.text
    told: dict[int, Role] = {}
    for found in _ROLE.finditer(setting.view.folded, cell.start, cell.end):
        role: Role = "lead" if found["role"].startswith("chu") else "partner"
        if found["ahead"]:
            whole = ":" in found["ahead"]
            stop = None if whole else _STOP.search(text, found.end(), cell.end)
            reached = [n for n in names if found.end() <= n.start < (stop.start() if stop else cell.end)]
        else:
            begin = max(
                (s.end() for s in _STOP.finditer(text, cell.start, found.start())), default=cell.start
            )
            reached = [n for n in names if begin <= n.start and n.end <= found.start()]
            reached = [n for n in reached if n.start not in told or role == "partner"]
            if found[0].startswith("("):
                reached = reached[-1:]
        told.update({n.start: role for n in reached})
    return told


def _names(setting: Setting, cell: Span) -> Iterator[_Name]:
    """Names the tables know, then what is left between them and looks like a body."""
    view, mentioned = setting.view, setting.mentioned
    at = cell.start
    for organisation in mentioned.organisations.within(cell.start, cell.end):
        start, end = organisation.span.start, organisation.span.end
        if start < at:
            continue
        chain = read_agencies(view, mentioned, _head_before(setting, at, start), end)
        name = chain.names[0] if chain and len(chain.names) == 1 else organisation.name
        yield from _strangers(setting, at, start)
        yield _Name(start, end, name, True)
        at = end
    yield from _strangers(setting, at, cell.end)


def _head_before(setting: Setting, at: int, start: int) -> int:
    """Where "Văn phòng" before a name begins, if the gap holds nothing else."""
    gap = setting.view.folded[at:start]
    found = re.search(r"van +phong +$", gap)
    return at + found.start() if found else start


def _strangers(setting: Setting, start: int, end: int) -> Iterator[_Name]:
    """Classes of bodies the table of columns lists, then pieces between commas that open like a body's name."""
    folded = setting.view.folded
    joint = _QUALIFIES.match(folded, start, end)
    at = joint.end() if joint else start
    for found in _groups().finditer(folded, at, end):
        yield from _pieces(setting, at, found.start())
        yield _Name(found.start(), found.end(), _capital(setting, *found.span()), True)
        at = found.end()
    yield from _pieces(setting, at, end)


def _pieces(setting: Setting, start: int, end: int) -> Iterator[_Name]:
    last: _Name | None = None
    for piece in _PIECE.finditer(setting.view.text, start, end):
        begin = _LEADING.match(setting.view.folded, piece.start(), piece.end())
        at = begin.end() if begin else piece.start()
        words = _TOLD.sub("", _capital(setting, at, piece.end()).strip(" .,-–|()"))
        printed = setting.view.flat[at : at + 1]
        if _is_body(words, printed):
            if last is not None:
                yield last
            last = _Name(at, piece.end(), words, False)
        elif last is not None and words and printed.isupper() and setting.view.flat[last.end] == ",":
            last = _Name(last.start, piece.end(), f"{last.name}, {words}", False)  # "Phòng Kinh tế, Hạ tầng"
    if last is not None:
        yield last


def _is_body(words: str, printed: str) -> bool:
    key = heading_key(words)
    named = _BODY.match(key) and (printed.isupper() or key.startswith("cac "))
    return bool(named or _SHORT_NAME.fullmatch(words)) and len(words) > 2 and key not in _LEFT_OVER


def _capital(setting: Setting, start: int, end: int) -> str:
    words = rejoined(setting.view.flat[start:end])
    return words[:1].upper() + words[1:]


@cache
def _groups() -> re.Pattern[str]:
    """The classes of bodies, longest first, over any white space; a comma may stand where the table has none."""
    words = sorted(cell_words("groups"), key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\ ", " +") for word in words)
    return re.compile(
        rf"(?<!\w)(?:{either})(?= *(?:[,;.()\n|*]|$|va |(?:co +)?lien +quan|chu +tri|phoi +hop|thuc +hien|khac|tren +dia +ban))"
    )
