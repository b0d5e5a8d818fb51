"""Lines of a text joined into paragraphs: hard wraps are undone, a label alone on its line finds its text.

Guarantee to the next stage: paragraphs stand in text order, do not overlap, and hold every visible line outside `apart`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from lotrinh.reading.sources.text_source import SourceText
from lotrinh.reading.structure.markers import BULLETS, NUMBERED, Marker, find_marker, find_markers
from lotrinh.reading.structure.view import View
from lotrinh.reading.structure.word_places import places_of, stands_in
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

WIDEST_WRAP = 140
"""A text whose lines are nearly all shorter than this was wrapped by a program; otherwise one line is one paragraph."""
NARROWEST_WRAP = 45
_CLOSERS = "\"')]"
_TERMINALS = frozenset(".;:!?…,")
_SENTENCE_ENDS = frozenset(".!?…/")
_JOINING_WORDS = frozenset(
    ["va", "doan", "cua", "cac", "voi", "cho", "ve", "theo", "trong", "tai", "den", "tu", "la", "co", "so", "ngay",
     "thang", "nam", "nhung", "mot", "hoac", "do", "de", "cap", "duoc", "hop", "bo", "ban", "uy", "hoi"]
)  # fmt: skip
"""What no sentence ends with; "doan" only as "giai doan"."""
# Names that hold a dash with spaces: a line that opens with their second half is no bullet.
_DASHED_NAMES = ((re.compile(r"lao dong$"), "thuong binh"), (re.compile(r"kinh te$"), "xa hoi"))
_TITLE_LENGTH = 220
_LAST_WORDS = 60
_LONGEST_IN_BOLD = 60
_CAPITALS_SEEN = 600
_VISIBLE = re.compile(r"[^\W_]")


def _ends_in(text: str, signs: frozenset[str]) -> bool:
    """One of `signs` stands last, brackets and quotation marks after it left out."""
    return text.rstrip(_CLOSERS)[-1:] in signs


def _is_unfinished(folded: str) -> bool:
    """The last word is one that joins what follows."""
    word = folded.rpartition(" ")[2]
    return word in _JOINING_WORDS and (word != "doan" or folded.endswith("giai doan"))


class Line(NamedTuple):
    """A visible line without its outer white space; `blank_before` tells that an empty line or a rule went before."""

    start: int
    end: int
    blank_before: bool


@frozen
class Paragraph:
    """`span` with its label, `body` without; `body` is None for a label that nothing follows."""

    span: Span
    marker: Marker | None
    body: Span | None
    bold: bool = False
    line_count: int = 1


_line = partial(tuple.__new__, Line)
"""A Line from its three values; the constructor of a named tuple takes three times as long, and texts are all lines."""


def visible_lines(view: View, first: int = 0, last: int | None = None) -> list[Line]:
    """Lines that hold a letter, a digit or a bullet; rules ("-----", "|", "#") count as blank.

    >>> [view_.flat[x.start:x.end] for view_ in [View.of("Số: 1\\n-----\\n\\n- Như trên;")] for x in visible_lines(view_)]
    ['Số: 1', '- Như trên;']
    """
    flat, found, blank, at = view.flat, [], False, first
    for length in map(len, view.text[first:last].split("\n")):
        stop = at + length
        if length > 2:
            sign = flat[at]
            # Nearly every line begins with a letter, or with a dash and a letter, and ends without white space.
            if (sign.isalnum() or (flat[at + 2].isalnum() and not sign.isspace())) and not flat[
                stop - 1
            ].isspace():
                found.append(_line((at, stop, blank)))
                blank, at = False, stop + 1
                continue
        words = flat[at:stop].strip()
        if words and (words in "-+•–" or _VISIBLE.search(words)):
            start = stop - len(flat[at:stop].lstrip())
            found.append(_line((start, start + len(words), blank)))
            blank = False
        else:
            blank = True
        at = stop + 1
    return found


def read_paragraphs(view: View, source: SourceText, apart: Iterable[Span] = ()) -> tuple[Paragraph, ...]:
    """Paragraphs of the text outside the tables `apart`."""
    walls = _joined(apart)
    if source.blocks and not source.hard_wrapped:
        return tuple(_of_blocks(view, source, walls))
    return _Joiner(view, walls, printed=source.media_type != "text/plain").paragraphs()


def _of_blocks(view: View, source: SourceText, walls: list[Span]) -> Iterator[Paragraph]:
    for block in source.blocks:
        if walls and _overlaps(walls, block.span):
            continue
        lines = visible_lines(view, block.span.start, block.span.end)
        if not lines:
            continue
        start, end = lines[0].start, lines[-1].end
        marker = find_marker(view, start, lines[0].end)
        if marker is None and block.list_label:
            marker = _listed(block.list_label, start)
        yield _paragraph(view, start, end, marker, bool(block.bold), len(lines))


def _listed(label: str, at: int) -> Marker | None:
    """The label a word processor counts by itself: it stands before the text and takes no room in it."""
    view = View.of(label + " x")
    found = find_marker(view, 0, len(view.text))
    return Marker(found.kind, found.label, at, at) if found else Marker("dash", "-", at, at)


def _paragraph(view: View, start: int, end: int, marker: Marker | None, bold: bool, count: int) -> Paragraph:
    span = Span(start, end)
    if marker is None:
        return Paragraph(span, None, span, bold, count)
    body_start = marker.end
    while body_start < end and view.flat[body_start] in " .:":
        body_start += 1
    body = Span(body_start, end) if body_start < end else None
    return Paragraph(span, marker, body, bold, count)


class _Joiner:
    """Walks the lines once and decides at each whether it goes on with the paragraph before it."""

    def __init__(self, view: View, walls: list[Span], printed: bool) -> None:
        self.view = view
        lines = visible_lines(view)
        self.lines = [line for line in lines if not _near(walls, line.start)] if walls else lines
        self.markers = find_markers(view, self.lines)
        lengths = sorted([end - start for start, end, _ in self.lines])
        at = len(lengths) * 19 // 20
        self.width = lengths[min(at, len(lengths) - 1)] if lengths else 0
        self.wrapped = self.width <= WIDEST_WRAP and self._breaks_sentences()
        self.in_head = True
        # Printed letters are of unequal width: a line of few characters may be full all the same.
        self.slack = self.width // 5 if printed else 1
        self.spaced = self._is_spaced()
        self.behind_walls = _behind(walls, self.lines)
        self.bold_marks = places_of(("**",), view.text)

    def _breaks_sentences(self) -> bool:
        """True where some line goes on in the middle of a sentence."""
        flat, folded = self.view.flat, self.view.folded
        return any(
            not line.blank_before
            and (flat[line.start].islower() or _is_unfinished(folded[before.start : before.end]))
            and not _ends_in(flat[before.start : before.end], _SENTENCE_ENDS)
            for before, line in pairwise(self.lines)
        )

    def _is_spaced(self) -> bool:
        """True where an empty line stands before nearly every labelled paragraph."""
        labelled = [
            line.blank_before for line, marker in zip(self.lines[1:], self.markers[1:], strict=True) if marker
        ]
        return len(labelled) >= 3 and sum(labelled) * 2 > len(labelled)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        flat, wrapped, behind_walls = self.view.flat, self.wrapped, self.behind_walls
        found: list[Paragraph] = []
        current: list[Line] = []
        marker: Marker | None = None
        for line, opened in zip(self.lines, self.markers, strict=True):
            if opened is not None and opened.kind in NUMBERED:
                self.in_head = False
            if current:
                if line.start in behind_walls:
                    goes_on = False
                elif opened is None and wrapped and not line.blank_before and flat[line.start].islower():
                    goes_on = True  # most lines of a wrapped text
                else:
                    goes_on = self._goes_on(current, marker, line, opened)
                if goes_on:
                    current.append(line)
                    continue
                found.append(self._closed(current, marker))
            current, marker = [line], opened
        if current:
            found.append(self._closed(current, marker))
        return tuple(found)

    def _closed(self, lines: list[Line], marker: Marker | None) -> Paragraph:
        start, end = lines[0].start, lines[-1].end
        bold = bool(self.bold_marks) and self.view.text.startswith("**", max(0, start - 2))
        return _paragraph(self.view, start, end, marker, bold, len(lines))

    def _goes_on(self, current: list[Line], marker: Marker | None, line: Line, opened: Marker | None) -> bool:
        view, last = self.view, current[-1]
        if opened is not None and line.blank_before:
            return False
        so_far = view.folded[max(current[0].start, last.end - _LAST_WORDS) : last.end]
        bare = marker is not None and marker.end >= last.end
        if opened is not None:
            return not self._opens(current, marker, line, opened, so_far, bare)
        if bare and len(current) == 1:
            return True
        first = view.flat[line.start]
        lower = first.islower() or first in ",;).%"
        if line.blank_before:
            return lower and not _ends_in(so_far, _TERMINALS) and not self._is_title(current, marker)
        if not self.wrapped:
            if self._boldness(current) == "open":
                return True
            unfinished = _is_unfinished(so_far) or so_far.endswith(",")
            return bool(lower or (unfinished and not first.isupper())) and not _ends_in(
                so_far, _SENTENCE_ENDS
            )
        if lower:
            return True
        return self._goes_on_with_capital(current, marker, line, so_far)

    def _goes_on_with_capital(
        self, current: list[Line], marker: Marker | None, line: Line, so_far: str
    ) -> bool:
        view, last = self.view, current[-1]
        one_word = len(current) == 1 + (marker is not None and marker.end == current[0].end)
        if one_word and " " not in view.flat[last.start : last.end] and not _ends_in(so_far, _TERMINALS):
            return True
        below = marker is not None and marker.kind in ("part", "chapter") and len(current) > 1
        if below and self._is_capitals(current[-1:]) and self._is_capitals([line]):
            return True  # under "Phần I" a title in capitals may be cut anywhere
        bold = self._boldness(current)
        if bold == "open":
            return True
        if bold == "whole":
            return False
        if self._is_capitals(current) != self._is_capitals([line]) and self._is_capitals(current):
            return False
        if _ends_in(so_far, _TERMINALS) and not so_far.endswith(","):
            return self.spaced or self._is_full(last, line)
        if self.in_head and not self._is_full(last, line):
            # Number, place and title stand on lines of their own.
            return _is_unfinished(so_far) or so_far.endswith(",")
        if not self._is_title(current, marker) or self.spaced:
            return True
        return self._is_full(last, line) or _is_unfinished(so_far) or so_far.endswith(",")

    def _opens(
        self, current: list[Line], marker: Marker | None, line: Line, opened: Marker, so_far: str, bare: bool
    ) -> bool:
        """Whether the label at the head of a line is one: a wrap can put a dash or a number there by chance.

        After a blank line it always is (see `_goes_on`).
        """
        view = self.view
        rest = view.flat[opened.end : line.end].lstrip()
        if opened.kind == "paren" and self.wrapped:
            return marker is not None and marker.kind == "paren"  # otherwise an enumeration inside a sentence
        if bare and opened.kind == (marker.kind if marker else None):
            return True
        if bare:
            return opened.kind not in BULLETS or not rest
        if not rest:
            return opened.kind in BULLETS or opened.kind in NUMBERED
        if _ends_in(so_far, _TERMINALS) and not so_far.endswith(","):
            return True
        if opened.kind in BULLETS:
            if any(p.search(so_far) and view.folded[opened.end : line.end].lstrip().startswith(second)
                   for p, second in _DASHED_NAMES):  # fmt: skip
                return False
            if marker is not None and marker.kind in BULLETS:
                alike = rest[0].islower() <= self._begins_low(marker, current[0])
                return alike and (not self.wrapped or not self._is_full(current[-1], line))
        if rest[0].islower():
            return False
        return self._is_title(current, marker) or not self.wrapped or not self._is_full(current[-1], line)

    def _begins_low(self, marker: Marker, first: Line) -> bool:
        """The item before began in lower case too."""
        return self.view.flat[marker.end : first.end].lstrip()[:1].islower()

    def _boldness(self, current: list[Line]) -> str:
        start, end = max(0, current[0].start - 4), current[-1].end + 4
        if not stands_in(self.bold_marks, start, end) or len(current) > _LONGEST_IN_BOLD:
            return ""
        return _boldness(self.view.text, current[0].start, current[-1].end)

    def _is_title(self, current: list[Line], marker: Marker | None) -> bool:
        """A short paragraph without an end of sentence, under a label or in capitals."""
        start, end = current[0].start, current[-1].end
        if end - start > _TITLE_LENGTH:
            return False
        text = self.view.flat[start:end]
        if _ends_in(text, _SENTENCE_ENDS) or ": " in text:
            return False
        return (marker is not None and marker.kind not in BULLETS) or self._is_capitals(current)

    def _is_capitals(self, lines: list[Line]) -> bool:
        start = lines[0].start
        return self.view.flat[start : min(lines[-1].end, start + _CAPITALS_SEEN)].isupper()

    def _is_full(self, line: Line, following: Line) -> bool:
        """The first word of the following line would not have fitted any more."""
        view = self.view
        word = view.flat[following.start : following.end].split(" ", 1)[0]
        start = view.text.rfind("\n", 0, line.start) + 1
        return self.width >= NARROWEST_WRAP and (line.end - start) + 1 + len(word) >= self.width - self.slack


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Sorted, those inside one another made one."""
    walls: list[Span] = []
    for span in sorted(spans):
        if walls and span.start < walls[-1].end:
            walls[-1] = Span(walls[-1].start, max(walls[-1].end, span.end))
        else:
            walls.append(span)
    return walls


def _behind(walls: list[Span], lines: list[Line]) -> frozenset[int]:
    """The starts of the lines that a wall parts from the line before."""
    starts = [line.start for line in lines]
    following = ((wall, bisect_right(starts, wall.start)) for wall in walls)
    return frozenset(
        starts[at] for wall, at in following if 0 < at < len(starts) and lines[at - 1].end <= wall.start
    )


def _overlaps(walls: list[Span], span: Span) -> bool:
    following = bisect_right(walls, span.start, key=lambda wall: wall.end)
    return following < len(walls) and walls[following].overlaps(span)


def _near(walls: list[Span], at: int) -> bool:
    """Whether `at` lies in one of the walls, which are sorted and do not overlap."""
    before = bisect_right(walls, at, key=lambda wall: wall.start)
    return before > 0 and at < walls[before - 1].end


def _boldness(text: str, start: int, end: int) -> str:
    """ "open" inside a run of bold type, "whole" where all of it is bold, "" otherwise (the mark is `**`)."""
    while start > 0 and text[start - 1] == "*":
        start -= 1
    while end < len(text) and text[end] in "* ":
        end += 1
    piece = text[start:end].rstrip()
    marks = piece.count("**")
    if marks % 2:
        return "open"
    return "whole" if marks == 2 and piece.startswith("**") and piece.endswith("**") else ""
