"""Characters nobody sees: dropped from every text with a notice, so that a word is found however it was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from lotrinh.reading.sources.messages import warning
from lotrinh.values.folding import unusual

_REVERSING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WIDTHLESS = re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_FOREIGN = re.compile("[\u0370-\u04ff]")
_LINE_SIGNS = "\r\x0b\x0c\u2028\u2029"
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")


def one_line_end(text: str) -> str:
    """Every way a line or a page can end, as one LF.

    >>> one_line_end("một\\r\\nhai\\u2028ba")
    'một\\nhai\\nba'
    """
    return _LINE_ENDS.sub("\n", text) if any(sign in text for sign in _LINE_SIGNS) else text


def drop_unseen(text: str, odd: str | None = None) -> tuple[str, Counter[str]]:
    """The text without control, reversing and widthless characters, and how many of each there were.

    Letters of another alphabet inside a Vietnamese word stay as they are and are counted. `odd` is what
    `unusual` says of the text, where somebody has asked already.

    >>> drop_unseen("ch\\u00adủ\\u200b trì")
    ('chủ trì', Counter({'widthless': 2}))
    """
    odd = unusual(text) if odd is None else odd
    if not odd:
        return text, Counter()
    reversing = widthless = alike = 0
    if _REVERSING.search(odd):
        text, reversing = _REVERSING.subn("", text)
    if _WIDTHLESS.search(odd):
        text, widthless = _WIDTHLESS.subn("", text)
    if _FOREIGN.search(odd):
        alike = sum(_beside_latin(text, match.start()) for match in _FOREIGN.finditer(text))
    return text, +Counter(controls=reversing, widthless=widthless, alike=alike)


def told(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The warnings of what `drop_unseen` counted."""
    return tuple(warning(key, count=count) for key, count in counts.items())


def _beside_latin(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return any(char.isalpha() and _FOREIGN.match(char) is None for char in around)
