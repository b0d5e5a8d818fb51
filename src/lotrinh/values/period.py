"""Stretches of calendar time."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from lotrinh.values.frozen import frozen
from lotrinh.values.numerals import format_date

Granularity = Literal["day", "month", "quarter", "half", "year", "range", "part_year"]

_DAY = timedelta(days=1)
_ROMAN = ("I", "II", "III", "IV")


@frozen
class Period:
    """From `start` to before `end`; None is open on that side. On screen the last day is shown, not `end`.

    Years, months and days that a text names again and again are one object each.

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
    @lru_cache(maxsize=1024)
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    @lru_cache(maxsize=1024)
    def years(cls, first: int | None, last: int | None) -> Period:
        """Both years inclusive; None is open."""
        return cls(date(first, 1, 1) if first else None, date(last + 1, 1, 1) if last else None)

    @classmethod
    def named(cls, kind: str, year: int) -> Period:
        """The stretch a choice of a form names: year, h1, h2, 9m, q1 to q4, m1 to m12.

        >>> Period.named("q2", 2026).last_day, Period.named("9m", 2026).in_words(), Period.named("h2", 2026).in_words()
        (datetime.date(2026, 6, 30), '9 tháng đầu năm 2026', '6 tháng cuối năm 2026')
        """
        if kind == "year":
            return cls.year(year)
        if kind == "9m":
            return cls._months(year, 1, 9)
        number = int(kind[1:])
        by = {"h": cls.half, "q": cls.quarter, "m": cls.month}[kind[0]]
        return by(year, number)

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
    @lru_cache(maxsize=1024)
    def day(cls, day: date) -> Period:
        return cls(day, day + _DAY)

    @classmethod
    def inclusive(cls, first: date | None, last: date | None) -> Period:
        """From the form of reading.json and of people: both days belong."""
        return cls(first, last + _DAY if last else None)

    @classmethod
    @lru_cache(maxsize=1024)
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

    def in_year(self, year: int) -> Period:
        """The same days of another year, as "cùng kỳ năm 2025" means them; 29/02 becomes 01/03.

        >>> Period.inclusive(date(2026, 1, 1), date(2026, 10, 31)).in_year(2025).last_day
        datetime.date(2025, 10, 31)
        """
        by = year - self.start.year if self.start else 0
        return Period(_moved(self.start, by), _moved(self.end, by))

    def is_year(self) -> bool:
        """True for one whole calendar year.

        >>> Period.year(2023).is_year(), Period.quarter(2024, 1).is_year()
        (True, False)
        """
        return self.start is not None and self == Period.year(self.start.year)

    def in_words(self) -> str:
        """How a sentence names the period.

        >>> Period.quarter(2024, 1).in_words(), Period.year(2023).in_words(), Period.years(2021, 2025).in_words()
        ('quý I/2024', 'năm 2023', 'giai đoạn 2021-2025')
        >>> Period.inclusive(date(2022, 1, 1), date(2022, 9, 30)).in_words(), Period.years(None, 2030).in_words()
        ('9 tháng đầu năm 2022', 'đến hết năm 2030')
        """
        start, last = self.start, self.last_day
        if start is None or last is None:
            return self._open_in_words(start, last)
        if start == last:
            return f"ngày {format_date(start)}"
        whole_months = start.day == 1 and (last + _DAY).day == 1
        if not whole_months:
            return f"từ ngày {format_date(start)} đến ngày {format_date(last)}"
        if start.month == 1 and last.month == 12:
            years = start.year, last.year
            return f"năm {start.year}" if start.year == last.year else "giai đoạn {}-{}".format(*years)
        if start.year != last.year:
            return f"từ tháng {start.month}/{start.year} đến tháng {last.month}/{last.year}"
        return _months_in_words(start.year, start.month, last.month)

    @staticmethod
    def _open_in_words(start: date | None, last: date | None) -> str:
        if last:
            whole = last.month == 12 and last.day == 31
            return f"đến hết năm {last.year}" if whole else f"đến ngày {format_date(last)}"
        if start:
            whole = start.month == 1 and start.day == 1
            return f"từ năm {start.year}" if whole else f"từ ngày {format_date(start)}"
        return "thời gian không nêu rõ"


def _moved(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if leap else day.replace(year=day.year + years)


def _months_in_words(year: int, first: int, last: int) -> str:
    """Months of one year, both inclusive."""
    count = last - first + 1
    if count == 1:
        return f"tháng {first}/{year}"
    if count == 3 and first % 3 == 1:
        return f"quý {_ROMAN[first // 3]}/{year}"
    if first == 1:
        return f"{count} tháng đầu năm {year}"
    if last == 12:
        return f"{count} tháng cuối năm {year}"
    return f"từ tháng {first}/{year} đến tháng {last}/{year}"
