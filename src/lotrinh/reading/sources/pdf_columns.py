"""Columns of a PDF page told from the white between words: what stands left is read before what stands right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from lotrinh.values.frozen import frozen

_LEAST = 4.0  # points; the strip between columns is nowhere narrower
_WHITE = 8.0  # wider than the space between words, also of most justified lines
_WIDE = 14.0  # so much white needs fewer lines to be that between columns
_NARROW = 60.0  # a column is wider than numbers and labels at the edge of a list
_SAME_LINE = 0.5
_FAR = 3.5  # heights of a line


@frozen
class Word:
    """A word and its box, in points from the left and from the top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


Line = tuple[Word, ...]
Gap = tuple[float, float]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words whose middles are level, from left to right; lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.top + each.bottom, each.left)):
        last = rows[-1][0] if rows else None
        if last is not None and _middle(word) - _middle(last) < (last.bottom - last.top) * _SAME_LINE:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [tuple(sorted(row, key=lambda each: each.left)) for row in rows]


def read_order(lines: list[Line]) -> Iterator[tuple[float, Line]]:
    """Each line, or each column's part of it, in the order it is read, with the place from the top it belongs to."""
    at = 0
    while at < len(lines):
        count, gap = _block(lines, at)
        block = lines[at : at + count]
        place = _top(block[0])
        if gap is None:
            yield place, block[0]
        else:
            for side in _sides(block, gap):
                yield from ((place, line) for _, line in read_order(side))
        at += count


def text_of(line: Line) -> str:
    """The words of a line with single spaces."""
    return " ".join(word.text for word in line)


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _top(line: Line) -> float:
    return min(word.top for word in line)


def _block(lines: list[Line], at: int) -> tuple[int, Gap | None]:
    """How many lines from `at` on stand in the same two columns, and the white between them; one line without it."""
    best: tuple[int, Gap | None] = (1, None)
    for first in _gaps(lines[at]):
        count, gap = _run(lines, at, first)
        if count > best[0] and _is_gutter(lines[at : at + count], gap):
            best = (count, gap)
    return best


def _gaps(line: Line) -> Iterator[Gap]:
    for word, following in pairwise(line):
        if following.left - word.right >= _LEAST:
            yield word.right, following.left


def _run(lines: list[Line], at: int, gap: Gap) -> tuple[int, Gap]:
    """The lines below that keep the strip white, the strip made as narrow as they leave it."""
    count = 1
    for above, line in pairwise(lines[at:]):
        left, right = _split(line, gap)
        narrowed = (max(gap[0], left[-1].right), min(gap[1], right[0].left)) if left and right else gap
        far = _top(line) - _top(above) > _FAR * (above[0].bottom - above[0].top)
        if far or narrowed[1] - narrowed[0] < _LEAST:
            break
        gap = narrowed
        count += 1
    return count, gap


def _split(line: Line, gap: Gap) -> tuple[Line, Line]:
    """The words left and right of the strip; a line that ends before the right column is all left, and so on."""
    if line[-1].right <= gap[1]:
        return line, ()
    if line[0].left >= gap[0]:
        return (), line
    middle = sum(gap) / 2
    left = tuple(word for word in line if _middle_across(word) < middle)
    return left, line[len(left) :]


def _middle_across(word: Word) -> float:
    return (word.left + word.right) / 2


def _is_gutter(block: list[Line], gap: Gap) -> bool:
    """Clear white between words in enough lines, and both sides wide enough to be columns of text."""
    across = [_white_at(line, gap) for line in block]
    clear = sum(white >= _WIDE for white in across) >= 2 or sum(white >= _WHITE for white in across) >= 3
    return clear and all(_width(side) >= _NARROW for side in _sides(block, gap))


def _white_at(line: Line, gap: Gap) -> float:
    """The white between the words on either side of the strip; 0 where one side is empty."""
    left, right = _split(line, gap)
    return right[0].left - left[-1].right if left and right else 0.0


def _sides(block: list[Line], gap: Gap) -> tuple[list[Line], list[Line]]:
    split = [_split(line, gap) for line in block]
    return [left for left, _ in split if left], [right for _, right in split if right]


def _width(side: list[Line]) -> float:
    return max((line[-1].right for line in side), default=0.0) - min(
        (line[0].left for line in side), default=0.0
    )
