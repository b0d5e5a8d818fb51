"""Word files of before 2007 into DOCX by LibreOffice, or into plain text by antiword where only that is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lotrinh.convert.errors import ConversionFailed, NoConverter

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECONDS = 25.0
_MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a folder in memory, so that the document touches no disk


def is_legacy_word(data: bytes) -> bool:
    """Whether the bytes are an OLE file with a Word document in it.

    >>> is_legacy_word(b"PK\\x03\\x04")
    False
    """
    return data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data


def has_converter() -> bool:
    """Whether any program that can read DOC is on PATH."""
    return bool(shutil.which("soffice") or shutil.which("antiword"))


def modern_bytes(data: bytes, seconds: float = _SECONDS) -> bytes:
    """A DOC as bytes the reader knows: DOCX by LibreOffice, else UTF-8 text by antiword.

    Raises NoConverter where neither is installed, ConversionFailed where neither succeeds within `seconds` each.
    """
    if not has_converter():
        raise NoConverter
    if shutil.which("soffice"):
        try:
            return doc_to_docx(data, seconds)
        except ConversionFailed:
            if not shutil.which("antiword"):
                raise
    return doc_to_text(data, seconds)


def doc_to_docx(data: bytes, seconds: float = _SECONDS) -> bytes:
    """DOCX of a DOC by LibreOffice, with a profile of its own and no macros. Raises NoConverter, ConversionFailed."""
    program = shutil.which("soffice")
    if program is None:
        raise NoConverter
    with _folder() as folder:
        (folder / "van-ban.doc").write_bytes(data)
        _run(
            [program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation=file://{folder}/ho-so",
             "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(folder / "van-ban.doc")],
            folder, seconds,
        )  # fmt: skip
        converted = folder / "van-ban.docx"
        if not converted.is_file():
            raise ConversionFailed
        return converted.read_bytes()


def doc_to_text(data: bytes, seconds: float = _SECONDS) -> bytes:
    """UTF-8 text of a DOC by antiword, paragraphs not wrapped. Raises NoConverter, ConversionFailed."""
    program = shutil.which("antiword")
    if program is None:
        raise NoConverter
    with _folder() as folder:
        (folder / "van-ban.doc").write_bytes(data)
        text = _run([program, "-m", "UTF-8.txt", "-w", "0", str(folder / "van-ban.doc")], folder, seconds)
    if not text.strip():
        raise ConversionFailed
    return text


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A private folder, in memory where the system has one, gone afterwards with all in it."""
    place = _MEMORY_DISK if os.access(_MEMORY_DISK, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="lotrinh-doc-", dir=place) as folder:
        yield Path(folder)


def _run(command: list[str], folder: Path, seconds: float) -> bytes:
    """Standard output of a program; it and all it started are ended when the time is over."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as slow:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise ConversionFailed from slow
    if process.returncode != 0:
        raise ConversionFailed
    return output
