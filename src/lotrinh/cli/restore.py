"""`lotrinh restore [--drill]`: puts a copy back into an empty place, or only tries whether that would go well."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lotrinh.cli.archive.container import Container, is_sealed, opened, sync_folder
from lotrinh.cli.archive.contents import SECRET
from lotrinh.cli.archive.errors import ArchiveError, NoPassphrase, NotEmpty
from lotrinh.cli.archive.passphrase import told_passphrase
from lotrinh.cli.main import OK, PROBLEMS, REFUSED, USAGE
from lotrinh.cli.site import open_site
from lotrinh.values.numerals import format_number

if TYPE_CHECKING:
    from lotrinh.cli.archive.restoring import Restored

_DRAFT = ".dang-phuc-hoi"
_SMALL = 1024 * 1024


def add_restore_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "restore",
        help="phục hồi từ bản sao lưu",
        description="Phục hồi vào thư mục dữ liệu còn trống, trọn vẹn hoặc không gì cả. --drill chỉ diễn tập ở thư mục tạm: "
        "so từng bảng, từng tệp, kiểm sổ sự kiện, thử đăng nhập.",
        epilog="Ví dụ: lotrinh restore --drill /mnt/sao-luu/lotrinh-2026-11-30-020000.tar.gz",
    )
    parser.add_argument("source", type=Path, help="tệp do lotrinh backup ghi")
    parser.add_argument("--data", help="thư mục dữ liệu, phải trống; với --drill là nơi ghi kết quả diễn tập")
    parser.add_argument("--drill", action="store_true", help="diễn tập, không đụng dữ liệu đang chạy")
    parser.add_argument("--passphrase-file", type=Path, help="tệp chứa cụm mật khẩu của bản đã mã hóa")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 restored or drilled well, 1 with something to look at, 2 wrongly called, 3 refused and nothing changed."""
    begun = time.monotonic()
    data = Path(args.data or os.environ.get("LOTRINH_DATA", "var")).resolve()
    try:
        container = _opened(args)
        return _drill(container, data, begun) if args.drill else _restore(container, data, begun)
    except NoPassphrase as error:
        print(error, file=sys.stderr)
        return USAGE
    except ArchiveError as error:
        print(f"Không phục hồi. {error} Dữ liệu đang chạy không bị đụng tới.", file=sys.stderr)
        if args.drill:
            _note_drill(data, good=False, told=f"{args.source}: {error}")
        return REFUSED


def _opened(args: argparse.Namespace) -> Container:
    try:
        sealed = is_sealed(args.source)
        passphrase = told_passphrase(args.passphrase_file, twice=False) if sealed else ""
        return opened(args.source, passphrase)
    except OSError as error:
        raise NotEmpty(f"Không đọc được {args.source}: {error.strerror}.") from error


def _restore(container: Container, data: Path, begun: float) -> int:
    _refuse_used(data)
    data.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{data.name}.", suffix=_DRAFT, dir=data.parent))
    moved = False
    try:
        with _site_in(container, draft) as found:
            _tell_counts(found)
            _set_right(found, container.source)
            _close()
            draft.chmod(0o750)
            draft.replace(data)
            moved = True
            os.sync()
            sync_folder(data.parent)
    except BaseException:
        if moved:
            shutil.rmtree(data, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    print(f"Đã phục hồi vào {data} ({_tenths(time.monotonic() - begun)} giây).")
    return PROBLEMS if found.broken or found.manifest.missing else OK


def _refuse_used(data: Path) -> None:
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise NotEmpty(
            f"{data} đã có dữ liệu. Chỉ phục hồi vào nơi còn trống: đổi tên thư mục cũ, hoặc chọn --data khác."
        )
    if data.is_mount():
        raise NotEmpty(
            f"{data} là điểm gắn ổ đĩa, không thay trọn được. Đề nghị chọn một thư mục con của nó."
        )


def _site_in(container: Container, draft: Path) -> Any:
    """Opens the program over the new folder and puts the copy there."""
    from lotrinh.cli.archive.steps import Steps

    _bring_secret(container, draft)
    open_site(data=str(draft))
    from lotrinh.cli.archive.filling import head_of
    from lotrinh.cli.archive.restoring import STEPS, restored

    return restored(container, head_of(container), draft, Steps(STEPS))


def _bring_secret(container: Container, draft: Path) -> None:
    """The key second steps are kept under must be there before the program makes one of its own."""
    for number, part in enumerate(container.parts()):
        if part.name == SECRET:
            place = draft / "keys" / "secret"
            place.parent.mkdir(mode=0o700)
            place.touch(mode=0o600)
            place.write_bytes(part.whole(_SMALL))
        if number:
            return


def _set_right(found: Restored, source: Path) -> None:
    """What must be done in a site that goes on from a copy; every chain says that it does."""
    import getpass

    from django.utils import timezone

    from lotrinh.apps.accounts.actions import drop_unreadable_steps
    from lotrinh.apps.accounts.models import User
    from lotrinh.apps.journal.actions import note_restore
    from lotrinh.apps.notices.models import MailServer
    from lotrinh.apps.notices.sealing import unseal
    from lotrinh.cli.journal import Operator

    by, now = Operator(getpass.getuser()), timezone.now()
    note_restore(by=by, at=now, made_at=datetime.fromisoformat(found.head.made_at), source=source.name)
    if found.has_secret:
        return
    reason = "Phục hồi từ bản sao lưu không mã hóa nên không có khóa của bước thứ hai"
    removed = [
        user.username
        for user in User.objects.order_by("username")
        if drop_unreadable_steps(by=by, at=now, user=user, reason=reason)
    ]
    if removed:
        print(f"Bản không mã hóa không mang khóa: {len(removed)} người phải bật lại xác thực hai bước.")
    if any(unseal(server.password) is None for server in MailServer.objects.all()):
        print("Bản không mã hóa không mang khóa: phải nhập lại mật khẩu máy chủ thư.")


def _close() -> None:
    """SQLite's file must be whole before its folder gets its name; on PostgreSQL the transaction is still open."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.close()


def _drill(container: Container, data: Path, begun: float) -> int:
    """In a temporary folder with a SQLite database of its own; what came out is noted beside the living data."""
    here = {"LOTRINH_DATABASE": "", "LOTRINH_HTTPS": "false", "LOTRINH_HOSTS": "localhost"}
    os.environ.update(here)
    with tempfile.TemporaryDirectory(prefix="lotrinh-dien-tap-") as folder:
        draft = Path(folder) / "data"
        draft.mkdir()
        with _site_in(container, draft) as found:
            _tell_counts(found)
            wrong = [*found.broken, *_tell_rest(found, container.source)]
            _close()
    minutes = _tenths((time.monotonic() - begun) / 60)
    told = f"{format_number(found.rows)} dòng, {format_number(len(found.manifest.files))} tệp"
    print(f"Diễn tập phục hồi {'CHƯA ĐẠT' if wrong else 'đạt'} sau {minutes} phút; thư mục tạm đã xóa.")
    _note_drill(data, good=not wrong, told=f"{container.source}: {told}, {minutes} phút")
    return PROBLEMS if wrong else OK


def _tell_counts(found: Restored) -> None:
    """N of N, in the operator's words; what did not fit never comes here."""
    files, missing = len(found.manifest.files), found.manifest.missing
    rows, tables = format_number(found.rows), found.tables
    print(f"Bản sao lưu lúc {_moment(found.head.made_at)}, phiên bản {found.head.version}")
    print(f"Bảng: {tables} trên {tables} khớp số dòng và mã băm ({rows} dòng)")
    print(f"Tệp gốc và minh chứng: {files} trên {files + len(missing)} khớp mã băm")
    good = len(found.chains) - len(found.broken)
    events = format_number(sum(count for count, _wrong in found.chains))
    print(f"Sổ sự kiện: {good} trên {len(found.chains)} chuỗi đứng vững ({events} sự kiện)")
    for wrong in found.broken:
        print(f"Sổ sự kiện: {wrong}", file=sys.stderr)
    print(f"Mã băm nội dung: {found.content}")


def _tell_rest(found: Restored, source: Path) -> list[str]:
    """Signing in, and what the copy itself said was missing."""
    from lotrinh.cli.archive.trying import sign_in_once

    _set_right(found, source)
    label, wrong = sign_in_once()
    if not label:
        print("Đăng nhập: không có tài khoản nào mở được bằng mật khẩu để thử")
    else:
        print(f"Đăng nhập: {f'không được, {wrong}' if wrong else 'được'} ({label})")
    told = [f"Đăng nhập: {wrong}"] if wrong else []
    if found.manifest.missing:
        told.append(f"thiếu {len(found.manifest.missing)} tệp gốc")
    return told


def _tenths(figure: float) -> str:
    return format_number(Decimal(figure), 1)


def _moment(told: str) -> str:
    from django.utils import timezone

    return timezone.localtime(datetime.fromisoformat(told)).strftime("%H:%M ngày %d/%m/%Y")


def _note_drill(data: Path, *, good: bool, told: str) -> None:
    """Only where a site lives; on a fresh machine there is nobody to tell."""
    if not (data / "keys" / "secret").is_file():
        return
    from lotrinh.apps.files.copies import DRILL, note

    with suppress(OSError):
        note(data, DRILL, at=datetime.now(UTC), good=good, told=told)
