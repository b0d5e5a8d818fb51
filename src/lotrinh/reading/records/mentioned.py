"""All mentions of a text, sorted, with quick questions: what begins here, what stands between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from lotrinh.values.frozen import frozen
from lotrinh.values.mention import Citation, DateMention, Organisation, Quantity
from lotrinh.values.span import Span


class Standing(Protocol):
    """Anything that knows its place."""

    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=Standing)


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """Mentions of one kind in text order; `starts` are their starts, for bisection, `opening` the longest at each of them.

    `apart` tells that none lies in another, so that of a stretch of them only the last can reach too far.
    """

    items: tuple[T, ...]
    starts: tuple[int, ...] = field(repr=False)
    opening: Mapping[int, T] = field(repr=False)
    apart: bool = field(repr=False)

    @classmethod
    def of(cls, items: Sequence[T]) -> Row[T]:
        ordered = tuple(sorted(items, key=lambda item: (item.span.start, -item.span.end)))
        starts = tuple([item.span.start for item in ordered])
        apart = all(before.span.end <= start for before, start in zip(ordered, starts[1:], strict=False))
        return cls(ordered, starts, dict(zip(reversed(starts), reversed(ordered), strict=True)), apart)

    def within(self, start: int, end: int) -> tuple[T, ...]:
        """Those that lie wholly in [start, end)."""
        starts = self.starts
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        if first >= last:
            return ()
        items = self.items[first:last]
        if self.apart:
            return items if items[-1].span.end <= end else items[:-1]
        return tuple([item for item in items if item.span.end <= end])

    def cover(self, span: Span) -> bool:
        """Whether one of them holds the passage; of those that lie in each other the last to begin is asked."""
        index = bisect_left(self.starts, span.start + 1) - 1
        return index >= 0 and self.items[index].span.end >= span.end

    def first_in(self, start: int, end: int) -> T | None:
        """The first that begins in [start, end)."""
        index = bisect_left(self.starts, start)
        return self.items[index] if index < len(self.items) and self.starts[index] < end else None

    def starting_at(self, at: int) -> T | None:
        """The longest that begins exactly there."""
        return self.opening.get(at)


@frozen
class Mentioned:
    """What the mention stage found."""

    citations: Row[Citation]
    organisations: Row[Organisation]
    quantities: Row[Quantity]
    dates: Row[DateMention]

    @classmethod
    def of(
        cls,
        citations: Sequence[Citation],
        organisations: Sequence[Organisation],
        quantities: Sequence[Quantity],
        dates: Sequence[DateMention],
    ) -> Mentioned:
        return cls(Row.of(citations), Row.of(organisations), Row.of(quantities), Row.of(dates))
