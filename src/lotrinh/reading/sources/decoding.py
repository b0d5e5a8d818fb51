"""Bytes of a text or a page to Unicode: Unicode forms here, the old Vietnamese encodings in old_encodings."""

from __future__ import annotations

import codecs
import re
import unicodedata
from importlib import import_module

from lotrinh.reading.sources.messages import warning
from lotrinh.reading.sources.unseen import drop_unseen, one_line_end, told
from lotrinh.values.folding import unusual
from lotrinh.values.frozen import frozen

_BOMS = ((codecs.BOM_UTF8, "utf-8", "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"))  # fmt: skip
_VIETNAMESE_BLOCK = re.compile("[\u1ea0-\u1ef9]")
_LATIN_1 = re.compile("[\u0080-\u00ff]")
_VIQR = re.compile(r"[aeiouyAEIOUY][\^+(]['`?~.]")
_BROKEN_SHARE = 0.002


@frozen
class Decoded:
    """Text as it stood in the bytes, the name of the encoding, and what the officer should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    usual: bool = False
    """No character is unusual in Vietnamese (see values.folding.unusual)."""


def decode(data: bytes) -> Decoded:
    """Unicode text with LF line ends, NFC, no BOM and no unprinted characters. Raises Refused where in doubt.

    >>> decode("Tỉnh ủy".encode("utf-16")).text
    'Tỉnh ủy'
    """
    found = _by_bom(data) or _as_utf8(data) or _as_bare_utf16(data) or _old(data)
    return _tidied(found)


def _by_bom(data: bytes) -> Decoded | None:
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], codec, name)
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    """UTF-8, with a few damaged bytes forgiven where the rest leaves no doubt."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        found = _lenient(data, "utf-8", "utf-8")
        damaged = found.text.count("\ufffd")
        beyond = sum(char > "\x7f" for char in found.text) - damaged
        return found if damaged <= max(3, len(data) * _BROKEN_SHARE) and beyond > 20 * damaged else None
    if "\x00" in text and _looks_utf16(data):
        return None
    return _old(data, text) if may_be_old(text) else Decoded(text, "utf-8")


def may_be_old(text: str) -> bool:
    """Whether UTF-8 was right but what it spells may be an older encoding: Latin-1 letters only, or VIQR in plain ASCII.

    Letters of the block that holds ạ, ế, ữ are in no text that was typed in those encodings.
    """
    if _VIETNAMESE_BLOCK.search(text):
        return False
    return bool(_LATIN_1.search(text)) or (text.isascii() and bool(_VIQR.search(text)))


def _looks_utf16(data: bytes) -> bool:
    head = data[:4096]
    return max(head[0::2].count(0), head[1::2].count(0)) > len(head) * 0.15


def _as_bare_utf16(data: bytes) -> Decoded | None:
    """UTF-16 that lost its mark: ASCII in every second byte shows which half is the high one."""
    if not _looks_utf16(data):
        return None
    little = data[1:4096:2].count(0) > data[0:4096:2].count(0)
    codec = "utf-16-le" if little else "utf-16-be"
    return _lenient(data, codec, codec)


def _old(data: bytes, text: str | None = None) -> Decoded:
    """The tables of the old encodings are loaded only for a file that needs them."""
    found: Decoded = import_module("lotrinh.reading.sources.old_encodings").decode_old(data, text)
    return found


def _lenient(data: bytes, codec: str, name: str) -> Decoded:
    text = data.decode(codec, errors="replace")
    damaged = text.count("\ufffd")
    return Decoded(text, name, (warning("broken_bytes", count=damaged),) if damaged else ())


def _tidied(found: Decoded) -> Decoded:
    text = one_line_end(found.text.removeprefix("\ufeff"))
    odd = unusual(text)
    if not odd:  # nothing to drop and nothing to compose
        return Decoded(text, found.encoding, found.warnings, usual=True)
    text, counts = drop_unseen(text, odd)
    return Decoded(unicodedata.normalize("NFC", text), found.encoding, (*found.warnings, *told(counts)))
