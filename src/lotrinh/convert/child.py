"""One process that reads documents one after another, watched from outside: what a hostile file can break is only
that process."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import lotrinh
from lotrinh.convert import frames
from lotrinh.convert.errors import BadFrame

READER = (sys.executable, "-m", "lotrinh.cli.read_child")
TOO_LONG, TOO_MUCH, INSIDE = "đọc quá lâu", "tệp đòi quá nhiều bộ nhớ", "gặp lỗi bên trong"
_PAUSE = 0.05
_PIECE = 1 << 18
_BROKEN = (
    "Không đọc được tệp: bộ đọc dừng giữa chừng vì {why}. "
    "Tệp không được lưu; hãy tải bản Word của văn bản hoặc tách phụ lục thành tệp riêng rồi thử lại."
)
_ENDS: dict[bytes, Literal["reading", "refused", "program"]] = {
    frames.READING: "reading",
    frames.REFUSED: "refused",
    frames.PROGRAM: "program",
}
OnStep = Callable[[str, int], None]
log = logging.getLogger("lotrinh.convert")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: processor time (kept by the kernel), time on the clock and memory (watched)."""

    cpu_seconds: int = 30
    wall_seconds: float = 35.0
    resident_bytes: int = 1024**3


@dataclass(frozen=True, slots=True)
class Answer:
    """How a reading ended. `payload` is JSON: the reading, or {"code", "message"} of a refusal.

    "program" means that another program is needed; `internal` that the fault is the reader's and not the file's.
    """

    kind: Literal["reading", "refused", "program"]
    payload: bytes
    internal: bool = False

    def as_dict(self) -> dict[str, Any]:
        """{"reading": ...} or {"refused": {"code", "message"}}."""
        return {self.kind: json.loads(self.payload)}


def crashed(why: str) -> Answer:
    """The answer for a reading that did not come to its end; `why` follows "vì"."""
    refusal = {"code": "crashed", "message": _BROKEN.format(why=why)}
    return Answer("refused", json.dumps(refusal, ensure_ascii=False).encode(), internal=why == INSIDE)


class ReadingChild:
    """A running reading process. It ends itself, or is ended, with the first document that breaks a limit or it."""

    __slots__ = ("_incoming", "_inlet", "_outlet", "_process", "documents")

    def __init__(self, command: Sequence[str] = READER) -> None:
        self.documents = 0
        self._incoming = frames.Incoming()
        self._process = _start(command)
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101 - both are pipes
        self._inlet, self._outlet = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._inlet, False)
        os.set_blocking(self._outlet, False)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def resident(self) -> int:
        """Bytes of memory the process holds; 0 when it is gone or the system does not tell."""
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[1])
        except (OSError, IndexError, ValueError):
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE")

    def read(self, request: dict[str, Any], data: bytes, on_step: OnStep, limits: Limits) -> Answer:
        """Hands over one document and waits for the end of its reading; steps are told in the caller's thread.

        `request` has `name` and `known` (the fields of lotrinh.values.reading.Known), and what
        lotrinh.cli.read_child says of the rest. Whatever goes wrong is an answer; an exception of `on_step` is not,
        and ends the process as an interrupt does.
        """
        self.documents += 1
        header = json.dumps({**request, "cpu_seconds": limits.cpu_seconds}).encode()
        try:
            answer = self._attend(_Outgoing(header, data), on_step, limits)
        except BadFrame:
            answer = None
        except BaseException:
            self.end()
            raise
        if answer is None:
            self.end()
            return crashed(INSIDE)
        return answer

    def _attend(self, outgoing: _Outgoing, on_step: OnStep, limits: Limits) -> Answer | None:
        deadline, look = time.monotonic() + limits.wall_seconds, 0.0
        with selectors.DefaultSelector() as both:
            both.register(self._outlet, selectors.EVENT_READ)
            both.register(self._inlet, selectors.EVENT_WRITE)
            while True:
                now = time.monotonic()
                if now > deadline:
                    return self._stopped(TOO_LONG)
                if now >= look:
                    look = now + _PAUSE
                    if self.resident() > limits.resident_bytes:
                        return self._stopped(TOO_MUCH)
                for key, _ in both.select(_PAUSE):
                    if key.fd == self._inlet:
                        if outgoing.write_to(self._inlet):
                            both.unregister(self._inlet)
                    elif (answer := self._hear(on_step)) is not None:
                        if not outgoing.gone:
                            self.end()
                        return answer

    def _hear(self, on_step: OnStep) -> Answer | None:
        """One piece of what the process says; the answer once it is there. Raises BadFrame."""
        piece = os.read(self._outlet, _PIECE)
        if not piece:
            return self._died()
        for kind, payload in self._incoming.add(piece):
            if kind == frames.STEP:
                on_step(*_step_in(payload))
            elif kind in _ENDS:
                return Answer(_ENDS[kind], payload)
            elif kind == frames.LIMIT:
                return self._stopped(TOO_MUCH)
            elif kind == frames.BROKEN:
                log.error("Bộ đọc gặp lỗi bên trong: %s", payload.decode("utf-8", "replace"))
                return self._stopped(INSIDE)
            else:
                raise BadFrame
        return None

    def _stopped(self, why: str) -> Answer:
        self.end()
        return crashed(why)

    def _died(self) -> Answer:
        """The kernel ends a process that computes too long by SIGXCPU, one for which no memory is left by SIGKILL."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        code = self._process.poll()
        return self._stopped(TOO_LONG if code in (-signal.SIGXCPU, -signal.SIGKILL) else INSIDE)

    def kill(self) -> None:
        """Ends the process and whatever it started; for a thread other than the one that waits for its answer."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """The same, and leaves no zombie and no open pipe."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()


class _Outgoing:
    """A request and its document on their way into a pipe, as far as the pipe takes them."""

    __slots__ = ("_pieces",)

    def __init__(self, header: bytes, data: bytes) -> None:
        front = (
            frames.head_of(frames.REQUEST, len(header)) + header + frames.head_of(frames.DOCUMENT, len(data))
        )
        self._pieces = [memoryview(front), memoryview(data)]

    @property
    def gone(self) -> bool:
        return not self._pieces

    def write_to(self, pipe: int) -> bool:
        """Writes what the pipe takes now; True when nothing is left, or nobody reads it any more."""
        try:
            while self._pieces:
                written = os.write(pipe, self._pieces[0])
                self._pieces[0] = self._pieces[0][written:]
                if not self._pieces[0]:
                    del self._pieces[0]
        except BlockingIOError:
            return False
        except (BrokenPipeError, ConnectionError):
            return True
        return True


def _step_in(payload: bytes) -> tuple[str, int]:
    try:
        step = json.loads(payload)
        return str(step["step"]), int(step["percent"])
    except (ValueError, KeyError, TypeError) as nonsense:
        raise BadFrame from nonsense


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Only what the process needs of the environment, and the path this package was imported from."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(lotrinh.__file__).parent.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_THREAD_LIMIT": "1",
    }
    return subprocess.Popen(
        list(command), env=environment, cwd="/", start_new_session=True, bufsize=0,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
