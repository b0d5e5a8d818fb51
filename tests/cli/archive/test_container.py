"""The file of a copy: opened by any tool, whole or refused, never half written."""

from __future__ import annotations

import errno
import random
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from lotrinh.cli.archive import cipher, container
from lotrinh.cli.archive.container import opened, written
from lotrinh.cli.archive.errors import Damaged, NoPassphrase
from tests.factories.sizes import two_sizes

PASSPHRASE = "mot-cum-tu-that-dai-2026"
PARTS = {f"files/{number:02}": random.Random(number).randbytes(number * 9001) for number in range(20)}


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher.SealedOut.__init__, "__defaults__", (10,))


@pytest.fixture(params=["", PASSPHRASE], ids=["plain", "sealed"])
def passphrase(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def copy(tmp_path: Path, passphrase: str) -> Path:
    target = tmp_path / "ban.tar.gz"
    with written(target, passphrase) as out:
        for name, content in PARTS.items():
            out.add(name, content)
    return target


def read(source: Path, passphrase: str) -> dict[str, bytes]:
    return {part.name: part.whole(1 << 30) for part in opened(source, passphrase).parts()}


def test_parts_come_back_in_order(copy: Path, passphrase: str) -> None:
    found = read(copy, passphrase)
    assert found == PARTS and list(found) == list(PARTS)
    assert copy.stat().st_mode & 0o777 == 0o600 and list(copy.parent.iterdir()) == [copy]


def test_ordinary_tools_open_what_is_not_sealed(tmp_path: Path) -> None:
    target = tmp_path / "ban.tar.gz"
    with written(target) as out:
        out.add("head.json", b"{}")
    with tarfile.open(target) as archive:
        assert archive.getnames() == ["head.json"]
    listed = subprocess.run(["tar", "tzf", str(target)], capture_output=True, text=True, check=True)
    assert listed.stdout.split() == ["head.json"] and listed.stderr == ""


@two_sizes(200, 5000)
def test_a_changed_bit_is_seen(
    copy: Path, passphrase: str, size: int, record_property: pytest.RecordProperty
) -> None:
    """The last bytes too, and those of gzip that no decoder looks at."""
    content, chance, seen = copy.read_bytes(), random.Random(7), 0
    for number in range(size):
        changed = bytearray(content)
        place = -1 - number if number < size // 4 else chance.randrange(len(content))
        changed[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(changed)
        seen += not _still_good(copy, passphrase)
    record_property("bit bị lật được phát hiện", f"{seen} trên {size}")
    assert seen == size


@two_sizes(60, 1000)
def test_a_cut_end_is_seen(
    copy: Path, passphrase: str, size: int, record_property: pytest.RecordProperty
) -> None:
    content, chance = copy.read_bytes(), random.Random(8)
    for number in range(size):
        copy.write_bytes(content[: -1 - number if number < size // 3 else chance.randrange(len(content))])
        assert not _still_good(copy, passphrase)
    record_property("phần cuối bị cắt được phát hiện", f"{size} trên {size}")


def _still_good(copy: Path, passphrase: str) -> bool:
    """As restoring judges: what has no closing hash is of the first form, and these parts are not."""
    try:
        whole = opened(copy, passphrase)
        return read(copy, passphrase) == PARTS and whole.has_hash
    except (Damaged, NoPassphrase):
        return False


def test_a_sealed_copy_asks_for_its_passphrase(tmp_path: Path) -> None:
    target = tmp_path / "ban.tar.gz"
    with written(target, PASSPHRASE) as out:
        out.add("head.json", b"{}")
    with pytest.raises(NoPassphrase):
        opened(target, "")
    with pytest.raises(Damaged, match="cụm mật khẩu không đúng"):
        read(target, "mot-cum-tu-khac-han-2026")


def test_a_full_disk_leaves_the_former_copy_and_no_draft(
    copy: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = copy.read_bytes()

    class Full:
        """Takes so many bytes and no more."""

        left = 100_000

    def write(self: Any, content: bytes) -> int:
        Full.left -= len(content)
        if Full.left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return len(content)

    monkeypatch.setattr(container.Writing, "write", write)
    with pytest.raises(OSError, match="No space"), written(copy, passphrase) as out:
        for name, content in PARTS.items():
            out.add(name, content)
    assert copy.read_bytes() == before and list(copy.parent.iterdir()) == [copy]
