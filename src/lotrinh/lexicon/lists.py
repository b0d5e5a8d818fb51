"""The lists that come in by Excel: their columns with other names in use, kinds and examples, from data/lists.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, cast

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen

ListName = Literal["organisations", "people"]
ColumnKind = Literal["text", "date", "email", "choice", "choices", "name"]
SEVERAL = ","
"""What parts the values of a cell that may hold more than one."""


@frozen
class ListColumn:
    """One column; `choices` are pairs of code and Vietnamese word, `longest` the most characters a cell may hold."""

    key: str
    title: str
    also: tuple[str, ...]
    kind: ColumnKind
    required: bool
    longest: int
    width: int
    example: str
    choices: tuple[tuple[str, str], ...]

    def code_of(self, word: str) -> str | None:
        """The code of a choice, its marks and capitals forgiven; None for a word that is no choice.

        >>> list_of("people").column("roles").code_of("Lãnh đạo  đơn vị")
        'head'
        """
        return next((code for code, name in self.choices if search_key(name) == search_key(word)), None)

    def word_of(self, code: str) -> str:
        return next((name for each, name in self.choices if each == code), code)


@frozen
class ListKind:
    """One list: no two rows may agree in all of `unique`."""

    name: ListName
    title: str
    sheet: str
    file: str
    noun: str
    unique: tuple[str, ...]
    columns: tuple[ListColumn, ...]

    def column(self, key: str) -> ListColumn:
        return next(column for column in self.columns if column.key == key)

    def spellings(self) -> Mapping[str, str]:
        """Folded title or other name -> column key; where two columns share a name the first has it."""
        table: dict[str, str] = {}
        for column in self.columns:
            table.setdefault(title_key(column.title), column.key)
        for column in self.columns:
            for name in column.also:
                table.setdefault(title_key(name), column.key)
        return table


def title_key(title: str) -> str:
    """A heading without marks, capitals, stars and remarks in brackets.

    >>> title_key("Tên cơ  quan (*)"), title_key("TỪ NGÀY:")
    ('ten co quan', 'tu ngay')
    """
    return search_key(title.split("(")[0].replace("*", " ").replace("\n", " ")).strip(" .:")


@cache
def list_of(name: ListName) -> ListKind:
    """The list of that name.

    >>> [column.title for column in list_of("people").columns][:3]
    ['Tên đăng nhập', 'Tên hiển thị', 'Thư điện tử công vụ']
    """
    row = read_toml("lists")[name]
    columns = tuple(_column(each) for each in row["column"])
    return ListKind(name, row["title"], row["sheet"], row["file"], row["noun"], tuple(row["unique"]), columns)


def _column(row: Mapping[str, Any]) -> ListColumn:
    return ListColumn(
        row["key"],
        row["title"],
        tuple(row.get("also", ())),
        cast(ColumnKind, row.get("kind", "text")),
        row.get("required", False),
        row.get("longest", 0),
        row["width"],
        row["example"],
        tuple((code, word) for code, word in row.get("choices", ())),
    )
