"""Rows of annex tables as tasks and targets: an empty cell is flagged and never filled from another row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lotrinh.lexicon.columns import ColumnRole, column_role
from lotrinh.lexicon.indicators import find_indicator
from lotrinh.reading.mentions.deadlines import read_deadline
from lotrinh.reading.records.bullets import Setting
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.records.owners import read_agencies
from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.reading.structure.sentences import without_stop
from lotrinh.reading.structure.view import rejoined
from lotrinh.values.deadline import NO_DEADLINE, Deadline
from lotrinh.values.doubts import combined
from lotrinh.values.mention import DateMention, Quantity
from lotrinh.values.period import Period
from lotrinh.values.reading import Provision, Table
from lotrinh.values.record import Target
from lotrinh.values.span import Span

_HEADER_ROWS = 4
_ROMAN_OR_LETTER = re.compile(r"(?:[IVX]+|[A-ZĐ])[.)]?")
_NOT_A_DEADLINE = re.compile(r"(?:khong|[-–…. ]*)$")
Roles = dict[ColumnRole, int]


@dataclass(frozen=True, slots=True)
class AnnexRows:
    """What the tables of a document give."""

    tables: tuple[Table, ...]
    drafts: tuple[Draft, ...]
    targets: tuple[Target, ...]


def read_annexes(
    setting: Setting, grids: tuple[CellGrid, ...], provisions: tuple[Provision, ...], scope: str | None
) -> AnnexRows:
    """Every grid becomes a Table; those with known columns give tasks or targets too."""
    tables: list[Table] = []
    drafts: list[Draft] = []
    targets: list[Target] = []
    carried: tuple[int, Roles, tuple[str, ...], dict[int, Period]] | None = None
    for number, grid in enumerate(grids, start=1):
        path = f"{_path_at(provisions, grid.span.start) or 'Bảng'}|{number}"
        reader = _Grid(setting, grid, path, scope)
        header = reader.header()
        if header is None and carried is not None and len(grid.rows[0]) == carried[0]:
            header = (-1, carried[1], carried[2], carried[3])  # a table that goes on after a page
        if header is None:
            tables.append(Table(path, grid.span, (), grid.rows))
            continue
        at, roles, columns, periods = header
        carried = (len(grid.rows[0]), roles, columns, periods)
        tables.append(Table(path, grid.span, columns, grid.rows[at + 1 :]))
        if "target" in roles and "work" not in roles:
            targets.extend(reader.targets(at, roles, periods))
        elif "work" in roles and ("lead" in roles or "deadline" in roles):
            drafts.extend(reader.tasks(at, roles))
    return AnnexRows(tuple(tables), tuple(drafts), tuple(targets))


def _path_at(provisions: tuple[Provision, ...], at: int) -> str | None:
    """The innermost provision whose own text ends before `at` and is followed by it."""
    best: str | None = None
    for provision in provisions:
        for node in provision.walk():
            if node.span.start <= at:
                best = node.path
    return best


class _Grid:
    def __init__(self, setting: Setting, grid: CellGrid, path: str, scope: str | None) -> None:
        self.setting = setting
        self.view = setting.view
        self.grid = grid
        self.path = path
        self.scope = scope

    def words(self, cell: Span | None) -> str:
        return rejoined(self.view.flat[cell.start : cell.end]) if cell else ""

    def header(self) -> tuple[int, Roles, tuple[str, ...], dict[int, Period]] | None:
        """(row, role -> column, headings, column -> period) of the header, looked for in the first rows."""
        for at, row in enumerate(self.grid.rows[:_HEADER_ROWS]):
            headings = tuple(self.words(cell) for cell in row)
            roles: Roles = {}
            periods: dict[int, Period] = {}
            for column, heading in enumerate(headings):
                role = column_role(heading) if 0 < len(heading) <= 90 else None
                if role == "period":
                    period = self._period_of(row[column])
                    if period is not None:
                        periods[column] = period
                elif role is not None:
                    roles.setdefault(role, column)
            if len(roles) + bool(periods) >= 2 and ("work" in roles or "target" in roles):
                return at, roles, headings, periods
        return None

    def _period_of(self, cell: Span | None) -> Period | None:
        if cell is None:
            return None
        dates = self.setting.mentioned.dates.within(cell.start, cell.end)
        if dates:
            return dates[0].period
        years = [int(y) for y in re.findall(r"20\d\d", self.words(cell))]
        return Period.years(years[0], years[-1]) if years else None

    def tasks(self, header: int, roles: Roles) -> Iterator[Draft]:
        label = ""
        for index, row in enumerate(self.grid.rows[header + 1 :], start=1):
            work = row[roles["work"]]
            filled = [cell for cell in row if cell is not None]
            number = self.words(row[roles["number"]]) if "number" in roles else ""
            if (
                work is None
                or self._is_section(filled, work, number, roles, row)
                or self._repeats_header(row, roles)
            ):
                continue
            label = number.rstrip(".") or str(index)
            yield self._task(row, work, roles, f"{self.path}.{label}")

    def _is_section(
        self, filled: list[Span], work: Span, number: str, roles: Roles, row: tuple[Span | None, ...]
    ) -> bool:
        """A row that only names a group: nothing but a number and a title."""
        others = [row[at] for role, at in roles.items() if role not in ("number", "work", "note")]
        if any(others):
            return False
        return len(filled) <= 2 and (
            bool(_ROMAN_OR_LETTER.fullmatch(number))
            or self.words(work).isupper()
            or len(filled) == 1
            or not number
        )

    def _repeats_header(self, row: tuple[Span | None, ...], roles: Roles) -> bool:
        same = sum(
            column_role(self.words(row[at])) == role
            for role, at in roles.items()
            if row[at] is not None and len(self.words(row[at])) < 60
        )
        return same >= 2 and same * 2 > len(roles)

    def _task(self, row: tuple[Span | None, ...], work: Span, roles: Roles, path: str) -> Draft:
        why: list[str] = []
        flags: list[str] = []
        leads, partners = self._agencies(row, roles, "lead"), self._agencies(row, roles, "coordinating")
        if "lead" in roles and row[roles["lead"]] is None:
            why += ["empty_cell", "no_lead"]
            flags.append("empty_lead")
        elif leads and not self._known(row, roles):
            why.append("unknown_agency")
        deadline = self._deadline(row, roles)
        if "deadline" in roles and row[roles["deadline"]] is None:
            why.append("empty_cell")
            flags.append("empty_deadline")
        product = self.words(row[roles["product"]]) if "product" in roles else ""
        span = without_stop(self.view, work)
        return Draft(
            span,
            work,
            path,
            "assigned",
            leads,
            partners,
            deadline,
            tuple(flags),
            tuple(why),
            None,
            product or None,
        )

    def _known(self, row: tuple[Span | None, ...], roles: Roles) -> bool:
        cell = row[roles["lead"]] if "lead" in roles else None
        return cell is not None and bool(self.setting.mentioned.organisations.within(cell.start, cell.end))

    def _agencies(self, row: tuple[Span | None, ...], roles: Roles, role: ColumnRole) -> tuple[str, ...]:
        """Names in the cell; words the list of agencies does not know are kept as printed."""
        cell = row[roles[role]] if role in roles else None
        if cell is None:
            return ()
        chain = read_agencies(self.view, self.setting.mentioned, cell.start, cell.end)
        found = self.setting.mentioned.organisations.within(cell.start, cell.end)
        if chain is not None and chain.end >= cell.end - 2:
            return chain.names
        if found:
            return tuple(dict.fromkeys(o.name for o in found))
        parts = (
            re.split(r"[;\n]", self.view.text[cell.start : cell.end])
            if cell.end - cell.start > 60
            else [self.words(cell)]
        )
        return tuple(rejoined(p).strip(" ;,.-") for p in parts if len(rejoined(p)) > 2)

    def _deadline(self, row: tuple[Span | None, ...], roles: Roles) -> Deadline:
        cell = row[roles["deadline"]] if "deadline" in roles else None
        if cell is None or _NOT_A_DEADLINE.match(self.view.folded, cell.start, cell.end):
            return NO_DEADLINE
        return read_deadline(self.view, cell, self.setting.issued)

    def targets(self, header: int, roles: Roles, periods: dict[int, Period]) -> Iterator[Target]:
        group: Period | None = None
        for row in self.grid.rows[header + 1 :]:
            name = row[roles["target"]]
            filled = [cell for cell in row if cell is not None]
            if name is None:
                continue
            if len(filled) <= 2 and not any(c.isdigit() for c in self._values_text(row, roles)):
                group = self._period_of(name) or group
                continue
            yield from self._row_targets(row, name, roles, periods, group)

    def _values_text(self, row: tuple[Span | None, ...], roles: Roles) -> str:
        used = {roles.get("target"), roles.get("number")}
        return " ".join(self.words(cell) for at, cell in enumerate(row) if at not in used)

    def _row_targets(
        self,
        row: tuple[Span | None, ...],
        name: Span,
        roles: Roles,
        periods: dict[int, Period],
        group: Period | None,
    ) -> Iterator[Target]:
        owners = self._agencies(row, roles, "lead")
        unit = self.words(row[roles["unit"]]) if "unit" in roles else ""
        cells: list[tuple[Span | None, Period | None]] = [(row[at], period) for at, period in periods.items()]
        if not cells:
            value_at = roles.get("product", roles.get("status"))
            cells = [(row[value_at], group)] if value_at is not None else [(name, group)]
        for cell, period in cells:
            if cell is None:
                continue
            for quantity in self._figures(cell):
                yield self._target(
                    quantity, name, unit, owners, period or self._period_in(name, quantity), row
                )

    def _period_in(self, name: Span, quantity: Quantity) -> Period | None:
        dates: tuple[DateMention, ...] = self.setting.mentioned.dates.within(name.start, name.end)
        return next((d.period for d in dates if d.period.end is not None), None)

    def _figures(self, cell: Span) -> tuple[Quantity, ...]:
        return tuple(
            q for q in self.setting.mentioned.quantities.within(cell.start, cell.end)
            if any(c.isdigit() for c in self.view.flat[q.span.start : q.span.end])
        )[:2]  # fmt: skip

    def _target(
        self,
        quantity: Quantity,
        name: Span,
        unit: str,
        owners: tuple[str, ...],
        period: Period | None,
        row: tuple[Span | None, ...],
    ) -> Target:
        printed = self.words(name).rstrip(" .;")
        found = find_indicator(printed)
        why = [] if period else ["no_horizon"]
        if not owners:
            why.append("no_lead")
        if quantity.comparator == "range":
            why.append("range")
        doubt, codes = combined(why)
        return Target(
            id="", span=quantity.span, sentence=Span(min(name.start, quantity.span.start), max(name.end, quantity.span.end)),
            provision=self.path, indicator=found[1] if found else printed, scope=self.scope,
            comparator=quantity.comparator, value=quantity.value, unit=quantity.unit or unit or None,
            aggregation="rank" if quantity.kind == "rank" else "level", horizon=period, owner=owners,
            value_to=quantity.value_to, doubt=doubt, why=codes,
        )  # fmt: skip
