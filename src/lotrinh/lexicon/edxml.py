"""Codes of the electronic message between offices (QCVN 102:2016/BTTTT), from data/edxml.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lotrinh.lexicon.tables import read_toml


@cache
def priorities() -> Mapping[str, str]:
    """The code of an urgency -> the mark as it is printed; "0" is none.

    >>> priorities()["3"], "0" in priorities()
    ('HỎA TỐC', False)
    """
    return dict(read_toml("edxml")["priorities"])
