"""A body found in the squeezed text, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Iterable

from lotrinh.reading.mentions.squeezed import Squeezed
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import OrganisationLevel

GUESSED = 3
"""From this rank on the end of a name is a guess."""


@frozen
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
    """The longest of those that overlap, in reading order; a guessed name never takes the place of a certain one."""
    kept: list[Body] = []
    for body in sorted(bodies, key=lambda b: (b.start, -(b.end - b.start), b.rank)):
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
        elif _wins(body, kept[-1]):
            kept[-1] = body
    return kept


def _wins(body: Body, other: Body) -> bool:
    if body.start == other.start and body.rank < 0 and other.rank >= GUESSED:
        return True
    longer = body.end - body.start > other.end - other.start
    return longer and not (other.rank < 0 and body.rank >= GUESSED)


def written(text: str) -> str:
    """A printed passage as a name: single spaces and a capital first."""
    words = " ".join(text.split())
    return words[:1].upper() + words[1:]


def named_as_printed(text: Squeezed, start: int, end: int) -> str:
    """The name at `[start, end)` with the spaces beside its dashes: "Phòng Văn hóa - Xã hội"."""
    span = text.span(start, end)
    return written(text.view.text[span.start : span.end].replace("*", " "))
