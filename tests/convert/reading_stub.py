"""Reading processes that misbehave on purpose, for tests: what one does is the first word of the document it gets.

Run as a program; speaks the messages of lotrinh.convert.frames as lotrinh.cli.read_child does.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lotrinh.cli.limits import limit_next_document
from lotrinh.convert import frames

COMMAND = (sys.executable, str(Path(__file__).resolve()))
_held: list[bytearray] = []


def answer(**words: object) -> None:
    frames.send(sys.stdout.buffer, frames.READING, json.dumps(words).encode())


def compute() -> None:
    while True:
        pass


def work(seconds: str) -> None:
    end = time.process_time() + float(seconds)
    while time.process_time() < end:
        pass


def hold(megabytes: str) -> None:
    _held.append(bytearray(int(megabytes) * 1024**2))


def hold_and_wait(megabytes: str) -> None:
    hold(megabytes)
    time.sleep(60)


def start_and_wait(marker: str) -> None:
    subprocess.Popen(["sh", "-c", f"sleep 1; touch {marker}"])
    time.sleep(60)


def babble() -> None:
    sys.stdout.buffer.write(b"kh\xc3\xb4ng ph\xe1\xba\xa3i th\xc3\xb4ng \xc4\x91i\xe1\xbb\x87p\n")
    sys.stdout.buffer.flush()


ACTS: dict[str, Callable[..., object]] = {
    "read": lambda: None,
    "exit": lambda: os._exit(7),
    "segfault": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "babble": babble,
    "step": lambda: frames.send(sys.stdout.buffer, frames.STEP, b'["no step"]'),
    "huge": lambda: sys.stdout.buffer.write(frames.head_of(frames.READING, 1 << 40)),
    "memory": lambda: frames.send(sys.stdout.buffer, frames.LIMIT),
    "fault": lambda: frames.send(sys.stdout.buffer, frames.BROKEN, b"ZeroDivisionError (x.py:1)"),
    "compute": compute,
    "work": work,
    "sleep": lambda: time.sleep(60),
    "hold": hold,
    "hold_and_wait": hold_and_wait,
    "start": start_and_wait,
}


def main() -> None:
    programs = "--programs" in sys.argv
    while (asked := frames.receive(sys.stdin.buffer)) is not None:
        request = json.loads(asked[1])
        document = frames.receive(sys.stdin.buffer)
        assert document is not None
        limit_next_document(request["cpu_seconds"])
        act, *arguments = document[1].decode().split()[:2]
        if act == "program" and not programs:
            frames.send(sys.stdout.buffer, frames.PROGRAM)
            continue
        ACTS.get(act, ACTS["read"])(*arguments)
        answer(pid=os.getpid(), name=request["name"], programs=programs)


if __name__ == "__main__":
    main()
