"""Making a copy while people go on working: one moment of the database, then the files its rows name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lotrinh
from lotrinh.cli.archive.container import Writing, written
from lotrinh.cli.archive.contents import FORM, HEAD, MANIFEST, SECRET, Head, Manifest
from lotrinh.cli.archive.errors import NothingToCopy
from lotrinh.cli.archive.steps import Steps
from lotrinh.cli.archive.tables import Count, Tally, leaves_applied, lines_of, models_at, pieces_of

_MOMENT = "moment"
"""Alias of the connection that sees one moment only."""
STEPS = 4


@dataclass(frozen=True, slots=True)
class Made:
    head: Head
    manifest: Manifest


@contextmanager
def one_moment() -> Iterator[str]:
    """A second connection in a transaction that sees nothing of what is written after it began, and holds nobody up."""
    from django.db import connections, transaction

    if "django_migrations" not in connections["default"].introspection.table_names():
        raise NothingToCopy
    told = connections["default"].settings_dict
    is_sqlite = connections["default"].vendor == "sqlite"
    connections.settings[_MOMENT] = {**told, "OPTIONS": {**told["OPTIONS"], **_reading_only(is_sqlite)}}
    try:
        with transaction.atomic(using=_MOMENT):
            with connections[_MOMENT].cursor() as cursor:
                # A transaction begins to see with its first question, not with BEGIN.
                cursor.execute("SELECT count(*) FROM django_migrations")
            yield _MOMENT
    finally:
        connections[_MOMENT].close()
        del connections[_MOMENT]
        del connections.settings[_MOMENT]


def _reading_only(is_sqlite: bool) -> dict[str, Any]:
    if is_sqlite:
        return {"transaction_mode": "DEFERRED"}
    from psycopg import IsolationLevel

    return {
        "isolation_level": IsolationLevel.REPEATABLE_READ,
        "options": "-c default_transaction_read_only=on",
    }


def make(target: Path, passphrase: str, steps: Steps) -> Made:
    """Writes the copy; what the disk lacks of the files is named in the manifest and does not stop it."""
    from django.conf import settings
    from django.db import connections
    from django.utils import timezone

    # Heads are copied after their rows are committed: copies read first never tell of rows the moment does not have.
    heads = _texts(settings.JOURNAL_COPIES, "*.jsonl")
    with written(target, passphrase) as out, one_moment() as alias:
        steps.begin("Chụp dữ liệu tại một thời điểm, việc đang làm trên trang không phải dừng")
        leaves = leaves_applied(connections[alias])
        made_at = timezone.now().isoformat()
        head = Head(FORM, lotrinh.__version__, made_at, connections[alias].vendor, leaves)
        out.add(HEAD, head.to_bytes())
        if passphrase:
            out.add(SECRET, (settings.DATA / "keys" / "secret").read_bytes())
        steps.begin("Ghi các bảng")
        models = models_at(leaves)
        tables = _write_tables(out, models, alias, steps)
        steps.begin("Ghi tệp gốc và minh chứng")
        files, missing = _write_files(out, _named(models, alias), Path(settings.MEDIA_ROOT), steps)
        steps.begin("Ghi khóa công khai, bản ký đầu chuỗi và bản kê")
        keys = _texts(settings.JOURNAL_KEYS, "*.json")
        manifest = Manifest(tables, files, _write_beside(out, {"keys": keys, "journal": heads}), missing)
        out.add(MANIFEST, manifest.to_bytes())
    steps.end()
    return Made(head, manifest)


def _write_tables(out: Writing, models: dict[str, Any], alias: str, steps: Steps) -> dict[str, Count]:
    counts: dict[str, Count] = {}
    rows = 0
    for label, model in models.items():
        tally = Tally()
        for number, piece in enumerate(pieces_of(lines_of(model, alias)), 1):
            tally.add(piece)
            out.add(f"rows/{label}/{number:06}.jsonl", piece)
            steps.so_far(rows + tally.rows, "dòng")
        counts[label] = tally.count
        rows += tally.rows
    return counts


def _named(models: dict[str, Any], alias: str) -> Iterator[tuple[str, int]]:
    """Every kept file the rows of this moment name; their bytes were on the disk before their rows were written."""
    rows = models["files.storedfile"]._base_manager.using(alias).order_by("sha256")
    yield from rows.values_list("sha256", "size").distinct().iterator(chunk_size=1000)


def _write_files(
    out: Writing, named: Iterator[tuple[str, int]], folder: Path, steps: Steps
) -> tuple[dict[str, int], list[str]]:
    files: dict[str, int] = {}
    missing: list[str] = []
    for sha256, size in named:
        path = folder / sha256[:2] / sha256
        if _is_whole(path, sha256, size):
            with path.open("rb") as content:
                out.add_stream(f"files/{sha256[:2]}/{sha256}", size, content)
            files[sha256] = size
        else:
            missing.append(sha256)
        steps.so_far(len(files), "tệp")
    return files, missing


def _is_whole(path: Path, sha256: str, size: int) -> bool:
    if not path.is_file() or path.stat().st_size != size:
        return False
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == sha256


def _texts(folder: Path, ending: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob(ending))}


def _write_beside(out: Writing, texts: dict[str, dict[str, bytes]]) -> dict[str, str]:
    """The public halves of the keys that signed the record, and the copies of its heads."""
    beside: dict[str, str] = {}
    for kind, files in texts.items():
        for name, content in files.items():
            out.add(f"{kind}/{name}", content)
            beside[f"{kind}/{name}"] = hashlib.sha256(content).hexdigest()
    return beside
