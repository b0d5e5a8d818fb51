"""A list out of a spreadsheet: its rows under known columns, and what is wrong with which cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Literal

from lotrinh.values.frozen import frozen

CellKind = Literal["text", "number", "date", "error", "uncalculated"]


@frozen
class SheetCell:
    """What a cell shows; a date is "28/02/2026" whatever the workbook wrote, an error is its sign ("#REF!")."""

    text: str
    kind: CellKind = "text"


@frozen
class Merge:
    """A merged area, corners included; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Sheet:
    """One visible sheet: row number -> column number -> cell, empty ones left out."""

    name: str
    rows: Mapping[int, Mapping[int, SheetCell]]
    merges: Sequence[Merge] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@frozen
class CellFault:
    """What is wrong, where: row (0 for the whole list) and the column's title ("" for the whole row)."""

    row: int
    column: str
    cause: str

    @property
    def sentence(self) -> str:
        """As people read it.

        >>> CellFault(12, "Thời hạn", '"30/02/2026" không phải ngày hợp lệ. Ví dụ đúng: 28/02/2026.').sentence
        'Dòng 12, cột "Thời hạn": "30/02/2026" không phải ngày hợp lệ. Ví dụ đúng: 28/02/2026.'
        """
        place = f"Dòng {self.row}" if self.row else ""
        place += (", cột " if place else "Cột ") + f'"{self.column}"' if self.column else ""
        return f"{place}: {self.cause}" if place else self.cause


@frozen
class ListRow:
    """One row of a list: column key -> what was written, dates as "28/02/2026", choices as their codes."""

    number: int
    values: Mapping[str, str]

    def get(self, key: str) -> str:
        return self.values.get(key, "")


@frozen
class ImportedList:
    """What was found in a workbook. With any fault nothing of it may be taken over."""

    sheet: str = ""
    header: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[ListRow, ...] = ()
    faults: tuple[CellFault, ...] = ()
    ignored: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "header": self.header,
            "titles": dict(self.titles),
            "rows": [[row.number, dict(row.values)] for row in self.rows],
            "faults": [[fault.row, fault.column, fault.cause] for fault in self.faults],
            "ignored": list(self.ignored),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> ImportedList:
        """The list that `to_dict` told.

        >>> ImportedList.from_dict(ImportedList(sheet="Cơ quan", rows=(ListRow(5, {"name": "A"}),)).to_dict()).rows
        (ListRow(number=5, values={'name': 'A'}),)
        """
        return cls(
            plain["sheet"],
            plain["header"],
            plain["titles"],
            tuple(ListRow(number, values) for number, values in plain["rows"]),
            tuple(CellFault(*fault) for fault in plain["faults"]),
            tuple(plain["ignored"]),
        )
