"""Words around numbers: comparators, scales, ordinals, ranks, and the words whose numbers are only labels."""

from __future__ import annotations

from functools import cache
from typing import cast

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.mention import Comparator


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return cast(dict[str, dict[str, list[str]]], read_toml("number_words"))


@cache
def scales() -> tuple[str, ...]:
    """ "nghìn", "triệu", "tỷ" ..., longest first."""
    return tuple(sorted(cast(list[str], _words()["scales"]), key=len, reverse=True))


@cache
def comparators_before() -> tuple[tuple[str, Comparator], ...]:
    """(printed words, comparator), longest first.

    >>> dict(comparators_before())["tối thiểu"]
    '>='
    """
    return _phrases("left")


@cache
def comparators_after() -> tuple[tuple[str, Comparator], ...]:
    """Words after the number: "trở lên"."""
    return _phrases("right")


def _phrases(side: str) -> tuple[tuple[str, Comparator], ...]:
    found = [(word, cast(Comparator, sign)) for sign, words in _words()[side].items() for word in words]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def rank_words() -> tuple[tuple[str, int], ...]:
    """("quán quân", 1) ..."""
    return tuple((word, int(rank)) for rank, words in _words()["rank_words"].items() for word in words)


@cache
def ordinal_words() -> dict[str, int]:
    """ "ba" -> 3, as in "thứ ba"."""
    return {word: int(rank) for rank, words in _words()["ordinal_words"].items() for word in words}


@cache
def words_of(group: str, key: str = "words") -> tuple[str, ...]:
    """The words of a group (labels, share, growth, change, ratio, per, per_head), longest first."""
    return tuple(sorted(_words()[group][key], key=len, reverse=True))


@cache
def label_tokens() -> frozenset[str]:
    """ "24/7", "4.0": tokens that look like numbers and are none."""
    return frozenset(_words()["labels"]["tokens"])
