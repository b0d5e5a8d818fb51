"""ZIP packages looked at before anything is unpacked, then unpacked entry by entry within what was declared."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib

from lotrinh.reading.sources.messages import refusal
from lotrinh.values.frozen import frozen

MAX_ENTRIES = 2_000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
MAX_RATIO_OVERALL = 100
_SMALL = 4 * 1024 * 1024  # what unpacks to this harms nobody, and ten thousand empty rows do compress well
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_BAD_NAME = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:|\\|\x00")


@frozen
class Package:
    """A ZIP package that passed `open_package`: names to entries, and the bytes they lie in."""

    data: bytes
    entries: dict[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """One entry, at most as long as it declared. Raises Refused("unsafe") for more, "unreadable" for damage."""
        info = self.entries[name]
        packed = self.data[_content_start(self.data, info) :][: info.compress_size]
        content = packed if info.compress_type == zipfile.ZIP_STORED else _inflated(packed, info)
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise refusal("damaged", what="DOCX")
        return content


def open_package(data: bytes) -> Package:
    """The package of a ZIP file, nothing unpacked yet.

    Raises Refused("unsafe") for too many entries, names that lead elsewhere, links, duplicates, entries that share
    bytes and sizes beyond MAX_*; "password" for encrypted entries; "unreadable" for a damaged directory.
    """
    _check_end(data)
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        ValueError,
        struct.error,
        OverflowError,
        EOFError,
    ) as broken:
        raise refusal("damaged", what="DOCX") from broken
    _check_names(infos)
    _check_sizes(infos, len(data))
    _check_places(data, infos)
    return Package(data, {info.filename: info for info in infos})


def _check_end(data: bytes) -> None:
    """The record at the end tells the number of entries without reading them, and that nothing follows the package."""
    place = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if place < 0 or len(data) < place + _END.size:
        raise refusal("damaged", what="DOCX")
    count, comment = _END.unpack_from(data, place)[4], _END.unpack_from(data, place)[7]
    if place + _END.size + comment != len(data):
        raise refusal("polyglot", what="ZIP")
    if count > MAX_ENTRIES or b"PK\x06\x06" in data[max(0, place - 4096) : place]:
        raise refusal("crowded", count=count, limit=MAX_ENTRIES)


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_ENTRIES:
        raise refusal("crowded", count=len(infos), limit=MAX_ENTRIES)
    seen: set[str] = set()
    for info in infos:
        shown = info.orig_filename.replace("\x00", "␀")[:60]
        if _BAD_NAME.search(info.orig_filename):
            raise refusal("entry_name", what=f"“{shown}”")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise refusal("entry_name", what=f"liên kết “{shown}”")
        if info.filename.lower() in seen:
            raise refusal("entry_name", what=f"hai mục cùng tên “{shown}”")
        seen.add(info.filename.lower())
        if info.flag_bits & 0x1:
            raise refusal("password")


def _check_sizes(infos: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(info.file_size for info in infos)
    swollen = any(info.file_size > max(_SMALL, MAX_RATIO * info.compress_size) for info in infos)
    if swollen or unpacked > MAX_UNPACKED or unpacked > max(_SMALL, MAX_RATIO_OVERALL * packed):
        raise refusal("bomb", unpacked=shown_size(unpacked), packed=shown_size(packed))


def _check_places(data: bytes, infos: list[zipfile.ZipInfo]) -> None:
    """Every entry lies in its own bytes, and its local header tells the sizes the directory tells."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise refusal(
                "bomb",
                unpacked=shown_size(sum(each.file_size for each in infos)),
                packed=shown_size(len(data)),
            )
        end = _content_start(data, info) + info.compress_size
        header = _LOCAL.unpack_from(data, info.header_offset)
        told_later = header[2] & 0x8
        if not told_later and header[8] not in (info.file_size, 0xFFFFFFFF):
            raise refusal(
                "bomb", unpacked=shown_size(max(header[8], info.file_size)), packed=shown_size(len(data))
            )


def _content_start(data: bytes, info: zipfile.ZipInfo) -> int:
    if len(data) < info.header_offset + _LOCAL.size or data[info.header_offset :][:4] != b"PK\x03\x04":
        raise refusal("damaged", what="DOCX")
    name, extra = _LOCAL.unpack_from(data, info.header_offset)[9:11]
    return info.header_offset + _LOCAL.size + int(name) + int(extra)


def _inflated(packed: bytes, info: zipfile.ZipInfo) -> bytes:
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise refusal("damaged", what="DOCX")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, info.file_size + 1)
    except zlib.error as broken:
        raise refusal("damaged", what="DOCX") from broken
    if len(content) > info.file_size:
        raise refusal("bomb", unpacked=f"hơn {shown_size(info.file_size)}", packed=shown_size(len(packed)))
    return content


def shown_size(size: int) -> str:
    """A size for people.

    >>> shown_size(300 * 1024 * 1024), shown_size(2600)
    ('300 MB', '3 KB')
    """
    return f"{-(-size // 1024)} KB" if size < 1024 * 1024 else f"{-(-size // (1024 * 1024))} MB"
