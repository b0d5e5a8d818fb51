"""Slips of character recognition that can be put right without a doubt, from data/scan_slips.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import fold


@cache
def compounds() -> Mapping[str, str]:
    """A pair of syllables without marks -> the pair as it is written.

    >>> compounds()["yeu cau"], "dau tu" in compounds()
    ('yêu cầu', False)
    """
    return {fold(pair): pair for pair in read_toml("scan_slips")["compounds"]}


@cache
def quarters() -> Mapping[str, str]:
    """Strokes behind "quý" as they are misread -> the Roman figure.

    >>> quarters()["11"]
    'II'
    """
    return {read: figure for figure, slips in read_toml("scan_slips")["quarters"].items() for read in slips}
