"""What a copy says of itself: a head before everything, a manifest after everything."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import lotrinh
from lotrinh.cli.archive.errors import Damaged, TooNew
from lotrinh.cli.archive.tables import Count, unknown_migrations

HEAD, MANIFEST, SECRET = "head.json", "manifest.json", "secret"
FORM = 2
"""1: version 0.1.0, all rows in one part. 2: rows in pieces, the state of the tables, hashes of every table."""
ROWS = re.compile(r"rows/([a-z]+\.[a-z0-9_]+)/[0-9]{6}\.jsonl")
FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
BESIDE = re.compile(r"(keys|journal)/([0-9A-Za-z-]{1,80}\.jsonl?)")
"""Public keys that signed the record, and the copies of its signed heads."""
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Head:
    """`migrations`: app -> the last steps its tables had been through."""

    form: int
    version: str
    made_at: str
    database: str
    migrations: dict[str, list[str]]

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files`: SHA-256 -> size; `beside`: name -> SHA-256; `missing`: files that rows name and the disk did not have."""

    tables: dict[str, Count]
    files: dict[str, int]
    beside: dict[str, str]
    missing: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(count.rows for count in self.tables.values())

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def content_hash(tables: Mapping[str, Count]) -> str:
    """One hash for all rows of a site: equal where every row of every table is equal."""
    told = json.dumps({label: [count.rows, count.sha256] for label, count in tables.items()}, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def head_from(content: bytes) -> Head:
    """A head this version can follow."""
    try:
        told = json.loads(content)
        form, version = int(told["form"]), str(told["version"])
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged("phần mở đầu không đọc được") from error
    if form > FORM or _numbers(version) > _numbers(lotrinh.__version__):
        raise TooNew(version)
    try:
        head = Head(**told)
    except TypeError as error:
        raise Damaged("phần mở đầu không đọc được") from error
    if unknown := unknown_migrations(head.migrations):
        raise TooNew(f"{version}, có bước cập nhật {unknown[0]}")
    return head


def manifest_from(content: bytes) -> Manifest:
    try:
        told = json.loads(content)
        tables = {label: Count(**count) for label, count in told.pop("tables").items()}
        return Manifest(tables=tables, **told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged("bản kê không đọc được") from error


def _numbers(version: str) -> list[int]:
    """
    >>> _numbers("0.10.0") > _numbers("0.9.2")
    True
    """
    return [int(number) for number in re.findall(r"\d+", version)]
