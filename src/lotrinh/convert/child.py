"""Reading in a process of its own, watched from outside: what a hostile file can break is only that process."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import lotrinh

WALL_SECONDS = 35.0
RESIDENT_BYTES = 1024**3
_ANSWER_BYTES = 512 * 1024**2
_PAUSE = 0.05
_BROKEN = (
    "Không đọc được tệp: bộ đọc dừng giữa chừng vì {why}. "
    "Tệp không được lưu; hãy tải bản Word của văn bản hoặc tách phụ lục thành tệp riêng rồi thử lại."
)
OnStep = Callable[[str, int], None]


def read_in_child(
    data: bytes,
    name: str,
    known: dict[str, Any],
    on_step: OnStep,
    *,
    wall_seconds: float = WALL_SECONDS,
    resident_bytes: int = RESIDENT_BYTES,
    module: str = "lotrinh.cli.read_child",
) -> dict[str, Any]:
    """{"reading": ...} or {"refused": {"code", "message"}}; never raises for what is in the file.

    `known` has the fields of lotrinh.values.reading.Known. `on_step(step, percent)` is called in the caller's thread.
    A child that takes longer than `wall_seconds` or holds more than `resident_bytes` is ended, with all it started;
    that, and a child that dies by itself, is refused with the code "crashed". Nothing is written to a disk.
    """
    header = json.dumps({"name": name, "known": known}, ensure_ascii=False).encode()
    process = _start(module)
    try:
        return _attend(
            process, header + b"\n" + data, on_step, time.monotonic() + wall_seconds, resident_bytes
        )
    finally:
        _end(process)


def _start(module: str) -> subprocess.Popen[bytes]:
    """Only what the child needs of the environment, and the path this package was imported from."""
    source = str(Path(lotrinh.__file__).parent.parent)
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "PYTHONPATH": source,
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_THREAD_LIMIT": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", module], env=environment, cwd="/", start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def _attend(
    process: subprocess.Popen[bytes], request: bytes, on_step: OnStep, deadline: float, resident_bytes: int
) -> dict[str, Any]:
    steps: queue.SimpleQueue[tuple[str, int]] = queue.SimpleQueue()
    output: list[bytes] = []
    threads = [
        threading.Thread(target=_feed, args=(process.stdin, request), daemon=True),
        threading.Thread(target=_listen, args=(process.stderr, steps), daemon=True),
        threading.Thread(target=_collect, args=(process.stdout, output), daemon=True),
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads) or process.poll() is None:
        if time.monotonic() > deadline:
            return crashed("đọc quá lâu")
        if _resident(process.pid) > resident_bytes:
            return crashed("tệp đòi quá nhiều bộ nhớ")
        _relay(steps, on_step, _PAUSE)
    _relay(steps, on_step, 0)
    return _answer(process.returncode, b"".join(output))


def _relay(steps: queue.SimpleQueue[tuple[str, int]], on_step: OnStep, wait: float) -> None:
    """Hands steps on; waits for the first of them, so that a quick child is not waited for longer than it takes."""
    with contextlib.suppress(queue.Empty):
        step, percent = steps.get(timeout=wait) if wait else steps.get_nowait()
        on_step(step, percent)
        while True:
            on_step(*steps.get_nowait())


def _feed(stream: IO[bytes], request: bytes) -> None:
    """The child may refuse and end before it has read everything."""
    with contextlib.suppress(BrokenPipeError, ConnectionError), stream:
        stream.write(request)


def _listen(stream: IO[bytes], steps: queue.SimpleQueue[tuple[str, int]]) -> None:
    for line in stream:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            step = json.loads(line)
            steps.put((str(step["step"]), int(step["percent"])))


def _collect(stream: IO[bytes], output: list[bytes]) -> None:
    size = 0
    while size <= _ANSWER_BYTES and (piece := stream.read(1 << 16)):
        size += len(piece)
        output.append(piece)


def _resident(pid: int) -> int:
    """Bytes of memory a process holds; 0 when it is gone or the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _answer(code: int, output: bytes) -> dict[str, Any]:
    if code in (0, 3):
        with contextlib.suppress(ValueError):
            answer = json.loads(output)
            if isinstance(answer, dict) and ("reading" in answer or "refused" in answer):
                return answer
    if -code in (signal.SIGXCPU, signal.SIGKILL):
        return crashed("đọc quá lâu")
    return crashed("gặp lỗi bên trong")


def crashed(why: str) -> dict[str, Any]:
    """The answer for a reading that did not come to its end; `why` follows "vì"."""
    return {"refused": {"code": "crashed", "message": _BROKEN.format(why=why)}}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the child and whatever it started, and leaves no zombie."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.close()
