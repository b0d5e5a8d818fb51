"""`lotrinh backup`: a copy of everything in one file, while the site goes on working."""

from __future__ import annotations

import argparse
import os
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lotrinh.cli.archive.errors import ArchiveError, NoPassphrase
from lotrinh.cli.main import OK, PROBLEMS, REFUSED, USAGE
from lotrinh.cli.site import open_site
from lotrinh.values.numerals import format_number

if TYPE_CHECKING:
    from lotrinh.cli.archive.making import Made

_POLITE = 10


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "backup",
        help="sao lưu dữ liệu",
        description="Ghi mọi bảng tại một thời điểm, mọi tệp gốc và minh chứng vào một tệp có bản kê số lượng và mã băm. "
        "Trang web cứ chạy trong lúc sao lưu.",
        epilog="Ví dụ: lotrinh backup --keep 14 --encrypt --passphrase-file /root/cum-mat-khau /mnt/sao-luu",
    )
    parser.add_argument(
        "target", type=Path, help="tệp cần ghi; với --keep là thư mục, tên tệp đặt theo ngày giờ"
    )
    parser.add_argument(
        "--keep", type=_count, metavar="N", help="giữ N bản mới nhất trong thư mục, xóa bản cũ hơn"
    )
    parser.add_argument(
        "--encrypt", action="store_true", help="mã hóa bằng một cụm mật khẩu (được hỏi, hoặc từ tệp)"
    )
    parser.add_argument("--passphrase-file", type=Path, help="tệp chứa cụm mật khẩu, ít nhất 14 ký tự")
    parser.add_argument("--data", help="thư mục dữ liệu")
    parser.set_defaults(run=run)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError("số bản cần giữ từ 1 đến 10.000")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """0 made, 1 made but files were missing, 2 wrongly called, 3 not made."""
    from lotrinh.cli.archive.passphrase import told_passphrase

    folder = args.target if args.keep else args.target.parent
    if not folder.is_dir():
        print(f"Không có thư mục {folder}. Đề nghị tạo trước.", file=sys.stderr)
        return USAGE
    try:
        passphrase = told_passphrase(args.passphrase_file, twice=True) if args.encrypt else ""
    except NoPassphrase as error:
        print(error, file=sys.stderr)
        return USAGE
    os.nice(_POLITE)
    open_site(data=args.data)
    try:
        return _make(args, passphrase)
    except ArchiveError as error:
        print(f"Chưa sao lưu được. {error}", file=sys.stderr)
        return REFUSED


def _make(args: argparse.Namespace, passphrase: str) -> int:
    from django.utils import timezone

    from lotrinh.cli.archive.filling import told_when_full
    from lotrinh.cli.archive.keeping import dated, drop_old
    from lotrinh.cli.archive.making import STEPS, make
    from lotrinh.cli.archive.steps import Steps

    begun, now = time.monotonic(), timezone.now()
    target = dated(args.target, now, sealed=bool(passphrase)) if args.keep else args.target
    with told_when_full():
        made = make(target, passphrase, Steps(STEPS))
    _tell(made, target, time.monotonic() - begun)
    if made.manifest.missing:
        return PROBLEMS
    if args.keep and (gone := drop_old(args.target, args.keep)):
        print(f"Đã xóa {len(gone)} bản cũ, giữ {args.keep} bản mới nhất.")
    return OK


def _tell(made: Made, target: Path, seconds: float) -> None:
    """One line for the operator, one for the page of health; where the copy lies beside the data, a word on that."""
    from django.conf import settings
    from django.utils import timezone

    from lotrinh.apps.files.copies import BACKUP, note
    from lotrinh.cli.archive.contents import content_hash

    manifest = made.manifest
    size, took = (format_number(Decimal(figure), 1) for figure in (target.stat().st_size / 1e6, seconds))
    rows, files = format_number(manifest.rows), format_number(len(manifest.files))
    print(f"Đã sao lưu {rows} dòng, {files} tệp vào {target} ({size} MB, {took} giây).")
    print(f"Mã băm nội dung: {content_hash(manifest.tables)}")
    missing = manifest.missing
    if missing:
        print(
            f"Thiếu hoặc hỏng {len(missing)} tệp gốc, đầu tiên là {missing[0][:12]}…; bản sao lưu không có các tệp ấy. "
            "Chạy lotrinh doctor rồi phục hồi tệp từ bản trước.",
            file=sys.stderr,
        )
    told = f"{target}: {rows} dòng, {files} tệp" + (f", thiếu {len(missing)} tệp" if missing else "")
    note(settings.DATA, BACKUP, at=timezone.now(), good=not missing, told=told)
    if target.stat().st_dev == settings.DATA.stat().st_dev:
        print(
            "Lưu ý: bản sao lưu nằm cùng ổ đĩa với dữ liệu. Đề nghị chép thêm một bản sang máy khác.",
            file=sys.stderr,
        )
