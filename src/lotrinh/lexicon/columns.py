"""What a column of an annex table holds, by its heading, from data/columns.toml."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import search_key

ColumnRole = Literal[
    "number", "work", "lead", "coordinating", "deadline", "product", "target", "unit", "period", "basis", "status", "note",
]  # fmt: skip

_YEARS = re.compile(
    r"(?:(?:den|nam|giai doan|ke hoach|muc tieu|quy \w+) )*(?:nam )?20\d\d(?: ?- ?20\d\d)?(?: .{0,12})?$"
)


@cache
def column_role(heading: str) -> ColumnRole | None:
    """The role of a column, or None for words the table does not know.

    >>> column_role("Cơ quan chủ trì"), column_role("Thời hạn hoàn thành"), column_role("Năm 2026"), column_role("STT")
    ('lead', 'deadline', 'period', 'number')
    >>> column_role("Cơ quan chủ trì theo dõi, đánh giá"), column_role("Cơ quan phối hợp"), column_role("Đơn vị")
    ('lead', 'coordinating', 'unit')
    """
    key = search_key(heading.replace("\n", " ")).strip(" .:*")
    if _YEARS.fullmatch(key):
        return "period"
    for row in read_toml_columns():
        if any(key == p or (not row[2] and (key.startswith(p) or f" {p}" in key)) for p in row[1]):
            return row[0]
    return None


@cache
def read_toml_columns() -> tuple[tuple[ColumnRole, tuple[str, ...], bool], ...]:
    """(role, phrases, whole) in the order of the table."""
    return tuple(
        (cast(ColumnRole, row["role"]), tuple(search_key(p) for p in row["phrases"]), bool(row.get("whole")))
        for row in read_toml("columns")["column"]
    )
