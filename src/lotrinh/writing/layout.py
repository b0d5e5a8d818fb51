"""The measures of an official paper, read from a table that names the decree."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in millimetres, sizes in points; see layouts/state_2020.toml for the names and their source."""

    font: str
    substitutes: tuple[str, ...]
    page: Mapping[str, float]
    letterhead: Mapping[str, float]
    size: Mapping[str, float]
    body: Mapping[str, float]

    @property
    def text_width(self) -> float:
        """Millimetres between the margins of an upright page."""
        return self.page["width"] - self.page["left"] - self.page["right"]

    @property
    def organ_width(self) -> float:
        """Millimetres for a line of box 2, a little less than its column: the two columns must not touch."""
        return self.letterhead["left_column"] - 4

    @property
    def text_width_lying(self) -> float:
        """Millimetres between the margins of a landscape page."""
        return self.page["height"] - self.page["left"] - self.page["right"]


@lru_cache(maxsize=1)
def state_layout() -> Layout:
    """The layout of Nghị định 30/2020/NĐ-CP, Phụ lục I.

    >>> state_layout().text_width, state_layout().size["body"]
    (165, 14)
    """
    text = (files("lotrinh.writing") / "layouts" / "state_2020.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Layout(
        font=table["font"],
        substitutes=tuple(table["substitutes"]),
        page=table["page"],
        letterhead=table["letterhead"],
        size=table["size"],
        body=table["body"],
    )
