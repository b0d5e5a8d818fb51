"""Reading on this machine: as many reading processes as asked for, results in the order they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from lotrinh.cli.batch.documents import Document
from lotrinh.cli.batch.one import Outcome, read_one
from lotrinh.convert.children import Children

_AHEAD = 2


def read_here(documents: Iterable[Document], jobs: int) -> Iterator[Outcome]:
    """What became of each document. Only a few more than `jobs` are in memory at once.

    Whoever stops listening ends the reading processes with what they were reading.
    """
    children, threads = Children(jobs), ThreadPoolExecutor(jobs)
    waiting: set[Future[Outcome]] = set()
    try:
        for document in documents:
            waiting.add(threads.submit(read_one, children, document))
            if len(waiting) >= _AHEAD * jobs:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (each.result() for each in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (each.result() for each in done)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        children.end()
