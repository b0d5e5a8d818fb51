"""Phrases that make the document's own date of issue the start of a term."""

from __future__ import annotations

from functools import cache

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import search_key


@cache
def _phrases() -> tuple[tuple[str, ...], frozenset[str]]:
    table = read_toml("deadline_triggers")
    leading = sorted((word + " " for word in table["leading"]), key=len, reverse=True)
    return tuple(leading), frozenset(table["own_issue"])


def starts_at_own_issue(after: str | None) -> bool:
    """Whether a term runs from the day the document itself was issued.

    >>> starts_at_own_issue("kể từ ngày ban hành Kế hoạch này"), starts_at_own_issue("ngày nhận được văn bản")
    (True, False)
    """
    leading, own_issue = _phrases()
    words = search_key(after or "")
    for start in leading:
        if words.startswith(start):
            words = words.removeprefix(start)
            break
    return words in own_issue
