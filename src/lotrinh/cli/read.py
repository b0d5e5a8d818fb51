"""`lotrinh read`: reads documents and prints a table for people or JSON for programs; no database, no Django."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from lotrinh.cli.limits import TimeIsUp, limit_memory, limit_next_file
from lotrinh.cli.main import INTERNAL, OK, REFUSED, USAGE
from lotrinh.reading.errors import Refused

if TYPE_CHECKING:
    from lotrinh.values.reading import Reading

_EXAMPLE = """ví dụ:
  lotrinh read ke-hoach.docx
  lotrinh read --json ke-hoach.txt -o ke-hoach.json
  lotrinh read --jsonl van-ban/*.pdf > ket-qua.jsonl
  lotrinh read --jsonl kho-luu/ --jobs 8 -o ket-qua.jsonl
  lotrinh read --engine dask --scheduler tcp://10.0.0.5:8786 kho-luu/ -o ket-qua/

thư mục được đọc hết các cấp; chạy lại đúng lệnh thì đọc tiếp từ chỗ dừng, tệp bị từ chối ghi thêm ở
ket-qua.jsonl.errors.jsonl

mã thoát: 0 đã đọc, 2 sai cách gọi, 3 tệp bị từ chối, 4 lỗi trong chương trình; nhiều tệp thì lấy mã lớn nhất"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `read` with its options."""
    parser = subparsers.add_parser(
        "read", help="đọc văn bản, in nhiệm vụ, chỉ tiêu, chế độ báo cáo",
        description="Đọc văn bản chỉ đạo (Word, PDF, trang web, văn bản thuần) và in những gì tìm thấy, kèm câu gốc.",
        epilog=_EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="in một đối tượng JSON (chỉ với một tệp)")
    form.add_argument("--jsonl", action="store_true", help="in mỗi tệp một dòng JSON")
    form.add_argument("--akn", action="store_true", help="viết Akoma Ntoso 3.0; nhiều tệp thì -o là thư mục")
    parser.add_argument("-o", "--output", metavar="TỆP", type=Path, help="ghi ra tệp thay vì màn hình")
    parser.add_argument(
        "--jobs", metavar="N", type=int, help="số tiến trình đọc cùng lúc, mặc định bằng số nhân của máy"
    )
    parser.add_argument("--retry", action="store_true", help="đọc lại cả những tệp lần trước bị từ chối")
    parser.add_argument(
        "--engine", choices=("local", "dask"), help="đọc trên máy này (local) hay trên cụm máy (dask)"
    )
    parser.add_argument(
        "--scheduler", metavar="ĐỊA_CHỈ", help="địa chỉ bộ điều phối của cụm máy, với --engine dask"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="không báo tiến độ")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="văn bản hoặc thư mục cần đọc")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Reads every file; the highest of their exit codes."""
    if args.akn:
        from lotrinh.cli.read_akoma import run_akoma

        return run_akoma(args, is_for_batch(args), _attempt)
    if is_for_batch(args):
        return _run_batch(args)
    if args.json and len(args.files) > 1:
        print("--json chỉ nhận một tệp; hãy dùng --jsonl cho nhiều tệp.", file=sys.stderr)
        return USAGE
    try:
        out = args.output.open("w", encoding="utf-8") if args.output else sys.stdout
    except OSError as error:
        print(f"Không ghi được {args.output}: {_reason(error)}.", file=sys.stderr)
        return USAGE
    try:
        return max(_read_all(args, out))
    finally:
        if args.output:
            out.close()


def _run_batch(args: argparse.Namespace) -> int:
    """On several processes or machines."""
    from lotrinh.cli.batch.run import fault_of, run_batch

    if fault := fault_of(args):
        print(f"Sai cách gọi: {fault}.", file=sys.stderr)
        return USAGE
    if args.engine == "dask":
        from lotrinh.cli.batch.cluster import run_on_cluster

        return run_on_cluster(args)
    return run_batch(args)


def _attempt(path: Path, files_left: int) -> Reading | int:
    """The reading of a file, or the exit code after its fault was told."""
    limit_resources(files_left)
    try:
        return read_file(path)
    except NotRead as why:
        print(f"{path.name}: {why.message}", file=sys.stderr)
        return why.exit_code


def is_for_batch(args: argparse.Namespace) -> bool:
    """Whether the call asks for more than one file after another in this process."""
    asked = (args.jobs is not None, args.engine, args.scheduler, args.retry)
    return any(asked) or any(path.is_dir() for path in args.files)


def _read_all(args: argparse.Namespace, out: TextIO) -> Iterator[int]:
    progress = not args.quiet and sys.stderr.isatty()
    for number, path in enumerate(args.files, start=1):
        if progress:
            print(f"[{number}/{len(args.files)}] {path.name}", file=sys.stderr)
        limit_resources(len(args.files) - number + 1)
        yield _read_one(args, path, out)


class NotRead(Exception):
    """A file that gave no reading: why, in a code and in words, and the exit code that says so."""

    def __init__(self, code: str, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.exit_code = exit_code


def read_file(path: Path) -> Reading:
    """The reading of a file. Raises NotRead, whatever went wrong."""
    from lotrinh.cli.read_child import read_document
    from lotrinh.values.reading import Known

    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotRead("unreadable", f"Không mở được tệp {path}: {_reason(error)}.", USAGE) from error
    try:
        return read_document(data, path.name, Known(), lambda step: None)
    except Refused as refused:
        raise NotRead(refused.code, refused.message, REFUSED) from refused
    except TimeIsUp as error:
        words = "Đọc tệp này lâu hơn mức cho phép nên dừng. Hãy tách phụ lục thành tệp riêng rồi thử lại."
        raise NotRead("crashed", words, REFUSED) from error
    except MemoryError as error:
        words = "Tệp cần nhiều bộ nhớ hơn mức cho phép nên không đọc."
        raise NotRead("too_large", words, REFUSED) from error
    except Exception as error:
        words = f"Chương trình gặp lỗi khi đọc tệp này ({type(error).__name__}). Tệp không bị thay đổi."
        raise NotRead("crashed", words, INTERNAL) from error


def _read_one(args: argparse.Namespace, path: Path, out: TextIO) -> int:
    try:
        reading = read_file(path)
    except NotRead as why:
        return _fail(args, path, out, why.code, why.message, why.exit_code)
    if args.json or args.jsonl:
        from lotrinh.cli.read_child import told

        _write_json(told(reading, checks=True), out, indent=None if args.jsonl else 1)
    else:
        from lotrinh.cli.reading_table import print_reading

        print_reading(reading, out)
    return OK


def _reason(error: OSError) -> str:
    """The common faults of opening a file, in words."""
    if isinstance(error, FileNotFoundError):
        return "không có tệp hoặc thư mục này"
    if isinstance(error, IsADirectoryError):
        return "đây là thư mục"
    return "không có quyền" if isinstance(error, PermissionError) else "hệ thống báo lỗi"


def _fail(args: argparse.Namespace, path: Path, out: TextIO, code: str, message: str, exit_code: int) -> int:
    if args.jsonl:
        _write_json({"name": path.name, "refused": {"code": code, "message": message}}, out, indent=None)
    else:
        print(f"{path.name}: {message}", file=sys.stderr)
    return exit_code


def _write_json(value: dict[str, Any], out: TextIO, indent: int | None) -> None:
    out.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def limit_resources(files_left: int) -> None:
    """Bounds memory of this process and processor time of the next file, so that no file can hold the machine."""
    limit_memory()
    limit_next_file(files_left)
