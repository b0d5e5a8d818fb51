"""The process documents are read in: it limits itself, then reads one document after another for its parent.

Both pipes carry messages of lotrinh.convert.frames.
in   REQUEST   JSON {"name", "known": {...}, "cpu_seconds"} and, where wanted, "shown" (the name in the reading, when
               not `name`), "checks" (true: the figures are recomputed) and "quiet" (true: no steps); then DOCUMENT,
               the bytes of the file
out  STEP      JSON {"step": "Đọc tệp", "percent": 10}, any number of them; then one of
     READING   JSON of the reading          REFUSED  JSON {"code", "message"}
     PROGRAM   another program has to be started for this file: to be asked of a process started with `--programs`,
               which may start one, reads one document and ends
     LIMIT     no memory was left           BROKEN   kind and place of a fault of ours; after these two it ends
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

from lotrinh.cli.limits import (
    CPU_SECONDS,
    forbid_the_way_out,
    leave_network,
    limit_memory,
    limit_next_document,
)
from lotrinh.convert import frames
from lotrinh.convert.children import WITH_PROGRAMS
from lotrinh.convert.errors import ConvertError, ProgramNeeded
from lotrinh.convert.legacy_word import has_converter, is_legacy_word, modern_bytes
from lotrinh.convert.recogniser import has_ocr
from lotrinh.lexicon.lists import list_of
from lotrinh.reading.errors import Refused
from lotrinh.reading.sources.edxml import is_message, open_message
from lotrinh.reading.sources.legacy_word import check_secrecy
from lotrinh.reading.sources.opening import pages_to_recognise
from lotrinh.reading.structure.list_rows import read_list
from lotrinh.values.reading import Known, Reading
from lotrinh.values.scan import NO_SCAN, ScannedPages

_PERCENT = {"Đọc tệp": 5, "Tách cấu trúc": 30, "Nhiệm vụ": 50, "Chỉ tiêu": 75, "Đối chiếu": 90}
_OF_PAGES = re.compile(r"Nhận dạng trang (\d+)/(\d+)")


def main(arguments: list[str]) -> int:
    """Serves until the parent closes its end; returns the exit code."""
    programs = WITH_PROGRAMS in arguments
    requests, answers = _own_pipes()
    limit_memory()
    leave_network()
    import_module("lotrinh.reading.pipeline")
    if not programs:
        forbid_the_way_out()
    while (asked := frames.receive(requests)) is not None:
        document = frames.receive(requests)
        if document is None:
            return 1
        kind = _serve(json.loads(asked[1]), document[1], answers, programs)
        if programs or kind in (frames.LIMIT, frames.BROKEN):
            break
        del asked, document
    return 0


def _serve(request: dict[str, Any], data: bytes, answers: BinaryIO, programs: bool) -> bytes:
    """Reads one document and sends its answer; the kind of it. Nothing of the document is held afterwards."""
    limit_next_document(int(request.get("cpu_seconds", CPU_SECONDS)))
    kind, payload = _answer(request, data, answers, programs)
    frames.send(answers, kind, payload)
    return kind


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes under numbers of their own: what a library prints goes nowhere, what it asks for is not there."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return pipes


def _answer(request: dict[str, Any], data: bytes, answers: BinaryIO, programs: bool) -> tuple[bytes, bytes]:
    """The last message of a document: its kind and payload, whatever happens while it is read."""
    quiet = bool(request.get("quiet"))

    def tell(step: str) -> None:
        if not quiet:
            frames.send(answers, frames.STEP, _json({"step": step, "percent": _percent(step)}))

    try:
        if wanted := request.get("list"):
            return frames.READING, _json(read_list(data, request["name"], list_of(wanted)).to_dict())
        known = Known(**request.get("known") or {})
        before_reading = forbid_the_way_out if programs else _nothing
        reading = read_document(
            data, request["name"], known, tell, before_reading,
            programs=programs, scan_pages=request.get("scan_pages"),
        )  # fmt: skip
        return frames.READING, _json(told(reading, request.get("shown"), bool(request.get("checks"))))
    except Refused as refused:
        return frames.REFUSED, _json({"code": refused.code, "message": refused.message})
    except ProgramNeeded:
        return frames.PROGRAM, b""
    except MemoryError:
        return frames.LIMIT, b""
    except Exception as inside:  # noqa: BLE001 - whatever it is, the parent must learn that it is not the file's fault
        return frames.BROKEN, _place_of(inside).encode()


def _percent(step: str) -> int:
    """How far a reading is; recognition of the pages of a scan takes most of its time."""
    page = _OF_PAGES.fullmatch(step)
    return 5 + 25 * (int(page[1]) - 1) // int(page[2]) if page else _PERCENT.get(step, 50)


def _nothing() -> None:
    """Nothing is left to be given up before the reading."""


def told(reading: Reading, shown: str | None = None, checks: bool = False) -> dict[str, Any]:
    """The reading as `lotrinh read` prints it: under the name it is `shown` by, with the `checks` where asked for."""
    if shown is not None:
        reading = dataclasses.replace(reading, source=dataclasses.replace(reading.source, name=shown))
    plain = reading.to_dict()
    if checks:
        from lotrinh.evaluation.claims import check

        plain["checks"] = check(plain)
    return plain


def read_document(
    data: bytes,
    name: str,
    known: Known,
    on_step: Callable[[str], None],
    before_reading: Callable[[], None] = _nothing,
    *,
    programs: bool = True,
    scan_pages: int | None = None,
) -> Reading:
    """The reading of a file, an old Word file converted and a scan recognised first. Raises Refused.

    `source` of the reading describes the file that was sent, not what it was converted to. `before_reading` is called
    when no other program is needed any more. Where `programs` is false none may be started: raises ProgramNeeded for
    a file that needs one, after the secrecy guard has seen it. Of a scan `scan_pages` pages at most are recognised.
    """
    on_step("Đọc tệp")
    document, shown = data, name
    if is_message(data):
        message = open_message(data, name)
        document, shown = message.document, message.name
    converted = _modern(document, shown, programs)
    scanned = NO_SCAN if converted else _recognised(document, shown, on_step, programs, scan_pages)
    before_reading()
    from lotrinh.reading.pipeline import read

    reading = read(data, name, known, on_step, scanned, converted)
    on_step("Đối chiếu")
    return reading


def _modern(data: bytes, name: str, programs: bool) -> bytes | None:
    """An old Word file in a form that can be read; None for other files and where no program can convert it."""
    if not is_legacy_word(data) or not has_converter():
        return None
    check_secrecy(data, name)
    if not programs:
        raise ProgramNeeded
    try:
        return modern_bytes(data)
    except ConvertError as failed:
        raise Refused("unreadable", failed.message) from failed


def _recognised(
    data: bytes, name: str, on_step: Callable[[str], None], programs: bool, most: int | None
) -> ScannedPages:
    """The pages of a scan, as far as they can be recognised here. Raises ProgramNeeded where that is for another process.

    Raises Refused("secret") for a mark in the name or in the words the file has without recognition.
    """
    pages = pages_to_recognise(data, name)[:most]
    if not pages or not has_ocr():
        return NO_SCAN
    if not programs:
        raise ProgramNeeded
    from lotrinh.convert.ocr import read_pages

    try:
        return read_pages(data, pages, on_step)
    except ConvertError:
        return NO_SCAN


def _place_of(fault: Exception) -> str:
    """Kind and place, never the words of a fault: they may quote the document."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} ({os.path.basename(last.filename)}:{last.lineno})"  # noqa: PTH119


def _json(value: dict[str, Any]) -> bytes:
    """A name that is no Unicode keeps its odd bytes as JSON escapes."""
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return words.encode("utf-8", "backslashreplace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
