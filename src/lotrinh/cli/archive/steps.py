"""How far a long copy is: a line for every step, and within a step a running count where a person looks on."""

from __future__ import annotations

import sys
import time

from lotrinh.values.numerals import format_number

_PAUSE = 0.2


class Steps:
    """Told to stderr; `count` is the number of steps."""

    def __init__(self, count: int) -> None:
        self._count, self._number, self._told = count, 0, 0.0
        self._is_watched = sys.stderr.isatty()
        self._line = ""

    def begin(self, name: str) -> None:
        self._number += 1
        self._line = f"[{self._number}/{self._count}] {name}"
        self._wipe()
        print(self._line, file=sys.stderr, flush=True)

    def so_far(self, done: int, noun: str) -> None:
        now = time.monotonic()
        if self._is_watched and now - self._told > _PAUSE:
            self._told = now
            print(f"\r      {format_number(done)} {noun}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        self._wipe()

    def _wipe(self) -> None:
        if self._is_watched:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
