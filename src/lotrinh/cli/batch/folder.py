"""The folder a cluster writes to: locked by one driver, cleared of drafts, and what is done in it already."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path

from lotrinh.cli.batch.documents import Document
from lotrinh.cli.batch.lines import is_worth_another_try
from lotrinh.cli.batch.names import Names
from lotrinh.cli.batch.parts import DRAFTS, ERRORS, READINGS, Draft, files_in, keep_errors, put_in_place
from lotrinh.cli.batch.results import InUse

_DOCUMENTS, _BYTES = 50, 64 * 1024**2


class Folder:
    """`readings`/*.parquet and `errors`/*.parquet, one of each for a batch of documents, named by the batch.

    Only the driver puts parts in place, and only those of batches it gave out and got back: a worker that died, or
    was taken for dead, leaves a draft and nothing else. So each document is in one part.
    """

    def __init__(self, path: Path, path_of: Callable[[str], Path], *, retry: bool = False) -> None:
        self.path = path
        self.refused = 0
        self._path_of = path_of
        self._retry = retry
        self._done = Names()
        self._open = ExitStack()

    def __enter__(self) -> Folder:
        self.path.mkdir(parents=True, exist_ok=True)
        lock = self._open.enter_context((self.path / ".lock").open("wb"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            self._open.close()
            raise InUse from taken
        self._clear_drafts()
        for name in (READINGS, ERRORS, DRAFTS):
            (self.path / name).mkdir(exist_ok=True)
        self._skipped = self._open.enter_context((self.path / "skipped.jsonl").open("w", encoding="utf-8"))
        self._examine()
        return self

    def __exit__(self, *_: object) -> None:
        self._clear_drafts()
        self._open.close()

    def __contains__(self, name: str) -> bool:
        return name in self._done

    def __len__(self) -> int:
        return len(self._done)

    def keep(self, batch: str, documents: Sequence[Document], draft: Draft) -> None:
        """Puts what a worker wrote for the batch in its place."""
        put_in_place(self.path, batch, draft)
        for document in documents:
            self._done.add(document.name)

    def note(self, name: str, why: str) -> None:
        """Names what is no document."""
        self._skipped.write(json.dumps({"name": name, "skipped": why}, ensure_ascii=False) + "\n")

    def _clear_drafts(self) -> None:
        shutil.rmtree(self.path / DRAFTS, ignore_errors=True)

    def _examine(self) -> None:
        """Takes out parts with a document that has changed since, and refusals that are worth another try: these
        documents are read again. Errors without readings are of a batch that was not put in place whole."""
        readings, errors = self.path / READINGS, self.path / ERRORS
        for part in errors.glob("*.parquet"):
            if not (readings / part.name).exists():
                part.unlink()
        for part in sorted(readings.glob("*.parquet")):
            beside = errors / part.name
            if any(self._has_changed(*each) for path in (part, beside) for each in files_in(path)):
                part.unlink()
                beside.unlink(missing_ok=True)
                continue
            self.refused += keep_errors(self.path, part.stem, self._is_final)
            for path in (part, beside):
                for name, _, _ in files_in(path):
                    self._done.add(name)

    def _is_final(self, code: str, digest: str | None) -> bool:
        return not self._retry and not is_worth_another_try(code, digest)

    def _has_changed(self, name: str, size: int, changed: int) -> bool:
        try:
            facts = self._path_of(name).stat()
        except (OSError, ValueError):
            return False
        return (facts.st_size, facts.st_mtime_ns) != (size, changed)


def batches(documents: Iterator[Document]) -> Iterator[tuple[str, list[Document]]]:
    """A name and the documents of one piece of work after another; the same documents have the same name."""
    held: list[Document] = []
    size = 0
    for document in documents:
        held.append(document)
        size += document.size
        if len(held) >= _DOCUMENTS or size >= _BYTES:
            yield _name_of(held), held
            held, size = [], 0
    if held:
        yield _name_of(held), held


def _name_of(documents: Sequence[Document]) -> str:
    digest = blake2b(digest_size=16)
    for document in documents:
        digest.update(
            f"{document.name}\0{document.size}\0{document.changed}\0".encode("utf-8", "surrogatepass")
        )
    return digest.hexdigest()
