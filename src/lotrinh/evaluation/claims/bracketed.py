"""Figures whose base stands in brackets behind them: "đạt 31,6%, tăng 0,9 điểm phần trăm so với năm 2024 (30,9%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lotrinh.evaluation.claims.changes import against
from lotrinh.evaluation.claims.finding import Finding
from lotrinh.evaluation.claims.passages import Figure, Passages
from lotrinh.evaluation.claims.results import Change, Told
from lotrinh.lexicon.claims import phrases

_OPENS = re.compile(r"[^;()]{0,60}\(\s*$")
_CLOSES = re.compile(r"\s*\)")


def check_bracketed_bases(passages: Passages) -> Iterator[Finding]:
    """A level, what is said of it, and in brackets the figure it is measured against: all three are there to compute.

    >>> text = "Tỷ trọng đạt 31,6%, tăng 0,9% so với năm 2024 (30,9%)."
    >>> spans = ("31,6%", "31.6", "share"), ("0,9%", "0.9", "growth"), ("30,9%", "30.9", "share")
    >>> quantities = [
    ...     {"span": [text.index(p), text.index(p) + len(p)], "value": v, "unit": "%", "kind": k} for p, v, k in spans
    ... ]
    >>> [each.outcome for each in check_bracketed_bases(Passages.of({"text": text, "quantities": quantities}))]
    ['disagrees']
    """
    for group in passages.sentences():
        for at in range(1, len(group) - 1):
            said, base = group[at], group[at + 1]
            level = _level(passages, group[:at], base)
            direction = _direction(passages.between(group[at - 1].span, said.span))
            if level and direction and _is_base(passages, said, base):
                yield _change(passages, level, said, base, direction)


def _level(passages: Passages, before: Sequence[Figure], base: Figure) -> Figure | None:
    """The last figure counted in the base's unit that does not stand in brackets itself."""
    alike = (each for each in reversed(before) if each.unit == base.unit)
    return next((each for each in alike if not _CLOSES.match(passages.text, each.span[1])), None)


def _is_base(passages: Passages, said: Figure, base: Figure) -> bool:
    words = passages.between(said.span, base.span)
    compared = any(word in words for word in phrases("bracketed", "compared"))
    return compared and bool(_OPENS.fullmatch(words)) and bool(_CLOSES.match(passages.text, base.span[1]))


def _direction(before: str) -> int:
    """1 where the words before the change end in a rise, -1 in a fall, 0 where it is no change."""
    if _ends(before, "rising"):
        return 1
    return -1 if _ends(before, "falling") else 0


def _ends(words: str, group: str) -> bool:
    return any(words.rstrip().endswith(word) for word in phrases("bracketed", group))


def _change(passages: Passages, level: Figure, said: Figure, base: Figure, direction: int) -> Finding:
    change = Change(direction * said.value, said.unit, None, said)
    now, then = (Told(each, ("", ""), None, (), None, None) for each in (level, base))
    return against(passages, now, change, then)
