"""The file itself: a .tar.gz that any tool opens, closed by the SHA-256 of all before it, in a sealed stream if asked.

The hash stands in the comment of an empty gzip member at the end, so that a bit changed anywhere, also where no decoder
looks, and any cut of the end are seen before a row is read. A file is written under a draft name, then renamed.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from lotrinh.cli.archive.cipher import MARK, SealedIn, SealedOut
from lotrinh.cli.archive.errors import Damaged, NoPassphrase

DRAFT = ".draft"
_BLOCK = 1024 * 1024
_LEVEL = 4
_TRAILER_HEAD = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xfflotrinh-sha256:"
_TRAILER_END = b"\x00\x03\x00" + b"\x00" * 8
_TRAILER = len(_TRAILER_HEAD) + 64 + len(_TRAILER_END)
_READING_FAULTS = (tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError, ValueError, OSError)


class Writing:
    """A container while it is written; parts come in the order they are added."""

    def __init__(self, out: Any) -> None:
        self._digest = hashlib.sha256()
        self._out = out
        self._packed = gzip.GzipFile("", "wb", _LEVEL, fileobj=self, mtime=0)
        self._tar = tarfile.open(fileobj=self._packed, mode="w", format=tarfile.GNU_FORMAT)  # noqa: SIM115

    def write(self, content: bytes) -> int:
        """What the compressor hands over."""
        self._digest.update(content)
        self._out.write(content)
        return len(content)

    def flush(self) -> None:
        self._out.flush()

    def add(self, name: str, content: bytes) -> None:
        self.add_stream(name, len(content), io.BytesIO(content))

    def add_stream(self, name: str, size: int, content: Any) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, content)

    def abandon(self) -> None:
        """Nothing more is written, not even by what tidies up after it."""
        self._packed.fileobj = None  # type: ignore[assignment]

    def finish(self) -> None:
        self._tar.close()
        self._packed.close()
        self._out.write(_TRAILER_HEAD + self._digest.hexdigest().encode("ascii") + _TRAILER_END)


@contextmanager
def written(target: Path, passphrase: str = "") -> Iterator[Writing]:
    """The container that is whole under its name at the end of the block, or not there at all."""
    draft = target.with_name(f"{target.name}.{uuid4().hex[:8]}{DRAFT}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
            sealed = SealedOut(raw, passphrase) if passphrase else None
            writing = Writing(sealed or raw)
            try:
                yield writing
                writing.finish()
            except BaseException:
                writing.abandon()
                raise
            if sealed:
                sealed.finish()
            raw.flush()
            os.fsync(raw.fileno())
        draft.replace(target)
        sync_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """A new name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a container; `read` gives up to so many bytes, and raises Damaged where they are not right."""

    name: str
    size: int
    read: Callable[[int], bytes]

    def whole(self, most: int) -> bytes:
        """All of it, where it is not larger than it may be."""
        if self.size > most:
            raise Damaged(f"phần {self.name} lớn bất thường")
        return b"".join(self.blocks())

    def blocks(self) -> Iterator[bytes]:
        left = self.size
        while left:
            block = self.read(min(left, _BLOCK))
            if not block:
                raise Damaged(f"phần {self.name} bị cắt")
            left -= len(block)
            yield block


def is_sealed(source: Path) -> bool:
    with source.open("rb") as file:
        return file.read(len(MARK)) == MARK


@dataclass(frozen=True, slots=True)
class Container:
    """An existing file; `has_hash` is false for those of the first form, which did not close with one."""

    source: Path
    passphrase: str
    has_hash: bool

    def parts(self) -> Iterator[Part]:
        """Every part in order, each to be read before the next; the very end of the file is read too."""
        with self.source.open("rb") as raw:
            stream = self._opened(raw)
            with _damage(), gzip.GzipFile(fileobj=stream, mode="rb") as packed:
                with tarfile.open(fileobj=packed, mode="r|") as archive:
                    while member := archive.next():
                        yield _part(archive, member)
                while packed.read(_BLOCK):
                    pass
            with _damage():
                while stream.read(_BLOCK):
                    pass

    def _opened(self, raw: BinaryIO) -> Any:
        if not self.passphrase:
            return raw
        with _damage():
            return SealedIn(raw, self.passphrase)


def opened(source: Path, passphrase: str) -> Container:
    """A container whose closing hash, where it has one in the open, was compared."""
    if is_sealed(source):
        if not passphrase:
            raise NoPassphrase("Bản sao lưu đã mã hóa. Cần cụm mật khẩu đã dùng khi sao lưu.")
        return Container(source, passphrase, has_hash=True)
    return Container(source, "", has_hash=_closing_hash_holds(source))


def _closing_hash_holds(source: Path) -> bool:
    """True where it stands there and fits, false where none stands there."""
    with source.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size < _TRAILER:
            return False
        file.seek(size - _TRAILER)
        trailer = file.read(_TRAILER)
        if not (trailer.startswith(_TRAILER_HEAD) and trailer.endswith(_TRAILER_END)):
            return False
        file.seek(0)
        digest, left = hashlib.sha256(), size - _TRAILER
        while left and (block := file.read(min(left, _BLOCK))):
            digest.update(block)
            left -= len(block)
    if trailer[len(_TRAILER_HEAD) :][:64] != digest.hexdigest().encode("ascii"):
        raise Damaged("mã băm của cả tệp không khớp")
    return True


def _part(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Part:
    content = archive.extractfile(member) if member.isreg() else None
    if content is None:
        raise Damaged(f"có phần lạ {member.name!r}")

    def read(size: int) -> bytes:
        with _damage():
            return content.read(size)

    return Part(member.name, member.size, read)


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever reading stumbles over is told as what it is."""
    try:
        yield
    except _READING_FAULTS as error:
        raise Damaged(f"không đọc được tệp ({error})") from error
