"""PDFs made to break or to misuse a reader: refused or read as the text they hold, nothing of them is executed."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source

LINE = b"BT /F1 12 Tf 50 700 Td (Ke hoach phat trien cong nghiep cua tinh nam 2026) Tj ET"
WORDS = "Ke hoach phat trien cong nghiep cua tinh nam 2026"


def bare(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects with a table that tells their true places."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    out += b"trailer << /Root 1 0 R /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def letter(
    catalog: bytes = b"",
    page: bytes = b"",
    content: bytes | None = None,
    more: dict[int, bytes] | None = None,
) -> bytes:
    return bare(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >> %s >>" % page,
            4: content or stream(LINE),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            **(more or {}),
        }
    )


def bomb() -> bytes:
    inner = zlib.compress(zlib.compress(b"\x00" * 50_000_000, 9), 9)
    return letter(content=stream(inner, b"/Filter [/FlateDecode /FlateDecode]"))


def picture() -> bytes:
    image = (
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1000000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    return letter(content=stream(LINE + b" q 500 0 0 500 0 0 cm /I Do Q"), more={6: stream(b"\x00", image)})


def cyclic_pages() -> bytes:
    return bare(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"}
    )


def encrypted() -> bytes:
    key = b"<" + b"41" * 32 + b">"
    lock = b"<< /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >>" % (key, key)
    plain = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>", 3: lock}
    return bare(plain, b"/Encrypt 3 0 R /ID [<41> <41>]")


HOSTILE = {
    "bom nén hai lớp": bomb,
    "100.000 trang": lambda: bare(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>",
         2: b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000), 3: b"<< /Type /Page /Parent 2 0 R >>"}
    ),
    "cây trang quay vòng": cyclic_pages,
    "bảng tham chiếu quay vòng": lambda: letter().replace(b"/Root", b"/Prev 9 /Root"),
    "JavaScript": lambda: letter(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
    "chạy chương trình": lambda: letter(b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
    "tệp nhúng": lambda: letter(b"/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>", more={6: stream(b"MZ")}),
    "mật khẩu": encrypted,
    "ảnh một triệu dòng": picture,
}  # fmt: skip


def ends_well(kind: str) -> tuple[bool, float]:
    """Whether the file is refused or read as its words, and the seconds that took."""
    data, begun = HOSTILE[kind](), time.perf_counter()
    try:
        well = open_source(data, "a.pdf").text == WORDS
    except Refused as refused:
        well = refused.code in ("unreadable", "no_text_layer", "too_large", "password")
    return well, time.perf_counter() - begun


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_or_harmless(kind: str) -> None:
    well, taken = ends_well(kind)
    assert well
    assert taken < 50


@pytest.mark.prove
def test_nine_of_nine(record_property: Callable[[str, object], None]) -> None:
    found = [ends_well(kind) for kind in HOSTILE]
    record_property(
        "PDF thù địch bị từ chối hoặc vô hại", f"{sum(well for well, _ in found)} trên {len(found)}"
    )
    record_property("lâu nhất, giây", f"{max(taken for _, taken in found):.2f}")
    assert [well for well, _ in found] == [True] * 9


def test_a_password_is_told() -> None:
    with pytest.raises(Refused, match="Tệp có mật khẩu") as refused:
        open_source(encrypted(), "a.pdf")
    assert refused.value.code == "password"


@pytest.mark.parametrize("kind", ["JavaScript", "chạy chương trình", "tệp nhúng", "ảnh một triệu dòng"])
def test_what_acts_is_ignored_and_the_words_are_read(kind: str) -> None:
    assert open_source(HOSTILE[kind](), "a.pdf").text == WORDS
