"""Working days: Monday to Friday less public holidays, plus the Saturdays worked in exchange."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays as public_holidays

from lotrinh.lexicon.workday_changes import workday_changes

_DAY = timedelta(days=1)
_SATURDAY = 5
_CULTURE_DAY = (11, 24)
_CULTURE_DAY_NAME = "Ngày Văn hóa Việt Nam (Nghị quyết số 80-NQ/TW; cần đối chiếu quy định thi hành)"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days an office is closed (with the reason) and the weekend days on which it works.

    A day that stands in both is a working day: `working_weekends` wins.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    working_weekends: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether the office works on `day`.

        >>> calendar = vietnam_calendar([2024])
        >>> calendar.is_working(date(2024, 4, 29)), calendar.is_working(date(2024, 5, 4))
        (False, True)
        """
        if day in self.working_weekends:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def why_closed(self, day: date) -> str | None:
        """The name of the rest day, "thứ Bảy" or "Chủ nhật"; None on a working day."""
        if self.is_working(day):
            return None
        return self.holidays.get(day) or ("thứ Bảy" if day.weekday() == _SATURDAY else "Chủ nhật")

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`, never `day` itself.

        >>> vietnam_calendar([2026]).next_working_day(date(2026, 2, 13))
        datetime.date(2026, 2, 23)
        """
        return self._step(day, _DAY)

    def on_or_after(self, day: date) -> date:
        """`day` if it is worked on, otherwise the next working day."""
        return day if self.is_working(day) else self.next_working_day(day)

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which itself is not counted; before it where `n` is negative; `day` for 0.

        The first day of a term is not counted (Bộ luật Dân sự 2015, khoản 2 Điều 147).

        >>> vietnam_calendar([2025]).add_working_days(date(2025, 4, 25), 2)
        datetime.date(2025, 4, 28)
        """
        step = _DAY if n > 0 else -_DAY
        for _ in range(abs(n)):
            day = self._step(day, step)
        return day

    def covers(self, year: int) -> bool:
        """Whether the holidays of `year` are known at all; a year without any is a gap to be filled in."""
        return any(day.year == year for day in self.holidays)

    def _step(self, day: date, step: timedelta) -> date:
        day += step
        while not self.is_working(day):
            day += step
        return day


def vietnam_calendar(
    years: Iterable[int],
    overrides: Mapping[date, tuple[bool, str]] | None = None,
    *,
    culture_day: bool = True,
) -> Calendar:
    """The calendar of state offices in `years`: Tết, the other public holidays, days in lieu, swapped Saturdays.

    `overrides` maps a day to (working, reason) and wins over everything else: swaps are decided year by year.
    Source: Bộ luật Lao động 2019, Điều 112, through the `holidays` package and lexicon/data/workday_changes.tsv.
    24/11 is a policy of Nghị quyết số 80-NQ/TW; whether it has been made law could not be verified, so it
    carries that remark in its name and `culture_day=False` leaves it (with its day in lieu) out.
    """
    wanted = sorted(set(years))
    known, known_worked = _library_days(tuple(wanted))
    closed = {day: name for day, name in known if culture_day or not _belongs_to_culture_day(day)}
    for year in wanted:
        day = date(year, *_CULTURE_DAY)
        if day in closed:
            closed[day] = _CULTURE_DAY_NAME
    worked = set(known_worked)
    decided = {day: change for day, change in workday_changes().items() if day.year in wanted}
    for day, (working, name) in {**decided, **(overrides or {})}.items():
        if working:
            closed.pop(day, None)
            worked.add(day)
        else:
            closed[day] = name
            worked.discard(day)
    return Calendar(closed, frozenset(worked))


@lru_cache(maxsize=64)
def _library_days(years: tuple[int, ...]) -> tuple[tuple[tuple[date, str], ...], frozenset[date]]:
    """Holidays with their names and the worked Saturdays, as the library knows them; asked for on every page."""
    known = public_holidays.country_holidays("VN", years=years, language="vi")
    return tuple(known.items()), frozenset(known.weekend_workdays)


def _belongs_to_culture_day(day: date) -> bool:
    """24/11 itself or the Monday in lieu of it (25 or 26/11)."""
    return day.month == _CULTURE_DAY[0] and 24 <= day.day <= 26
