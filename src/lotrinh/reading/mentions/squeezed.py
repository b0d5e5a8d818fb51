"""A view without the white space that means nothing, so that patterns may write one plain space, and the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from lotrinh.reading.structure.view import View, remembered
from lotrinh.reading.structure.word_places import places_of
from lotrinh.values.span import Span

_DIGIT_RUN = re.compile(r"\d\d*")
_PLAIN = (
    ("–", "-"),
    ("—", "-"),
    ("−", "-"),
    ("‑", "-"),
    ("Ð", "Đ"),
    ("ð", "đ"),
    ("“", '"'),
    ("”", '"'),
    ("’", "'"),
    ("‘", "'"),
)
# Old and new placement of the tone mark in open syllables, of equal length: hoà and hòa, uỷ and ủy (not hoàn, not quý).
_NEW_TONE = dict(
    zip(
        [first + last for first, lasts in (("o", "àáảãạ"), ("o", "èéẻẽẹ"), ("u", "ỳýỷỹỵ")) for last in lasts],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)


def marked(text: str) -> str:
    """Lower case with marks, one placement of the tone mark, plain dashes; as long as `text`.

    >>> marked("Uỷ ban – Ðiện Biên") == marked("ủy ban - Điện Biên")
    True
    """
    for char, plain in _PLAIN:  # str.replace of a rare character is many times faster than str.translate
        text = text.replace(char, plain)
    lower = text.lower() if len(text) <= _PIECE else _lower(text)
    if len(lower) != len(text):  # a capital whose small letter is two characters, e.g. U+0130
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for old, new in _NEW_TONE.items():
        if old in lower and (old != "uý" or lower.count(old) > lower.count("quý")):
            lower = _with_tone(lower, old, new)
    return lower


_PIECE = 1 << 16


def _lower(text: str) -> str:
    """By pieces: str.lower takes twelve bytes for every letter while it works."""
    return "".join([text[at : at + _PIECE].lower() for at in range(0, len(text), _PIECE)])


def _with_tone(lower: str, old: str, new: str) -> str:
    """One pair of letters replaced where it closes its syllable; the text between is copied whole."""
    kept, done = [], 0
    at = lower.find(old)
    while at >= 0:
        end = at + len(old)
        if not lower[end : end + 1].isalpha() and not (old[0] == "u" and lower[at - 1 : at] == "q"):
            kept += [lower[done:at], new]
            done = end
        at = lower.find(old, end)
    return "".join([*kept, lower[done:]]) if kept else lower


@dataclass(frozen=True, slots=True, eq=False)
class Squeezed:
    """Three spellings of equal length: `cased` as printed (but Đ for ETH), `marked` in lower case, `folded` without marks.

    White space is one space, and none stands beside a dash. `span` and `place` lead back to the source.
    """

    view: View
    cased: str
    marked: str
    folded: str
    cuts: tuple[int, ...]
    removed: tuple[int, ...]
    resumes: tuple[int, ...]

    @classmethod
    def of(cls, view: View) -> Squeezed:
        """
        >>> s = Squeezed.of(View.of("kinh tế -  xã\\nhội"))
        >>> s.folded, s.span(8, 14)
        ('kinh te-xa hoi', Span(start=11, end=17))
        """
        return _squeeze(view)

    def place(self, at: int) -> int:
        """Where the character at `at` stands in the source."""
        return at + self.removed[bisect_right(self.cuts, at)]

    def span(self, start: int, end: int) -> Span:
        """The source passage of `[start, end)`."""
        return Span(self.place(start), self.place(end - 1) + 1)

    def range(self, span: Span) -> tuple[int, int]:
        """`[start, end)` here of a source passage; empty where it holds only white space that was left out."""
        start = self.index(span.start)
        end = min(self.index(span.end - 1) + 1, len(self.cased))
        return start, max(start, end)

    def index(self, place: int) -> int:
        """The way in: where a source place stands here, or the first character after it that was kept."""
        gap = bisect_right(self.resumes, place)
        at = place - self.removed[gap]
        if gap < len(self.cuts) and at > self.cuts[gap]:  # inside white space that was left out
            at = self.cuts[gap]
        return max(0, min(at, len(self.cased)))


@remembered
def digit_runs(view: View) -> list[tuple[int, int]]:
    """Where digits stand together in the squeezed text: every number and every day begins with one."""
    return [run.span() for run in _DIGIT_RUN.finditer(Squeezed.of(view).folded)]


@remembered
def _squeeze(view: View) -> Squeezed:
    gaps = _gaps(view.flat, view.folded)
    cased = _without(view.flat, gaps).replace("Ð", "Đ").replace("ð", "đ")
    removed = (0, *accumulate(end - start for start, end in gaps))
    cuts = tuple(start - before for (start, _), before in zip(gaps, removed, strict=False))
    resumes = tuple(end for _, end in gaps)
    return Squeezed(view, cased, marked(cased), _without(view.folded, gaps), cuts, removed, resumes)


def _gaps(flat: str, folded: str) -> list[tuple[int, int]]:
    """Spaces that mean nothing: those beside a dash, and all but the first of a run; folded, every dash is one sign."""
    gaps: list[tuple[int, int]] = []
    for start in sorted({*(at + 1 for at in places_of((" -",), folded)), *places_of(("- ",), folded)}):
        left, right = start, start + 1
        while left and flat[left - 1] == " ":
            left -= 1
        while right < len(flat) and flat[right] == " ":
            right += 1
        if left < start:
            gaps.append((left, start))
        if right > start + 1:
            gaps.append((start + 1, right))
    at = flat.find("  ")
    while at >= 0:
        end = at + 1
        while end < len(flat) and flat[end] == " ":
            end += 1
        gaps.append((at + 1, end))
        at = flat.find("  ", end)
    return _merged(gaps)


def _merged(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(gaps):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(text: str, gaps: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in gaps:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


_STOP_SIGNS = ".;:|!?…"
# Where a sentence or a semicolon part ends; a colon or a stop before the dash of a new item too.
_STOPS = re.compile(r"[.;!?…|](?=[\s\"])|\. ?- ?|[:;.]-")


def clause_before(text: str, at: int, reach: int = 160) -> str:
    """What stands before `at` in its sentence or semicolon part, at most `reach` characters.

    >>> clause_before("Việc một. Việc hai là 5%", 22)
    ' Việc hai là '
    """
    floor = max(0, at - reach)
    place = at
    while place >= floor:
        place = max([text.rfind(sign, floor, place) for sign in _STOP_SIGNS])
        found = _STOPS.match(text, place, at) if place >= 0 else None
        if found:
            return text[found.end() : at]
    return text[floor:at]
