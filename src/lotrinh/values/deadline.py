"""Deadlines of every kind the documents print."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from lotrinh.values.frozen import frozen
from lotrinh.values.numerals import format_date
from lotrinh.values.period import Period
from lotrinh.values.span import Span

DeadlineKind = Literal[
    "by_date", "by_period", "from", "range", "recurring", "ongoing", "relative", "event", "none"
]
Every = Literal["week", "month", "quarter", "half", "year"]
_EVERY = {
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half": "6 tháng một lần",
    "year": "hằng năm",
}
_WEEKDAYS = {str(n): f"thứ {d}" for n, d in enumerate(("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"), start=1)}
_WEEKDAYS["7"] = "Chủ nhật"
_UNITS = {"day": "ngày", "working_day": "ngày làm việc", "month": "tháng"}


@frozen
class Within:
    """`n` units after something: "trong thời hạn 10 ngày làm việc kể từ ngày nhận được văn bản"."""

    n: int
    unit: Literal["day", "working_day", "month"]
    after: str | None = None


@frozen
class Deadline:
    """What the text says of time, not yet what it means for today (that is evaluation.deadlines).

    `first` and `last` are days that belong (reading.json's from/to). `on` holds "MM-DD" of a yearly, "DD" of a monthly,
    the ISO weekday "1".."7" of a weekly recurrence. `before` keeps that "trước" was printed. `span` is None only for kind "none" and for one an officer typed.
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

    def told(self, raw: str, span: Span, approximate: bool) -> Deadline:
        """The same deadline with the phrase that states it; written out, since a reading makes one for every task."""
        return Deadline(
            self.kind, self.first, self.last, self.time, self.before, self.every, self.on, self.within, approximate, raw, span
        )  # fmt: skip

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

    def as_printed(self) -> str:
        """The document's own words, for tables and quotations; in ours where it has none.

        >>> Deadline("by_date", last=date(2026, 11, 27)).as_printed()
        'chậm nhất ngày 27/11/2026'
        """
        return " ".join(self.raw.split()) if self.raw else self.in_words()

    def in_words(self) -> str:
        """How an officer would say it; what is not a time that can be told in other words is given as printed.

        >>> Deadline("by_date", last=date(2026, 9, 30), before=True).in_words()
        'trước ngày 30/9/2026'
        >>> Deadline("by_period", first=date(2021, 1, 1), last=date(2021, 12, 31)).in_words()
        'trong năm 2021'
        >>> Deadline("recurring", every="year", on=("12-10",), before=True).in_words()
        'hằng năm, trước ngày 10/12'
        >>> Deadline("recurring", every="week", on=("5",)).in_words()
        'thứ Sáu hằng tuần'
        >>> Deadline("ongoing").in_words(), Deadline("from", first=date(2021, 1, 1)).in_words(), NO_DEADLINE.in_words()
        ('thường xuyên', 'từ năm 2021', 'không nêu thời hạn')
        """
        said = self._said()
        return f"{said} (cơ bản hoàn thành)" if self.approximate else said

    def _said(self) -> str:
        raw = " ".join(self.raw.split()) if self.raw else ""
        match self.kind:
            case "by_date" if self.last:
                moment = f"{self.time} ngày" if self.time else "ngày"
                return f"{'trước' if self.before else 'chậm nhất'} {moment} {format_date(self.last)}"
            case "by_period" | "range" if self.first and self.last:
                lead = "trước " if self.before else "trong " if self.kind == "by_period" else ""
                return lead + Period.inclusive(self.first, self.last).in_words()
            case "by_period" | "range" | "from" if self.first or self.last:
                return Period.inclusive(self.first, self.last).in_words()
            case "recurring":
                return self._recurrence()
            case "ongoing":
                return "thường xuyên"
            case "relative" if self.within:
                after = f" kể từ {self.within.after}" if self.within.after else ""
                return f"trong {self.within.n} {_UNITS[self.within.unit]}{after}"
            case "none":
                return f"“{raw}” (không thành ngày cụ thể)" if raw else "không nêu thời hạn"
            case _:
                return f"“{raw}”" if raw else "theo một việc khác"

    def _recurrence(self) -> str:
        """ "12-10" of a year is 10/12, "25" of a month is its day."""
        days = ["/".join(reversed(day.split("-"))) for day in self.on]
        often = _EVERY[self.every] if self.every else "định kỳ"
        if not days:
            return often
        if self.every == "week":
            return f"{', '.join(_WEEKDAYS.get(day, day) for day in self.on)} {often}"
        return f"{often}, {'trước ngày' if self.before else 'ngày'} {', '.join(days)}"


NO_DEADLINE = Deadline("none")
