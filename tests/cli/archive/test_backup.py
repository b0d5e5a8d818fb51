"""`lotrinh backup`: one moment of a site in use, everything its rows name, and nothing that opens the site."""

from __future__ import annotations

import hashlib
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from lotrinh.cli.archive.container import opened
from tests.factories.example import Site, empty_site
from tests.factories.sizes import two_sizes

PASSPHRASE = "mot-cum-tu-that-dai-2026"
_MOST = 1 << 30


def contents(source: Path, passphrase: str = "") -> dict[str, bytes]:
    return {part.name: part.whole(_MOST) for part in opened(source, passphrase).parts()}


def rows(found: dict[str, bytes], label: str) -> list[dict[str, Any]]:
    pieces = sorted(name for name in found if name.startswith(f"rows/{label}/"))
    return [json.loads(line) for piece in pieces for line in found[piece].splitlines()]


@pytest.fixture(scope="module")
def backup(example: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backup") / "ban-sao.tar.gz"
    done = example.run("backup", str(target))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Đã sao lưu ") and "[2/4] Ghi các bảng" in done.stderr
    return target


def test_the_copy_is_for_its_owner_and_lists_what_it_holds(backup: Path, example: Site) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert list(backup.parent.iterdir()) == [backup], "no draft is left"
    found = contents(backup)
    assert next(iter(found)) == "head.json" and list(found)[-1] == "manifest.json"
    manifest = json.loads(found["manifest.json"])
    assert set(manifest["files"]) == {path.name for path in example.kept_files()}
    assert manifest["missing"] == [] and manifest["tables"]["tasks.task"]["rows"] >= 30
    for table, count in manifest["tables"].items():
        pieces = b"".join(found[name] for name in sorted(found) if name.startswith(f"rows/{table}/"))
        assert count == {"rows": pieces.count(b"\n"), "sha256": hashlib.sha256(pieces).hexdigest()}
    counted = {name.replace("_", ".", 1): count for name, count in example.counts().items()}
    assert counted.items() <= {name: count["rows"] for name, count in manifest["tables"].items()}.items()


def test_nothing_in_it_opens_the_site(backup: Path, example: Site) -> None:
    """No key, and no session that somebody could go on with."""
    found = contents(backup)
    assert not {name for name in found if "secret" in name or name.endswith(".key")}
    labels = {name.split("/")[1] for name in found if name.startswith("rows/")}
    assert not labels & {"sessions.session", "usersessions.usersession"}
    secret = (example.folder / "keys" / "secret").read_bytes()
    assert not any(secret in content for content in found.values())


def test_a_sealed_copy_brings_the_key_of_second_steps(example: Site, tmp_path: Path) -> None:
    target, file = tmp_path / "ban.mahoa", tmp_path / "cum"
    file.write_text(PASSPHRASE + "\n", "utf-8")
    done = example.run("backup", "--encrypt", "--passphrase-file", str(file), str(target))
    assert done.returncode == 0, done.stderr
    secret = (example.folder / "keys" / "secret").read_bytes()
    assert contents(target, PASSPHRASE)["secret"] == secret and secret not in target.read_bytes()


@pytest.mark.parametrize(
    ("told", "why"), [("", "Cần cụm mật khẩu"), ("ngan-qua", "ít nhất 14 ký tự")], ids=["none", "too short"]
)
def test_a_passphrase_is_never_on_the_command_line(
    example: Site, tmp_path: Path, told: str, why: str
) -> None:
    target = tmp_path / "ban.mahoa"
    done = example.run("backup", "--encrypt", str(target), stdin="", LOTRINH_BACKUP_PASSPHRASE=told)
    assert done.returncode == 2 and why in done.stderr and not target.exists()


def test_a_folder_that_is_not_there(example: Site, tmp_path: Path) -> None:
    done = example.run("backup", str(tmp_path / "khong-co" / "a.tar.gz"))
    assert done.returncode == 2 and "Không có thư mục" in done.stderr


def test_a_lost_original_is_named_and_old_copies_stay(example_copy: Site, tmp_path: Path) -> None:
    """The rest is worth keeping, yet a copy with a hole pushes no whole one out."""
    earlier = tmp_path / "lotrinh-2026-01-01-020000.tar.gz"
    earlier.write_bytes(b"x")
    lost, changed, *_ = example_copy.kept_files()
    lost.unlink()
    changed.chmod(0o600)
    changed.write_bytes(changed.read_bytes()[::-1])
    done = example_copy.run("backup", "--keep", "1", str(tmp_path))
    assert done.returncode == 1 and "hỏng 2 tệp gốc" in done.stderr
    (made,) = set(tmp_path.glob("lotrinh-*")) - {earlier}
    manifest = json.loads(contents(made)["manifest.json"])
    assert sorted(manifest["missing"]) == sorted((lost.name, changed.name)) and earlier.exists()


def test_only_the_newest_copies_are_kept(example: Site, tmp_path: Path) -> None:
    others = [tmp_path / name for name in ("lotrinh-ghi-chu.txt", "lotrinh-2026.tar.gz", "khac.tar.gz")]
    old = [tmp_path / f"lotrinh-2026-01-0{day}-020000.tar.gz" for day in (1, 2, 3)]
    for path in (*others, *old):
        path.write_bytes(b"x")
    done = example.run("backup", "--keep", "2", str(tmp_path))
    assert done.returncode == 0 and "Đã xóa 2 bản cũ, giữ 2 bản mới nhất." in done.stdout
    (made,) = set(tmp_path.iterdir()) - {*others, *old}
    assert re.fullmatch(r"lotrinh-\d{4}-\d\d-\d\d-\d{6}\.tar\.gz", made.name)
    assert set(tmp_path.iterdir()) == {*others, old[-1], made}


WRITER = """
import json, sys, time
from pathlib import Path
import django
django.setup()
from django.utils import timezone
from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.files.actions import store_file
from lotrinh.apps.organisations.models import Province
province, stop = Province.objects.order_by("pk").first().pk, Path(sys.argv[1])
begun, took, number = time.time(), [], 0
while not stop.exists():
    time.sleep(max(0, begun + number / 50 - time.time()))
    at = time.time()
    store_file(province_id=province, by=SYSTEM, at=timezone.now(), content=f"minh chung {number}".encode() * 50,
               name="minh-chung.txt", media_type="text/plain")
    took.append((at, time.time() - at))
    number += 1
    if number == 50:
        print("writing", flush=True)
print(json.dumps(took))
"""


@two_sizes(1, 12)
def test_a_copy_under_load_is_of_one_moment(
    example_copy: Site, tmp_path: Path, size: int, record_property: pytest.RecordProperty
) -> None:
    """Fifty writes a second go on, each with a file, a row and an event: every copy has all three or none of them."""
    command, stop = [example_copy.command()[0], "-c", WRITER, str(tmp_path / "stop")], tmp_path / "stop"
    environment = {**example_copy.environment, "DJANGO_SETTINGS_MODULE": "lotrinh.server.settings"}
    before = len(example_copy.kept_files())
    writer = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None and writer.stdout.readline() == "writing\n"
    copies = [tmp_path / f"{number}.tar.gz" for number in range(size)]
    spans: list[tuple[float, float]] = []
    busy: list[tuple[float, float]] = []
    for copy in copies:
        if size > 1:  # alone and beside mere counting, spread over the same minutes as beside a copy
            time.sleep(_BETWEEN)
            busy.append(_spent(_count))
        spans.append(_spent(partial(_copied, example_copy, copy)))
    stop.touch()
    took = json.loads(writer.communicate(timeout=120)[0])
    assert writer.returncode == 0
    stored = [_consistent(contents(copy)) for copy in copies]
    assert stored == sorted(set(stored)) and before + 50 <= stored[0] and stored[-1] <= before + len(took)
    both = [*spans, *busy]
    alone = [cost for at, cost in took if not any(start < at + cost and at < end for start, end in both)]
    record_property("bản sao lưu nhất quán khi đang ghi 50 lần/giây", f"{len(stored)} trên {size}")
    record_property(
        "95% lần ghi xong trong, lúc thường, cạnh một tiến trình chỉ đếm số, lúc sao lưu",
        f"{_p95(alone)}, {_p95(_within(took, busy))}, {_p95(_within(took, spans))}",
    )


_BETWEEN = 8
"""Seconds between copies at full size: about as many writes as while a copy is made."""
COUNTING = """
import os, sys, time
os.nice(19)
end = time.monotonic() + float(sys.argv[1])
while time.monotonic() < end:
    sum(range(10_000))
"""
"""What touches no disk and no database: how much slower a write is for the machine having something else to do."""


def _count() -> None:
    subprocess.run([sys.executable, "-c", COUNTING, str(_BETWEEN)], check=True)


def _spent(work: Callable[[], object]) -> tuple[float, float]:
    """From when to when it took."""
    start = time.time()
    work()
    return start, time.time()


def _copied(site: Site, target: Path) -> None:
    done = site.run("backup", str(target))
    assert done.returncode == 0, done.stderr


def _within(took: list[list[float]], spans: list[tuple[float, float]]) -> list[float]:
    return [cost for at, cost in took if any(start < at < end for start, end in spans)]


def _p95(costs: list[float]) -> str:
    return f"{statistics.quantiles(costs, n=20)[-1] * 1000:.1f} ms" if len(costs) > 1 else "không có"


def _consistent(found: dict[str, bytes]) -> int:
    """How many files there are, where rows, files, events and the heads of chains agree with one another."""
    stored = rows(found, "files.storedfile")
    assert all(f"files/{row['sha256'][:2]}/{row['sha256']}" in found for row in stored)
    events = rows(found, "journal.event")
    kept = {row["id"] for row in stored}
    assert kept == {event["subject"] for event in events if event["action"] == "store_file"}
    heads = {row["province"]: row["number"] for row in rows(found, "journal.chainhead")}
    assert Counter(event["province"] for event in events) == heads
    assert all(
        max(event["number"] for event in events if event["province"] == province) == number
        for province, number in heads.items()
    )
    return len(stored)


def test_an_unbuilt_database_has_nothing_to_copy(tmp_path: Path) -> None:
    done = empty_site(tmp_path / "site").run("backup", str(tmp_path / "a.tar.gz"))
    assert done.returncode == 3 and "chưa có bảng" in done.stderr
