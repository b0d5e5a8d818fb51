"""An annex table row by row: entries under the rows that group them, with what such a row says for all below it.

Guarantee to the next stage: an entry's cells are its own or those of a marked merge; nothing is taken over from a
neighbour because a cell is empty.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lotrinh.lexicon.columns import ColumnRole, cell_words, column_role, heading_key
from lotrinh.reading.mentions.deadlines import find_deadline
from lotrinh.reading.records.annex_agencies import NOBODY, CellAgencies, agencies_in
from lotrinh.reading.records.annex_cells import is_blank, period_in, words_of
from lotrinh.reading.records.annex_columns import Columns
from lotrinh.reading.records.annex_header import numbers_columns
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.values.deadline import NO_DEADLINE, Deadline
from lotrinh.values.folding import fold
from lotrinh.values.frozen import frozen
from lotrinh.values.period import Period
from lotrinh.values.span import Span

_LONGEST_HEADING = 90
_LONGEST_SECTION = 160
_LONGEST_LABEL = 12
_GROUP_LABEL = re.compile(r"(?:[IVX]+|[A-ZĐ])[.)]?")
_SUB_ROW = re.compile(r" *(?:[-+–•*] *|trong +do(?!\w)|gom(?!\w)|[a-z]\) )")
_NUMBER_IN_TITLE = re.compile(r"(?P<label>(?:[IVX]+|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*))[.)] *(?=\S)")

Row = tuple[Span | None, ...]


@frozen
class Section:
    """What the rows that name a group say: `label` for paths, who leads, until when, which time the figures are of.

    A row "11" over "11.1", "11.2" holds only for these: `numbered` is its label and `outer` what is in force after them.
    """

    label: str = ""
    leads: CellAgencies = NOBODY
    deadline: Deadline = NO_DEADLINE
    horizon: Period | None = None
    numbered: str = ""
    outer: Section | None = None

    def at(self, label: str) -> Section:
        """The section of an entry with this label."""
        if self.outer is None or not label or label.startswith(self.numbered + ".") or not label[0].isdigit():
            return self
        return self.outer

    def path(self, label: str) -> str:
        return f"{self.label}.{label}" if self.label and not label.startswith(self.label + ".") else label


NO_SECTION = Section()


@frozen
class Entry:
    """One row of work or of a target. `parent` is the row above a sub-row ("Trong đó: ...")."""

    at: int
    name: Span
    label: str
    section: Section
    parent: Span | None = None


@frozen
class Scan:
    """The rows of a table: its entries in text order, rows that are none with the reason, the section at its end."""

    entries: tuple[Entry, ...]
    lost: tuple[tuple[int, str], ...]
    section: Section


@frozen
class AnnexGrid:
    """One grid under its columns. `path` names it, `horizon` is the date in the heading above it."""

    setting: Setting
    grid: CellGrid
    columns: Columns
    path: str
    body: int
    horizon: Period | None = None
    unit: str | None = None
    before: Section = NO_SECTION

    def words(self, cell: Span | None) -> str:
        return words_of(self.setting, cell)

    def cell(self, at: int, role: ColumnRole) -> Span | None:
        """The cell of a row under a role, also where a marked merge covers it."""
        column = self.columns.roles.get(role)
        return self.covering(at, column) if column is not None else None

    def holds(self, role: ColumnRole) -> bool:
        return role in self.columns.roles

    def name(self, at: int) -> Span | None:
        """What names the row: the most telling of the work columns that is filled."""
        covered = (self.covering(at, column) for column in self.columns.works)
        return next((cell for cell in covered if cell is not None), None)

    def covering(self, at: int, column: int) -> Span | None:
        """The cell of a place, its own or that of a merge; a heading that reaches down into the rows says nothing of them."""
        cell = self.grid.covering(at, column)
        if (
            cell is None
            or cell in self.grid.rows[at]
            or not any(cell in row for row in self.grid.rows[: self.body])
        ):
            return cell
        return None

    def label(self, at: int) -> str:
        """The number of a row: its own, the longer one its name opens with ("2.4. Tỷ lệ hộ ..."), else a merged one."""
        column = self.columns.roles.get("number")
        own = self.grid.rows[at][column] if column is not None else None
        printed = self.words(own or self.cell(at, "number")).strip(" .)")
        if own and len(printed) > _LONGEST_LABEL:
            return self._label_of(own)  # a title over all columns: "II. Chuyển đổi số"
        name = self.name(at)
        named = self._label_of(name) if name else ""
        longer = named.startswith(f"{printed}.") or ("." in named and not own)
        return named if column is None or longer else printed

    def _label_of(self, title: Span) -> str:
        found = _NUMBER_IN_TITLE.match(self.setting.view.flat, title.start, title.end)
        return found["label"] if found else ""

    def scan(self) -> Scan:
        """Every row below the header, once."""
        section, parent = self.before, None
        entries: list[Entry] = []
        lost: list[tuple[int, str]] = []
        numbered = 0
        for at in range(self.body, len(self.grid.rows)):
            if not any(self.grid.rows[at]) or self.is_header_again(at):
                continue
            numbered += 1
            name = self.name(at)
            if self.is_carried_over(at):
                lost.append((at, "table_row_cut"))
                continue
            if self.names_group(at):
                section, parent = self._section(at, section), name
                continue
            if name is None:
                lost.append((at, "table_no_name"))
                continue
            if not self._says_more(at, name):
                continue
            is_sub = _SUB_ROW.match(self.setting.view.folded, name.start, name.end) is not None
            label = self.label(at)
            section = section.at(label)
            path = section.path(label or str(numbered))
            entries.append(Entry(at, name, path, section, parent if is_sub else None))
            parent = parent if is_sub else name
        return Scan(tuple(entries), tuple(lost), section)

    def _says_more(self, at: int, name: Span) -> bool:
        """A row whose name is merged with the one above is an entry only where it has a cell that counts."""
        row = self.grid.rows[at]
        if name in row:
            return True
        told: tuple[ColumnRole, ...] = ("lead", "deadline", "product", "start")
        columns = [self.columns.roles[role] for role in told if role in self.columns.roles]
        columns += [value.column for value in self.columns.values]
        return any(row[column] is not None for column in columns)

    def is_carried_over(self, at: int) -> bool:
        """The rest of a row cut by the end of the page: no number, and its words go on in small letters."""
        name = self.name(at)
        if at != self.body or self.columns.header.body == self.body or name is None or self.label(at):
            return False
        return self.words(name)[:1].islower()

    def names_group(self, at: int) -> bool:
        """Nothing but a number and a title; a Roman number or a letter may carry more."""
        row = self.grid.rows[at]
        filled = [column for column, cell in enumerate(row) if cell is not None]
        if not filled or self._goes_on(at):
            return False
        main, number = self.columns.works[0], self.columns.roles.get("number")
        if self._spreads(at, filled):
            return True
        others = [c for c in filled if c not in (main, number, self.columns.roles.get("note"))]
        if any(not is_blank(self.words(row[c])) for c in others) and len(filled) > 1:
            return self._is_titled_group(at)
        label, title = self.label(at), self.words(row[main]) or self.words(row[filled[-1]])
        if len(title) > _LONGEST_SECTION:
            return False
        return (
            bool(_GROUP_LABEL.fullmatch(label))
            or not label
            or title.isupper()
            or len(filled) == 1
            or self._has_children(at, label)
        )

    def _spreads(self, at: int, filled: list[int]) -> bool:
        """One title over most of the columns."""
        joined = sum((at, column) in self.grid.left for column in range(len(self.grid.rows[at])))
        return len(filled) <= 2 and joined >= max(2, len(self.grid.rows[at]) // 2)

    def _goes_on(self, at: int) -> bool:
        """A merged cell from above covers a place of the row: it belongs to the entry above."""
        return any((at, column) in self.grid.above for column in range(len(self.grid.rows[at])))

    def _is_titled_group(self, at: int) -> bool:
        """ "I | HẠ TẦNG | Sở Xây dựng": who leads all below, where the rows below say it no more."""
        label = self.label(at)
        if not _GROUP_LABEL.fullmatch(label) or not self.holds("lead") or self.columns.nature != "tasks":
            return False
        below = at + 1
        return below < len(self.grid.rows) and self.cell(below, "lead") is None and bool(self.label(below))

    def _has_children(self, at: int, label: str) -> bool:
        below = at + 1
        while below < len(self.grid.rows) and not any(self.grid.rows[below]):
            below += 1
        if below >= len(self.grid.rows) or not label:
            return False
        name = self.name(below)
        opens = name is not None and _SUB_ROW.match(self.setting.view.folded, name.start, name.end)
        return self.label(below).startswith(label + ".") or bool(opens and not self.label(below))

    def _section(self, at: int, before: Section) -> Section:
        title, label = self._title(at), self.label(at)
        before = before.at(label)
        section = Section(label or before.label)
        if label and not _GROUP_LABEL.fullmatch(label):
            spread = self._spreads(at, [c for c, cell in enumerate(self.grid.rows[at]) if cell is not None])
            section = Section(before.path(label)) if spread else replace(before, numbered=label, outer=before)
        if title is None:
            return section
        lead = self.cell(at, "lead") if self.holds("lead") else None
        own = lead is not None and lead != title and lead in self.grid.rows[at]
        leads = agencies_in(self.setting, lead) if own else self.leads_in_title(title)
        deadline = find_deadline(self.setting.view, title, self.setting.issued)
        horizon = period_in(self.setting, title) or before.horizon
        if section.outer is not None:
            leads, deadline = (
                leads if leads.names else before.leads,
                deadline if deadline.span else before.deadline,
            )
        return replace(section, leads=leads, deadline=deadline, horizon=horizon)

    def _title(self, at: int) -> Span | None:
        row = self.grid.rows[at]
        number = self.columns.roles.get("number")
        main = row[self.columns.works[0]]
        others = (cell for column, cell in enumerate(row) if cell is not None and column != number)
        return main or next(others, None) or next((cell for cell in row if cell is not None), None)

    def leads_in_title(self, title: Span) -> CellAgencies:
        """The agencies of a title that is nothing else: "Nhiệm vụ giao Sở Công Thương", "2. UBND các xã, phường"."""
        found = agencies_in(self.setting, title)
        if not found.names:
            return NOBODY
        rest = self.setting.view.folded[title.start : title.end]
        for organisation in self.setting.mentioned.organisations.within(title.start, title.end):
            start, end = organisation.span.start - title.start, organisation.span.end - title.start
            rest = rest[:start] + ";" * (end - start) + rest[end:]
        left = re.sub(r"[ivxlc\d]+[.)]|[;:,.()*|-]", "  ", rest)
        pieces = [heading_key(piece) for piece in re.split(r" {2,}", left) if piece.strip()]
        said = cell_words("section")
        return found if all(piece in said for piece in pieces) else NOBODY

    def is_header_again(self, at: int) -> bool:
        """The header printed again on the next page, or the row that numbers its columns."""
        row = self.grid.rows[at]
        filled = [column for column, cell in enumerate(row) if cell is not None]
        if not filled or not self._is_heading(row, filled[0]):
            return numbers_columns(self.setting, row)
        same = sum(self._is_heading(row, column) for column in filled)
        return same >= 2 and same * 2 > len(filled)

    def _is_heading(self, row: Row, column: int) -> bool:
        cell = row[column]
        if cell is None or cell.end - cell.start > _LONGEST_HEADING:
            return False
        words, heading = self.words(cell), self.columns.header.headings[column]
        if fold(words) in (fold(each) for each in (heading.leaf, *heading.parents)):
            return True
        return heading.role is not None and column_role(words) == heading.role
