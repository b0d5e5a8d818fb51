"""The columns of an annex table: which is which, by the headings and, where a heading may mean two things, by the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Literal

from lotrinh.lexicon.columns import ColumnRole, cell_words, column_role, heading_key, other_role
from lotrinh.reading.records.annex_cells import is_blank, is_figure, is_qualitative, words_of
from lotrinh.reading.records.annex_header import Header, Heading
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.values.folding import fold
from lotrinh.values.frozen import frozen
from lotrinh.values.period import Period
from lotrinh.values.span import Span

Nature = Literal["tasks", "targets", "results"]
ValueKind = Literal["goal", "plan", "actual", "ratio", "change"]

_VALUES: dict[ColumnRole | None, ValueKind] = {
    "goal": "goal", "period": "goal", "plan": "plan", "actual": "actual", "ratio": "ratio", "change": "change",
}  # fmt: skip
_MONEY = re.compile(r"kinh +phi|nguon +von|von +dau +tu|tong +von|tong +muc|thanh +tien")
_LOOKED_AT = 60
_MOSTLY = 0.4


@frozen
class ValueColumn:
    """A column of figures; `variant` is its heading where it stands for a part ("Xã nhóm 1") and not for a time."""

    column: int
    kind: ValueKind
    heading: Heading
    period: Period | None = None
    variant: str | None = None


@frozen
class Columns:
    """`works` are the columns that may name an entry, the most telling first.

    Columns ticked with an x: `marks` stand for a time, `bodies` for the agency in their heading.
    """

    header: Header
    nature: Nature | None
    roles: dict[ColumnRole, int]
    works: tuple[int, ...]
    values: tuple[ValueColumn, ...] = ()
    marks: tuple[int, ...] = ()
    bodies: tuple[int, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(heading.words for heading in self.header.headings)


def settle(setting: Setting, grid: CellGrid, header: Header, tells_tasks: bool) -> Columns:
    """The columns under a header. `tells_tasks`: the title above says the table gives work."""
    cells = _Cells(setting, grid, header)
    roles: dict[int, ColumnRole | None] = dict(enumerate(header.roles()))
    _decide_by_cells(cells, roles)
    works = _names(cells, roles)
    values = _value_columns(setting, header, cells, roles, works)
    marks = tuple(c for c, role in roles.items() if role in ("period", "deadline") and cells.ticked(c))
    bodies = tuple(c for c, role in roles.items() if role in ("lead", "coordinating") and cells.ticked(c))
    first: dict[ColumnRole, int] = {}
    taken = {value.column for value in values} | set(marks) | set(bodies)
    for column, role in roles.items():
        if role is not None and column not in taken and column not in works[1:]:
            first.setdefault(role, column)
    stated = [column for column, role in roles.items() if role == "status" and column not in taken]
    if stated:
        first["status"] = min(stated, key=cells.length)
    nature = (
        None
        if _is_budget(header, first, values)
        else _nature(first, roles, works, values, marks, tells_tasks)
    )
    if nature is None and works and bodies:
        nature = "tasks"
    return Columns(header, nature, first, works, values, marks, bodies)


def _is_budget(header: Header, first: dict[ColumnRole, int], values: tuple[ValueColumn, ...]) -> bool:
    """Money by year beside a total of money: shares of a cost and no targets."""
    money = any(_MONEY.search(fold(heading.words)) for heading in header.headings)
    yearly = bool(values) and all(value.heading.role == "period" for value in values)
    return money and yearly and not _any(first, ("unit", "target", "lead", "deadline"))


@frozen
class _Cells:
    """The filled cells below the header, by column."""

    setting: Setting
    grid: CellGrid
    header: Header
    known: dict[int, list[str]] = field(default_factory=dict)

    def spans(self, column: int) -> list[Span]:
        rows = self.grid.rows[self.header.body : self.header.body + _LOOKED_AT]
        return [cell for row in rows if (cell := row[column]) is not None]

    def words(self, column: int) -> list[str]:
        if column not in self.known:
            found = (words_of(self.setting, span) for span in self.spans(column))
            self.known[column] = [words for words in found if not is_blank(words)]
        return self.known[column]

    def share(self, column: int, told: Callable[[str], bool]) -> float:
        words = self.words(column)
        return sum(map(told, words)) / len(words) if words else 0.0

    def has_figures(self, column: int) -> bool:
        return self.share(column, is_figure) >= _MOSTLY and any(map(is_figure, self.words(column)))

    def has_values(self, column: int) -> bool:
        return self.share(column, lambda words: is_figure(words) or is_qualitative(words)) >= _MOSTLY

    def ticked(self, column: int) -> bool:
        return self.share(column, lambda words: words.lower() in ("x", "✓", "√", "v")) > _MOSTLY

    def names_bodies(self, column: int) -> bool:
        organisations = self.setting.mentioned.organisations
        spans = self.spans(column)
        named = sum(bool(organisations.within(span.start, span.end)) for span in spans)
        return bool(spans) and named / len(spans) >= _MOSTLY

    def length(self, column: int) -> int:
        words = self.words(column)
        return sorted(map(len, words))[len(words) // 2] if words else 0


def _decide_by_cells(cells: _Cells, roles: dict[int, ColumnRole | None]) -> None:
    """Headings with two meanings: "Đơn vị" (of measure or in charge), "Tiến độ" (a day or a state), "Kết quả"."""
    states = tuple(cell_words("done") | cell_words("open") | cell_words("late"))
    for column, role in roles.items():
        other = other_role(cells.header.headings[column].leaf) if role else None
        if other == "lead" and cells.names_bodies(column):
            roles[column] = "lead"
        elif (
            other == "status" and cells.share(column, lambda w: heading_key(w).startswith(states)) >= _MOSTLY
        ):
            roles[column] = "status"
        elif (other == "actual" or role == "product") and cells.has_figures(column):
            roles[column] = "actual" if other == "actual" else "goal"
        elif role == "product" and "target" in roles.values() and "work" not in roles.values():
            roles[column] = "goal"


def _names(cells: _Cells, roles: dict[int, ColumnRole | None]) -> tuple[int, ...]:
    """The columns that name the entries: the one filled most often first, the longer words where two are equal."""
    named = [c for c, role in roles.items() if role in ("work", "target") and not cells.has_values(c)]
    if not named:
        named = [c for c, role in roles.items() if role in ("work", "target") and not cells.has_figures(c)]
    if not named:
        named = [c for c, role in roles.items() if role in ("goal", "product") and not cells.has_values(c)][
            :1
        ]
    if not named:
        named = [c for c, role in roles.items() if role is None and cells.header.headings[c].leaf][:1]
    if any(roles[c] == "target" for c in named) and any(roles[c] == "work" for c in named):
        works = [c for c in named if roles[c] == "work"]
        named = works if "lead" in roles.values() and "deadline" in roles.values() else named
    return tuple(sorted(named, key=lambda c: (-len(cells.words(c)), -cells.length(c))))


def _value_columns(
    setting: Setting,
    header: Header,
    cells: _Cells,
    roles: dict[int, ColumnRole | None],
    works: tuple[int, ...],
) -> tuple[ValueColumn, ...]:
    values: list[ValueColumn] = []
    for column, role in roles.items():
        heading = header.headings[column]
        kind = _VALUES.get(role)
        if column in works or cells.ticked(column):
            continue
        if role == "target" and cells.has_values(column):
            kind = "goal"
        if kind is not None and (cells.has_values(column) or (kind == "goal" and _is_target(roles))):
            part = heading.leaf if heading.parents and column_role(heading.leaf) is None else None
            values.append(ValueColumn(column, kind, heading, heading.period(setting), part))
        elif role is None and heading.parents and _is_target(roles):
            values.append(ValueColumn(column, "goal", heading, None, heading.leaf))
    return tuple(values)


def _is_target(roles: dict[int, ColumnRole | None]) -> bool:
    return "target" in roles.values()


def _nature(
    first: dict[ColumnRole, int], roles: dict[int, ColumnRole | None], works: tuple[int, ...],
    values: tuple[ValueColumn, ...], marks: tuple[int, ...], tells_tasks: bool,
) -> Nature | None:  # fmt: skip
    if not works:
        return None
    kinds = {value.kind for value in values}
    gives_work = roles[works[0]] == "work" and _any(first, ("lead", "deadline", "coordinating", "supervisor"))
    if "actual" in kinds and not (gives_work and "deadline" in first):
        return "results"
    if kinds & {"goal", "plan"} and not (gives_work and "deadline" in first):
        return "targets"
    if roles[works[0]] == "target" and not (tells_tasks and _any(first, ("deadline", "product"))):
        return "targets"
    if marks or tells_tasks or _any(first, ("lead", "deadline", "coordinating", "supervisor", "status")):
        return "tasks"
    return None


def _any(first: dict[ColumnRole, int], roles: Iterable[ColumnRole]) -> bool:
    return any(role in first for role in roles)
