"""`lotrinh backup` and `lotrinh restore [--drill]`: keeping a copy and proving that it can be used."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import lotrinh
from lotrinh.cli import archive
from lotrinh.cli.site import bring_up_to_date, open_site


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "backup",
        help="sao lưu dữ liệu",
        description="Ghi mọi bảng và tệp gốc vào một tệp nén có bản kê số lượng và mã băm.",
        epilog="Ví dụ: lotrinh backup /srv/sao-luu/lotrinh-2026-11-22.tar.gz",
    )
    parser.add_argument("target", type=Path, help="tệp .tar.gz cần ghi")
    parser.add_argument("--data", help="thư mục dữ liệu")
    parser.set_defaults(run=run_backup)


def add_restore_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "restore",
        help="phục hồi từ bản sao lưu",
        description="Phục hồi vào thư mục dữ liệu còn trống. --drill chỉ diễn tập ở thư mục tạm rồi so từng bảng.",
        epilog="Ví dụ: lotrinh restore --drill lotrinh-2026-11-22.tar.gz",
    )
    parser.add_argument("source", type=Path, help="tệp .tar.gz")
    parser.add_argument("--data", help="thư mục dữ liệu (phải trống)")
    parser.add_argument("--drill", action="store_true", help="diễn tập, không đụng dữ liệu đang chạy")
    parser.set_defaults(run=run_restore)


def run_backup(args: argparse.Namespace) -> int:
    open_site(data=args.data)
    from django.conf import settings
    from django.utils import timezone

    if not args.target.parent.is_dir():
        print(f"Không có thư mục {args.target.parent}. Đề nghị tạo trước.", file=sys.stderr)
        return 2
    manifest = archive.make(args.target, settings.DATA, timezone.now().isoformat())
    size = args.target.stat().st_size / 1e6
    print(
        f"Đã sao lưu {sum(manifest.tables.values())} dòng, {len(manifest.files)} tệp vào {args.target} ({size:.1f} MB)."
    )
    return 0


def run_restore(args: argparse.Namespace) -> int:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lotrinh-") as folder:
        unpacked = Path(folder) / "archive"
        try:
            manifest = archive.unpack(args.source, unpacked)
        except archive.Damaged as damage:
            print(f"Bản sao lưu hỏng: {damage}. Dữ liệu đang chạy không bị đụng tới.", file=sys.stderr)
            return 3
        if args.drill:
            return _drill(args.source, Path(folder) / "data", begun)
        return _restore(args, unpacked, manifest, begun)


def _drill(source: Path, data: Path, begun: float) -> int:
    """Restores into a fresh folder in a process of its own, which then counts and verifies."""
    environment = {**os.environ, "LOTRINH_DATA": str(data), "LOTRINH_DATABASE": ""}
    command = [sys.executable, "-m", "lotrinh", "restore", str(source), "--data", str(data)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    print(done.stdout, end="")
    print(done.stderr, end="", file=sys.stderr)
    if done.returncode == 0:
        print(f"Diễn tập đạt sau {time.monotonic() - begun:.1f} giây; thư mục tạm đã xóa.")
    return done.returncode


def _restore(args: argparse.Namespace, unpacked: Path, manifest: archive.Manifest, begun: float) -> int:
    open_site(data=args.data)
    from django.conf import settings

    bring_up_to_date()
    if any(
        archive.counts().get(label) for label in ("accounts.user", "directives.directive", "journal.event")
    ):
        print("Cơ sở dữ liệu đích đã có dữ liệu. Chỉ phục hồi vào nơi còn trống.", file=sys.stderr)
        return 3
    archive.load(unpacked)
    if (unpacked / "files").is_dir():
        shutil.copytree(unpacked / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    for part, place in (("keys", settings.JOURNAL_KEYS), ("journal", settings.JOURNAL_COPIES)):
        if (unpacked / part).is_dir():
            shutil.copytree(unpacked / part, place, dirs_exist_ok=True)
    problems = _compare(manifest)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(
        f"Đã phục hồi {sum(archive.counts().values())} dòng, {len(manifest.files)} tệp; "
        f"{'có sai lệch' if problems else 'số lượng, mã băm và sổ sự kiện khớp'} ({time.monotonic() - begun:.1f} giây)."
    )
    return 1 if problems else 0


def _compare(manifest: archive.Manifest) -> list[str]:
    """What differs between the manifest and the database that was just filled."""
    from lotrinh.apps.journal.faults import in_words
    from lotrinh.apps.journal.queries import chained_provinces, verify_chain

    now = archive.counts()
    problems = [
        f"Bảng {label}: {now.get(label, 0)} dòng, bản kê ghi {count}."
        for label, count in manifest.tables.items()
        if now.get(label, 0) != count
    ]
    if not problems and manifest.version == lotrinh.__version__ and not archive.holds_rows_of(manifest):
        problems.append("Nội dung các bảng không khớp mã băm của bản kê.")
    for province in chained_provinces():
        verdict = verify_chain(province)
        if verdict.fault is not None:
            problems.append(f"Sổ sự kiện: {in_words(verdict)}")
    return problems
