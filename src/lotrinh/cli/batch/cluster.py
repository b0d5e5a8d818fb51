"""`--engine dask`: gives batches out to a dask.distributed cluster, puts back what comes, and can go on after any end."""

from __future__ import annotations

import argparse
import logging
import sys
import uuid
from collections.abc import Iterator
from typing import Any

import lotrinh
from lotrinh.cli.batch.documents import Document, Places, Skipped
from lotrinh.cli.batch.folder import Folder, batches
from lotrinh.cli.batch.progress import Bar, Counts, progress_bar
from lotrinh.cli.batch.results import InUse
from lotrinh.cli.batch.run import GO_ON, count, documents_of, output_folder, told_at_the_end
from lotrinh.cli.batch.worker import read_batch, version
from lotrinh.cli.main import INTERNAL, USAGE

_MISSING = (
    'Chưa cài phần đọc trên cụm máy ({missing}). Cài bằng: pip install -e ".[cluster]" trên máy này và từng máy '
    "trong cụm; hoặc bỏ --engine dask để đọc bằng mọi nhân của máy này."
)
_PATIENCE = 30
_AHEAD = 2
_TRIES = 3


class ClusterUnfit(Exception):
    """The cluster cannot be asked to read; the message says why and what to do."""


def run_on_cluster(args: argparse.Namespace) -> int:
    """The highest exit code of all files, those of earlier runs into the same folder too."""
    try:
        import distributed
        import pyarrow.parquet  # noqa: F401 - asked for here, so that its absence is told before anything begins
    except ImportError as missing:
        print(_MISSING.format(missing=missing.name or "dask"), file=sys.stderr)
        return USAGE
    places = Places([path.resolve() for path in args.files])
    try:
        with _client(distributed, args.scheduler) as client, _folder(args, places) as folder:
            return _read(args, client, places, folder)
    except ClusterUnfit as why:
        print(why, file=sys.stderr)
    except InUse:
        print(f"Một lệnh khác đang ghi vào {args.output}. Đợi lệnh ấy xong rồi chạy lại.", file=sys.stderr)
    except OSError as error:
        print(f"Không ghi được vào {args.output}: {error.strerror or 'hệ thống báo lỗi'}.", file=sys.stderr)
    return USAGE


def _folder(args: argparse.Namespace, places: Places) -> Folder:
    return Folder(output_folder(args), places.path_of, retry=args.retry)


def _client(distributed: Any, address: str) -> Any:
    """A connection to a cluster with at least one worker, all of them with this version. Raises ClusterUnfit."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        words = f"Không nối được với bộ điều phối {address}. Kiểm tra địa chỉ và lệnh: dask scheduler."
        raise ClusterUnfit(words) from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        found = client.run(version, on_error="return")
    except TimeoutError as error:
        client.close()
        words = f"Cụm {address} chưa có máy đọc nào. Trên từng máy chạy: dask worker {address}"
        raise ClusterUnfit(words) from error
    other = {where: told for where, told in found.items() if told != lotrinh.__version__}
    if other:
        client.close()
        words = (
            f"Các máy sau chưa cài Lộ Trình {lotrinh.__version__}, cùng bản với máy này: {', '.join(other)}."
        )
        raise ClusterUnfit(words)
    return client


def _read(args: argparse.Namespace, client: Any, places: Places, folder: Folder) -> int:
    counts = Counts()
    counts.begin_with(len(folder), folder.refused)

    def find() -> Iterator[Document | Skipped]:
        found = places.find()
        return (each for each in found if isinstance(each, Skipped) or each.name not in folder)

    with told_at_the_end(args, counts, GO_ON), progress_bar(count(args, find)) as bar:
        failed = _give_out(client, folder, documents_of(find(), counts, folder.note), counts, bar)
    if failed:
        print(f"{failed} văn bản chưa đọc được vì máy đọc hỏng nhiều lần. {GO_ON}", file=sys.stderr)
        return INTERNAL
    return counts.exit_code


def _give_out(client: Any, folder: Folder, documents: Iterator[Document], counts: Counts, bar: Bar) -> int:
    """Keeps every worker busy and little more at a time; how many documents no worker brought back."""
    import distributed

    run, failed = uuid.uuid4().hex, 0
    work = batches(documents)
    given: dict[str, tuple[str, list[Document]]] = {}
    ready: Any = distributed.as_completed(loop=client.loop)  # type: ignore[no-untyped-call]

    def give(wanted: int) -> None:
        while len(given) < wanted and (batch := next(work, None)) is not None:
            key = f"lotrinh-{batch[0]}-{run}"
            given[key] = batch
            ready.add(client.submit(
                read_batch, batch[1], str(folder.path), key=key, pure=False, retries=_TRIES
            ))  # fmt: skip

    give(_wanted(client))
    for future in ready:
        name, batch = given.pop(future.key)
        if future.status == "finished":
            draft = future.result()
            folder.keep(name, batch, draft)
            counts.add_batch(draft.read, draft.refused, draft.exit_code)
        else:
            failed += len(batch)
        bar.advance(counts, len(batch))
        future.release()
        give(_wanted(client))
    return failed


def _wanted(client: Any) -> int:
    """Batches to have given out: two for each thread of the cluster as it is now."""
    threads: dict[str, int] = client.nthreads()
    return _AHEAD * max(1, sum(threads.values()))
