"""`lotrinh doctor [--repair]`: looks over the installation and says what to do about what it finds."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lotrinh.cli.site import bring_up_to_date, open_site

_SETTLED = 3600


@dataclass(frozen=True, slots=True)
class Finding:
    """`good` None is a note: something optional is missing."""

    good: bool | None
    text: str


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "doctor",
        help="kiểm tra cài đặt và dữ liệu",
        description="Kiểm tra cơ sở dữ liệu, tệp gốc, sổ sự kiện, lịch nghỉ và phần mềm tùy chọn.",
        epilog="Ví dụ: lotrinh doctor --repair",
    )
    parser.add_argument(
        "--repair", action="store_true", help="sửa những gì sửa được an toàn (bảng cũ, tệp mồ côi)"
    )
    parser.add_argument("--data", help="thư mục dữ liệu")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 where all is well, 1 where something is wrong."""
    open_site(data=args.data)
    findings = list(_tables(args.repair))
    outdated = any(finding.good is False for finding in findings)
    findings += [*_database(), *_calendar(), *_programs()]
    if not outdated:
        findings += [*_files(args.repair), *_chains(), *_reviews()]
    findings += _copies()
    for finding in findings:
        mark = {True: "tốt  ", False: "LỖI  ", None: "lưu ý"}[finding.good]
        print(f"{mark}  {finding.text}")
    return 1 if any(finding.good is False for finding in findings) else 0


def _tables(repair: bool) -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if repair:
        bring_up_to_date()
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        yield Finding(False, f"Còn {waiting} bước cập nhật bảng dữ liệu. Chạy: lotrinh doctor --repair")
    else:
        yield Finding(True, "Bảng dữ liệu đúng phiên bản")


def _database() -> Iterator[Finding]:
    from django.db import connection

    if connection.vendor != "sqlite":
        yield Finding(True, f"Cơ sở dữ liệu: {connection.vendor}")
        return
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "quick_check")
        ]
    good = found == ["wal", 2, "ok"]
    text = (
        "SQLite: WAL, ghi chắc chắn (FULL), kiểm tra tệp đạt"
        if good
        else f"SQLite đặt sai hoặc hỏng: {found}"
    )
    yield Finding(good, text)


def _files(repair: bool) -> Iterator[Finding]:
    from django.conf import settings

    from lotrinh.apps.files.models import StoredFile, path_of

    # Files first, rows second: a file written meanwhile is younger than an hour, its row not yet in `known`.
    orphans = [path for path in Path(settings.MEDIA_ROOT).glob("??/*") if _is_at_rest(path)]
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    orphans = [path for path in orphans if path.name not in known]
    bad = [sha for sha in known if not _is_whole(path_of(sha), sha)]
    for sha in bad:
        yield Finding(False, f"Tệp gốc {sha[:12]}… thiếu hoặc đã đổi. Phục hồi từ bản sao lưu gần nhất.")
    if orphans and repair:
        for path in orphans:
            path.unlink()
        yield Finding(True, f"Đã xóa {len(orphans)} tệp không thuộc văn bản nào")
    elif orphans:
        yield Finding(None, f"{len(orphans)} tệp không thuộc văn bản nào. Chạy: lotrinh doctor --repair")
    if not bad:
        yield Finding(True, f"{len(known)} tệp gốc đủ và đúng mã băm")


def _is_whole(path: Path, sha256: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == sha256


def _is_at_rest(path: Path) -> bool:
    """Nobody is just about to write its row."""
    return time.time() - path.stat().st_mtime > _SETTLED


def _copies() -> Iterator[Finding]:
    """When the site was last copied and a copy last tried; never a fault, since copies may be made elsewhere."""
    from django.conf import settings
    from django.utils import timezone

    from lotrinh.apps.files.copies import BACKUP, DRILL, noted, what_to_do

    now = timezone.now()
    for kind, name in ((BACKUP, "Sao lưu"), (DRILL, "Diễn tập phục hồi")):
        found = noted(settings.DATA, kind)
        told = "chưa có lần nào"
        if found:
            went = "đạt" if found.good else "CHƯA ĐẠT"
            told = f"gần nhất {timezone.localtime(found.at):%H:%M ngày %d/%m/%Y}, {went}: {found.told}"
        todo = what_to_do(kind, found, now)
        yield Finding(None if todo else True, f"{name} {told}. {todo}".strip())


def _chains() -> Iterator[Finding]:
    from lotrinh.apps.journal.faults import in_words
    from lotrinh.apps.journal.queries import chained_provinces, verify_chain

    for province in chained_provinces():
        verdict = verify_chain(province)
        if verdict.fault is None:
            yield Finding(True, f"Sổ sự kiện liền mạch: {verdict.events} sự kiện")
        else:
            yield Finding(
                False,
                f"Sổ sự kiện: {in_words(verdict)} Báo ngay người phụ trách an toàn thông tin.",
            )


def _reviews() -> Iterator[Finding]:
    """The law has accounts looked through once or twice a year; here at least somebody hears of it."""
    from django.utils import timezone

    from lotrinh.apps.accounts.review import review_of
    from lotrinh.apps.organisations.models import Province

    for province in Province.objects.filter(pk__in=_peopled()).order_by("pk"):
        review = review_of(province.pk, timezone.now())
        if review.is_due:
            yield Finding(
                None, f"{province.full_name}: đã đến hạn rà soát tài khoản ngày {review.due:%d/%m/%Y}"
            )


def _peopled() -> Any:
    from lotrinh.apps.accounts.models import Office

    return Office.objects.values("province")


def _calendar() -> Iterator[Finding]:
    from django.utils import timezone

    from lotrinh.evaluation.workdays import vietnam_calendar

    year = timezone.localdate().year
    days = [day for day in vietnam_calendar([year]).holidays if day.year == year]
    yield Finding(bool(days), f"Lịch nghỉ năm {year}: {len(days)} ngày")


def _programs() -> Iterator[Finding]:
    from lotrinh.convert.recogniser import has_ocr
    from lotrinh.writing.pdf import pdf_available

    if pdf_available():
        yield Finding(True, "Xuất PDF được")
    else:
        yield Finding(
            None,
            "Chưa xuất PDF được: cài libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2",
        )
    for program, what in (
        ("soffice", "đọc tệp .doc cũ bằng LibreOffice"),
        ("antiword", "đọc tệp .doc cũ bằng antiword"),
    ):
        if not shutil.which(program):
            yield Finding(None, f"Không có {program}: không {what}")
    if not has_ocr():
        yield Finding(None, "Không nhận dạng được bản quét: cài tesseract-ocr tesseract-ocr-vie")
