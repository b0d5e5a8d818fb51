"""Provinces and names of places next to a body's name, and which province a document belongs to."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from lotrinh.lexicon.provinces import provinces_by_name
from lotrinh.reading.mentions.squeezed import Squeezed
from lotrinh.reading.structure.view import View

# Up to four words with a capital, as names of districts and communes are written (NĐ 30/2020/NĐ-CP, Phụ lục II).
_PROPER = re.compile(r"[A-ZÀ-ỸĐ][\wà-ỹ'-]*(?: [A-ZÀ-ỸĐ][\wà-ỹ'-]*){0,3}")


@cache
def _province() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, provinces_by_name()), key=len, reverse=True))
    return re.compile(rf"(?:{names})(?!\w)")


def province_at(text: Squeezed, at: int) -> tuple[str, int] | None:
    """(name in its proper spelling, end) of the province whose name stands at `at`, written with a capital.

    >>> province_at(Squeezed.of(View.of("tỉnh Ðắk\\nLắk")), 5)
    ('Đắk Lắk', 12)
    """
    found = _province().match(text.folded, at)
    if not found or not text.cased[at].isupper():
        return None
    return provinces_by_name()[found[0]].name, found.end()


def proper_at(text: Squeezed, at: int) -> tuple[str, int] | None:
    """(name, end) of the words with capitals at `at`; in a line of capitals at most two."""
    found = _PROPER.match(text.cased, at)
    if not found:
        return None
    name = found[0]
    if name.isupper() and " " in name:
        name = " ".join(name.split(" ")[:2])
    return name, at + len(name)


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(tinh|thanh pho) (?=\w)")


@lru_cache(maxsize=4)
def find_province(view: View) -> str | None:
    """The province a document speaks for, printed ("tỉnh Phú Yên"): the one named most often with its kind, early ones first.

    >>> find_province(View.of("Ủy ban nhân dân tỉnh Bắc Ninh ... tỉnh Bắc Ninh ... tỉnh Hà Nam"))
    'tỉnh Bắc Ninh'
    """
    text = Squeezed.of(view)
    counts: Counter[str] = Counter()
    for word in _placed().finditer(text.folded):
        named = province_at(text, word.end())
        if named:
            kind = "tỉnh" if word[1] == "tinh" else "thành phố"
            counts[f"{kind} {named[0]}"] += 1
    return max(counts, key=lambda name: counts[name]) if counts else None
