"""Who does a body's work on a day: takeovers of fields, whole bodies and territories, composed in order of date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Takeover:
    """`new` does what `old` did in `field` (empty: in everything) from `day` on.

    Where only the month is known, `day` is the first day it can be and `settled` the first day by which it has happened
    in any case; otherwise both are the same. `key` names the row it comes from and orders takeovers of one day.
    """

    key: Any
    old: Hashable
    new: Hashable
    day: date
    settled: date
    field: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """From the first body to the one that has the work: `trail` step by step, `holder` at its end.

    `choices` are the bodies between which nobody has chosen yet; `unsettled` the takeovers of a month within which the
    day is not known. With either, `holder` is the last body of which it is certain.
    """

    holder: Hashable
    trail: tuple[Takeover, ...]
    choices: tuple[Takeover, ...] = ()
    unsettled: tuple[Takeover, ...] = ()

    @property
    def is_open(self) -> bool:
        return bool(self.choices or self.unsettled)


@dataclass(frozen=True)
class Takeovers:
    """All takeovers known; `gone` says from which day on a body no longer exists. The order of rows does not matter."""

    by_old: Mapping[Hashable, tuple[Takeover, ...]]
    gone: Mapping[Any, date] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Takeover], gone: Mapping[Any, date] | None = None) -> Takeovers:
        """Takeovers of a body by itself (an agency that was only enlarged) say nothing and are left out."""
        grouped: dict[Hashable, list[Takeover]] = defaultdict(list)
        for row in rows:
            if row.new != row.old:
                grouped[row.old].append(row)
        return cls({old: _in_order(found) for old, found in grouped.items()}, gone or {})

    def follow(
        self, start: Hashable, on: date, *, since: date = date.min, chosen: Iterable[Takeover] = ()
    ) -> Way:
        """The way of work that `start` had on `since`, as it stands on the day `on`.

        A takeover moves what its old body has on that day: one that lies before the work arrived moves nothing, unless
        the old body is gone and its work can be nowhere else. `chosen` are an officer's choices for this one piece of
        work; on their day they go before the general ones. Each takeover is used once, so every way ends.

        >>> def moved(key, old, new, day, field=""):
        ...     return Takeover(key, old, new, day, day, field)
        >>> rows = Takeovers.of([
        ...     moved(2, "Sở Tài chính Phú Yên", "Sở Tài chính Đắk Lắk", date(2025, 7, 1)),
        ...     moved(1, "Sở KH&ĐT Phú Yên", "Sở Tài chính Phú Yên", date(2025, 3, 1)),
        ... ])
        >>> [rows.follow("Sở KH&ĐT Phú Yên", day).holder for day in (date(2025, 6, 30), date(2025, 7, 1))]
        ['Sở Tài chính Phú Yên', 'Sở Tài chính Đắk Lắk']
        """
        own = Takeovers.of(chosen)
        trail: list[Takeover] = []
        visited, arrival, current = {start}, since, start
        while True:
            used = {row.key for row in trail}
            by_choice = own._due(current, arrival, on, used, self._is_gone(current, arrival))
            general = self._moving(current, arrival, used)
            due = [row for row in general if row.day <= on]
            if by_choice and (not due or by_choice[0].day <= due[0].day):
                step = by_choice[0]
            elif not due:
                return Way(current, tuple(trail))
            else:
                together = [row for row in due if row.day == due[0].day]
                if any(on < row.settled for row in together):
                    return Way(current, tuple(trail), unsettled=tuple(together))
                if choices := self._split(together, arrival, on, used):
                    return Way(current, tuple(trail), choices=choices)
                step = together[0]
            if step.new in visited and self._is_dead_end(step, arrival, used):
                return Way(current, tuple(trail))
            trail.append(step)
            visited.add(step.new)
            current, arrival = step.new, max(arrival, step.day)

    def _due(self, body: Hashable, arrival: date, on: date, used: set[Any], is_gone: bool) -> list[Takeover]:
        """Every takeover of the body that can still move what arrived on `arrival`, earliest first.

        What arrives within a month of which the day is not known may have come before that day.
        """
        rows = self.by_old.get(body, ())
        return [
            row
            for row in rows
            if row.key not in used
            and row.day <= on
            and (row.day >= arrival or arrival < row.settled or is_gone)
        ]

    def _moving(self, body: Hashable, arrival: date, used: set[Any]) -> list[Takeover]:
        """Those that move the work without anybody's choice; a field given away by a body that lives on does not."""
        is_gone = self._is_gone(body, arrival)
        last = self.gone.get(body)
        return [
            row
            for row in self._due(body, arrival, date.max, used, is_gone)
            if not row.field or (last is not None and last <= row.settled)
        ]

    def _split(
        self, together: list[Takeover], arrival: date, on: date, used: set[Any]
    ) -> tuple[Takeover, ...]:
        """Several bodies on one day; or a part, while other parts went or will go to somebody else."""
        body = together[0].old
        if not together[0].field:
            return tuple(together) if len({row.new for row in together}) > 1 else ()
        parts = self._due(body, arrival, date.max, used, self._is_gone(body, arrival))
        if len({row.new for row in parts}) == 1:
            return ()
        return tuple(row for row in parts if row.day <= on)

    def _is_gone(self, body: Hashable, on: date) -> bool:
        last = self.gone.get(body)
        return last is not None and last <= on

    def _is_dead_end(self, step: Takeover, arrival: date, used: set[Any]) -> bool:
        """A body that is gone and from which every way has been used: work is not given back to it."""
        day = max(arrival, step.day)
        return self._is_gone(step.new, day) and not self._moving(step.new, day, used | {step.key})


def _in_order(rows: Iterable[Takeover]) -> tuple[Takeover, ...]:
    return tuple(sorted(rows, key=lambda row: (row.day, row.key)))
