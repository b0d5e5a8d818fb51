"""Indicators the provinces set targets on, with their official names, units and which way is better."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

from ahocorasick_rs import AhoCorasick

from lotrinh.lexicon.tables import cells, read_tsv
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen

Direction = Literal["up", "down", "target"]
_HYPHEN = re.compile(r" *- *")


@frozen
class Indicator:
    """`key` is the code of QĐ 05/2023/QĐ-TTg where there is one; `direction` tells which way is better."""

    key: str
    name: str
    unit: str
    direction: Direction
    forms: tuple[str, ...]
    source: str


@cache
def indicators() -> tuple[Indicator, ...]:
    """All rows of the table."""
    return tuple(
        Indicator(
            row["key"],
            row["name"],
            row["unit"],
            cast(Direction, row["direction"]),
            cells(row["forms"]),
            row["source"],
        )
        for row in read_tsv("indicators")
    )


@cache
def _forms() -> tuple[AhoCorasick, tuple[tuple[str, Indicator], ...]]:
    by_form: dict[str, Indicator] = {}
    for indicator in indicators():
        for form in (indicator.name, *indicator.forms):
            by_form.setdefault(_key(form), indicator)
    return AhoCorasick(list(by_form)), tuple(by_form.items())


def _longest_in(key: str) -> tuple[str, Indicator] | None:
    """The longest phrase of the table that stands in the key as whole words."""
    automaton, forms = _forms()
    longest: tuple[str, Indicator] | None = None
    for index, start, end in automaton.find_matches_as_indexes(key, overlapping=True):
        if longest is not None and end - start <= len(longest[0]):
            continue
        inside = (start and key[start - 1].isalnum()) or (end < len(key) and key[end].isalnum())
        longest = longest if inside else forms[index]
    return longest


def _key(text: str) -> str:
    return _HYPHEN.sub("-", search_key(text).replace("ti trong", "ty trong").replace("ti le", "ty le"))


def find_indicator(text: str) -> tuple[str, str, str, Direction] | None:
    """(key, name, unit, direction) of the indicator a clause speaks of, the longest phrase first; None if unknown.

    >>> find_indicator("Tỷ trọng công nghiệp chế biến, chế tạo chiếm 23%")[0]
    'LT.CBCT.SHARE'
    >>> find_indicator("Tỷ lệ lao động trong lĩnh vực công nghiệp\\nvà dịch vụ đạt trên 70%")[0]
    'LT.LAB.SHARE'
    >>> find_indicator("Xây dựng đội ngũ công nhân") is None
    True
    """
    found = _longest_in(_key(text))
    if found is None:
        return None
    indicator = found[1]
    return indicator.key, indicator.name, indicator.unit, indicator.direction


_NAMED = 0.6
"""How much of a row's name a known phrase must cover: "Tỷ lệ lấp đầy cụm công nghiệp" is not "tỷ lệ lấp đầy" of parks."""


def indicator_named(name: str) -> str | None:
    """The official name of what a table's row is called, None where the row names something more or something else.

    >>> indicator_named("Kim ngạch xuất khẩu"), indicator_named("Tỷ lệ lấp đầy cụm công nghiệp")
    ('Kim ngạch xuất khẩu hàng hóa', None)
    """
    key = _key(name)
    found = _longest_in(key)
    return found[1].name if found and len(found[0]) >= _NAMED * len(key) else None
