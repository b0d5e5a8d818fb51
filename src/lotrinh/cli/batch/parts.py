"""Parquet files of a cluster's readings: one row for each document; written by workers, put in place by the driver."""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lotrinh.cli.batch.documents import Document
from lotrinh.cli.batch.one import Outcome

if TYPE_CHECKING:
    import pyarrow

READINGS, ERRORS, DRAFTS = "readings", "errors", ".drafts"
_FILE = (("name", "string"), ("bytes", "int64"), ("changed", "int64"), ("sha256", "string"))
_COUNTED = ("citations", "targets", "tasks", "duties", "results", "findings", "unread")
_READING = (
    *_FILE, ("kind", "string"), ("type", "string"), ("number", "string"), ("issuer", "string"), ("date", "date32"),
    ("title", "string"), ("ocr", "bool_"), ("pages", "int32"),
    *((name, "int32") for name in _COUNTED), ("reading", "string"),
)  # fmt: skip
_ERROR = (*_FILE, ("code", "string"), ("message", "string"), ("exit_code", "int8"))
_ROWS_AT_ONCE, _BYTES_AT_ONCE = 64, 16 * 1024**2


@dataclass(frozen=True, slots=True)
class Draft:
    """What a worker wrote for a batch: the names of its two files among the drafts, and the highest exit code."""

    readings: str
    errors: str
    read: int
    refused: int
    exit_code: int


def schema(columns: Iterable[tuple[str, str]]) -> pyarrow.Schema:
    """Column name and name of its Arrow type -> schema."""
    import pyarrow

    return pyarrow.schema([(name, getattr(pyarrow, kind)()) for name, kind in columns])


def write_draft(folder: Path, outcomes: Iterable[Outcome]) -> Draft:
    """Writes the two files under names nobody else uses, whole on disk when this returns; holds few rows at once."""
    stem = f"{folder / DRAFTS / uuid.uuid4().hex}"
    read = refused = code = 0
    with _Rows(f"{stem}.readings", _READING) as readings, _Rows(f"{stem}.errors", _ERROR) as errors:
        for outcome in outcomes:
            code = max(code, outcome.exit_code)
            if outcome.refused:
                refused += 1
                errors.add(_error_row(outcome), 0)
            else:
                read += 1
                readings.add(_reading_row(outcome), len(outcome.line))
    return Draft(f"{Path(stem).name}.readings", f"{Path(stem).name}.errors", read, refused, code)


def put_in_place(folder: Path, batch: str, draft: Draft) -> None:
    """The errors first: a batch counts as read once its readings are there. A batch that is there is replaced."""
    drafts = folder / DRAFTS
    (drafts / draft.errors).replace(folder / ERRORS / f"{batch}.parquet")
    (drafts / draft.readings).replace(folder / READINGS / f"{batch}.parquet")


def files_in(part: Path) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of change of each file in a part, without its readings; none where there is no part."""
    import pyarrow.parquet

    if not part.exists():
        return

    with pyarrow.parquet.ParquetFile(part) as file:
        for rows in file.iter_batches(columns=["name", "bytes", "changed"]):
            yield from zip(*(column.to_pylist() for column in rows.columns), strict=True)


def keep_errors(folder: Path, batch: str, is_kept: Callable[[str, str | None], bool]) -> int:
    """How many errors of a batch are left when only those are kept whose code and digest say so."""
    import pyarrow.parquet

    part = folder / ERRORS / f"{batch}.parquet"
    if not part.exists():
        return 0
    rows = pyarrow.parquet.read_table(part).to_pylist()
    kept = [row for row in rows if is_kept(row["code"], row["sha256"])]
    if len(kept) < len(rows):
        draft = folder / DRAFTS / part.name
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(kept, schema=schema(_ERROR)), draft)
        draft.replace(part)
    return len(kept)


def _file_row(document: Document, digest: str | None) -> dict[str, Any]:
    return {"name": document.name, "bytes": document.size, "changed": document.changed, "sha256": digest}


def _reading_row(outcome: Outcome) -> dict[str, Any]:
    reading = json.loads(outcome.line)
    header, source = reading["header"], reading["source"]
    return {
        **_file_row(outcome.document, source["sha256"]),
        **{name: _text(header[name]) for name in ("type", "number", "issuer", "title")},
        "date": _day(header["date"]),
        "kind": reading["kind"],
        "ocr": source["ocr"],
        "pages": source["pages"],
        **{name: len(reading[name]) for name in _COUNTED},
        "reading": outcome.line.decode(),
    }


def _text(value: str | None) -> str | None:
    """Parquet takes no half of a surrogate pair."""
    return value.encode("utf-8", "replace").decode() if value is not None else None


def _day(value: str | None) -> date | None:
    with contextlib.suppress(TypeError, ValueError):
        return date.fromisoformat(value)  # type: ignore[arg-type]
    return None


def _error_row(outcome: Outcome) -> dict[str, Any]:
    line = json.loads(outcome.line)
    return {
        **_file_row(outcome.document, line["sha256"]), **line["refused"], "exit_code": outcome.exit_code,
    }  # fmt: skip


class _Rows:
    """A Parquet file that rows are added to; some are held until there are enough for a group."""

    def __init__(self, path: str, columns: tuple[tuple[str, str], ...]) -> None:
        import pyarrow.parquet

        self._path = path
        self._schema = schema(columns)
        self._writer = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._held: list[dict[str, Any]] = []
        self._size = 0

    def __enter__(self) -> _Rows:
        return self

    def add(self, row: dict[str, Any], size: int) -> None:
        self._held.append(row)
        self._size += size
        if len(self._held) >= _ROWS_AT_ONCE or self._size >= _BYTES_AT_ONCE:
            self._write()

    def _write(self) -> None:
        import pyarrow

        if self._held:
            self._writer.write_table(pyarrow.Table.from_pylist(self._held, schema=self._schema))
        self._held, self._size = [], 0

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """A file that did not come to its end has no footer, and nobody is told of it."""
        if kind is None:
            self._write()
        self._writer.close()
        handle = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
