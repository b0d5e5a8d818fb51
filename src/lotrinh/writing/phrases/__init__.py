"""The words of our own papers, one table for each kind of paper, so that they can be reworded without touching code."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


class Phrases:
    """The table of one kind of paper, read when the first phrase is asked for.

    >>> Phrases("periodic").text("paper.type_name")
    'BÁO CÁO'
    """

    __slots__ = ("_kind",)

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def text(self, name: str) -> str:
        """The phrase called "section.name"; KeyError names one that the table does not have."""
        value = self._look_up(name)
        if not isinstance(value, str):
            raise KeyError(name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of phrases."""
        return tuple(self._look_up(name))

    def _look_up(self, name: str) -> Any:
        section, _, key = name.partition(".")
        return _table(self._kind)[section][key]


@lru_cache(maxsize=8)
def _table(kind: str) -> dict[str, Any]:
    return tomllib.loads((files("lotrinh.writing.phrases") / f"{kind}.toml").read_text(encoding="utf-8"))
