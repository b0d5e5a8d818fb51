"""A backup as one .tar.gz: every table as JSON lines, every kept file, and a manifest of counts and hashes.

Rows and not database files are kept, so that an archive made on SQLite restores into PostgreSQL and back. Private keys are
left out: a restored site makes its own. The public keys that signed the record and the copies of its heads come along, so
that it can still be verified; they need no hash of their own, since every signature speaks for itself.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import lotrinh

MANIFEST = "manifest.json"
ROWS = "rows.jsonl"
LEFT_OUT = {"sessions.session", "contenttypes.contenttype", "auth.permission"}
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""The first bytes of every archive: gzip without name and time, so that a changed byte shows here too."""
_PIECE = 1024 * 1024


class Damaged(Exception):
    """The archive is not what its manifest says; the message names the part."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`tables`: rows per model; `rows_sha256`: of rows.jsonl; `files`: sha256 names of the kept files."""

    version: str
    made_at: str
    tables: dict[str, int]
    rows_sha256: str
    files: list[str]


def _models() -> list[Any]:
    from django.apps import apps

    return [m for m in apps.get_models() if m._meta.label_lower not in LEFT_OUT and m._meta.managed]


def _rows() -> Iterator[Any]:
    for model in _models():
        yield from model._default_manager.order_by("pk").iterator()


def counts() -> dict[str, int]:
    """Rows per model, as they are in the database now."""
    return {model._meta.label_lower: model._default_manager.count() for model in _models()}


def all_rows() -> bytes:
    """Every row as a line of JSON, in an order that is the same on every database."""
    from django.core import serializers
    from django.core.serializers.json import DjangoJSONEncoder

    class Exact(DjangoJSONEncoder):
        """Moments to the microsecond: Django's own encoder cuts them, and the record's hashes would no longer fit."""

        def default(self, o: Any) -> Any:
            return o.isoformat() if isinstance(o, datetime) else super().default(o)

    buffer = io.StringIO()
    serializers.serialize("jsonl", _rows(), stream=buffer, ensure_ascii=False, cls=Exact)
    return buffer.getvalue().encode()


def holds_rows_of(manifest: Manifest) -> bool:
    """Whether the database has the very rows the manifest was made of."""
    return hashlib.sha256(all_rows()).hexdigest() == manifest.rows_sha256


def make(target: Path, data: Path, made_at: str) -> Manifest:
    """Writes the archive under a draft name and renames it when it is whole."""
    from django.db import transaction

    with transaction.atomic():
        rows, tables = all_rows(), counts()
    files = sorted(path for path in (data / "files").glob("??/*") if "." not in path.name)
    manifest = Manifest(
        lotrinh.__version__, made_at, tables, hashlib.sha256(rows).hexdigest(), [path.name for path in files]
    )
    draft = target.with_name(target.name + ".draft")
    draft.touch(mode=0o600)
    with (
        draft.open("wb") as out,
        gzip.GzipFile("", "wb", fileobj=out, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        _add(archive, MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode())
        _add(archive, ROWS, rows)
        for path in files:
            archive.add(path, f"files/{path.parent.name}/{path.name}")
        for path in sorted((data / "keys" / "journal").glob("*.json")):
            archive.add(path, f"keys/{path.name}")
        for path in sorted((data / "journal").glob("*.jsonl")):
            archive.add(path, f"journal/{path.name}")
    draft.replace(target)
    return manifest


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def unpack(source: Path, into: Path) -> Manifest:
    """Checks every part against the manifest and lays it under `into`; raises Damaged before anything is used."""
    try:
        _check_stream(source)
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(into, filter="data")
        manifest = Manifest(**json.loads((into / MANIFEST).read_text("utf-8")))
    except (tarfile.TarError, zlib.error, OSError, ValueError, TypeError, EOFError, KeyError) as error:
        raise Damaged(f"không mở được tệp sao lưu ({error})") from error
    if hashlib.sha256((into / ROWS).read_bytes()).hexdigest() != manifest.rows_sha256:
        raise Damaged("phần dữ liệu không khớp mã băm")
    for name in manifest.files:
        path = into / "files" / name[:2] / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != name:
            raise Damaged(f"tệp gốc {name[:12]}… thiếu hoặc không khớp mã băm")
    return manifest


def _check_stream(source: Path) -> None:
    """Reads the archive to its end, which tarfile does not, so that the checksum of the whole is compared."""
    with source.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise ValueError("phần đầu tệp đã đổi")
    with gzip.open(source) as stream:
        while stream.read(_PIECE):
            pass


def load(folder: Path) -> None:
    """Puts the rows of an unpacked archive into the (empty) database of the running site."""
    from django.core.management import call_command

    call_command("loaddata", str(folder / ROWS), verbosity=0)
