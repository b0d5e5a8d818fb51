"""How our documents are named in Akoma Ntoso, from data/akoma.toml and data/iso_provinces.tsv."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from lotrinh.lexicon.kinds import kinds_that
from lotrinh.lexicon.provinces import provinces
from lotrinh.lexicon.tables import read_toml, read_tsv
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen


@frozen
class Level:
    """The element a label stands for; `name` only for the general element hcontainer."""

    tag: str
    name: str | None = None


OTHER_LEVEL = Level("hcontainer", "provision")


@cache
def _table() -> dict[str, Any]:
    return read_toml("akoma")


@cache
def _levels() -> tuple[tuple[re.Pattern[str], Level], ...]:
    rows = _table()["level"]
    return tuple(
        (re.compile(row["label"], re.IGNORECASE), Level(row["tag"], row.get("name"))) for row in rows
    )


@lru_cache(maxsize=1024)
def level_of(label: str) -> Level:
    """The element of a provision with this label.

    >>> level_of("Điều 3.").tag, level_of("II.").tag, level_of("2.1.").tag, level_of("đ)").tag, level_of("-").tag
    ('article', 'section', 'subparagraph', 'point', 'indent')
    >>> level_of("PHỤ LỤC I"), level_of("†")
    (Level(tag='hcontainer', name='annex'), Level(tag='hcontainer', name='provision'))
    """
    plain = search_key(label) if label[:1].isalpha() and " " in label.strip() else label.strip()
    bare = "phu luc" if search_key(label) == "phu luc" else plain
    return next((level for pattern, level in _levels() if pattern.fullmatch(bare)), OTHER_LEVEL)


def act_kinds() -> frozenset[str]:
    """Kinds of reading that are an <act>."""
    return kinds_that("act")


@cache
def act_types() -> frozenset[str]:
    """Abbreviations of cited documents that are an <act>."""
    return frozenset(_table()["act_types"])


def subtypes() -> dict[str, str]:
    """Abbreviation of a type -> its name in an IRI, where it is not the printed name."""
    return dict(_table()["subtype"])


@cache
def grounds() -> tuple[str, ...]:
    """Folded words that open a legal basis, each with the space after it.

    >>> "can cu luat to chuc".startswith(grounds()), "cac so, nganh".startswith(grounds())
    (True, False)
    """
    return tuple(search_key(words) + " " for words in _table()["grounds"])


@cache
def local_organs() -> frozenset[str]:
    """Codes in symbols of bodies below the centre."""
    return frozenset(_table()["local_organs"])


@cache
def local_names() -> tuple[str, ...]:
    """Folded first words of the names of bodies below the centre."""
    return tuple(search_key(name) + " " for name in _table()["local_names"])


@cache
def _iso_codes() -> dict[str, str]:
    codes = {row["name"]: row["code"].lower() for row in read_tsv("iso_provinces")}
    spellings = codes | {alias: codes[p.name] for p in provinces() for alias in p.aliases}
    return {search_key(name): code for name, code in spellings.items()}


@lru_cache(maxsize=1024)
def iso_code_at_end(name: str) -> str | None:
    """The ISO 3166-2 code of the province a name ends with.

    >>> iso_code_at_end("Sở Công Thương tỉnh Phú Yên"), iso_code_at_end("TP. Hồ Chí Minh"), iso_code_at_end("Chính phủ")
    ('vn-32', 'vn-sg', None)
    """
    key = f" {search_key(name)}"
    return next((code for province, code in _iso_codes().items() if key.endswith(f" {province}")), None)
