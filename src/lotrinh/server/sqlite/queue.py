"""Who writes next: first come, first served.

SQLite lets one writer in at a time and leaves it to chance which of the waiting ones is next: under load somebody waits
until their patience ends, and is told that the database is locked. Here the writers of one process stand in a queue;
against other processes (a command that runs beside the server) SQLite's own waiting remains.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class WritersQueue:
    """One turn at a time, in the order of asking."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_taken = False

    def take(self, patience: float) -> bool:
        """Waits for the turn; false where it did not come in so many seconds."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            called = threading.Event()
            self._waiting.append(called)
        if called.wait(patience):
            return True
        with self._guard:
            if called.is_set():  # called in the last moment
                return True
            self._waiting.remove(called)
            return False

    def give_back(self) -> None:
        """The next in the queue is called; the turn passes straight to them."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False

    @contextmanager
    def turn(self, patience: float) -> Iterator[bool]:
        has_turn = self.take(patience)
        try:
            yield has_turn
        finally:
            if has_turn:
                self.give_back()


_QUEUES: dict[str, WritersQueue] = {}
_QUEUES_GUARD = threading.Lock()


def queue_of(database: str) -> WritersQueue:
    """The queue of one database file in this process."""
    with _QUEUES_GUARD:
        return _QUEUES.setdefault(database, WritersQueue())
