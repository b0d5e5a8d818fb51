"""Deadlines of every kind the documents print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from lotrinh.values.span import Span

DeadlineKind = Literal[
    "by_date", "by_period", "from", "range", "recurring", "ongoing", "relative", "event", "none"
]
Every = Literal["week", "month", "quarter", "half", "year"]


@dataclass(frozen=True, slots=True)
class Within:
    """`n` units after something: "trong thời hạn 10 ngày làm việc kể từ ngày nhận được văn bản"."""

    n: int
    unit: Literal["day", "working_day", "month"]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """What the text says of time, not yet what it means for today (that is evaluation.deadlines).

    `first` and `last` are days that belong (reading.json's from/to). `on` holds "MM-DD" of a yearly or "DD" of a monthly
    recurrence. `before` keeps that "trước" was printed. `span` is None only for kind "none" and for one an officer typed.
    """

    kind: DeadlineKind
    first: date | None = None
    last: date | None = None
    time: str | None = None
    before: bool = False
    every: Every | None = None
    on: tuple[str, ...] = ()
    within: Within | None = None
    approximate: bool = False
    raw: str | None = None
    span: Span | None = None

    def as_dict(self) -> dict[str, Any]:
        """The deadline object of reading.json."""
        return {
            "kind": self.kind,
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
            "time": self.time,
            "before": self.before,
            "every": self.every,
            "on": list(self.on),
            "within": {"n": self.within.n, "unit": self.within.unit, "after": self.within.after}
            if self.within
            else None,
            "approximate": self.approximate,
            "raw": self.raw,
            "span": self.span.as_list() if self.span else None,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any] | None) -> Deadline:
        """Back from `as_dict`; None and {} are "no deadline stated".

        >>> d = Deadline("recurring", every="year", on=("12-10",), before=True, raw="trước ngày 10 tháng 12 hàng năm")
        >>> Deadline.from_dict(d.as_dict()) == d
        True
        """
        if not data:
            return NO_DEADLINE
        within = data.get("within")
        span = data.get("span")
        return cls(
            kind=data.get("kind") or "none",
            first=date.fromisoformat(data["from"]) if data.get("from") else None,
            last=date.fromisoformat(data["to"]) if data.get("to") else None,
            time=data.get("time"),
            before=bool(data.get("before")),
            every=data.get("every"),
            on=tuple(data.get("on") or ()),
            within=Within(within["n"], within["unit"], within.get("after")) if within else None,
            approximate=bool(data.get("approximate")),
            raw=data.get("raw"),
            span=Span(*span) if span else None,
        )


NO_DEADLINE = Deadline("none")
