"""Judging the lines of a PDF page: which is a page number, and whether letters and marks fell apart."""

from __future__ import annotations

import re

from lotrinh.reading.sources.syllables import is_syllable, marked_words

_PAGE_NUMBER = re.compile(r"\W*(?:Trang\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
_LONE = re.compile(r"(?<!\S)[À-ỹ](?!\S)")
_MANY_LONE = 0.02
_FEW_SYLLABLES = 0.85
_HOPELESS = 0.6
_ENOUGH_WORDS = 12
_DAY = re.compile(r"(?<!\d)\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d(?!\d)")
_LONGEST_DAY = 10
_HYPHEN = re.compile(r"\w[-/]$")


def without_page_number(lines: tuple[str, ...], number: int) -> tuple[str, ...]:
    """The lines without the printed page number at the top or the bottom, where it is near the page's place.

    >>> without_page_number(("2", "I. MỤC TIÊU"), 2)
    ('I. MỤC TIÊU',)
    >>> without_page_number(("2030", "I. MỤC TIÊU"), 2)
    ('2030', 'I. MỤC TIÊU')
    """
    if lines and _is_number_of(lines[0], number):
        lines = lines[1:]
    if lines and _is_number_of(lines[-1], number):
        lines = lines[:-1]
    return lines


def _is_number_of(line: str, number: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(line)
    return match is not None and abs(int(match[1]) - number) <= 2


def joined_lines(text: str) -> str:
    """The lines of a narrow cell as one: nothing comes between the halves of a day, or behind a hyphen or a slash.

    >>> joined_lines("trước\\nngày 18/10/20\\n25"), joined_lines("2026-\\n2027"), joined_lines("Sở Công\\nThương")
    ('trước ngày 18/10/2025', '2026-2027', 'Sở Công Thương')
    """
    whole = ""
    for line in (" ".join(line.split()) for line in text.split("\n")):
        if not line:
            continue
        tail = whole[-_LONGEST_DAY:]
        torn = any(
            day.start() < len(tail) < day.end() for day in _DAY.finditer(tail + line[:_LONGEST_DAY])
        ) or _HYPHEN.search(tail)
        whole = f"{whole}{line}" if torn or not whole else f"{whole} {line}"
    return whole


def is_garbled(text: str) -> bool:
    """Whether marked letters stand alone or words cannot be syllables more often than in any writing.

    >>> is_garbled("S : 45/KH-UBND ố\\nK ho ch hành đ ng th c hi n Ngh quy t ế ạ ộ ự ệ ị ế " * 3)
    True
    >>> is_garbled("Kế hoạch hành động thực hiện Nghị quyết của tỉnh về phát triển công nghiệp " * 3)
    False
    """
    words = marked_words(text)
    if len(words) < _ENOUGH_WORDS:
        return False
    lone = sum(match.group().lower() not in "ởýàôồ" for match in _LONE.finditer(text))
    return lone > len(words) * _MANY_LONE + 1 or _share(words) < _FEW_SYLLABLES


def is_hopeless(text: str) -> bool:
    """Whether so few of many marked words are syllables that nothing read from them can be trusted."""
    words = marked_words(text)
    return len(words) >= _ENOUGH_WORDS and _share(words) < _HOPELESS


def _share(words: list[str]) -> float:
    return sum(map(is_syllable, words)) / len(words)
