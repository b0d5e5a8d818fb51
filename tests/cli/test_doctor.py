"""`lotrinh doctor` sees what was broken, repairs only what loses nothing, and never calls a broken site well."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.factories.example import Site, empty_site


def test_a_healthy_site(example: Site) -> None:
    done = example.run("doctor")
    assert done.returncode == 0, done.stdout
    assert f"{len(example.kept_files())} tệp gốc đủ và đúng mã băm" in done.stdout
    assert "Sổ sự kiện liền mạch" in done.stdout and "LỖI" not in done.stdout


def test_a_changed_and_a_lost_original_are_named(example_copy: Site) -> None:
    changed, lost, *_ = example_copy.kept_files()
    changed.chmod(0o600)
    changed.write_bytes(changed.read_bytes() + b" ")
    lost.unlink()
    done = example_copy.run("doctor", "--repair")
    assert done.returncode == 1
    assert changed.name[:12] in done.stdout and lost.name[:12] in done.stdout


def test_a_file_of_nobody_goes_only_when_asked(example_copy: Site) -> None:
    stray = example_copy.folder / "files" / "ab" / "abcdef"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"?")
    assert "tệp không thuộc văn bản nào" not in example_copy.run("doctor").stdout, "its row may be on the way"
    long_ago = time.time() - 2 * 3600
    os.utime(stray, (long_ago, long_ago))
    assert "1 tệp không thuộc văn bản nào" in example_copy.run("doctor").stdout
    assert stray.exists()
    kept = len(example_copy.kept_files()) - 1
    assert example_copy.run("doctor", "--repair").returncode == 0
    assert not stray.exists() and len(example_copy.kept_files()) == kept


def test_a_rewritten_event_is_located(example_copy: Site) -> None:
    example_copy.tamper("UPDATE journal_event SET reason = 'sửa sau' WHERE number = 7")
    done = example_copy.run("doctor", "--repair")
    assert done.returncode == 1 and "Sự kiện số 7 đã bị sửa" in done.stdout


@pytest.mark.parametrize(("repair", "code"), [(False, 1), (True, 0)])
def test_missing_tables(tmp_path: Path, repair: bool, code: int) -> None:
    """A site that was never started has no tables: an error with what to do, or made by --repair."""
    done = empty_site(tmp_path / "site").run("doctor", *(["--repair"] if repair else []))
    assert done.returncode == code, done.stderr
    assert ("Chạy: lotrinh doctor --repair" in done.stdout) is not repair
    assert "Traceback" not in done.stderr
