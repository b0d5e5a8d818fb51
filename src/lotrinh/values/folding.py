"""Comparing Vietnamese: one character in, one character out, so that offsets stay true.

đ/Đ do not decompose in Unicode, ETH (Ð/ð) is often typed for them, and `hòa`/`hoà` differ in every
normal form; whoever compares or searches folds both sides here.
"""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache, lru_cache
from typing import Any

_ODD = {"đ": "d", "Đ": "d", "Ð": "d", "ð": "d", "Ɖ": "d", "ɖ": "d", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ",
        "–": "-", "—": "-", "−": "-", "‑": "-", "“": '"', "”": '"', "’": "'", "‘": "'"}  # fmt: skip


class _Folds(dict[int, str]):
    """Translation table that fills itself: code point -> one folded character."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        folded = _ODD.get(char)
        if folded is None:
            base = unicodedata.normalize("NFD", char)[0].lower()
            folded = base if len(base) == 1 else char
        self[point] = folded
        return folded


_FOLDS = _Folds()
_UNKNOWN = "\x00"
_VOWELS, _TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_SIGNS = "đĐÐð–—“”‘’…•≥≤×²°\u00a0"


@cache
def _pages() -> tuple[Any, Any]:
    """A code page of one byte for every letter of Vietnamese, and what each byte folds to.

    Going through bytes is ten times faster than str.translate, which looks every letter up in a dictionary.
    """
    marked = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES}
    letters = [*sorted(char for low in marked for char in (low, low.upper()) if not char.isascii()), *_SIGNS]
    unused = [byte for byte in range(256) if byte > 126 or (byte < 32 and chr(byte) not in "\x00\t\n\v\f\r")]
    page = [chr(byte) for byte in range(256)]
    for byte in unused:
        page[byte] = "\ufffe"  # what codecs take for undefined
    for byte, letter in zip(unused, letters, strict=False):
        page[byte] = letter
    folded = (letter.translate(_FOLDS) if letter != "\ufffe" else _UNKNOWN for letter in page)
    codecs.register_error("lotrinh.fold", _as_unknown)
    return codecs.charmap_build("".join(page)), "".join(folded)


def _as_unknown(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - for the type checker; the handler only encodes
    return b"\x00" * (error.end - error.start), error.end


def fold(text: str) -> str:
    """NFC text in lower case without marks, of the same length.

    >>> fold("Ðổi mới, Đầu tư, Uỷ ban/Ủy ban")
    'doi moi, dau tu, uy ban/uy ban'
    >>> len(fold("tỷ trọng")) == len("tỷ trọng")
    True
    """
    encoding, decoding = _pages()
    encoded = codecs.charmap_encode(text, "lotrinh.fold", encoding)[0]
    folded = codecs.charmap_decode(encoded, "strict", decoding)[0]
    return folded if _UNKNOWN not in folded else _with_strangers(text, folded)


def fold_usual(text: str) -> str | None:
    """What `fold` gives for a text of usual characters (see `unusual`); None where another one stands in it.

    >>> fold_usual("Kế hoạch"), fold_usual("Kế hо\\u200bạch")
    ('ke hoach', None)
    """
    encoding, decoding = _pages()
    encoded = codecs.charmap_encode(text, "lotrinh.fold", encoding)[0]
    folded = codecs.charmap_decode(encoded, "strict", decoding)[0]
    return None if _UNKNOWN in folded else folded


def unusual(text: str) -> str:
    """The characters, each once, that Vietnamese is not usually written with: control signs, other alphabets.

    One quick look that spares the slower ones. In a text mostly of such characters, its usual ones may be among them.

    >>> unusual("Kế hoạch – “45%”"), len(unusual("Kế hо\\u200bạ\\u200bch phát triển kinh tế - xã hội"))
    ('', 2)
    """
    encoded = codecs.charmap_encode(text, "lotrinh.fold", _pages()[0])[0]
    count = encoded.count(0)
    if count * _MOSTLY > len(text):
        return "".join(set(text))
    found, at = set(), encoded.find(0) if count else -1
    while at >= 0:
        found.add(text[at])
        at = encoded.find(0, at + 1)
    return "".join(found)


_MOSTLY = 8
"""A text counts as foreign where every so-many-th character is unusual."""


def _with_strangers(text: str, folded: str) -> str:
    """Letters outside the code page, one by one; a text that is mostly such letters is translated whole."""
    if folded.count(_UNKNOWN) * _MOSTLY > len(text):
        return text.translate(_FOLDS)
    letters, at = list(folded), folded.find(_UNKNOWN)
    while at >= 0:
        letters[at] = text[at].translate(_FOLDS)
        at = folded.find(_UNKNOWN, at + 1)
    return "".join(letters)


@lru_cache(maxsize=4096)
def search_key(text: str) -> str:
    """What the search column holds and what a query is turned into: folded, single spaces.

    >>> search_key("  Sở  Công\\u00a0Thương ")
    'so cong thuong'
    """
    return " ".join(fold(unicodedata.normalize("NFC", text)).split())
