"""`lotrinh backup` and `restore`: what comes back is what went in, and damage is seen before anything is touched."""

from __future__ import annotations

import json
import random
import tarfile
from pathlib import Path

import pytest

from lotrinh.cli import archive
from tests.factories.example import Site, empty_site


@pytest.fixture(scope="module")
def backup(example: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backup") / "ban-sao.tar.gz"
    done = example.run("backup", str(target))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Đã sao lưu ")
    return target


def test_the_archive_is_for_its_owner_and_lists_what_it_holds(backup: Path, example: Site) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert list(backup.parent.iterdir()) == [backup], "no draft is left"
    with tarfile.open(backup) as packed:
        names = set(packed.getnames())
        manifest = json.loads(packed.extractfile(archive.MANIFEST).read())  # type: ignore[union-attr]
    kept = {path.name for path in (example.folder / "files").glob("??/*")}
    assert set(manifest["files"]) == kept and {f"files/{name[:2]}/{name}" for name in kept} <= names
    assert manifest["tables"]["tasks.task"] >= 30 and manifest["tables"]["journal.event"] >= 400
    assert "sessions.session" not in manifest["tables"] and not any("secret" in name for name in names)


def test_the_drill_restores_and_compares(backup: Path, example: Site) -> None:
    done = example.run("restore", "--drill", str(backup))
    assert done.returncode == 0, done.stderr
    assert "số lượng, mã băm và sổ sự kiện khớp" in done.stdout and "Diễn tập đạt" in done.stdout


def test_a_restored_site_is_the_same_site(backup: Path, tmp_path: Path) -> None:
    site = empty_site(tmp_path / "site")
    done = site.run("restore", str(backup))
    assert done.returncode == 0, done.stderr
    again = tmp_path / "again.tar.gz"
    assert site.run("backup", str(again)).returncode == 0
    first, second = (
        archive.unpack(path, tmp_path / str(number)) for number, path in enumerate((backup, again))
    )
    assert (first.tables, first.rows_sha256, first.files) == (
        second.tables,
        second.rows_sha256,
        second.files,
    )


def test_a_site_in_use_is_not_overwritten(backup: Path, example_copy: Site) -> None:
    before = example_copy.counts()
    done = example_copy.run("restore", str(backup))
    assert done.returncode == 3 and "đã có dữ liệu" in done.stderr
    assert example_copy.counts() == before


@pytest.mark.parametrize("seed", range(20))
def test_one_changed_bit_is_seen(backup: Path, tmp_path: Path, seed: int) -> None:
    content = bytearray(backup.read_bytes())
    chance = random.Random(seed)
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    damaged = tmp_path / "hong.tar.gz"
    damaged.write_bytes(content)
    with pytest.raises(archive.Damaged):
        archive.unpack(damaged, tmp_path / "out")


@pytest.mark.parametrize("part", [0, 9, 0.3, 0.9, -1])
def test_an_archive_that_ends_early_is_seen(backup: Path, tmp_path: Path, part: float) -> None:
    content = backup.read_bytes()
    end = int(part * len(content)) if isinstance(part, float) else part
    damaged = tmp_path / "cut.tar.gz"
    damaged.write_bytes(content[:end])
    with pytest.raises(archive.Damaged):
        archive.unpack(damaged, tmp_path / "out")


def test_damage_is_told_in_words(backup: Path, tmp_path: Path, example: Site) -> None:
    damaged = tmp_path / "hong.tar.gz"
    damaged.write_bytes(backup.read_bytes()[:-200])
    done = example.run("restore", "--drill", str(damaged))
    assert done.returncode == 3
    assert "Bản sao lưu hỏng" in done.stderr and "Traceback" not in done.stderr


def test_a_folder_that_is_not_there(example: Site, tmp_path: Path) -> None:
    done = example.run("backup", str(tmp_path / "khong-co" / "a.tar.gz"))
    assert done.returncode == 2 and "Không có thư mục" in done.stderr
