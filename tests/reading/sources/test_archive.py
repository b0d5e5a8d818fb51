"""Ten packages made to break a reader are refused before they are unpacked, in less than a second and without memory."""

from __future__ import annotations

import io
import stat
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.archive import MAX_ENTRIES, open_package, shown_size
from tests.factories.files import docx, package, paragraph

BODY = paragraph("Kế hoạch")
MEGABYTE = 1024 * 1024


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("word/lien-ket.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def swollen() -> bytes:
    return docx(BODY, extra=[("word/media/anh.bin", b"\x00" * (40 * MEGABYTE))])


def lying() -> bytes:
    """The directory and the local header tell 10 bytes for what unpacks to 8 MB."""
    data = bytearray(
        package([("word/document.xml", b" " * (8 * MEGABYTE)), ("[Content_Types].xml", "<Types/>")])
    )
    struct.pack_into("<L", data, 22, 10)
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 10)
    return bytes(data)


def half_lying() -> bytes:
    """Only the directory tells a small size."""
    data = bytearray(
        package([("word/document.xml", b" " * (8 * MEGABYTE)), ("[Content_Types].xml", "<Types/>")])
    )
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 10)
    return bytes(data)


def overlapping() -> bytes:
    """Two entries of the directory share one run of bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<a/>" * 100)
        archive.writestr("word/styles.xml", "<b/>" * 100)
        archive.infolist()[2].header_offset = archive.infolist()[1].header_offset
    return buffer.getvalue()


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return docx(BODY, extra=[("word/document.xml", "<a/>")])


def nested() -> bytes:
    """A package within a package within a package, the innermost swollen: none of the inner ones is opened."""
    inner = swollen()
    for _ in range(3):
        inner = package(
            [("[Content_Types].xml", "<Types/>"), ("word/embeddings/trong.docx", inner)], method=0
        )
    return inner


def crowd() -> bytes:
    """100,000 entries in a directory of their own size."""
    return docx(BODY, extra=[(f"word/media/{n}.png", b"") for n in range(100_000)])


BOMBS = {
    "phình to": swollen,
    "nói dối kích thước": lying,
    "mục lục nói dối": half_lying,
    "chồng lên nhau": overlapping,
    "quá nhiều mục": lambda: docx(BODY, extra=[(f"word/media/{n}.png", b"x") for n in range(MAX_ENTRIES)]),
    "leo thư mục": lambda: docx(BODY, extra=[("../../etc/x.xml", "<a/>")]),
    "đường dẫn tuyệt đối": lambda: docx(BODY, extra=[("/etc/x.xml", "<a/>")]),
    "ổ đĩa": lambda: docx(BODY, extra=[("C:\\x.xml", "<a/>")]),
    "liên kết": lambda: docx(BODY, extra=[(link(), "/etc/passwd")]),
    "trùng tên": twice,
    "gói trong gói": nested,
}
LARGE = {**BOMBS, "100.000 mục": crowd}


def outcome(kind: str) -> tuple[str, float, int]:
    """The code of the refusal, the seconds taken and the bytes of memory held at most."""
    data = LARGE[kind]()
    tracemalloc.start()
    begun = time.perf_counter()
    try:
        with pytest.raises(Refused) as refused:
            open_source(data, "ke-hoach.docx")
        return refused.value.code, time.perf_counter() - begun, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", BOMBS)
def test_bombs_are_refused_quickly(kind: str) -> None:
    code, taken, peak = outcome(kind)
    assert code in ("unsafe", "wrong_type")
    assert taken < 10
    assert peak < 100 * MEGABYTE


@pytest.mark.prove
def test_every_bomb_is_refused(record_property: Callable[[str, object], None]) -> None:
    found = [outcome(kind) for kind in LARGE]
    record_property("gói nén thù địch bị từ chối trước khi bung", f"{len(found)} trên {len(LARGE)}")
    record_property("lâu nhất, giây", f"{max(taken for _, taken, _ in found):.2f}")
    record_property("bộ nhớ nhiều nhất, MB", max(peak for _, _, peak in found) // MEGABYTE)
    assert {code for code, _, _ in found} <= {"unsafe", "wrong_type"}
    assert max(taken for _, taken, _ in found) < 10
    assert max(peak for _, _, peak in found) < 100 * MEGABYTE


def test_a_bomb_is_told_its_sizes() -> None:
    with pytest.raises(Refused, match=r"nội dung nén bất thường \(41 MB từ \d+ KB\)"):
        open_source(swollen(), "a.docx")


def test_100_000_entries_are_counted_without_reading_them() -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 100, 0, 0)
    with pytest.raises(Refused, match="quá nhiều mục"):
        open_package(b"PK\x03\x04" + b"\x00" * 100 + end)


def test_what_follows_a_package_is_another_file() -> None:
    with pytest.raises(Refused, match="ghép"):
        open_package(docx(BODY) + b"<script>")


def test_an_encrypted_entry_asks_for_no_password_but_tells() -> None:
    data = bytearray(docx(BODY))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    with pytest.raises(Refused) as refused:
        open_package(bytes(data))
    assert refused.value.code == "password"


@pytest.mark.parametrize(("size", "shown"), [(1, "1 KB"), (300 * MEGABYTE, "300 MB"), (MEGABYTE + 1, "2 MB")])
def test_sizes_are_rounded_up(size: int, shown: str) -> None:
    assert shown_size(size) == shown
