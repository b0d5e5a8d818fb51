"""All mentions of a text, sorted, with quick questions: what begins here, what stands between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from lotrinh.values.mention import Citation, DateMention, Organisation, Quantity
from lotrinh.values.span import Span


class Standing(Protocol):
    """Anything that knows its place."""

    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=Standing)


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """Mentions of one kind in text order; `starts` are their starts, for bisection."""

    items: tuple[T, ...]
    starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, items: Sequence[T]) -> Row[T]:
        ordered = tuple(sorted(items, key=lambda item: (item.span.start, -item.span.end)))
        return cls(ordered, tuple(item.span.start for item in ordered))

    def within(self, start: int, end: int) -> tuple[T, ...]:
        """Those that lie wholly in [start, end)."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return tuple(item for item in self.items[first:last] if item.span.end <= end)

    def starting_at(self, at: int) -> T | None:
        """The longest that begins exactly there."""
        first = bisect_left(self.starts, at)
        return self.items[first] if first < len(self.items) and self.starts[first] == at else None

    def covering(self, at: int) -> T | None:
        """One that begins before `at` and ends after it."""
        index = bisect_left(self.starts, at) - 1
        for item in reversed(self.items[max(0, index - 3) : index + 1]):
            if item.span.start < at < item.span.end:
                return item
        return None


@dataclass(frozen=True, slots=True)
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
