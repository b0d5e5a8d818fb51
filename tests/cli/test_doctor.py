"""`lotrinh doctor` sees what was broken, repairs only what loses nothing, and never calls a broken site well."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.factories.example import Site, empty_site
from tests.factories.sizes import two_sizes


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


KILLED = """
import os, random, signal, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "lotrinh.server.settings"
import django
django.setup()
from django.db import connections
from django.utils import timezone
from lotrinh.apps.accounts.actors import SYSTEM
from lotrinh.apps.files.actions import store_file
from lotrinh.apps.organisations.models import Province

def work(number, province, begun):
    for nth in range(10_000):
        store_file(province_id=province, by=SYSTEM, at=timezone.now(), content=f"{number} {nth} ".encode() * 4000,
                   name="a.txt", media_type="text/plain")
        os.write(begun, b".")

province, chance = Province.objects.order_by("pk").first().pk, random.Random(1)
connections.close_all()
for number in range(int(sys.argv[1])):
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        work(number, province, tells)
        os._exit(1)
    os.read(hears, 1)
    time.sleep(chance.uniform(0, 0.06))
    for end in (hears, tells):
        os.close(end)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


@two_sizes(8, 500)
def test_a_kill_leaves_files_without_rows_and_never_rows_without_files(
    example_copy: Site, size: int, record_property: pytest.RecordProperty
) -> None:
    """The file is on the disk before its row; what is left over is taken away once it has lain there for an hour."""
    before = len(example_copy.kept_files())
    done = example_copy.run_program(KILLED, str(size))
    assert done.returncode == 0, done.stderr
    known = {sha for (sha,) in example_copy.execute("SELECT sha256 FROM files_storedfile")}
    assert len(known) >= before + size, "each got one through before it was killed"
    found = example_copy.kept_files()
    assert known <= {path.name for path in found}
    strays = [path for path in found if path.name not in known]
    record_property("dòng không có tệp sau khi bị diệt", f"0 trên {size} lần; {len(strays)} tệp mồ côi")
    long_ago = time.time() - 2 * 3600
    for path in found:
        os.utime(path, (long_ago, long_ago))
    told = example_copy.run("doctor", "--repair")
    assert told.returncode == 0, told.stdout
    assert {path.name for path in example_copy.kept_files()} == known
