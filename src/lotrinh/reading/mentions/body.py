"""A body found in the squeezed text, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lotrinh.values.mention import OrganisationLevel


@dataclass(frozen=True, slots=True)
class Body:
    """`[start, end)` in the squeezed text; `rank` decides between equally long ones (lower wins);
    below 0 the end is certain, so that a longer guess cannot take its place."""

    start: int
    end: int
    name: str
    kind: str
    level: OrganisationLevel
    collective: bool = False
    rank: int = 0


def settled(bodies: Iterable[Body]) -> list[Body]:
    """The longest of those that overlap, in reading order."""
    kept: list[Body] = []
    for body in sorted(bodies, key=lambda b: (b.start, -(b.end - b.start), b.rank)):
        if kept and body.start < kept[-1].end:
            longer = body.end - body.start > kept[-1].end - kept[-1].start
            if (longer or body.rank < 0) and kept[-1].rank >= 0:
                kept[-1] = body
            continue
        kept.append(body)
    return kept


def written(text: str) -> str:
    """A printed passage as a name: single spaces, a capital first, spaces around a dash between words."""
    words = " ".join(text.split())
    return words[:1].upper() + words[1:]
