"""The file of results: examined and repaired when a run begins, then added to, line by line, so that no end of the
program loses or doubles a document."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from lotrinh.cli.batch.lines import Origin, is_worth_another_try, origin_of
from lotrinh.cli.batch.names import Names

_PIECE = 1 << 20


class InUse(Exception):
    """Another run is writing to the same file."""


class Results:
    """Results in `path`, refusals also in `path`.errors.jsonl; what is in them already is not read again.

    A line is kept where its document is the same as when it was read, by size and SHA-256, or is gone. Lines of
    documents that changed, second lines and cut lines are taken out, and so read again; of refusals those that may
    have been the machine's fault or, with `retry`, all.
    """

    def __init__(self, path: Path, path_of: Callable[[str], Path], *, retry: bool = False) -> None:
        self.path, self.errors_path = path, path.with_name(path.name + ".errors.jsonl")
        self.refused = 0
        self._path_of = path_of
        self._retry = retry
        self._done = Names()
        self._open = ExitStack()

    def __enter__(self) -> Results:
        try:
            self._results = self._locked(self.path, "a+b")
            self._errors = self._open.enter_context(self.errors_path.open("wb"))
            self._examine()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            for file in (self._results, self._errors):
                file.flush()
                os.fsync(file.fileno())
        finally:
            self._open.close()

    def _locked(self, path: Path, mode: str) -> BinaryIO:
        file = cast(BinaryIO, self._open.enter_context(path.open(mode)))
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise InUse from taken
        return file

    def __contains__(self, name: str) -> bool:
        return name in self._done

    def __len__(self) -> int:
        """How many documents have a line."""
        return len(self._done)

    def add(self, name: str, line: bytes, *, refused: bool) -> None:
        """Writes a line through to the system: the end of this process does not take it back."""
        self._results.write(line + b"\n")
        self._results.flush()
        self._done.add(name)
        if refused:
            self.refused += 1
            self._errors.write(line + b"\n")
            self._errors.flush()

    def note(self, name: str, why: str) -> None:
        """Names in the file of errors something that is no document; not a line of results."""
        line = json.dumps({"name": name, "skipped": why}, ensure_ascii=False)
        self._errors.write(line.encode("utf-8", "backslashreplace") + b"\n")

    def _examine(self) -> None:
        dropped: list[tuple[int, int]] = []
        place = 0
        self._results.seek(0)
        for line in self._results:
            end = place + len(line)
            if not self._keep(line):
                if dropped and dropped[-1][1] == place:
                    place = dropped.pop()[0]
                dropped.append((place, end))
            place = end
        if dropped and dropped[-1][1] == place:
            place = dropped.pop()[0]
            self._results.truncate(place)
        if dropped:
            self._rewrite(dropped, place)
        self._errors.flush()

    def _keep(self, line: bytes) -> bool:
        origin = origin_of(line)
        if origin is None or self._is_tried_again(origin) or self._has_changed(origin):
            return False
        if not self._done.add(origin.name):
            return False
        if origin.refused:
            self.refused += 1
            self._errors.write(line)
        return True

    def _is_tried_again(self, origin: Origin) -> bool:
        code = origin.refused
        return code is not None and (self._retry or is_worth_another_try(code, origin.digest))

    def _has_changed(self, origin: Origin) -> bool:
        try:
            path = self._path_of(origin.name)
            if path.stat().st_size != origin.size:
                return True
            return origin.digest is not None and _digest(path) != origin.digest
        except (OSError, ValueError):
            return False

    def _rewrite(self, dropped: list[tuple[int, int]], end: int) -> None:
        """Everything but the dropped ranges into a new file, which takes the place of the old at once; both locked."""
        draft = self.path.with_name(f".{self.path.name}.dang-sua")
        old, new = self._results, self._locked(draft, "w+b")
        for start, stop in _between(dropped, end):
            old.seek(start)
            _copy(old, new, stop - start)
        new.flush()
        os.fsync(new.fileno())
        shutil.copymode(self.path, draft)
        draft.replace(self.path)
        self._results = new


def _between(dropped: list[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    place = 0
    for start, stop in dropped:
        yield place, start
        place = stop
    yield place, end


def _copy(old: BinaryIO, new: BinaryIO, size: int) -> None:
    while size > 0:
        piece = old.read(min(size, _PIECE))
        if not piece:
            return
        new.write(piece)
        size -= len(piece)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
