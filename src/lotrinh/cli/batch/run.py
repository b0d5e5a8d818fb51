"""`lotrinh read --jsonl` on folders or with `--jobs`: finds, reads, writes, tells; stopped anywhere, it can go on."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lotrinh.cli.batch.documents import Document, Places, Skipped
from lotrinh.cli.batch.local import read_here
from lotrinh.cli.batch.one import Outcome
from lotrinh.cli.batch.progress import Bar, Counts, progress_bar, wants_bar
from lotrinh.cli.batch.results import InUse, Results
from lotrinh.cli.main import USAGE

GO_ON = "Chạy lại đúng lệnh này để đọc tiếp từ chỗ dừng."
Found = Iterator[Document | Skipped]


def run_batch(args: argparse.Namespace) -> int:
    """The highest exit code of all files, those of earlier runs with the same results too."""
    places = Places(args.files)
    if args.output is None:
        return _to_screen(args, places)
    try:
        with Results(args.output, places.path_of, retry=args.retry) as results:
            return _to_file(args, places, results)
    except InUse:
        print(f"Một lệnh khác đang ghi vào {args.output}. Đợi lệnh ấy xong rồi chạy lại.", file=sys.stderr)
    except OSError as error:
        print(f"Không ghi được {args.output}: {error.strerror or 'hệ thống báo lỗi'}.", file=sys.stderr)
    return USAGE


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _to_file(args: argparse.Namespace, places: Places, results: Results) -> int:
    counts = Counts()
    counts.begin_with(len(results), results.refused)

    def find() -> Found:
        found = places.find((results.path, results.errors_path))
        return (each for each in found if isinstance(each, Skipped) or each.name not in results)

    def keep(outcome: Outcome) -> None:
        results.add(outcome.document.name, outcome.line, refused=outcome.refused)

    with told_at_the_end(args, counts, GO_ON), progress_bar(count(args, find)) as bar:
        _read(args.jobs, documents_of(find(), counts, results.note), counts, bar, keep)
    return counts.exit_code


def _to_screen(args: argparse.Namespace, places: Places) -> int:
    counts = Counts()

    def show(outcome: Outcome) -> None:
        sys.stdout.buffer.write(outcome.line + b"\n")
        sys.stdout.buffer.flush()

    words = "Không có -o nên lần sau phải đọc lại từ đầu."
    with told_at_the_end(args, counts, words), progress_bar(count(args, places.find)) as bar:
        _read(args.jobs, documents_of(places.find(), counts), counts, bar, show)
    return counts.exit_code


def _read(
    jobs: int | None, documents: Iterator[Document], counts: Counts, bar: Bar, keep: Callable[[Outcome], None]
) -> None:
    for outcome in read_here(documents, jobs or processors()):
        keep(outcome)
        counts.add(outcome.exit_code)
        bar.advance(counts)


def documents_of(
    found: Found, counts: Counts, note: Callable[[str, str], None] = lambda name, why: None
) -> Iterator[Document]:
    """Only what is to be read; the rest is counted and noted."""
    for each in found:
        if isinstance(each, Skipped):
            counts.skip(each)
            note(each.name, each.why)
        else:
            yield each


def count(args: argparse.Namespace, find: Callable[[], Found]) -> int | None:
    """How many documents there are, looked up only where a bar is shown."""
    if not wants_bar(args.quiet):
        return None
    return sum(isinstance(each, Document) for each in find())


@contextmanager
def told_at_the_end(args: argparse.Namespace, counts: Counts, when_stopped: str) -> Iterator[None]:
    """Tells the counts, also where the run is stopped by Ctrl+C or SIGTERM; then with a word on what to do."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        print(f"{counts.tell()}\n{when_stopped}", file=sys.stderr)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
    if not args.quiet:
        print(counts.tell(), file=sys.stderr)


def fault_of(args: argparse.Namespace) -> str | None:
    """What is wrong with such a call, in words; None where it can be run."""
    if args.engine == "dask":
        return _fault_with_dask(args)
    if args.scheduler:
        return "--scheduler chỉ dùng với --engine dask"
    if not args.jsonl:
        return "đọc thư mục hoặc dùng --jobs, --retry thì phải có --jsonl"
    if args.jobs is not None and args.jobs < 1:
        return "--jobs phải từ 1 trở lên"
    if args.retry and args.output is None:
        return "--retry cần -o là tệp kết quả lần trước"
    return None


def _fault_with_dask(args: argparse.Namespace) -> str | None:
    if not args.scheduler:
        return "--engine dask cần --scheduler ĐỊA_CHỈ, ví dụ --scheduler tcp://10.0.0.5:8786"
    if args.output is None:
        return "--engine dask cần -o THƯ_MỤC để ghi các tệp Parquet"
    if args.jobs is not None:
        return "--jobs không dùng với --engine dask; số tiến trình do từng máy trong cụm đặt"
    if args.json:
        return "--json không dùng với --engine dask"
    return None


def output_folder(args: argparse.Namespace) -> Path:
    """Where a cluster writes to."""
    folder: Path = args.output
    return folder.resolve()
