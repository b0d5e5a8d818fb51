"""`lotrinh read --akn`: writes what was read as Akoma Ntoso, one document to a stream or each to a file of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lotrinh.cli.limits import TimeIsUp
from lotrinh.cli.main import OK, REFUSED, USAGE

if TYPE_CHECKING:
    from lotrinh.values.reading import Reading

Attempt = Callable[[Path, int], "Reading | int"]
_ENDING = ".akn.xml"


def run_akoma(args: argparse.Namespace, for_batch: bool, attempt: Attempt) -> int:
    """Reads the files one after another; the highest of their exit codes.

    `attempt(path, files left)` gives the reading, or the exit code after its fault was told.
    """
    if fault := _fault_of(args, for_batch):
        print(f"Sai cách gọi: {fault}.", file=sys.stderr)
        return USAGE
    try:
        return max(
            _write_one(attempt(path, len(args.files) - number), path, target)
            for number, (path, target) in enumerate(_targets(args))
        )
    except OSError:
        print(
            f"Không ghi được {args.output or 'ra màn hình'}. Hãy kiểm tra thư mục và quyền ghi.",
            file=sys.stderr,
        )
        return USAGE


def _fault_of(args: argparse.Namespace, for_batch: bool) -> str | None:
    if for_batch:
        return "--akn nhận từng tệp, không nhận thư mục và không đi cùng --jobs, --engine, --retry"
    if len(args.files) > 1 and (args.output is None or args.output.is_file()):
        return "--akn với nhiều tệp cần -o THƯ_MỤC để ghi mỗi văn bản một tệp"
    return None


def _targets(args: argparse.Namespace) -> list[tuple[Path, Path | None]]:
    """Every file with the place of its document; two files of one name go to two places."""
    folder: Path | None = args.output
    if folder is None or (len(args.files) == 1 and not folder.is_dir()):
        return [(args.files[0], folder)]
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    targets: list[tuple[Path, Path | None]] = []
    for path in args.files:
        counts[path.name] = counts.get(path.name, 0) + 1
        again = f"-{counts[path.name]}" if counts[path.name] > 1 else ""
        targets.append((path, folder / f"{path.name}{again}{_ENDING}"))
    return targets


def _write_one(reading: Reading | int, source: Path, target: Path | None) -> int:
    """Writes one document; what was not read leaves no file."""
    if isinstance(reading, int):
        return reading
    from lotrinh.writing.akoma_ntoso import reading_to_akoma_ntoso

    try:
        written = reading_to_akoma_ntoso(reading)
    except (TimeIsUp, MemoryError):
        print(
            f"{source.name}: Viết Akoma Ntoso cần nhiều thời gian hoặc bộ nhớ hơn mức cho phép.",
            file=sys.stderr,
        )
        return REFUSED
    if target is None:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    else:
        target.write_bytes(written)
    return OK
