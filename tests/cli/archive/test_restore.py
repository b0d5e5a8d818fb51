"""`lotrinh restore`: what comes back is what went in, or nothing at all comes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lotrinh.cli.archive.container import opened, written
from tests.cli.archive.test_backup import PASSPHRASE, contents
from tests.factories.example import Site, empty_site

FORMER = Path(__file__).parent / "copies" / "0.1.0.tar.gz"
"""Made by version 0.1.0 on SQLite, of the example province."""
FORMER_CONTENT = "b22159fda3f027b3c43d2ca9501082868c76eb268fc0928475abbe60eeb2e0aa"
"""The hash of its rows, whatever database they are put into."""


def content_of(told: str) -> str:
    return next(line for line in told.splitlines() if line.startswith("Mã băm nội dung: ")).split(": ")[1]


@pytest.fixture(scope="module")
def backup(example: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A copy in the open, and the hash of what it holds."""
    target = tmp_path_factory.mktemp("backup") / "ban-sao.tar.gz"
    done = example.run("backup", str(target))
    assert done.returncode == 0, done.stderr
    return target, content_of(done.stdout)


def test_the_drill_counts_compares_and_signs_in(backup: tuple[Path, str], example_copy: Site) -> None:
    """On PostgreSQL this is the way to SQLite: the drill has a database of its own."""
    source, content = backup
    before = example_copy.counts()
    done = example_copy.run("restore", "--drill", str(source))
    assert done.returncode == 0, done.stderr
    tables = len(json.loads(contents(source)["manifest.json"])["tables"])
    files = len(example_copy.kept_files())
    assert f"Bảng: {tables} trên {tables} khớp số dòng và mã băm" in done.stdout
    assert f"Tệp gốc và minh chứng: {files} trên {files} khớp mã băm" in done.stdout
    assert "Sổ sự kiện: 1 trên 1 chuỗi đứng vững" in done.stdout
    assert "Đăng nhập: được" in done.stdout and "Diễn tập phục hồi đạt sau" in done.stdout
    assert content_of(done.stdout) == content and example_copy.counts() == before
    assert "Diễn tập phục hồi gần nhất" in (told := example_copy.run("doctor").stdout) and "đạt" in told


def test_a_copy_of_the_former_version_comes_back(tmp_path: Path) -> None:
    """From SQLite, in the suite's run on PostgreSQL into PostgreSQL: the hash of the content is the same in both."""
    site = empty_site(tmp_path / "site")
    done = site.run("restore", str(FORMER))
    assert done.returncode == 0, done.stderr
    assert content_of(done.stdout) == FORMER_CONTENT
    assert "Bảng: 36 trên 36" in done.stdout and "1 trên 1 chuỗi đứng vững (489 sự kiện)" in done.stdout
    assert site.counts()["tasks_task"] == 61 and len(site.kept_files()) == 5
    told = site.execute("SELECT action, origin FROM journal_event ORDER BY number DESC LIMIT 1")
    assert told == [("note_restore", "dòng lệnh lotrinh")], "the chain says that it goes on from a copy"
    assert site.run("journal", "verify").returncode == 0
    assert not list(tmp_path.glob(".*")), "no draft is left"


def test_second_steps_go_on_where_the_key_came_along(example_copy: Site, tmp_path: Path) -> None:
    """Sealed, from one database to the other and with the passphrase only; two people have a second step."""
    example_copy.run_program(SET_UP)
    target = tmp_path / "ban.mahoa"
    sealed = {"LOTRINH_BACKUP_PASSPHRASE": PASSPHRASE}
    made = example_copy.run("backup", "--encrypt", str(target), **sealed)
    assert made.returncode == 0, made.stderr
    wrong = example_copy.run(
        "restore", "--drill", str(target), LOTRINH_BACKUP_PASSPHRASE="mot-cum-khac-cung-dai"
    )
    assert wrong.returncode == 3 and "cụm mật khẩu không đúng" in wrong.stderr
    site = empty_site(tmp_path / "noi-khac")
    done = site.run("restore", str(target), **sealed)
    assert done.returncode == 0, done.stderr
    assert content_of(done.stdout) == content_of(made.stdout)
    assert site.run_program(READ_CODES).stdout == "2\n"
    assert (site.folder / "keys" / "secret").stat().st_mode & 0o777 == 0o600


def test_second_steps_nobody_can_check_are_taken_away(example_copy: Site, tmp_path: Path) -> None:
    example_copy.run_program(SET_UP)
    target = tmp_path / "ban.tar.gz"
    assert example_copy.run("backup", str(target)).returncode == 0
    done = empty_site(tmp_path / "noi-khac").run("restore", "--drill", str(target))
    assert done.returncode == 0, done.stderr
    assert "2 người phải bật lại xác thực hai bước" in done.stdout and "Đăng nhập: được" in done.stdout


SET_UP = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "lotrinh.server.settings"
django.setup()
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from lotrinh.apps.accounts.models import User
for user in User.objects.order_by("pk")[:2]:
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
"""
READ_CODES = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "lotrinh.server.settings"
django.setup()
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
print(sum(len(decrypt(row.data["secret"])) == 32 for row in Authenticator.objects.filter(type="totp")))
"""


def test_a_site_in_use_is_not_overwritten(backup: tuple[Path, str], example_copy: Site) -> None:
    before = example_copy.counts()
    done = example_copy.run("restore", str(backup[0]))
    assert done.returncode == 3 and "đã có dữ liệu" in done.stderr
    assert example_copy.counts() == before


def changed_head(source: Path, target: Path, **changes: object) -> Path:
    """The same copy with another head, whole in itself."""
    with written(target) as out:
        for part in opened(source, "").parts():
            content = part.whole(1 << 30)
            if part.name == "head.json":
                content = json.dumps({**json.loads(content), **changes}).encode()
            out.add(part.name, content)
    return target


@pytest.mark.parametrize(
    "changes",
    [{"form": 3}, {"version": "9.0.0"}, {"migrations": {"tasks": ["0099_chua_co"]}}],
    ids=["form", "version", "tables"],
)
def test_a_copy_of_a_later_version_is_refused(
    backup: tuple[Path, str], tmp_path: Path, changes: dict[str, object]
) -> None:
    source = changed_head(backup[0], tmp_path / "moi.tar.gz", **changes)
    site = empty_site(tmp_path / "site")
    done = site.run("restore", str(source))
    assert done.returncode == 3 and "phiên bản mới hơn" in done.stderr
    assert list(site.folder.iterdir()) == [] and "Traceback" not in done.stderr


def cut(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes()[:-200])


def emptied(source: Path, target: Path) -> None:
    target.write_bytes(b"")


def foreign(source: Path, target: Path) -> None:
    with written(target) as out:
        out.add("../../etc/passwd", b"x")


@pytest.mark.parametrize("damage", [cut, emptied, foreign], ids=lambda one: one.__name__)
def test_damage_is_told_and_nothing_is_touched(
    backup: tuple[Path, str], tmp_path: Path, damage: Callable[[Path, Path], None]
) -> None:
    damaged = tmp_path / "hong.tar.gz"
    damage(backup[0], damaged)
    site = empty_site(tmp_path / "site")
    done = site.run("restore", str(damaged))
    assert done.returncode == 3 and "Bản sao lưu hỏng" in done.stderr and "Traceback" not in done.stderr
    assert list(site.folder.iterdir()) == [] and not list(tmp_path.glob(".*"))


def test_rows_that_differ_from_the_manifest_leave_nothing(backup: tuple[Path, str], tmp_path: Path) -> None:
    """Whole in itself and yet false: found only when tables were half full, so all of it goes away again."""
    false = tmp_path / "sai.tar.gz"
    with written(false) as out:
        for part in opened(backup[0], "").parts():
            content = part.whole(1 << 30)
            if part.name.startswith("rows/tasks.task/"):
                content = content.split(b"\n", 1)[1]
            out.add(part.name, content)
    site = empty_site(tmp_path / "site")
    done = site.run("restore", str(false))
    assert done.returncode == 3 and "bảng tasks.task có" in done.stderr
    assert list(site.folder.iterdir()) == [] and not list(tmp_path.glob(".*"))
    if site.database:
        assert site.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ) == [(0,)]


FULL = """
import errno, os, sys
from lotrinh.cli import main
from lotrinh.cli.archive import filling
kind, point = sys.argv[1], int(sys.argv[2])
real, count = {"file": os.fsync, "rows": filling.put_back}[kind], 0
def full(*given):
    global count
    count += 1
    if count >= point:
        if kind == "file":
            raise OSError(errno.ENOSPC, "No space left on device")
        from django.db import OperationalError
        raise OperationalError("database or disk is full")
    return real(*given)
if kind == "file":
    filling.os.fsync = full
else:
    filling.put_back = full
sys.exit(main.main(["restore", sys.argv[3]]))
"""


@pytest.mark.parametrize(
    ("kind", "point"),
    [
        pytest.param("rows", 9),
        *(pytest.param("rows", point, marks=pytest.mark.prove) for point in range(1, 20, 2)),
        *(pytest.param("file", point, marks=pytest.mark.prove) for point in range(1, 7)),
    ],
)
def test_a_full_disk_leaves_nothing(
    backup: tuple[Path, str],
    tmp_path: Path,
    kind: str,
    point: int,
    record_property: pytest.RecordProperty,
) -> None:
    site = empty_site(tmp_path / "site")
    done = site.run_program(FULL, kind, str(point), str(backup[0]))
    assert done.returncode == 3 and "Hết dung lượng đĩa" in done.stderr, done.stderr
    assert list(site.folder.iterdir()) == [] and not list(tmp_path.glob(".*"))
    record_property("hết đĩa ở một điểm ghi: từ chối rõ ràng, không để lại gì", "1 trên 1")


@pytest.mark.prove
def test_a_really_full_disk(
    backup: tuple[Path, str], tmp_path: Path, record_property: pytest.RecordProperty
) -> None:
    """A file system of three sizes too small for the site; where this machine may not mount one, skipped in words."""
    place = tmp_path / "nho"
    place.mkdir()
    for megabytes in (1, 2, 3):
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("máy này không cho gắn tmpfs")
        try:
            site = Site(place / "site")
            done = site.run("restore", str(backup[0]))
            assert done.returncode == 3 and "Hết dung lượng đĩa" in done.stderr, done.stderr
            assert list(place.iterdir()) == []
        finally:
            subprocess.run(["umount", str(place)], check=True)
    record_property("ổ đĩa đầy thật: từ chối rõ ràng, không để lại gì", "3 trên 3 cỡ đĩa")


LOCK = """
from datetime import datetime, UTC
from lotrinh.cli.site import open_site; open_site()
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.calendars.actions import lock_period
by = next(each for each in Office.objects.all() if each.has_role("leader"))
lock_period(by=by, at=datetime(2026, 12, 1, tzinfo=UTC), kind="q3", year=2026)
"""
WRITE = """
from datetime import date, datetime, UTC
from decimal import Decimal
from lotrinh.cli.site import open_site; open_site()
from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.calendars.errors import PeriodLocked
from lotrinh.apps.indicators.actions import add_observation
from lotrinh.apps.indicators.models import Indicator
try:
    add_observation(by=SYSTEM, at=datetime(2026, 12, 2, tzinfo=UTC), indicator=Indicator.objects.all()[0],
                    period_from=date(2026, 7, 1), period_to=date(2026, 9, 30), value=Decimal(1), source="a")
    print("wrote")
except PeriodLocked as refused:
    print(refused)
"""


def test_a_locked_period_is_locked_in_what_comes_back(example_copy: Site, tmp_path: Path) -> None:
    """Case 35, the path by a restore: there is no other import, and this one brings the lock along."""
    assert example_copy.run_program(LOCK).returncode == 0
    target = tmp_path / "ban.tar.gz"
    assert example_copy.run("backup", str(target)).returncode == 0
    site = empty_site(tmp_path / "moi")
    done = site.run("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert "Kỳ báo cáo quý III/2026 đã khóa lúc" in site.run_program(WRITE).stdout
    assert site.execute("SELECT count(*) FROM calendars_periodlock") == [(2,)], "the story's and this"
