"""Whole archives and whole books: documents a second, megabytes a second as a text grows, and the memory it takes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from ahocorasick_rs import AhoCorasick

from lotrinh.reading.pipeline import read
from tests.bench.measuring import Line
from tests.bench.reading import EXAMPLES
from tests.reading.composed import AGENCIES

PLAN = EXAMPLES / "ke-hoach-7-kh-ubnd-2024.docx"
SIZES = (1, 5, 10)
"""Megabytes of the long texts; a number behind `kho` asks for one more (`kho 50`, which takes minutes)."""
_ARCHIVE = 100
_DOCUMENT = 13_000
_WORDS = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?")
_CHILD = """
import json, sys, time
from pathlib import Path
def most():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])
bare = most()
from lotrinh.reading.pipeline import read
from tests.bench.volume import long_text
data = long_text(int(sys.argv[1]))
read(data[:20000], "a.txt")
held = most()
begun = time.process_time()
reading = read(data, "a.txt")
took = time.process_time() - begun
print(json.dumps([len(data), took, bare, held, most(), len(reading.tasks)]))
"""


@cache
def _plan() -> str:
    """The example plan as text: tasks, targets and running text in the measure of real ones."""
    return read(PLAN.read_bytes(), PLAN.name).text


def documents(count: int = _ARCHIVE, size: int = _DOCUMENT) -> list[bytes]:
    """Plans of at most `size` bytes, each with a number of its own."""
    text = _plan().encode()[:size].decode(errors="ignore")
    return [text.replace("Số: ", f"Số: {number}", 1).encode() for number in range(1, count + 1)]


def long_text(megabytes: int) -> bytes:
    """One plan with so many sections that it is that long."""
    head, mark, rest = _plan().partition("\nI. ")
    body = mark + rest.partition("\nNơi nhận")[0]
    return (head + body * (megabytes * 1_000_000 // len(body.encode()) + 1)).encode()


def measure(more: Sequence[int] = ()) -> list[Line]:
    """The archive, the same archive looked through by `re` and ahocorasick-rs, then long texts each in a new process."""
    archive = documents()
    size = sum(map(len, archive))
    whole = _least(partial(_read_all, archive))
    searched = _least(partial(_search_all, archive))
    lines = [
        Line(
            f"{_ARCHIVE} văn bản, mỗi văn bản {size // _ARCHIVE / 1000:.0f} kB", whole,
            f"{size / whole / 1e6:5.2f} MB/s  {_ARCHIVE / whole:5.0f} văn bản/s  {whole / searched:5.1f} lần một lượt tìm",
        ),
        Line("một lượt tìm bằng re và ahocorasick", searched, f"{size / searched / 1e6:5.1f} MB/s"),
    ]  # fmt: skip
    long = [_long(megabytes) for megabytes in sorted({*SIZES, *more})]
    return [*lines, *map(_told, long), *(_grown(long[1], other) for other in long[2:])]


def _least(work: Callable[[], None], times: int = 4) -> float:
    """Seconds of processor time of the quickest of several runs: what else the machine does is left out."""
    took = []
    for _ in range(times):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return min(took)


def _read_all(archive: list[bytes]) -> None:
    for data in archive:
        read(data, "a.txt")


def _search_all(archive: list[bytes]) -> None:
    """What no reader can do without: every number, every name of an agency."""
    automaton = AhoCorasick(AGENCIES)
    for data in archive:
        text = data.decode()
        _WORDS.findall(text)
        automaton.find_matches_as_indexes(text)


@dataclass(frozen=True, slots=True)
class _Long:
    """One long text read in a new process: bytes, seconds, and kilobytes the process held at most."""

    size: int
    took: float
    bare: int
    held: int
    peak: int
    tasks: int


def _long(megabytes: int) -> _Long:
    command = [sys.executable, "-c", _CHILD, str(megabytes)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return _Long(*json.loads(answer))


def _told(text: _Long) -> Line:
    return Line(
        f"một văn bản {text.size / 1e6:.0f} MB", text.took,
        f"{text.size / text.took / 1e6:5.2f} MB/s  bộ nhớ {(text.peak - text.bare) / 1000:5.0f} MB trên Python trần, "
        f"{1024 * (text.peak - text.held) / text.size:4.1f} lần văn bản  {text.tasks} nhiệm vụ",
    )  # fmt: skip


def _grown(text: _Long, longer: _Long) -> Line:
    """Whether time and memory grow with the text: seconds and bytes for what the longer one has more."""
    more = longer.size - text.size
    each = (longer.took - text.took) / more / (text.took / text.size)
    return Line(
        f"từ {text.size / 1e6:.0f} đến {longer.size / 1e6:.0f} MB", longer.took - text.took,
        f"{each:4.2f} lần thời gian một byte  {1024 * (longer.peak - text.peak) / more:4.1f} byte bộ nhớ cho mỗi byte thêm",
    )  # fmt: skip
