"""How wide a line of Times is: rules must have the length of words, titles break into even lines."""

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
    56
    """
    row = _widths()["bold" if bold else "regular"]
    total = 0
    for char in text.replace("đ", "d").replace("Đ", "D"):
        index = ord(unicodedata.normalize("NFD", char)[0]) - 32
        total += row[index] if 0 <= index < len(row) else _DEFAULT
    return total * size / 1000 * _MM_PER_POINT


def even_lines(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Words in as few lines as `room` mm allows, each about as long: a title never ends in one lonely word.

    >>> even_lines("ỦY BAN NHÂN DÂN TỈNH MẪU MỚI", 12, 60)
    ['ỦY BAN NHÂN DÂN', 'TỈNH MẪU MỚI']
    """
    words = text.split()
    total = width_mm(" ".join(words), size, bold=bold)
    if total <= room or len(words) < 2:
        return [" ".join(words)]
    tries = range(int(total // room) + 1, len(words) + 1)
    for count in tries:
        lines = _broken(words, total / count, size, bold)
        if all(width_mm(line, size, bold=bold) <= room for line in lines):
            return lines
    return words


def _broken(words: list[str], ideal: float, size: float, bold: bool) -> list[str]:
    """Lines that end where they come nearest to the ideal width."""
    lines, line = [], words[0]
    for word in words[1:]:
        longer = f"{line} {word}"
        before, after = width_mm(line, size, bold=bold), width_mm(longer, size, bold=bold)
        if after - ideal > ideal - before:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]
