"""Processor instructions that one warm reading takes: the same on a busy machine, so that two versions can be compared.

`python -m tests.bench lệnh` in the working trees of both; needs valgrind and takes a minute.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.measuring import Line
from tests.bench.reading import documents

_LARGEST = 3
_COUNT = re.compile(r"I +refs: +([\d,]+)")
_CHILD = """
import sys
from pathlib import Path
from lotrinh.reading.pipeline import read
data = Path(sys.argv[1]).read_bytes()
for _ in range(int(sys.argv[2])):
    read(data, "van-ban" + Path(sys.argv[1]).suffix)
"""


def measure() -> list[Line]:
    """The longest texts of the examples and of the real documents where they are."""
    if shutil.which("valgrind") is None:
        return [Line("không có valgrind", 0.0, "apt-get install valgrind")]
    texts = [path for path in documents() if path.suffix == ".txt"]
    longest = sorted(texts, key=lambda path: path.stat().st_size)[-_LARGEST:]
    return [_one(path) for path in longest]


def _one(path: Path) -> Line:
    """What a second reading adds to the first, which loads the tables."""
    each = _instructions(path, 2) - _instructions(path, 1)
    size = path.stat().st_size
    return Line(path.name, 0.0, f"{each / 1e6:7.1f} triệu lệnh, {each / size:6.0f} lệnh một byte")


def _instructions(path: Path, times: int) -> int:
    command = [
        "valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
        sys.executable, "-c", _CHILD, str(path), str(times),
    ]  # fmt: skip
    told = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"}
    ).stderr
    found = _COUNT.search(told)
    assert found is not None, told
    return int(found[1].replace(",", ""))
