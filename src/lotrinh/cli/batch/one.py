"""One document of many: its bytes to a reading process, its answer as a line; no fault of a file is an exception."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePosixPath

from lotrinh.cli.batch.documents import Document
from lotrinh.cli.batch.lines import refused_line
from lotrinh.cli.main import INTERNAL, OK, REFUSED, USAGE
from lotrinh.convert.children import Children
from lotrinh.reading.sources.messages import refusal
from lotrinh.reading.sources.opening import LIMIT_MB

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line of results (see lotrinh.cli.batch.lines) for a document, and the exit code of a run with only this file."""

    document: Document
    line: bytes
    exit_code: int

    @property
    def refused(self) -> bool:
        return self.exit_code != OK


def read_one(children: Children, document: Document) -> Outcome:
    """The reading of a document with its checks, or why there is none. Waits while all children are busy."""
    if document.size > LIMIT_MB * _MEGABYTE:
        words = refusal("too_large", limit=LIMIT_MB, size=-(-document.size // _MEGABYTE)).message
        return _refused(document, None, "too_large", words, REFUSED)
    try:
        data = document.path.read_bytes()
    except OSError:
        words = "Không mở được tệp: không có quyền, hoặc tệp đã bị xóa trong lúc đọc."
        return _refused(document, None, "unreadable", words, USAGE)
    name = PurePosixPath(document.name).name
    request = {"name": name, "known": {}, "shown": document.name, "checks": True, "quiet": True}
    answer = children.read(request, data)
    if answer.kind == "reading":
        return Outcome(document, answer.payload, OK)
    why = json.loads(answer.payload)
    code = INTERNAL if answer.internal else REFUSED
    return _refused(document, data, why["code"], why["message"], code)


def _refused(document: Document, data: bytes | None, code: str, message: str, exit_code: int) -> Outcome:
    size = len(data) if data is not None else document.size
    line = refused_line(document.name, size, data, {"code": code, "message": message})
    return Outcome(document, line, exit_code)
