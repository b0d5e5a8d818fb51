"""How wide a line of Times is: rules must have the length of words, titles break into even lines."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

_MM_PER_POINT = 25.4 / 72
_DEFAULT = 500
_NUMBERED = re.compile(r"(?<=\bngày) (?=\d)|(?<=\bnăm) (?=\d)|(?<=\bsố) (?=\d)|(?<=\btháng) (?=\d)")


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
    words = glued(text).split(" ")
    total = width_mm(" ".join(words), size, bold=bold)
    if total <= room or len(words) < 2:
        return [" ".join(words)]
    count = int(total // room) + 1
    for width in range(int(total / count), int(room) + 1):
        lines = _filled(words, width, size, bold)
        if len(lines) <= count:
            return lines
    return _filled(words, room, size, bold)


def glued(text: str) -> str:
    """Single spaces; those between a word and its number do not break: "ngày 03/9/2020", "số 122/KH-UBND".

    >>> glued("của  ngày 03/9/2020").split(" ")
    ['của', 'ngày\\xa003/9/2020']
    """
    return _NUMBERED.sub("\u00a0", " ".join(text.split()))


def _filled(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    """Words put on lines as long as `width` mm lets them be; a longer word stands alone."""
    lines, line = [], words[0]
    for word in words[1:]:
        longer = f"{line} {word}"
        if width_mm(longer, size, bold=bold) <= width:
            line = longer
        else:
            lines.append(line)
            line = word
    return [*lines, line]
