"""Where words stand that a pattern may open with, found in one pass, so that slow patterns are tried only there.

Guarantee: places are sorted, and each begins a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation

_PIECE = 1 << 16


class Dictionary:
    """Many words, each found wherever it stands in a text, also inside another word or overlapping one."""

    def __init__(self, words: Sequence[str]) -> None:
        self._longest = max(map(len, words), default=0)
        self._automaton = AhoCorasick(words, implementation=Implementation.DFA)

    def matches(self, text: str) -> Iterable[tuple[int, int, int]]:
        """(index of the word, start, end); by pieces of the text, so that a long one costs no more memory than a short.

        >>> list(Dictionary(["ngày", "ngày mai"]).matches("từ ngày mai"))
        [(0, 3, 7), (1, 3, 11)]
        """
        if len(text) <= _PIECE:
            found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
                text, overlapping=True
            )
            return found
        return self._by_pieces(text)

    def _by_pieces(self, text: str) -> Iterator[tuple[int, int, int]]:
        for begin in range(0, len(text), _PIECE):
            piece = text[begin : begin + _PIECE + self._longest]
            for index, start, end in self._automaton.find_matches_as_indexes(piece, overlapping=True):
                if start < _PIECE:
                    yield index, begin + start, begin + end


def places_of(words: Iterable[str], text: str) -> list[int]:
    """Where each of a few words stands, whole or not; for many words a WordPass is faster.

    >>> places_of(["mỗi", "hằng"], "hằng quý, mỗi năm, hằng tuần")
    [0, 10, 19]
    """
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


def stands_in(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places lies in [start, end).

    >>> stands_in([6, 14], 7, 14), stands_in([6, 14], 7, 15)
    (False, True)
    """
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def matches_at(
    pattern: re.Pattern[str], text: str, places: Sequence[int], start: int, end: int
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` gives, for a pattern that can only begin at one of the places.

    >>> [m[0] for m in matches_at(re.compile("ngày \\\\d+"), "ngày mai, ngày 15", [0, 10], 0, 17)]
    ['ngày 15']
    """
    first = bisect_left(places, start)
    match = pattern.match
    for at in places[first : bisect_left(places, end, first)]:
        found = match(text, at, end) if at >= start else None
        if found:
            start = max(found.end(), at + 1)
            yield found
