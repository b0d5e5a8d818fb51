"""What a column of an annex table holds, by its heading, and the words its cells use, from data/columns.toml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, cast

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen

ColumnRole = Literal[
    "number", "work", "lead", "coordinating", "supervisor", "approver", "start", "deadline", "product", "target", "goal",
    "plan", "actual", "ratio", "change", "unit", "period", "basis", "status", "note",
]  # fmt: skip
CellWords = Literal["blank", "qualitative", "done", "open", "late", "groups", "section"]

_YEAR = r"20\d\d(?: ?- ?20\d\d)?"
# "Năm 2026", "Giai đoạn 2026-2030", "Đến năm 2030 (%)", "Quý I/2026", "Quý II", "Tháng 3", "6 tháng đầu năm 2026"
_PERIOD = re.compile(
    rf"(?:(?:den|het|nam|giai doan|trong|cac nam) )*(?:{_YEAR})(?: ?\((?!uoc|th).{{0,12}}\)| ?%)?"
    rf"|(?:quy|q) ?(?:[ivx]+|\d)(?:[/ ](?:nam )?{_YEAR})?|(?:thang|t) ?\d{{1,2}}(?:[/ ](?:nam )?{_YEAR})?"
    rf"|\d{{1,2}} thang(?: dau| cuoi)?(?: nam)?(?: {_YEAR})?|nam (?:thu )?\d"
)


@frozen
class ColumnRule:
    """One row of the table; `other` is the role where the cells tell so ("Tiến độ": a day or a state of affairs)."""

    role: ColumnRole
    pattern: re.Pattern[str]
    other: ColumnRole | None


@cache
def column_role(heading: str) -> ColumnRole | None:
    """The role of a column, or None for words the table does not know.

    >>> column_role("Cơ quan chủ trì"), column_role("Thời hạn hoàn thành"), column_role("Năm 2026"), column_role("STT")
    ('lead', 'deadline', 'period', 'number')
    >>> column_role("Cơ quan chủ trì theo dõi, đánh giá"), column_role("Cơ quan phối hợp"), column_role("Đơn vị")
    ('lead', 'coordinating', 'unit')
    >>> column_role("Ước thực hiện năm 2025"), column_role("So với kế hoạch (%)"), column_role("Kế hoạch năm 2026")
    ('actual', 'ratio', 'plan')
    """
    key = heading_key(heading)
    if _PERIOD.fullmatch(key):
        return "period"
    return next((rule.role for rule in _rules() if rule.pattern.search(key)), None)


def other_role(heading: str) -> ColumnRole | None:
    """The second role a heading may have.

    >>> other_role("Tiến độ"), other_role("Cơ quan chủ trì")
    ('status', None)
    """
    key = heading_key(heading)
    return next((rule.other for rule in _rules() if rule.pattern.search(key)), None)


@lru_cache(maxsize=4096)
def heading_key(heading: str) -> str:
    """A heading as the table spells it: one line, small letters, no marks, no full stop."""
    return search_key(heading.replace("*", " ")).strip(" .:")


@cache
def _rules() -> tuple[ColumnRule, ...]:
    rows = read_toml("columns")["column"]
    return tuple(
        ColumnRule(
            cast(ColumnRole, row["role"]),
            _pattern(row["phrases"], row.get("match", "")),
            cast("ColumnRole | None", row.get("or")),
        )
        for row in rows
    )


def _pattern(phrases: list[str], match: str) -> re.Pattern[str]:
    either = "|".join(re.escape(heading_key(phrase)) for phrase in sorted(phrases, key=len, reverse=True))
    head, tail = ("^" if match else r"(?<!\w)"), {"whole": "$", "start": r"(?![^\W\d])"}.get(match, "")
    return re.compile(f"{head}(?:{either}){tail}")


@cache
def cell_words(group: CellWords) -> frozenset[str]:
    """The words of a group, without marks and in small letters.

    >>> "dat" in cell_words("qualitative"), "cac dia phuong" in cell_words("groups")
    (True, True)
    """
    return frozenset(heading_key(word) or word for word in read_toml("columns")["cells"][group])
