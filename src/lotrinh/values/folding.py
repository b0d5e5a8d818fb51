"""Comparing Vietnamese: one character in, one character out, so that offsets stay true.

đ/Đ do not decompose in Unicode, ETH (Ð/ð) is often typed for them, and `hòa`/`hoà` differ in every
normal form; whoever compares or searches folds both sides here.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
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
STRANGER = "\x00"
"""What a character outside the code page becomes."""
_UNDEFINED = "\ufffe"
"""What codecs take for a byte without a character."""
_VOWELS, _TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_SIGNS = "đĐÐð–—−‑“”‘’…•≥≤×²°\u00a0"


@cache
def code_page() -> str:
    """The 256 characters of a code page of one byte: ASCII, every letter of Vietnamese, the signs its texts use.

    Going through bytes is ten times faster than str.translate, which looks every letter up in a dictionary.
    """
    marked = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES}
    letters = [*sorted(char for low in marked for char in (low, low.upper()) if not char.isascii()), *_SIGNS]
    unused = [byte for byte in range(256) if byte > 126 or (byte < 32 and chr(byte) not in "\x00\t\n\v\f\r")]
    page = [chr(byte) for byte in range(256)]
    for byte in unused:
        page[byte] = _UNDEFINED
    for byte, letter in zip(unused, letters, strict=False):
        page[byte] = letter
    return "".join(page)


@cache
def _encoding() -> Any:
    codecs.register_error("lotrinh.fold", _as_unknown)
    return codecs.charmap_build(code_page())


def _as_unknown(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - for the type checker; the handler only encodes
    return b"\x00" * (error.end - error.start), error.end


def as_bytes(text: str) -> bytes:
    """One byte for every character, 0 for a stranger: one that Vietnamese is not usually written with.

    >>> len(as_bytes("tỷ lệ")), as_bytes("tỷ ж").count(0)
    (5, 1)
    """
    encoded: bytes = codecs.charmap_encode(text, "lotrinh.fold", _encoding())[0]
    return encoded


def changed(text: str, encoded: bytes, each: Callable[[str], str]) -> str:
    """The text (`encoded` are its bytes) with every character put through `each`, which gives one for one.

    `each` should keep what it was told: it is asked for the 256 characters of the page and for every stranger.
    """
    made: str = codecs.charmap_decode(encoded, "strict", _page_of(each))[0]
    if STRANGER not in made:
        return made
    pieces = (
        slice(at, at + _PIECE) for at in range(0, len(text), _PIECE)
    )  # lists of letters take much memory
    return "".join([_with_strangers(text[piece], made[piece], each) for piece in pieces])


def _with_strangers(text: str, made: str, each: Callable[[str], str]) -> str:
    """Letters outside the code page, one by one."""
    if made.count(STRANGER) * _MOSTLY > len(text):
        both = zip(text, made, strict=True)
        return "".join([each(char) if letter == STRANGER else letter for char, letter in both])
    kept: list[str] = []
    done, at = 0, made.find(STRANGER)
    while at >= 0:
        kept += (made[done:at], each(text[at]))
        done = at + 1
        at = made.find(STRANGER, done)
    return "".join([*kept, made[done:]])


@cache
def _page_of(each: Callable[[str], str]) -> Any:
    return "".join(STRANGER if letter in (STRANGER, _UNDEFINED) else each(letter) for letter in code_page())


def _folded(char: str) -> str:
    return _FOLDS[ord(char)]


def fold(text: str) -> str:
    """NFC text in lower case without marks, of the same length.

    >>> fold("Ðổi mới, Đầu tư, Uỷ ban/Ủy ban")
    'doi moi, dau tu, uy ban/uy ban'
    >>> len(fold("tỷ trọng")) == len("tỷ trọng")
    True
    """
    return changed(text, as_bytes(text), _folded)


def fold_usual(text: str) -> str | None:
    """What `fold` gives for a text of usual characters (see `unusual`); None where another one stands in it.

    >>> fold_usual("Kế hoạch"), fold_usual("Kế hо\\u200bạch")
    ('ke hoach', None)
    """
    folded: str = codecs.charmap_decode(as_bytes(text), "strict", _page_of(_folded))[0]
    return None if STRANGER in folded else folded


def unusual(text: str) -> str:
    """The characters, each once, that Vietnamese is not usually written with: control signs, other alphabets.

    One quick look that spares the slower ones. In a text mostly of such characters, its usual ones may be among them.

    >>> unusual("Kế hoạch – “45%”"), len(unusual("Kế hо\\u200bạ\\u200bch phát triển kinh tế - xã hội"))
    ('', 2)
    """
    encoded = as_bytes(text)
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
_PIECE = 1 << 16


@lru_cache(maxsize=4096)
def search_key(text: str) -> str:
    """What the search column holds and what a query is turned into: folded, single spaces.

    >>> search_key("  Sở  Công\\u00a0Thương ")
    'so cong thuong'
    """
    return " ".join(fold(unicodedata.normalize("NFC", text)).split())
