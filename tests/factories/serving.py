"""A server of the product in a process of its own, for tests that come in by HTTP or by a browser."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.factories.example import Site

_PATIENCE = 120
UNLIMITED = {f"LOTRINH_LIMIT_{name}": "1000000" for name in ("UPLOADS", "EXPORTS", "COMPILES", "SEARCHES")}
"""A test does in seconds what a person does in a day."""


@dataclass(slots=True)
class Serving:
    """A running server: its port, its process, what it said so far, and after it ended the processor time it took."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    cpu_seconds: float = 0.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def told(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(site: Site, *options: str, port: int = 0, **more: str) -> Iterator[Serving]:
    """Starts `lotrinh serve`, waits until it is ready, and stops it at the end; `more` are environment variables."""
    port, log = port or free_port(), site.folder / "serve.log"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with log.open("wb") as out:
        command = site.command("serve", "--port", str(port), *options)
        process = subprocess.Popen(
            command, env={**site.environment, **UNLIMITED, **more}, stdout=out, stderr=out
        )
    server = Serving(port, process, log)
    try:
        _wait(server)
        yield server
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGTERM)
        process.wait(30)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        server.cpu_seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _wait(server: Serving) -> None:
    end = time.monotonic() + _PATIENCE
    while not any(line.startswith("Sẵn sàng") for line in server.told()):
        assert server.process.poll() is None, "\n".join(server.told())
        assert time.monotonic() < end, "\n".join(server.told())
        time.sleep(0.1)
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        assert server.process.poll() is None and time.monotonic() < end, "\n".join(server.told())
        time.sleep(0.05)
