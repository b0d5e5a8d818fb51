"""Number and day that were stamped on a signed PDF afterwards, put into the gaps the letterhead keeps for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import permutations

_NUMBER_GAP = re.compile(r"^(\s*Số\s*:?)\s*(?=[/-])", re.IGNORECASE)
_DAY_GAP = re.compile(r"(ngày)\s+(?=tháng)", re.IGNORECASE)
_STAMPED = re.compile(r"(?<!\S)\d{1,5}(?!\S)")
_LETTERHEAD = 15
_MOST_STAMPS = 4


def has_gaps(lines: tuple[str, ...]) -> bool:
    """Whether the number or the day is missing from the letterhead.

    >>> has_gaps(("Số: /TB-UBND Quảng Ngãi, ngày tháng 01 năm 2025",))
    True
    """
    return any(pattern.search(line) for line in lines[:_LETTERHEAD] for pattern in (_NUMBER_GAP, _DAY_GAP))


def fill_gaps(lines: tuple[str, ...], stamped: Iterable[str], seen: str) -> tuple[str, ...] | None:
    """The lines with the stamped numbers in their gaps, None where they do not fit.

    `seen` is the page read by the places of its characters: the order of stamps that spells it is the right one.

    >>> fill_gaps(("Số: /TB-UBND", "ngày tháng 01 năm 2025"), ("08 11",), "Số: 1 1 /TB-UBND ngày 0 8 tháng 01 năm 2025")
    ('Số: 11/TB-UBND', 'ngày 08 tháng 01 năm 2025')
    """
    numbers = [number for line in stamped for number in _STAMPED.findall(line)]
    if not 0 < len(numbers) <= _MOST_STAMPS:
        return None
    squeezed = "".join(seen.split())
    for order in permutations(numbers):
        filled = _filled(lines, list(order))
        changed = [new for new, old in zip(filled, lines, strict=True) if new != old]
        if changed and all("".join(line.split()) in squeezed for line in changed):
            return filled
    return None


def _filled(lines: tuple[str, ...], numbers: list[str]) -> tuple[str, ...]:
    filled = []
    for place, line in enumerate(lines):
        new = line
        for pattern in (_NUMBER_GAP, _DAY_GAP) if place < _LETTERHEAD else ():
            if numbers and pattern.search(new):
                gap = "" if pattern is _NUMBER_GAP else " "
                new = pattern.sub(rf"\g<1> {numbers.pop(0)}{gap}", new, count=1)
        filled.append(new)
    return tuple(filled)
