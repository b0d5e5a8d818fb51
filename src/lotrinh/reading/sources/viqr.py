"""VIQR, Vietnamese in plain ASCII as mail once carried it: a letter, then its shape, then its tone."""

from __future__ import annotations

import re
import unicodedata

_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
_TONES = {"`": "\u0300", "'": "\u0301", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_LETTER = re.compile(r"(?P<letter>[aeiouyAEIOUY])(?:(?P<shape>[\^(+])(?P<tone>[`'?~.])?|(?P<only>[`'?~.]))")
_MANY = 0.1


def _joined(match: re.Match[str]) -> str:
    tone = match["tone"] or match["only"] or ""
    after = match.string[match.end() : match.end() + 1]
    if tone == "." and not match["shape"] and not after.isalpha():
        return match.group()
    return unicodedata.normalize(
        "NFC", match["letter"] + _SHAPES.get(match["shape"] or "", "") + _TONES.get(tone, "")
    )


def from_viqr(text: str) -> str:
    """Unicode of a VIQR text; text that is not VIQR comes back with at most a stray mark set.

    A full stop after the last plain letter of a word stays a full stop.

    >>> from_viqr("Co^.ng hoa` xa~ ho^.i chu? nghi~a Vie^.t Nam, ddo^.c la^.p.")
    'Cộng hoà xã hội chủ nghĩa Việt Nam, độc lập.'
    """
    marks = len(_LETTER.findall(text))
    if marks < _MANY * len(text.split()) or not re.search(r"[aeo]\^|dd|[uo]\+", text):
        return text
    return _LETTER.sub(_joined, text.replace("dd", "đ").replace("DD", "Đ").replace("Dd", "Đ"))
