"""Stretches of calendar time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Granularity = Literal["day", "month", "quarter", "half", "year", "range", "part_year"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to before `end`; None is open on that side. On screen the last day is shown, not `end`.

    >>> Period.year(2021)
    Period(start=datetime.date(2021, 1, 1), end=datetime.date(2022, 1, 1))
    >>> Period.quarter(2024, 1).last_day
    datetime.date(2024, 3, 31)
    >>> Period.half(2025, 2).contains(date(2025, 12, 31))
    True
    """

    start: date | None
    end: date | None

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def years(cls, first: int | None, last: int | None) -> Period:
        """Both years inclusive; None is open."""
        return cls(date(first, 1, 1) if first else None, date(last + 1, 1, 1) if last else None)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        return cls._months(year, 6 * half - 5, 6)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls._months(year, 3 * quarter - 2, 3)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls._months(year, month, 1)

    @classmethod
    def day(cls, day: date) -> Period:
        return cls(day, day + _DAY)

    @classmethod
    def inclusive(cls, first: date | None, last: date | None) -> Period:
        """From the form of reading.json and of people: both days belong."""
        return cls(first, last + _DAY if last else None)

    @classmethod
    def _months(cls, year: int, month: int, count: int) -> Period:
        after = month + count
        return cls(date(year, month, 1), date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1))

    @property
    def last_day(self) -> date | None:
        """The last day that belongs to the period."""
        return self.end - _DAY if self.end else None

    def contains(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def as_dict(self) -> dict[str, str | None]:
        """`{from, to}` with ISO dates, the last day inclusive."""
        last = self.last_day
        return {
            "from": self.start.isoformat() if self.start else None,
            "to": last.isoformat() if last else None,
        }
