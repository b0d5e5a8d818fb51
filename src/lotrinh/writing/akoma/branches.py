"""The provisions of one part as a tree whose stretches hold the tables too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lotrinh.lexicon.akoma import level_of
from lotrinh.values.reading import Provision, Table
from lotrinh.values.span import Span


@dataclass(slots=True)
class Branch:
    """A provision with the stretch [start, end) that is written under it."""

    provision: Provision
    start: int
    end: int
    children: list[Branch] = field(default_factory=list)

    @property
    def is_titled(self) -> bool:
        """A heading holds what follows it; a bullet does not."""
        return self.provision.heading is not None or level_of(self.provision.label).name == "annex"


def branches_in(
    provisions: Iterable[Provision], tables: Iterable[Table], start: int, end: int
) -> list[Branch]:
    """The branches of [start, end): a provision whose parent stands elsewhere is an outermost one here."""
    grown = _grown(provisions, start, end, start)
    _hold_tables(grown, [t.span for t in tables if start <= t.span.start and t.span.end <= end])
    return grown


def _grown(provisions: Iterable[Provision], start: int, end: int, at: int) -> list[Branch]:
    grown: list[Branch] = []
    for provision in provisions:
        if start <= provision.own.start and provision.own.end <= end and provision.own.start >= at:
            stop = min(max(provision.span.end, provision.own.end), end)
            branch = Branch(provision, provision.own.start, stop)
            branch.children = _grown(provision.children, start, stop, provision.own.end)
            grown.append(branch)
            at = stop
        else:
            outer = _grown(provision.children, start, end, at)
            grown.extend(outer)
            at = outer[-1].end if outer else at
    return grown


def _trails(tops: Iterable[Branch], above: tuple[Branch, ...] = ()) -> Iterator[tuple[Branch, ...]]:
    """Every branch with those it hangs under, outermost first."""
    for branch in tops:
        trail = (*above, branch)
        yield trail
        yield from _trails(branch.children, trail)


def _hold_tables(grown: list[Branch], spans: list[Span]) -> None:
    """A table under a heading belongs to it, even where nothing but the table follows."""
    trails = list(_trails(grown))
    at = 0
    for number, trail in enumerate(trails):
        limit = trails[number + 1][-1].start if number + 1 < len(trails) else None
        while at < len(spans) and (limit is None or spans[at].end <= limit):
            if spans[at].start >= trail[-1].start:
                _extend(trail, spans[at])
            at += 1


def _extend(trail: tuple[Branch, ...], span: Span) -> None:
    holder = next((n for n in range(len(trail) - 1, -1, -1) if trail[n].is_titled), -1)
    for branch in trail[: holder + 1]:
        branch.end = max(branch.end, span.end)
