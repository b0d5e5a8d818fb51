"""A view without the white space that means nothing, so that patterns may write one plain space, and the way back."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lotrinh.reading.structure.view import View, remembered
from lotrinh.reading.structure.word_passes import WordPass
from lotrinh.values.small_letters import marked
from lotrinh.values.span import Span

_DIGIT_RUN = re.compile(r"\d\d*")
# The same where there are no other digits; no class of characters has to be looked up.
_ASCII_DIGITS = re.compile(r"[0-9][0-9]*")


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """A view in lower case with marks, without superfluous white space: one space at a time, and none beside a dash.

    `place` and `span` lead back to the source. A gap is white space that was left out: `cuts` are the places of the
    gaps here, `removed` how much was left out before each and before the end, `resumes` where the source goes on.
    """

    view: View
    marked: str
    cuts: Sequence[int]
    removed: Sequence[int]
    resumes: Sequence[int]

    @classmethod
    def of(cls, view: View) -> Marked:
        """
        >>> m = Marked.of(View.of("Kinh tế -  Xã\\nhội"))
        >>> m.marked, m.span(8, 14), m.printed(8, 14)
        ('kinh tế-xã hội', Span(start=11, end=17), 'Xã hội')
        """
        return _marked(view)

    def place(self, at: int) -> int:
        """Where the character at `at` stands in the source."""
        return at + self.removed[bisect_right(self.cuts, at)]

    def span(self, start: int, end: int) -> Span:
        """The source passage of `[start, end)`."""
        cuts, last = self.cuts, end - 1
        gap = bisect_right(cuts, start)
        first = start + self.removed[gap]
        if gap < len(cuts) and cuts[gap] <= last:
            gap = bisect_right(cuts, last, gap)
        return Span(first, end + self.removed[gap])

    def range(self, span: Span) -> tuple[int, int]:
        """`[start, end)` here of a source passage; empty where it holds only white space that was left out."""
        start = self.index(span.start)
        gap = bisect_right(self.cuts, start)
        end = start + span.end - span.start
        if gap < len(self.cuts) and end > self.cuts[gap]:  # white space was left out inside
            end = self.index(span.end - 1) + 1
        return start, max(start, min(end, len(self.marked)))

    def index(self, place: int) -> int:
        """The way in: where a source place stands here, or the first character after it that was kept."""
        gap = bisect_right(self.resumes, place)
        at = place - self.removed[gap]
        if gap < len(self.cuts) and at > self.cuts[gap]:  # inside white space that was left out
            at = self.cuts[gap]
        return max(0, min(at, len(self.marked)))

    def printed(self, start: int, end: int) -> str:
        """`[start, end)` as printed (but Đ for ETH)."""
        if start >= end:
            return ""
        cuts, removed, flat = self.cuts, self.removed, self.view.flat
        gap, last = bisect_right(cuts, start), bisect_right(cuts, end - 1)
        pieces, at = [], start + removed[gap]
        while gap < last:
            pieces.append(flat[at : cuts[gap] + removed[gap]])
            at = self.resumes[gap]
            gap += 1
        pieces.append(flat[at : end + removed[gap]])
        return _with_our_d("".join(pieces))

    def without_gaps(self, text: str) -> str:
        """A spelling of the source as it stands here."""
        return _without(text, self.cuts, self.removed, self.resumes)


@dataclass(frozen=True, slots=True, eq=False)
class Squeezed(Marked):
    """The same with two more spellings of equal length: `cased` as printed (but Đ for ETH), `folded` without marks.

    Only the search for mentions needs them all (see `forget`); what comes later makes do with `Marked`.
    """

    cased: str
    folded: str

    @classmethod
    def of(cls, view: View) -> Squeezed:
        """
        >>> s = Squeezed.of(View.of("kinh tế -  xã\\nhội"))
        >>> s.folded, s.span(8, 14)
        ('kinh te-xa hoi', Span(start=11, end=17))
        """
        return squeezed(view)


@remembered
def digit_runs(view: View) -> list[tuple[int, int]]:
    """Where digits stand together in the squeezed text: every number and every day begins with one."""
    folded = Squeezed.of(view).folded
    pattern = _ASCII_DIGITS if folded.isascii() else _DIGIT_RUN
    return [run.span() for run in pattern.finditer(folded)]


FOLDED = WordPass(lambda view: Squeezed.of(view).folded)
MARKED = WordPass(lambda view: Marked.of(view).marked)


@remembered
def squeezed(view: View) -> Squeezed:
    """What `Squeezed.of` gives."""
    text = Marked.of(view)
    cased, folded = _with_our_d(text.without_gaps(view.flat)), text.without_gaps(view.folded)
    return Squeezed(view, text.marked, text.cuts, text.removed, text.resumes, cased, folded)


@remembered
def _marked(view: View) -> Marked:
    gaps = _gaps(view.flat, view.folded)
    removed = array("l", accumulate((end - start for start, end in gaps), initial=0))
    cuts = array("l", [start - before for (start, _), before in zip(gaps, removed, strict=False)])
    resumes = array("l", [end for _, end in gaps])
    return Marked(view, marked(_without(view.flat, cuts, removed, resumes)), cuts, removed, resumes)


def _with_our_d(text: str) -> str:
    """ETH is often typed for Đ."""
    return text.replace("Ð", "Đ").replace("ð", "đ")


_BEHIND_DASH = re.compile("- +")
_SPACES = re.compile(" +")


def _gaps(flat: str, folded: str) -> list[tuple[int, int]]:
    """Spaces that mean nothing: those beside a dash, and all but the first of a run; folded, every dash is one sign."""
    gaps = [(found.start() + 1, found.end()) for found in _BEHIND_DASH.finditer(folded)]
    at = folded.find(" -")
    while at >= 0:
        start = at
        while start and flat[start - 1] == " ":
            start -= 1
        gaps.append((start, at + 1))
        at = folded.find(" -", at + 1)
    at, run = flat.find("  "), _SPACES.match
    while at >= 0:
        found = run(flat, at)
        end = found.end() if found else at
        gaps.append((at + 1, end))
        at = flat.find("  ", end)
    return _merged(gaps)


def _merged(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    last = -1
    for start, end in sorted(gaps):
        if start > last:
            merged.append((start, end))
            last = end
        elif end > last:
            merged[-1] = (merged[-1][0], end)
            last = end
    return merged


def _without(text: str, cuts: Sequence[int], removed: Sequence[int], resumes: Sequence[int]) -> str:
    """The text without its gaps; itself where there are none."""
    kept, at = [], 0
    for cut, before, resume in zip(cuts, removed, resumes, strict=False):
        kept.append(text[at : cut + before])
        at = resume
    return "".join([*kept, text[at:]])


_STOP_SIGN = re.compile(r"[.;:|!?…]")
# Where a sentence or a semicolon part ends; a colon or a stop before the dash of a new item too.
# A barrier ("|") ends it after a stop and before the label of an item; elsewhere it may be a hard-wrapped line.
_STOPS = re.compile(r"[.;!?…|](?=[\s\"])|[.;!?…](?=\|)|\|(?=[-+(•–]|\d{1,2}[.)]|[a-zđ]\))|\. ?- ?|[:;.]-")


def clause_before(text: str, at: int, reach: int = 160) -> str:
    """What stands before `at` in its sentence or semicolon part, at most `reach` characters.

    >>> clause_before("Việc một. Việc hai là 5%", 22)
    ' Việc hai là '
    """
    floor = max(0, at - reach)
    for sign in reversed([*_STOP_SIGN.finditer(text, floor, at)]):
        found = _STOPS.match(text, sign.start(), at)
        if found:
            return text[found.end() : at]
    return text[floor:at]
