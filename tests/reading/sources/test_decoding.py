"""Text in nine encodings comes out the same, and what is in none of them is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from viparse.normalize.tables import Charmap
from viparse.normalize.tcvn3 import TCVN3
from viparse.normalize.viscii import VISCII
from viparse.normalize.vni import VNI

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.decoding import decode
from tests.factories.files import PLAN

# Capital letters with marks are in a font of their own in TCVN3, so the text has none but Đ.
TEXT = "\n".join((PLAN[1], PLAN[3], PLAN[5]))


def old(text: str, charmap: Charmap) -> bytes:
    """The text in an old encoding, by its table turned round; longer sequences win as they do on the way back."""
    table: dict[str, str] = {}
    for legacy, unicode in charmap.pairs:
        table.setdefault(unicode, legacy)
    return "".join(table.get(char, char) for char in text).encode("latin-1")


def windows_1258(text: str) -> bytes:
    """Base letters with their shape in one byte, tones as combining marks."""
    out = bytearray()
    for char in text:
        whole = unicodedata.normalize("NFD", char)
        tones = [mark for mark in whole if mark in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in tones))
        out += base.encode("cp1258") + "".join(tones).encode("cp1258")
    return bytes(out)


def windows_1252(byte: int) -> str:
    """One byte as browsers read it: the five places Windows-1252 leaves empty are control characters."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


VIQR = "Thu+.c hie^.n Chu+o+ng tri`nh ha`nh ddo^.ng ve^` pha't trie^?n co^ng nghie^.p"

ENCODED = {
    "utf-8": (TEXT.encode(), "utf-8", False),
    "utf-8 with a mark": (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig", False),
    "utf-16 little": (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16", False),
    "utf-16 big": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16", False),
    "utf-16 without a mark": (TEXT.encode("utf-16-le"), "utf-16-le", False),
    "decomposed": (unicodedata.normalize("NFD", TEXT).encode(), "utf-8", False),
    "Windows-1258": (windows_1258(TEXT), "cp1258", True),
    "TCVN3": (old(TEXT, TCVN3), "tcvn3", True),
    "VNI": (old(TEXT, VNI), "vni", True),
    "VISCII": (old(TEXT, VISCII), "viscii", True),
    "UTF-8 twice": ("".join(map(windows_1252, TEXT.encode())).encode(), "utf-8", True),
    "TCVN3 saved as UTF-8": (old(TEXT, TCVN3).decode("latin-1").encode(), "tcvn3", True),
}


@pytest.mark.parametrize("name", ENCODED)
def test_every_encoding_gives_the_same_text(name: str) -> None:
    data, encoding, told = ENCODED[name]
    decoded = decode(data)
    assert decoded.text == TEXT
    assert decoded.encoding == encoding
    assert bool(decoded.warnings) == told


@pytest.mark.prove
def test_all_encodings(record_property: Callable[[str, object], None]) -> None:
    right = sum(decode(data).text == TEXT for data, _, _ in ENCODED.values()) + (
        decode(VIQR.encode()).text == PLAN[1]
    )
    record_property("bảng mã đọc đúng", f"{right} trên {len(ENCODED) + 1}")
    assert right == len(ENCODED) + 1 >= 9


@pytest.mark.parametrize("name", ["Windows-1258", "TCVN3", "VNI", "VISCII"])
@pytest.mark.parametrize("words", [3, 6, 400])
def test_short_and_long_texts_are_right_or_refused(name: str, words: int) -> None:
    """Where a few words cannot tell an encoding, nothing is guessed in silence."""
    encode = {"TCVN3": TCVN3, "VNI": VNI, "VISCII": VISCII}
    text = " ".join(((TEXT + " ") * 20).split()[:words])
    data = old(text, encode[name]) if name in encode else windows_1258(text)
    try:
        decoded = decode(data)
    except Refused as refused:
        assert "bảng mã" in refused.message
    else:
        assert decoded.text == text
        assert decoded.warnings


@pytest.mark.parametrize("name", ["TCVN3", "VNI", "UTF-8 twice"])
def test_a_page_in_an_old_encoding_is_converted_too(name: str) -> None:
    data = b"<html><body><p>" + ENCODED[name][0] + b"</p></body></html>"
    source = open_source(data, "a.html")
    assert source.text == " ".join(TEXT.split())
    assert source.warnings


def test_viqr_is_read_and_told() -> None:
    decoded = decode(VIQR.encode())
    assert decoded.text == PLAN[1]
    assert decoded.encoding == "viqr"


def test_plain_ascii_stays() -> None:
    assert decode(b"Ke hoach 2026 (so 12/KH-UBND)?").text == "Ke hoach 2026 (so 12/KH-UBND)?"


@pytest.mark.parametrize(
    "data", [bytes(range(0x80, 0x100)) * 4, b"\xe1\xe9\xfa k\xff", "Привет, план работы".encode("koi8-r")]
)
def test_an_unknown_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="bảng mã") as refused:
        decode(data)
    assert refused.value.code == "unreadable"


def test_a_damaged_byte_is_forgiven_and_told() -> None:
    data = bytearray(TEXT.encode() * 20)
    data[data.index("ạ".encode()) + 1] = 0x20
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert "ký tự bị hỏng" in decoded.warnings[0]


def test_line_ends_and_marks_are_made_one() -> None:
    assert decode("\ufeffmột\r\nhai\rba".encode()).text == "một\nhai\nba"


def test_reversing_marks_are_dropped_and_told() -> None:
    decoded = decode("Tên tệp \u202egpj.xcod".encode())
    assert decoded.text == "Tên tệp gpj.xcod"
    assert "1 ký tự điều khiển" in decoded.warnings[0]
