"""Names of people between who orders and the order, which the press prints and directives do not."""

from __future__ import annotations

_MOST_WORDS = 5
_BESIDE = frozenset({"đã", "vừa", "cũng", "tiếp", "tục"})
# The word before a name: "đồng chí", "ông", "bà", "Chủ tịch", "Bí thư", "Bộ trưởng", "Thủ tướng", "Giám đốc".
_TITLES = frozenset({"chí", "ông", "bà", "tịch", "thư", "trưởng", "tướng", "đốc", "nhiệm"})

# A person named before, or so well known that the title does: "Ông cũng yêu cầu ...", "Thủ tướng giao ...".
_ALONE = frozenset(
    {"ông", "bà", "đồng chí", "chủ tịch", "phó chủ tịch", "bí thư", "thủ tướng", "phó thủ tướng", "bộ trưởng"}
)


def is_name(words: str) -> bool:
    """Two to five words that all begin with a capital, and perhaps "đã" or "vừa" behind them.

    >>> [is_name(words) for words in (" Nguyễn Văn A ", " Nguyễn Văn A đã ", " và Sở Mẫu ", " Mẫu ")]
    [True, True, False, False]
    """
    return _is_name(_without_beside(words.split()))


def closes_with_person(words: str) -> bool:
    """
    >>> [closes_with_person(words) for words in ("hội nghị, ông Nguyễn Văn A ", "Ông cũng ", "theo Nghị quyết Trung ương ")]
    [True, True, False]
    """
    kept = _without_beside(words.split())
    if " ".join(kept).lower() in _ALONE:
        return True
    at = len(kept)
    while at and kept[at - 1].isalpha() and kept[at - 1][0].isupper():
        at -= 1
    title = kept[at - 1].lower() if at else ""
    return title in _TITLES and _is_name(kept[at:])


def _without_beside(words: list[str]) -> list[str]:
    end = len(words)
    while end and words[end - 1] in _BESIDE:
        end -= 1
    return words[:end]


def _is_name(words: list[str]) -> bool:
    return 2 <= len(words) <= _MOST_WORDS and all(word.isalpha() and word[0].isupper() for word in words)
