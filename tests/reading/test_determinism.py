"""The same bytes give the same reading in every process, whatever its hash seed, its locale and its time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.factories.files import plan_docx
from tests.factories.sizes import two_sizes
from tests.reading.plan import PLAN

CODE = (
    "import json,sys,hashlib;from lotrinh.reading.pipeline import read;"
    "d=read(sys.stdin.buffer.read(),'ke-hoach').to_dict();"
    "print(hashlib.sha256(json.dumps(d,ensure_ascii=False).encode()).hexdigest())"
)
LOCALES = ("C", "C.UTF-8", "POSIX", "vi_VN.UTF-8", "tr_TR.UTF-8")
ZONES = ("UTC", "Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati")


def digest(data: bytes, turn: int) -> str:
    """The hash of the reading made by a process of its own."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": str(turn * 977),
        "LC_ALL": LOCALES[turn % len(LOCALES)],
        "TZ": ZONES[turn % len(ZONES)],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": str(turn % 2),
    }
    done = subprocess.run(
        [sys.executable, "-c", CODE], input=data, capture_output=True, check=True, env=environment
    )
    return done.stdout.decode().strip()


@two_sizes(2, 20)
def test_one_result_of_all_runs(size: int, record_property: Callable[[str, object], None]) -> None:
    with ThreadPoolExecutor(4) as workers:
        for name, data in (("TXT", PLAN.encode()), ("DOCX", plan_docx())):
            digests = list(workers.map(digest, [data] * size, range(size)))
            record_property(f"kết quả khác nhau của {size} lần đọc ({name})", len(set(digests)))
            assert len(set(digests)) == 1
