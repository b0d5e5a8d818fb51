"""An annex table with its columns understood: which holds the work, who leads, when it is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lotrinh.lexicon.columns import ColumnRole, column_role
from lotrinh.reading.records.bullets import Setting
from lotrinh.reading.records.owners import read_agencies
from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.reading.structure.view import rejoined
from lotrinh.values.period import Period
from lotrinh.values.span import Span

_HEADER_ROWS = 4
_LONGEST_HEADING = 90
_GROUP_LABEL = re.compile(r"(?:[IVX]+|[A-ZĐ])[.)]?")

Row = tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The header: `roles` by column, the printed headings, periods of year columns; `at` is the header's row."""

    at: int
    roles: dict[ColumnRole, int]
    headings: tuple[str, ...]
    periods: dict[int, Period] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnnexGrid:
    """One grid under its columns. `path` names it, `horizon` is the date in the heading above it."""

    setting: Setting
    grid: CellGrid
    columns: Columns
    path: str
    horizon: Period | None = None

    def words(self, cell: Span | None) -> str:
        return words_of(self.setting, cell)

    def cell(self, row: Row, role: ColumnRole) -> Span | None:
        at = self.columns.roles.get(role)
        return row[at] if at is not None else None

    def holds(self, role: ColumnRole) -> bool:
        return role in self.columns.roles

    def rows(self, main: ColumnRole) -> Iterator[tuple[Row, str]]:
        """Rows that are entries, each with its label ("II.4"); rows that only name a group give the labels."""
        group = ""
        for index, row in enumerate(self.grid.rows[self.columns.at + 1 :], start=1):
            number = self.words(self.cell(row, "number")).strip(" .)")
            if self.repeats_header(row):
                continue
            if self.names_group(row, main):
                group = number or group
                continue
            if self.cell(row, main) is None:
                continue
            label = number or str(index)
            yield row, label if not group or label.startswith(group + ".") else f"{group}.{label}"

    def names_group(self, row: Row, main: ColumnRole) -> bool:
        """Nothing but a number and a title."""
        filled = [cell for cell in row if cell is not None]
        others = [self.cell(row, role) for role in self.columns.roles if role not in ("number", main, "note")]
        if any(others) or len(filled) > 2 or not filled:
            return False
        number = self.words(self.cell(row, "number"))
        title = self.words(self.cell(row, main)) or self.words(filled[-1])
        return bool(_GROUP_LABEL.fullmatch(number)) or not number or title.isupper() or len(filled) == 1

    def repeats_header(self, row: Row) -> bool:
        """The header printed again on the next page."""
        same = sum(
            column_role(self.words(row[at])) == role
            for role, at in self.columns.roles.items()
            if row[at] is not None and len(self.words(row[at])) < _LONGEST_HEADING
        )
        return same >= 2 and same * 2 > len(self.columns.roles)

    def agencies(self, row: Row, role: ColumnRole) -> tuple[tuple[str, ...], bool]:
        """(names, known): words that no table of agencies knows are kept as printed."""
        cell = self.cell(row, role)
        if cell is None:
            return (), True
        view, mentioned = self.setting.view, self.setting.mentioned
        chain = read_agencies(view, mentioned, cell.start, cell.end)
        if chain is not None and chain.end >= cell.end - 2:
            return chain.names, True
        found = mentioned.organisations.within(cell.start, cell.end)
        if found:
            return tuple(dict.fromkeys(o.name for o in found)), True
        whole = self.words(cell)
        parts = whole.split(";") if len(whole) > 60 else [whole]
        return tuple(p.strip(" ,.-") for p in parts if len(p.strip(" ,.-")) > 2), False


def words_of(setting: Setting, cell: Span | None) -> str:
    """The words of a cell, "" where it is empty."""
    return rejoined(setting.view.flat[cell.start : cell.end]) if cell else ""


def find_columns(setting: Setting, grid: CellGrid) -> Columns | None:
    """The header among the first rows: at least two known columns, one of them the work or the target."""
    for at, row in enumerate(grid.rows[:_HEADER_ROWS]):
        headings = tuple(words_of(setting, cell) for cell in row)
        roles: dict[ColumnRole, int] = {}
        periods: dict[int, Period] = {}
        for column, heading in enumerate(headings):
            role = column_role(heading) if 0 < len(heading) <= _LONGEST_HEADING else None
            if role == "period":
                period = period_in(setting, row[column])
                if period is not None:
                    periods[column] = period
            elif role is not None:
                roles.setdefault(role, column)
        if len(roles) + bool(periods) >= 2 and ("work" in roles or "target" in roles):
            return Columns(at, roles, headings, periods)
    return None


def period_in(setting: Setting, span: Span | None) -> Period | None:
    """The first stretch of time with an end in a cell or a heading; bare years count."""
    if span is None:
        return None
    for date in setting.mentioned.dates.within(span.start, span.end):
        if date.period.end is not None and not date.recurring:
            return date.period
    years = [int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", words_of(setting, span))]
    return Period.years(years[0], years[-1]) if years and years[0] <= years[-1] else None
