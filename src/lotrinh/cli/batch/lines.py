"""A line of results: a reading, or what was refused; and telling from it which file it came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

_HEAD = 8192
_SOURCE = '"source":'
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Origin:
    """The file a line came from. `digest` is None where the file was not opened; `refused` is the code, if it was."""

    name: str
    size: int
    digest: str | None
    refused: str | None


def is_worth_another_try(code: str, digest: str | None) -> bool:
    """Whether a later run should try a refused file again: the fault may have been the machine's, or rights to it.

    >>> is_worth_another_try("crashed", "ab12"), is_worth_another_try("unreadable", None)
    (True, True)
    >>> is_worth_another_try("unreadable", "ab12"), is_worth_another_try("too_large", None)
    (False, False)
    """
    return code == "crashed" or (digest is None and code != "too_large")


def refused_line(name: str, size: int, data: bytes | None, refusal: dict[str, str]) -> bytes:
    """{"name", "bytes", "sha256", "refused": {"code", "message"}}, without a line break."""
    digest = sha256(data).hexdigest() if data is not None else None
    line = {"name": name, "bytes": size, "sha256": digest, "refused": refusal}
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace")


def origin_of(line: bytes) -> Origin | None:
    """None for what is no whole line of results.

    Readings are long and `source` stands near their beginning: of a line that ends as an object only that is parsed.

    >>> origin_of(refused_line("a.txt", 0, b"", {"code": "empty", "message": "Tệp trống."}) + b"\\n").refused
    'empty'
    """
    if not line.endswith(b"}\n"):
        return None
    try:
        return _of_head(line) or _of_whole(json.loads(line))
    except (ValueError, KeyError, TypeError):
        return None


def _of_head(line: bytes) -> Origin | None:
    head = line[:_HEAD].decode("utf-8", "ignore")
    start = head.find(_SOURCE)
    if start < 0 or not head.startswith('{"format":'):
        return None
    try:
        source, _ = _DECODER.raw_decode(head, start + len(_SOURCE))
        return _of_source(source)
    except (ValueError, KeyError, TypeError):
        return None


def _of_whole(value: dict[str, Any]) -> Origin:
    if "refused" in value:
        return Origin(str(value["name"]), int(value["bytes"]), value["sha256"], str(value["refused"]["code"]))
    return _of_source(value["source"])


def _of_source(source: dict[str, Any]) -> Origin:
    return Origin(str(source["name"]), int(source["bytes"]), str(source["sha256"]), None)
