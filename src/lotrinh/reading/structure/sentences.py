"""Sentences of a paragraph, and clauses between semicolons.

Guarantee: sentences stand in order, do not overlap, and cover every visible character of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

# No sentence ends before a digit: "8.5", "1.000".
_STOP = re.compile(r"[.…!?](?!\d)")
_RARE_STOPS = "…!?"
_BRACKET = re.compile(r"[()“”]")
_OPENING = '"“('
_ABBREVIATION = re.compile(
    r"(?:^|[ (/.])(?:[A-ZĐ]|TP|Tp|ThS|TS|PGS|GS|Đ/c|đ/c|KT|TM|TL|TUQ|TT|BS|NXB|St|Mr|Tr)\.$"
)


def split_sentences(view: View, span: Span) -> list[Span]:
    """Cut at . … ! ? before a capital, never at ";".

    >>> view = View.of("Đạt 8,5%/năm. Thời gian thực hiện: Năm 2021. UBND TP. Hà Nội chủ trì; báo cáo sau.")
    >>> [s.of(view.text) for s in split_sentences(view, Span(0, len(view.text)))]
    ['Đạt 8,5%/năm.', 'Thời gian thực hiện: Năm 2021.', 'UBND TP. Hà Nội chủ trì; báo cáo sau.']
    """
    flat, at, last = view.flat, span.start, span.end
    found: list[Span] = []
    for sign in _stops(flat, at, last - 1):  # a stop at the very end parts nothing
        stop = _end_of_sentence(flat, span, at, sign)
        if stop is not None:
            found.append(Span(at, stop))
            at = stop
            while at < last and flat[at] == " ":
                at += 1
    if not found:
        return [span]
    if at < last:
        found.append(Span(at, last))
    return found


def _stops(flat: str, start: int, end: int) -> Iterable[int]:
    """Where a sentence may end. Looking for one sign is many times faster than for one of four, and most are full stops."""
    if any(flat.find(sign, start, end) >= 0 for sign in _RARE_STOPS):
        return [sign.start() for sign in _STOP.finditer(flat, start, end)]
    found, at = [], flat.find(".", start, end)
    while at >= 0:
        if not flat[at + 1].isdecimal():
            found.append(at)
        at = flat.find(".", at + 1, end)
    return found


def _end_of_sentence(flat: str, span: Span, start: int, stop: int) -> int | None:
    """Where the sentence with a stop at `stop` ends, or None where it goes on."""
    end = stop + 1
    if flat[end : end + 1] in ('"', "”", ")"):
        end += 1
    following = end
    while following < span.end and flat[following] == " ":
        following += 1
    if following >= span.end:
        return None
    if following == end:
        return stop + 1 if end == stop + 1 and _is_glued(flat, span, stop) else None
    if _is_abbreviated(flat, start, end):
        return None
    at = following
    while at < span.end and flat[at] in _OPENING:
        at += 1
    numbered = at > following and flat[at - 1] == "(" and flat[at : at + 1].isdigit()
    return end if numbered or flat[at : at + 1].isupper() else None


def _is_glued(flat: str, span: Span, stop: int) -> bool:
    """ "... toàn thể cán bộ.Tỉnh đặc biệt quan tâm": the space after the stop was lost."""
    before, after = flat[max(span.start, stop - 3) : stop], flat[stop + 1 : min(span.end, stop + 4)]
    if len(before) < 3 or len(after) < 3 or flat[stop] != ".":
        return False
    return before.isalpha() and after.isalpha() and after[0].isupper() and not after.isupper()


def _is_abbreviated(flat: str, start: int, stop: int) -> bool:
    return flat[stop - 1] == "." and bool(_ABBREVIATION.search(flat[max(start, stop - 8) : stop]))


def split_clauses(view: View, span: Span) -> Iterable[Span]:
    """Cut at ";" outside brackets and quotation marks; outer white space is left out.

    >>> view = View.of("rà soát quy hoạch; đẩy mạnh (a; b) cải cách")
    >>> [c.of(view.text) for c in split_clauses(view, Span(0, len(view.text)))]
    ['rà soát quy hoạch', 'đẩy mạnh (a; b) cải cách']
    """
    if view.flat.find(";", span.start, span.end) >= 0:
        return _cut_at_semicolons(view, span)
    trimmed = view.flat[span.start] != " " != view.flat[span.end - 1]
    return (span,) if trimmed else _visible(view, span.start, span.end)


def _cut_at_semicolons(view: View, span: Span) -> Iterator[Span]:
    flat, depth, at, end = view.flat, 0, span.start, span.end
    seen, cut = at, flat.find(";", at, end)
    while cut >= 0:
        depth = _depth_after(flat, seen, cut, depth)
        if depth == 0:
            yield from _visible(view, at, cut)
            at = cut + 1
        seen = cut + 1
        cut = flat.find(";", seen, end)
    yield from _visible(view, at, end)


def _depth_after(flat: str, start: int, end: int, depth: int) -> int:
    """How deep in brackets and quotation marks a text is after [start, end); more may close than were opened.

    Counting one sign is many times faster than walking from sign to sign, and does where none closes or none opens.
    """
    opened = flat.count("(", start, end) + flat.count("“", start, end)
    closed = flat.count(")", start, end) + flat.count("”", start, end)
    if not opened or not closed:
        return max(0, depth + opened - closed)
    for sign in _BRACKET.finditer(flat, start, end):
        depth = depth + 1 if sign[0] in "(“" else max(0, depth - 1)
    return depth


def _visible(view: View, start: int, end: int) -> tuple[Span, ...]:
    flat = view.flat
    while start < end and flat[start] == " ":
        start += 1
    while end > start and flat[end - 1] == " ":
        end -= 1
    return (Span(start, end),) if start < end else ()


_ENUMERATOR = re.compile(r"\((\d{1,2})\) *")
_FEWEST_ITEMS = 2


def split_enumeration(view: View, span: Span) -> tuple[Span, ...]:
    """The items of "...: (1) ...; (2) ..." without their numbers, what stands before the first left out; () if none.

    >>> view = View.of("Bộ Công an: (1) rà soát dữ liệu; (2) ban hành hướng dẫn.")
    >>> [item.of(view.text) for item in split_enumeration(view, Span(0, len(view.text)))]
    ['rà soát dữ liệu', 'ban hành hướng dẫn.']
    """
    marks: list[re.Match[str]] = []
    for found in _ENUMERATOR.finditer(view.flat, span.start, span.end):
        before = view.flat[max(span.start, found.start() - 12) : found.start()].rstrip()
        if int(found[1]) == len(marks) + 1 and (not before or before[-1] in ":;.,"):
            marks.append(found)
    if len(marks) < _FEWEST_ITEMS:
        return ()
    ends = [*(mark.start() for mark in marks[1:]), span.end]
    items = []
    for mark, end in zip(marks, ends, strict=True):
        stop = end
        while stop > mark.end() and view.flat[stop - 1] in " ;,":
            stop -= 1
        if stop > mark.end():
            items.append(Span(mark.end(), stop))
    return tuple(items)


def without_stop(view: View, span: Span) -> Span:
    """The span without the stops and white space at its end ("./." too)."""
    end = span.end
    while end - 1 > span.start and view.flat[end - 1] in " .;:,/…":
        end -= 1
    return Span(span.start, end)
