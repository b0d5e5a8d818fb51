"""The process a file is read in: it limits itself, reads one document from stdin and answers on stdout, then ends.

stdin   one line of JSON {"name": ..., "known": {...}}, then the bytes of the file until the end
stderr  lines of JSON {"step": "Đọc tệp", "percent": 10}
stdout  {"reading": {...}} or {"refused": {"code": ..., "message": ...}}
exit    0 read, 3 refused, 4 broke inside
"""

from __future__ import annotations

import ctypes
import dataclasses
import hashlib
import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from lotrinh.convert.child import crashed
from lotrinh.convert.errors import ConvertError
from lotrinh.convert.legacy_word import has_converter, is_legacy_word, modern_bytes
from lotrinh.reading.errors import Refused
from lotrinh.reading.sources.legacy_word import check_secrecy
from lotrinh.values.reading import Known, Reading

CPU_SECONDS = 30
ADDRESS_SPACE = 3 * 1024**3
_PERCENT = {"Đọc tệp": 10, "Tách cấu trúc": 30, "Nhiệm vụ": 50, "Chỉ tiêu": 75, "Đối chiếu": 90}
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


def main() -> int:
    """Reads the document on stdin; returns the exit code."""
    limit_resources()
    leave_network()
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    known = Known(**request.get("known") or {})
    try:
        reading = read_document(data, request["name"], known, _report, forbid_processes_and_sockets)
    except Refused as refused:
        return _answer({"refused": {"code": refused.code, "message": refused.message}}, 3)
    except MemoryError:
        return _answer(crashed("tệp đòi quá nhiều bộ nhớ"), 3)
    return _answer({"reading": reading.to_dict()}, 0)


def read_document(
    data: bytes,
    name: str,
    known: Known,
    on_step: Callable[[str], None],
    before_reading: Callable[[], None] = lambda: None,
) -> Reading:
    """The reading of a file, an old Word file converted first. Raises Refused.

    `source` of the reading describes the file that was sent, not what it was converted to. `before_reading` is called
    when no other program is needed any more.
    """
    on_step("Đọc tệp")
    sent = data
    if is_legacy_word(data) and has_converter():
        check_secrecy(data, name)
        try:
            data = modern_bytes(data)
        except ConvertError as failed:
            raise Refused("unreadable", failed.message) from failed
    before_reading()
    from lotrinh.reading.pipeline import read

    reading = read(data, name, known, on_step)
    on_step("Đối chiếu")
    if data is sent:
        return reading
    digest = hashlib.sha256(sent).hexdigest()
    source = dataclasses.replace(
        reading.source, sha256=digest, size=len(sent), media_type="application/msword"
    )
    return dataclasses.replace(reading, source=source)


def limit_resources() -> None:
    """Ends this process by the kernel when it computes or asks for memory without end; no core file is left."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_network() -> bool:
    """Moves into a network of its own, with nothing in it; False where the kernel does not allow that."""
    library = ctypes.CDLL(None, use_errno=True)
    return bool(library.unshare(_NEW_NETWORK) == 0 or library.unshare(_NEW_USER | _NEW_NETWORK) == 0)


def forbid_processes_and_sockets() -> None:
    """From here on Python refuses to open a connection or to start a program; it cannot be taken back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


def _report(step: str) -> None:
    sys.stderr.write(json.dumps({"step": step, "percent": _PERCENT.get(step, 50)}, ensure_ascii=False) + "\n")
    sys.stderr.flush()


def _answer(answer: dict[str, Any], code: int) -> int:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        code = main()
    except Exception as inside:  # noqa: BLE001 - whatever it is, the parent must learn that it is not the file's fault
        _report(f"Lỗi bên trong: {type(inside).__name__}")
        code = 4
    sys.exit(code)
