"""White space between the lines of a PDF page: where more of it lies than between lines, a paragraph begins."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import c_double
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

from lotrinh.values.frozen import frozen

_MORE = 1.12
_MORE_POINTS = 2.0
_NEARLY_ALL = 0.85
_ENOUGH_LINES = 8
_SHORT = 0.8


@frozen
class Place:
    """Where a line stands on its page, in points: `left` and `right` ends, `base` above the bottom of the page."""

    left: float
    right: float
    base: float


def places(text_page: Any, text: str) -> tuple[Place, ...]:
    """The place of each visible line of a page.

    `text` is what the page gives, character for character; none where it gives more or fewer characters.
    """
    return tuple(_places(text_page, text)) if len(text) == text_page.count_chars() else ()


def _places(text_page: Any, text: str) -> Iterator[Place]:
    x, y = c_double(), c_double()
    at = 0
    for line in text.split("\n"):
        if words := line.strip():
            first = at + len(line) - len(line.lstrip())
            raw.FPDFText_GetCharOrigin(text_page, first + len(words) - 1, x, y)
            right = x.value
            raw.FPDFText_GetCharOrigin(text_page, first, x, y)
            yield Place(x.value, right, y.value)
        at += len(line) + 1


def least_drop(pages: Sequence[Sequence[Place]]) -> float:
    """From how many points between two lines on a new paragraph begins; how far lines are apart is what is most common."""
    common = Counter(
        round(2 * drop)
        for page in pages
        for above, below in pairwise(page)
        if (drop := above.base - below.base) > 0
    )
    if not common:
        return math.inf
    usual = common.most_common(1)[0][0] / 2
    return max(usual * _MORE, usual + _MORE_POINTS)


def lines_apart(pages: Sequence[Sequence[Place]], least: float) -> list[frozenset[int]]:
    """For each page the lines that stand `least` points or more below the line before.

    Nearly every line of a page standing apart means that the page has wider lines, not that each of its lines is a
    paragraph. The first line of a page stands apart where the last line of the page before is a short one.

    >>> page = [Place(85, 540, base) for base in (700, 684, 668, 646, 630)]
    >>> lines_apart([page], least_drop([page]))
    [frozenset({3})]
    """
    found = []
    for before, page in zip([(), *pages], pages, strict=False):
        apart = {
            at for at, (above, below) in enumerate(pairwise(page), 1) if above.base - below.base >= least
        }
        if len(page) >= _ENOUGH_LINES and len(apart) > _NEARLY_ALL * len(page):
            apart = set()
        if _ends_short(before):
            apart.add(0)
        found.append(frozenset(apart))
    return found


def _ends_short(page: Sequence[Place]) -> bool:
    if not page:
        return False
    left, right = min(line.left for line in page), max(line.right for line in page)
    return page[-1].right - left < _SHORT * (right - left)
