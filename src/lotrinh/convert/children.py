"""A few reading processes that are kept, shared by the threads of one process, and replaced before they wear out."""

from __future__ import annotations

import atexit
import os
import threading
import time
from collections.abc import Sequence
from functools import cache
from typing import Any

from lotrinh.convert.child import INSIDE, READER, Answer, Limits, OnStep, ReadingChild, crashed

DOCUMENTS = 200
IDLE_SECONDS = 300.0
WITH_PROGRAMS = "--programs"
PAGES_IN_A_HURRY = 1
"""A secrecy mark stands on the first page."""
WITH_PROGRAMS_LIMITS = Limits(cpu_seconds=300, wall_seconds=935)
LIST_LIMITS = Limits(cpu_seconds=10, wall_seconds=20)
_HEAVY = 0.5
_size = 2


def read_in_child(
    data: bytes, name: str, known: dict[str, Any], on_step: OnStep, *, patient: bool = True
) -> dict[str, Any]:
    """{"reading": ...} or {"refused": {"code", "message"}}; never raises for what is in the file.

    `known` has the fields of lotrinh.values.reading.Known. `on_step(step, percent)` is called in the caller's thread.
    The file is read by one of this process's reading children. What takes too long or too much memory, and a child
    that dies, is refused with the code "crashed". Nothing is written to a disk. Character recognition of a long scan takes
    minutes; where somebody waits for the answer, `patient` is false: it gets no more time than any other file, and only
    the first page of a scan is recognised.
    """
    limits = WITH_PROGRAMS_LIMITS if patient else Limits()
    request = {"name": name, "known": known} | ({} if patient else {"scan_pages": PAGES_IN_A_HURRY})
    answer = _of_process(os.getpid()).read(request, data, on_step, limits)
    try:
        return answer.as_dict()
    except ValueError:
        return crashed(INSIDE).as_dict()


def read_list_in_child(data: bytes, name: str, kind: str) -> dict[str, Any]:
    """{"reading": ...} with what lotrinh.values.sheet.ImportedList tells, or {"refused": {"code", "message"}}.

    `kind` names a list of lotrinh.lexicon.lists. Somebody waits for the answer; the rest is as for `read_in_child`.
    """
    answer = _of_process(os.getpid()).read({"name": name, "list": kind}, data, limits=LIST_LIMITS)
    try:
        return answer.as_dict()
    except ValueError:
        return crashed(INSIDE).as_dict()


def keep_at_most(size: int) -> None:
    """How many reading children this process may have; counts before the first of them is needed."""
    global _size
    _size = max(1, size)
    _of_process.cache_clear()


@cache
def _of_process(pid: int) -> Children:
    """The children of this process: a process that was forked off has, and ends, its own."""
    children = Children(_size)
    atexit.register(children.end)
    return children


def _quietly(step: str, percent: int) -> None:
    """Tells nobody how far a reading is."""


class Children:
    """At most `size` reading processes, each started when all others are busy and kept for the next document.

    One is replaced after `documents` documents, after a crash or a limit, and when it holds more than half of the
    memory a document may take. Those that had nothing to do for `idle_seconds` are ended. Safe to use from threads.
    """

    def __init__(
        self, size: int = 1, *, limits: Limits | None = None, documents: int = DOCUMENTS,
        idle_seconds: float = IDLE_SECONDS, command: Sequence[str] = READER,
    ) -> None:  # fmt: skip
        self.limits = limits or Limits()
        self._documents = documents
        self._idle_seconds = idle_seconds
        self._command = tuple(command)
        self._owner = os.getpid()
        self._places = threading.BoundedSemaphore(size)
        self._program_places = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[tuple[float, ReadingChild]] = []
        self._busy: set[ReadingChild] = set()
        self._timer: threading.Timer | None = None
        self._ended = False

    def read(
        self, request: dict[str, Any], data: bytes, on_step: OnStep = _quietly,
        with_programs: Limits = WITH_PROGRAMS_LIMITS, limits: Limits | None = None,
    ) -> Answer:  # fmt: skip
        """The answer to one document (see ReadingChild.read); waits while all children are busy.

        A file that needs another program (an old Word file, a scan) gets the limits `with_programs`.
        """
        with self._places:
            child = self._take()
            try:
                answer = child.read(request, data, on_step, limits or self.limits)
            finally:
                self._give_back(child)
        if answer.kind != "program":
            return answer
        with self._program_places:
            return self._read_with_programs(request, data, on_step, with_programs)

    def _read_with_programs(
        self, request: dict[str, Any], data: bytes, on_step: OnStep, limits: Limits
    ) -> Answer:
        """By a process of its own, that may start the converter before it reads and is ended afterwards."""
        child = self._add(ReadingChild((*self._command, WITH_PROGRAMS)))
        try:
            answer = child.read(request, data, on_step, limits)
        finally:
            with self._lock:
                self._busy.discard(child)
            child.end()
        return crashed(INSIDE) if answer.kind == "program" else answer

    def _take(self) -> ReadingChild:
        with self._lock:
            while self._idle:
                _, child = self._idle.pop()
                if child.alive:
                    self._busy.add(child)
                    return child
                child.end()
        return self._add(ReadingChild(self._command))

    def _add(self, child: ReadingChild) -> ReadingChild:
        """One that comes after the end is ended at once: its reading is answered as crashed."""
        with self._lock:
            self._busy.add(child)
            if self._ended:
                child.kill()
        return child

    def _give_back(self, child: ReadingChild) -> None:
        heavy = self.limits.resident_bytes * _HEAVY
        worn = not child.alive or child.documents >= self._documents or child.resident() > heavy
        with self._lock:
            self._busy.discard(child)
            if not worn and not self._ended:
                self._idle.append((time.monotonic(), child))
                self._watch_idle()
                return
        child.end()

    def _watch_idle(self) -> None:
        """Sees to it that somebody looks after the idle; with the lock held."""
        if self._timer is None:
            self._timer = threading.Timer(self._idle_seconds, self._end_idle)
            self._timer.daemon = True
            self._timer.start()

    def _end_idle(self) -> None:
        now = time.monotonic()
        with self._lock:
            tired = [child for since, child in self._idle if now - since >= self._idle_seconds]
            self._idle = [(since, child) for since, child in self._idle if now - since < self._idle_seconds]
            self._timer = None
            if self._idle:
                self._watch_idle()
        for child in tired:
            child.end()

    def end(self) -> None:
        """Ends all of them, at work or not; a reading that was under way is answered as crashed."""
        if os.getpid() != self._owner:
            return
        with self._lock:
            self._ended = True
            idle, self._idle = [child for _, child in self._idle], []
            busy = list(self._busy)
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
        for child in busy:
            child.kill()
        for child in idle:
            child.end()

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
