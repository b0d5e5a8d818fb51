"""Vietnamese in small letters: one character in, one character out, the marks kept and put where one rule puts them."""

from __future__ import annotations

from functools import cache

from lotrinh.values.folding import as_bytes, changed, code_page

_PLAIN = {"–": "-", "—": "-", "−": "-", "‑": "-", "Ð": "đ", "ð": "đ", "“": '"', "”": '"', "’": "'", "‘": "'"}
# Old and new placement of the tone mark in open syllables, of equal length: hoà and hòa, uỷ and ủy (not hoàn, not quý).
_OLD_TONE = [
    first + last for first, lasts in (("o", "àáảãạ"), ("o", "èéẻẽẹ"), ("u", "ỳýỷỹỵ")) for last in lasts
]
_NEW_TONE = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]


def marked(text: str) -> str:
    """Lower case with marks, one placement of the tone mark, plain dashes; as long as `text`.

    >>> marked("Uỷ ban – Ðiện Biên") == marked("ủy ban - Điện Biên")
    True
    """
    encoded = as_bytes(text)
    small = encoded.translate(_small_bytes())
    places = _old_tones(text, encoded)
    if places:
        new_tones, letters = _new_tones(), bytearray(small)
        for at in places:
            letters[at : at + 2] = new_tones[small[at : at + 2]]
        small = bytes(letters)
    return changed(text, small, _small)


@cache
def _small(char: str) -> str:
    """A capital whose small letter is two characters (U+0130) stays."""
    small = _PLAIN.get(char) or char.lower()
    return small if len(small) == 1 else char


@cache
def _small_bytes() -> bytes:
    """The table of bytes.translate that makes small letters."""
    return b"".join(as_bytes(_small(char)) for char in code_page())


@cache
def _new_tones() -> dict[bytes, bytes]:
    return {as_bytes(old): as_bytes(new) for old, new in zip(_OLD_TONE, _NEW_TONE, strict=True)}


@cache
def _shapes() -> bytes:
    """What a letter is to the rule of the tone mark: o, u, q, 1 and 2 the marked vowels after o and u, x any other."""
    shapes = {**dict.fromkeys("àáảãạèéẻẽẹ", "1"), **dict.fromkeys("ỳýỷỹỵ", "2"), "o": "o", "u": "u", "q": "q"}
    letters = (shapes.get(char.lower(), "x" if char.isalpha() else " ") for char in code_page())
    return "".join(letters).encode()


def _old_tones(text: str, encoded: bytes) -> list[int]:
    """Where a pair of vowels at the end of a syllable has its mark in the old place; by their shape, since they are few."""
    shapes = encoded.translate(_shapes()) + b" "
    found = []
    for shape in (b"o1 ", b"u2 "):
        at = shapes.find(shape)
        while at >= 0:
            end = at + 2
            stranger = encoded[end : end + 1] == b"\x00" and text[end].isalpha()
            if not stranger and not (shape == b"u2 " and shapes[at - 1 : at] == b"q"):
                found.append(at)
            at = shapes.find(shape, end)
    return found
