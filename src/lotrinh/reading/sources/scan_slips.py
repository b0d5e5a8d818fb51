"""Words put right where recognition can only have lost a mark: pairs of syllables with one spelling, and quarters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from lotrinh.lexicon.scan_slips import compounds, quarters
from lotrinh.values.folding import fold
from lotrinh.values.scan import ScannedWord

_LETTERS = re.compile(r"[^\W\d_]+")
_STROKES = re.compile(r"[1lIHVYJT]{1,3}(?![^\W_])")


def mended(row: tuple[ScannedWord, ...]) -> tuple[ScannedWord, ...]:
    """The words of a row, each as it was read or as the table of pairs spells it; places and confidence stay.

    >>> from lotrinh.values.scan import Box
    >>> row = tuple(ScannedWord(text, 0.9, Box(0, 0, 1, 1)) for text in "trước Quý 11/2026 theo yêu câu, đầu từ".split())
    >>> " ".join(word.text for word in mended(row))
    'trước Quý II/2026 theo yêu cầu, đầu từ'
    """
    words = [replace(word, text=unicodedata.normalize("NFC", word.text)) for word in row]
    for at in range(len(words) - 1):
        first, second = words[at].text, words[at + 1].text
        words[at + 1] = replace(words[at + 1], text=_quarter(first, second))
        pair = _as_written(first, words[at + 1].text)
        if pair is not None:
            words[at], words[at + 1] = (
                replace(word, text=text) for word, text in zip(words[at : at + 2], pair, strict=True)
            )
    return tuple(words)


def _quarter(before: str, word: str) -> str:
    strokes = _STROKES.match(word)
    if strokes is None or before.lower() != "quý":
        return word
    return quarters().get(strokes[0], strokes[0]) + word[strokes.end() :]


def _as_written(first: str, second: str) -> tuple[str, str] | None:
    """Both words with the marks of the pair they can only be, None where they are no such pair or are right."""
    tail = _LETTERS.match(second)
    if tail is None or not first.isalpha():
        return None
    written = compounds().get(fold(f"{first} {tail[0]}"))
    read = f"{first} {tail[0]}"
    if written is None or len(written) != len(read) or _same_marks(written, read.lower()):
        return None
    cased = "".join(w.upper() if r.isupper() else w for w, r in zip(written, read, strict=True))
    head, _, rest = cased.partition(" ")
    return head, rest + second[tail.end() :]


def _same_marks(written: str, read: str) -> bool:
    """Whether two spellings differ at most in the letter that bears the tone: "ủy" and "uỷ"."""
    return sorted(unicodedata.normalize("NFD", written)) == sorted(unicodedata.normalize("NFD", read))
