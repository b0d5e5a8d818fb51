"""Taking times and printing them as a table."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing: its median in seconds and what is worth saying beside it."""

    name: str
    seconds: float
    note: str = ""


def timed(work: Callable[[], object], times: int = 10, warm: int = 1) -> list[float]:
    """Wall-clock seconds of each of `times` calls, after `warm` calls that are not counted."""
    for _ in range(warm):
        work()
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return took


def median(work: Callable[[], object], times: int = 10, warm: int = 1) -> float:
    return statistics.median(timed(work, times, warm))


def show(title: str, lines: list[Line]) -> None:
    """A block of the report on standard output."""
    width = max((len(line.name) for line in lines), default=0)
    say(f"\n{title}")
    for line in lines:
        say(f"  {line.name:<{width}}  {1000 * line.seconds:9.1f} ms  {line.note}".rstrip())


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
