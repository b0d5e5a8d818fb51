"""Where a thing stands in a text: half-open character ranges."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """`[start, end)` in characters of the NFC text of one document; never empty.

    >>> Span(3, 7).of("Số 23-NQ/TW")
    '23-N'
    >>> Span(0, 5).overlaps(Span(5, 6))
    False
    >>> Span(4, 4)
    Traceback (most recent call last):
    ...
    ValueError: khoảng rỗng hoặc ngược: [4, 4)
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        """Written out, since a reading makes thousands: setting the slots themselves takes half the time."""
        if not 0 <= start < end:
            raise ValueError(f"khoảng rỗng hoặc ngược: [{start}, {end})")
        _set_start(self, start)
        _set_end(self, end)

    def of(self, text: str) -> str:
        """The passage itself."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def as_list(self) -> list[int]:
        """The form of reading.json: `[start, end]`."""
        return [self.start, self.end]


_set_start = Span.__dict__["start"].__set__
_set_end = Span.__dict__["end"].__set__
