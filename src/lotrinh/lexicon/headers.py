"""Words of the head of a document, from data/header.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import search_key


@cache
def _table() -> dict[str, Any]:
    return read_toml("header")


@cache
def mottoes() -> frozenset[str]:
    """National and party mottoes as search keys.

    >>> "doc lap - tu do - hanh phuc" in mottoes()
    True
    """
    return frozenset(search_key(m) for m in _table()["mottoes"])


@cache
def urgencies() -> frozenset[str]:
    """Urgency marks as search keys ("hoa toc", "khan")."""
    return frozenset(search_key(u) for u in _table()["urgencies"])


@cache
def organs() -> tuple[str, ...]:
    """First words of a body that stands under another in the head.

    >>> "so cong thuong".startswith(organs()), "tinh phu yen".startswith(organs())
    (True, False)
    """
    return tuple(search_key(o) + " " for o in read_toml("header")["organs"])


@cache
def kind_of_type() -> dict[str, str]:
    """Abbreviation of a type -> kind of reading.

    >>> kind_of_type()["KH"], kind_of_type()["CTr"]
    ('plan', 'programme')
    """
    return dict(_table()["kind"])
