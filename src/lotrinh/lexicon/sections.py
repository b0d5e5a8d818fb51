"""Kinds of sections by the words of their headings, from data/sections.toml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, get_args

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import search_key

SectionKind = Literal[
    "purpose", "limitation", "cause", "lesson", "reporting", "organising", "assignment",
    "funding", "solution", "objective", "assessment", "recommendation",
]  # fmt: skip

# "Các chỉ tiêu chủ yếu", "Về tình hình kinh tế": the word before says nothing of the kind.
_QUANTIFIER = re.compile(r"(?:(?:ve|cac|mot so|nhung|nhom|he thong)(?!\w) )+")


@cache
def _rows() -> tuple[tuple[SectionKind, tuple[str, ...], frozenset[str], tuple[str, ...]], ...]:
    known = get_args(SectionKind)
    rows = read_toml("sections")["section"]
    unknown = [row["kind"] for row in rows if row["kind"] not in known]
    if unknown:
        raise ValueError(f"sections.toml: loại mục lạ {unknown}")
    return tuple(
        (
            row["kind"],
            tuple(search_key(p) for p in row.get("phrases", ())),
            frozenset(search_key(w) for w in row.get("whole", ())),
            tuple(search_key(p) for p in row.get("opens", ())),
        )
        for row in rows
    )


def _without_quantifier(key: str) -> str:
    found = _QUANTIFIER.match(key)
    return key[found.end() :] if found else key


@lru_cache(maxsize=4096)
def section_kind(heading: str, outermost: bool = True) -> SectionKind | None:
    """What a heading announces; below the outermost level only where the heading opens with the phrase.

    >>> section_kind("PHÂN CÔNG NHIỆM VỤ"), section_kind("NHIỆM VỤ, GIẢI PHÁP"), section_kind("Yêu cầu", False)
    ('assignment', 'solution', 'purpose')
    >>> section_kind("KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU"), section_kind("Tình hình thực hiện nhiệm vụ", False)
    ('assessment', 'assessment')
    >>> section_kind("Phát triển hạ tầng số", False) is None
    True
    """
    key = _without_quantifier(search_key(heading).strip(" .:"))
    for kind, phrases, whole, opens in _rows():
        if (
            key in whole
            or key.startswith(opens)
            or any(key.startswith(p) or (outermost and p in key) for p in phrases)
        ):
            return kind
    return None
