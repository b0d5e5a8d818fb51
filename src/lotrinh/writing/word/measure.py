"""How wide a line of Times is: the rules under the letterhead must have the length of words."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

_MM_PER_POINT = 25.4 / 72
_DEFAULT = 500


@lru_cache(maxsize=1)
def _widths() -> dict[str, list[int]]:
    text = (files("lotrinh.writing") / "layouts" / "widths.toml").read_text(encoding="utf-8")
    return {name: list(row) for name, row in tomllib.loads(text).items()}


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """Millimetres that one line takes at `size` points; marks on a letter add nothing, đ counts as d.

    >>> round(width_mm("Độc lập - Tự do - Hạnh phúc", 13, bold=True))
    58
    """
    row = _widths()["bold" if bold else "regular"]
    total = 0
    for char in text.replace("đ", "d").replace("Đ", "D"):
        index = ord(unicodedata.normalize("NFD", char)[0]) - 32
        total += row[index] if 0 <= index < len(row) else _DEFAULT
    return total * size / 1000 * _MM_PER_POINT
