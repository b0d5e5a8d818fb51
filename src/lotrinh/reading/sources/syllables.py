"""Which strings can be a Vietnamese syllable: how wrong encodings and broken PDF text are told from writing."""

from __future__ import annotations

import re
import unicodedata

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u0323][^\W\d_]*)*")

_SYLLABLE = re.compile(
    r"""
    (?:ngh|ng|nh|n|ch|c|kh|k|gh|gi|g|ph|p|th|tr|t|qu|b|d|đ|h|l|m|r|s|v|x)?    # onset
    (?: [aăâeêioôơuưy]                                                        # nucleus of one letter ...
      | ia|iê|ya|yê|ua|uô|ưa|ươ|oa|oă|oe|oo|uâ|uê|uy|uơ|uya|uyê|ao|eo         # ... of two or three
      | ai|ay|âu|ây|au|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oai|oay|oao|oeo|iêu|yêu|uôi|ươi|ươu|uây|uyu|uêu|ue )
    (?: ch|c|m|ng|nh|n|p|t|k )?                                               # coda
    """,
    re.VERBOSE,
)


def is_syllable(word: str) -> bool:
    """Whether a word is built like one Vietnamese syllable, with one tone mark at most.

    >>> is_syllable("nghị"), is_syllable("quyết"), is_syllable("ngµy"), is_syllable("aị")
    (True, True, False, True)
    >>> is_syllable("Céng"), is_syllable("hßa"), is_syllable("ôị́")
    (True, False, False)
    """
    bare, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower().replace("ð", "đ")))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def marked_words(text: str, limit: int = 4000) -> list[str]:
    """The first words of a text that hold a letter outside ASCII: only they can betray a wrong encoding."""
    words: list[str] = []
    for match in _WORD.finditer(text):
        if not match.group().isascii():
            words.append(match.group())
            if len(words) == limit:
                break
    return words


def share_of_syllables(text: str) -> float:
    """The share (0..1) of marked words that can be Vietnamese; 1 where no word is marked.

    >>> share_of_syllables("Ủy ban nhân dân tỉnh")
    1.0
    """
    words = marked_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 1.0
