"""Whom a letter, a submission or a telegram speaks to: "Kính gửi: ..." and "... điện:" (NĐ 30/2020/NĐ-CP, Phụ lục I, ô 9a)."""

from __future__ import annotations

import re

from lotrinh.reading.structure.letterhead import Cell, cells, trim
from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

_CALLED = re.compile(r"(?:dong )?kinh (?:gui|trinh|thua) *:? *|(?:[a-z, ]{0,60} )?dien *: *")
_ITEM = re.compile(r"[-–•+] *|\d{1,2}[.)] +")
_BORDER = re.compile(r"; *[-–•+]? *(?=\S)")
_REACH, _MOST = 4000, 40


def find_addressees(view: View, start: int) -> tuple[tuple[Span, ...], int]:
    """The addressees named after `start`, in reading order, and where their list ends (`start` where there is none).

    >>> view = View.of("Kính gửi:\\n- Các sở, ngành;\\n- UBND các xã.\\nThực hiện")
    >>> [span.of(view.text) for span in find_addressees(view, 0)[0]]
    ['Các sở, ngành', 'UBND các xã']
    """
    lines = list(cells(view, start, start + _REACH))
    for at, cell in enumerate(lines[:12]):
        called = _CALLED.match(view.folded, cell.span.start, cell.span.end)
        if called and (called.end() == cell.span.end or ":" in called[0] or "gui" in called[0]):
            return _listed(view, lines[at:], called.end())
    return (), start


def _listed(view: View, lines: list[Cell], begin: int) -> tuple[tuple[Span, ...], int]:
    found: list[Span] = []
    first = trim(view, begin, lines[0].span.end)
    if first:
        found.append(_bare(view, first))
    listed = bool(first and _ITEM.match(view.flat, begin))
    for cell in lines[1:_MOST]:
        last = found[-1] if found else None
        item = _is_item(view, cell)
        if last is not None and _closes(view, last, listed=listed or item):
            break
        if item or last is None:
            listed = listed or item
            found.append(_bare(view, cell.span))
        elif not cell.blank_before and not cell.rule_before and _is_wrapped(view, last, cell, listed):
            found[-1] = Span(last.start, cell.span.end)
        else:
            break
    end = found[-1].end if found else begin
    return tuple(part for span in found for part in _parted(view, span)), end


def _is_wrapped(view: View, last: Span, cell: Cell, listed: bool) -> bool:
    """The line goes on with the addressee before it; an item of a list that closed with ";" is not gone on with."""
    open_end = "," if listed else ",;"
    return (
        view.flat[cell.span.start].islower()
        or view.flat[last.end - 1] in open_end
        or _is_capital_run(view, cell)
    )


def _is_capital_run(view: View, cell: Cell) -> bool:
    """A short line of a narrow column that an addressee ends on ("THCS trên địa bàn thị xã.")."""
    return view.flat[cell.span.end : cell.span.end + 1] in (".", ";") and cell.span.end - cell.span.start < 60


def _is_item(view: View, cell: Cell) -> bool:
    """`trim` leaves the sign of an item out: it stands before the cell on its line."""
    line = view.text.rfind("\n", 0, cell.span.start) + 1
    before = view.flat[line : cell.span.start].strip(" |")
    return (
        before[-1:] in ("-", "–", "•", "+")
        or _ITEM.match(view.flat, cell.span.start, cell.span.end) is not None
    )


def _closes(view: View, span: Span, *, listed: bool) -> bool:
    """The list ends with a full stop, and a single addressee with the end of its paragraph."""
    last = view.flat[span.end - 1]
    after = view.flat[span.end : span.end + 2].strip()[:1]
    return last == "." or after == "." or (not listed and last == ":")


def _bare(view: View, span: Span) -> Span:
    item = _ITEM.match(view.flat, span.start, span.end)
    start = item.end() if item and item.end() < span.end else span.start
    return Span(start, span.end)


def _parted(view: View, span: Span) -> list[Span]:
    parts, at = [], span.start
    for border in _BORDER.finditer(view.flat, span.start, span.end):
        parts.append((at, border.start()))
        at = border.end()
    found = []
    for start, end in [*parts, (at, span.end)]:
        while end > start and view.flat[end - 1] in " .;,:":
            end -= 1
        if end > start:
            found.append(Span(start, end))
    return found
