"""Old Word files become DOCX or text where a converter is installed, and say what is missing where none is."""

from __future__ import annotations

import shutil
import stat
import time
from pathlib import Path

import pytest

from lotrinh.convert import legacy_word
from lotrinh.convert.errors import ConversionFailed, ConvertError, NoConverter
from lotrinh.reading.sources import open_source

SHARED = Path(__file__).parents[3] / "shared"
OLD = SHARED / "corpus" / "doc_hd_vptw_36_2018.doc"
STUB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")


def program(folder: Path, name: str, script: str) -> None:
    """A program of that name, the only one on PATH."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(
        legacy_word.shutil, "which", lambda name: str(tmp_path / name) if (tmp_path / name).exists() else None
    )
    return tmp_path


def test_old_word_is_known_by_content() -> None:
    assert legacy_word.is_legacy_word(STUB)
    assert not legacy_word.is_legacy_word(STUB.replace(b"W\x00o\x00", b"w\x00o\x00"))


def test_without_a_converter_it_says_what_to_do(on_path: Path) -> None:
    assert not legacy_word.has_converter()
    with pytest.raises(NoConverter) as missing:
        legacy_word.modern_bytes(STUB)
    assert "lưu thành DOCX" in missing.value.message


def test_the_better_converter_is_taken(on_path: Path) -> None:
    program(
        on_path, "soffice", 'while [ "$1" != --outdir ]; do shift; done; printf "PK-docx" > "$2/van-ban.docx"'
    )
    program(on_path, "antiword", "printf 'chữ'")
    assert legacy_word.modern_bytes(STUB) == b"PK-docx"


def test_the_other_converter_steps_in(on_path: Path) -> None:
    program(on_path, "soffice", "exit 1")
    program(on_path, "antiword", "printf 'chữ'")
    assert legacy_word.modern_bytes(STUB) == "chữ".encode()


def test_a_converter_that_gives_nothing_has_failed(on_path: Path) -> None:
    program(on_path, "soffice", "exit 0")
    with pytest.raises(ConversionFailed):
        legacy_word.modern_bytes(STUB)
    program(on_path, "antiword", "printf ''")
    with pytest.raises(ConversionFailed):
        legacy_word.doc_to_text(STUB)


def test_a_converter_that_hangs_is_ended_with_what_it_started(on_path: Path) -> None:
    marker = on_path / "still-alive"
    program(on_path, "soffice", f"(sleep 1; touch {marker}) & sleep 60")
    with pytest.raises(ConvertError):
        legacy_word.doc_to_docx(STUB, seconds=0.3)
    time.sleep(1.2)
    assert not marker.exists()


def test_nothing_is_left_behind(on_path: Path) -> None:
    program(on_path, "antiword", 'echo "$HOME"')
    folder = Path(legacy_word.doc_to_text(STUB).decode().strip())
    assert folder.name.startswith("lotrinh-doc-")
    assert not folder.exists()


@pytest.mark.corpus
@pytest.mark.skipif(not OLD.is_file(), reason="không có ../shared")
@pytest.mark.skipif(not shutil.which("soffice"), reason="máy này không có LibreOffice")
def test_a_real_old_file_keeps_its_letterhead_and_tables() -> None:
    source = open_source(legacy_word.doc_to_docx(OLD.read_bytes()), OLD.name)
    assert "Số: 36-HD/VPTW\tHà Nội, ngày 03 tháng 4 năm 2018" in source.text
    assert source.grids
