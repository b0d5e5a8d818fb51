"""Phrases that tell how a text stands to a document it names: căn cứ, thực hiện, thay thế, sửa đổi."""

from __future__ import annotations

from functools import cache
from typing import cast

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import fold
from lotrinh.values.mention import Relation


@cache
def phrases_before() -> tuple[tuple[str, Relation], ...]:
    """(folded phrase, relation), the longest phrase first.

    >>> dict(phrases_before())["sua doi, bo sung mot so dieu cua"]
    'amends'
    """
    table = cast(dict[str, list[str]], read_toml("relations")["before"])
    found = [(fold(phrase), cast(Relation, name)) for name, phrases in table.items() for phrase in phrases]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def words_between() -> tuple[str, ...]:
    """Folded small words that may stand between the phrase and the number, longest first."""
    return tuple(sorted(map(fold, read_toml("relations")["between"]["words"]), key=len, reverse=True))


@cache
def document_words() -> tuple[str, ...]:
    """Folded nouns for a document that carries out another."""
    return tuple(sorted(map(fold, read_toml("relations")["document_words"]["words"]), key=len, reverse=True))
