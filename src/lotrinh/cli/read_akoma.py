"""`lotrinh read --akn`: writes what was read as Akoma Ntoso, one document to a stream or each to a file of its own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lotrinh.cli import read
from lotrinh.cli.limits import TimeIsUp
from lotrinh.cli.main import OK, REFUSED, USAGE

_ENDING = ".akn.xml"


def run_akoma(args: argparse.Namespace) -> int:
    """Reads the files one after another; the highest of their exit codes."""
    if fault := _fault_of(args):
        print(f"Sai cách gọi: {fault}.", file=sys.stderr)
        return USAGE
    try:
        if len(args.files) == 1 and not (args.output and args.output.is_dir()):
            return _write_one(args.files[0], args.output, 1)
        args.output.mkdir(parents=True, exist_ok=True)
        taken: set[Path] = set()
        left = range(len(args.files), 0, -1)
        return max(
            _write_one(path, _target(args.output, path, taken), files_left)
            for path, files_left in zip(args.files, left, strict=True)
        )
    except OSError:
        print(
            f"Không ghi được {args.output or 'ra màn hình'}. Hãy kiểm tra thư mục và quyền ghi.",
            file=sys.stderr,
        )
        return USAGE


def _fault_of(args: argparse.Namespace) -> str | None:
    if read.is_for_batch(args):
        return "--akn nhận từng tệp, không nhận thư mục và không đi cùng --jobs, --engine, --retry"
    if len(args.files) > 1 and (args.output is None or args.output.is_file()):
        return "--akn với nhiều tệp cần -o THƯ_MỤC để ghi mỗi văn bản một tệp"
    return None


def _target(folder: Path, source: Path, taken: set[Path]) -> Path:
    """Where the document of a source goes: two sources of one name go to two files."""
    target, count = folder / f"{source.name}{_ENDING}", 1
    while target in taken:
        count += 1
        target = folder / f"{source.name}-{count}{_ENDING}"
    taken.add(target)
    return target


def _write_one(source: Path, target: Path | None, files_left: int) -> int:
    """Reads and writes one document; what cannot be read is told on stderr and leaves no file."""
    read.limit_resources(files_left)
    try:
        written = _akoma_ntoso(source)
    except read.NotRead as why:
        print(f"{source.name}: {why.message}", file=sys.stderr)
        return why.exit_code
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


def _akoma_ntoso(source: Path) -> bytes:
    reading = read.read_file(source)
    from lotrinh.writing.akoma_ntoso import reading_to_akoma_ntoso

    return reading_to_akoma_ntoso(reading)
