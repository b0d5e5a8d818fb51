"""Limits a process sets on itself before it reads what others wrote: time, memory, network, programs, files."""

from __future__ import annotations

import contextlib
import ctypes
import math
import resource
import signal
import sys
import time
from types import FrameType
from typing import Any

CPU_SECONDS = 30
ADDRESS_SPACE = 3 * 1024**3
_GRACE = 5
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "ftplib.",
    "smtplib.",
)


class TimeIsUp(BaseException):
    """The processor time of this file is used up; no `except Exception` on the way may swallow it."""


def limit_memory(size: int = ADDRESS_SPACE) -> None:
    """Memory beyond this is refused by the kernel (MemoryError); no core file is left."""
    _set(resource.RLIMIT_AS, size, size)
    _set(resource.RLIMIT_CORE, 0, 0)


def limit_next_document(seconds: int) -> None:
    """Ends this process by SIGXCPU when it computes longer than that from now on; to be called for each document.

    The limit of the kernel counts from the start of the process, in whole seconds.
    """
    _set(resource.RLIMIT_CPU, math.ceil(time.process_time()) + seconds, resource.RLIM_INFINITY)


def limit_next_file(files_left: int, seconds: int = CPU_SECONDS) -> None:
    """The same for the command line: raises TimeIsUp in what is being read, so that the next file can follow.

    A library that does not come back to Python is ended by the kernel when the time of all `files_left` is over.
    """
    used = math.ceil(time.process_time())
    _set(resource.RLIMIT_CPU, used + seconds, used + (seconds + _GRACE) * max(1, files_left))
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGXCPU, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TimeIsUp


def _set(kind: int, soft: int, hard: int) -> None:
    """A limit that somebody set lower before stays."""
    _, highest = resource.getrlimit(kind)
    if highest != resource.RLIM_INFINITY:
        hard = highest if hard == resource.RLIM_INFINITY else min(hard, highest)
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))


def leave_network() -> bool:
    """Moves into a network of its own, with nothing in it; False where the kernel does not allow that."""
    library = ctypes.CDLL(None, use_errno=True)
    return bool(library.unshare(_NEW_NETWORK) == 0 or library.unshare(_NEW_USER | _NEW_NETWORK) == 0)


def forbid_the_way_out() -> None:
    """From here on Python refuses to open a connection or to start a program, and the kernel to write into a file;
    it cannot be taken back."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
