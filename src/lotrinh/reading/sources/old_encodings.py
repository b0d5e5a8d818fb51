"""The encodings Vietnamese was typed in before Unicode: each is tried, and the one that spells syllables wins."""

from __future__ import annotations

from collections.abc import Iterator

import viparse

from lotrinh.reading.sources.decoding import Decoded
from lotrinh.reading.sources.messages import refusal, warning
from lotrinh.reading.sources.syllables import marked_words, share_of_syllables
from lotrinh.reading.sources.viqr import from_viqr

_TABLES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI-Windows", "viscii": "VISCII", "vps": "VPS"}
_SURE = 0.9
_GOOD = 0.75
_FEW_WORDS = 3


def decode_old(data: bytes, text: str | None) -> Decoded:
    """The text in the encoding that makes most of its marked words Vietnamese syllables.

    `text` is the data as UTF-8 where that decoded: it stays as it is unless most of it is no Vietnamese and an
    older encoding makes it so. Raises Refused("unreadable") where the bytes are not UTF-8 and nothing else convinces.
    """
    if text is not None and not text.isascii() and share_of_syllables(text) >= _GOOD:
        return Decoded(text, "utf-8")
    candidates = [*_unicode(text), *(_of_bytes(data) if text is None else _of_text(text))]
    scored = [(_score(found.text), -place, found) for place, found in enumerate(candidates)]
    best, _, found = max(scored, key=lambda entry: entry[:2])
    if text is None and (best < _SURE or len(marked_words(found.text)) < _FEW_WORDS):
        raise refusal("encoding")
    return found if best >= _SURE or text is None else Decoded(text, "utf-8")


def convert(text: str, encoding: str) -> str:
    """Text of a known old encoding in Unicode, line by line so that no line break is lost.

    >>> convert("Céng hßa x· héi chñ nghÜa ViÖt Nam", "tcvn3")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    return "\n".join(
        viparse.fix(line, encoding=encoding) if line.strip() else line for line in text.split("\n")
    )


def _score(text: str) -> float:
    words = marked_words(text)
    return share_of_syllables(text) if words else 0.5


def _unicode(text: str | None) -> list[Decoded]:
    return [] if text is None else [Decoded(text, "utf-8")]


def _of_bytes(data: bytes) -> Iterator[Decoded]:
    yield Decoded(
        data.decode("cp1258", errors="replace"), "cp1258", (warning("converted", name="Windows-1258"),)
    )
    yield from _of_text(data.decode("latin-1"))


def _of_text(text: str) -> Iterator[Decoded]:
    yield from _twice_encoded(text)
    for name, shown in _TABLES.items():
        yield Decoded(convert(text, name), name, (warning("converted", name=shown),))
    if text.isascii():
        yield Decoded(from_viqr(text), "viqr", (warning("converted", name="VIQR"),))


def _twice_encoded(text: str) -> Iterator[Decoded]:
    """UTF-8 taken for Windows-1252 (its five empty places read as control characters) and written as UTF-8 again."""
    try:
        yield Decoded(b"".join(map(_byte_of, text)).decode("utf-8"), "utf-8", (warning("mojibake"),))
    except UnicodeError:
        return


def _byte_of(char: str) -> bytes:
    return char.encode("latin-1") if char <= "\xff" else char.encode("cp1252")
