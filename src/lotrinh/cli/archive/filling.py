"""Reading a copy into tables and a folder that were empty, everything compared on the way and once more at the end."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lotrinh.cli.archive import former
from lotrinh.cli.archive.container import Container, Part
from lotrinh.cli.archive.contents import (
    BESIDE,
    FILE,
    HEAD,
    MANIFEST,
    ROWS,
    SECRET,
    Head,
    Manifest,
    head_from,
    manifest_from,
)
from lotrinh.cli.archive.errors import Damaged, NoRoom, Unfit
from lotrinh.cli.archive.steps import Steps
from lotrinh.cli.archive.tables import Count, Tally, as_line, put_back

_LARGEST_ROWS = 512 * 1024 * 1024
_LARGEST_MANIFEST = 256 * 1024 * 1024
_LARGEST_BESIDE = 256 * 1024 * 1024
_AT_ONCE = 200


@dataclass(slots=True)
class Filled:
    """What went in so far. `has_secret`: the copy brought the key that opens second steps."""

    rows: dict[str, Tally] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    manifest: Manifest | None = None
    has_secret: bool = False

    @property
    def row_count(self) -> int:
        return sum(tally.rows for tally in self.rows.values())


def head_of(container: Container) -> Head:
    """What the first part says; raises Damaged or TooNew before anything is touched."""
    for part in container.parts():
        if part.name == HEAD:
            if not container.has_hash:
                raise Damaged("thiếu phần cuối, tệp bị cắt")
            return head_from(part.whole(_LARGEST_MANIFEST))
        if former.is_former(part):
            former.check_end(container)
            return former.head_and_manifest(part)[0]
        break
    raise Damaged("không phải bản sao lưu của Lộ Trình")


class Filling:
    """Puts parts where they belong: rows into the models' tables, files under `data`."""

    def __init__(self, models: dict[str, Any], data: Path, steps: Steps) -> None:
        self._models, self._data, self._steps = models, data, steps
        self.filled = Filled()

    def take(self, container: Container, head: Head) -> Filled:
        """Everything; raises Damaged, Unfit or NoRoom, after which what went in must be thrown away."""
        with told_when_full():
            parts = container.parts()
            if head.form == 1:
                self._take_former(parts)
            else:
                for part in parts:
                    self._take(part)
        self._compare()
        return self.filled

    def _take(self, part: Part) -> None:
        filled = self.filled
        if filled.manifest is not None:
            raise Damaged(f"có phần lạ {part.name!r} sau bản kê")
        if part.name == HEAD:
            part.whole(_LARGEST_MANIFEST)
        elif match := ROWS.fullmatch(part.name):
            self._take_rows(match[1], part.whole(_LARGEST_ROWS))
        elif match := FILE.fullmatch(part.name):
            self._take_file(match[2], part)
        elif BESIDE.fullmatch(part.name):
            self._take_beside(part)
        elif part.name == SECRET:
            write_whole(self._data / "keys" / "secret", part.whole(_LARGEST_BESIDE))
            filled.has_secret = True
        elif part.name == MANIFEST:
            filled.manifest = manifest_from(part.whole(_LARGEST_MANIFEST))
        else:
            raise Damaged(f"có phần lạ {part.name!r}")

    def _take_former(self, parts: Iterator[Part]) -> None:
        """The first form: manifest, all rows, then the rest."""
        _, self.filled.manifest, sha256 = former.head_and_manifest(next(parts))
        for part in parts:
            if part.name == former.ROWS:
                self._take_former_rows(part, sha256)
            elif match := FILE.fullmatch(part.name):
                self._take_file(match[2], part)
            elif BESIDE.fullmatch(part.name):
                self._take_beside(part)
            else:
                raise Damaged(f"có phần lạ {part.name!r}")

    def _take_former_rows(self, part: Part, sha256: str) -> None:
        waiting: dict[str, list[bytes]] = {}
        for label, row in former.rows_of(part, sha256):
            if (model := self._models.get(label)) is None:
                continue
            lines = waiting.setdefault(label, [])
            lines.append(as_line(former.columns(model, row)))
            if len(lines) >= _AT_ONCE:
                self._take_rows(label, b"".join(lines))
                lines.clear()
        for label, lines in waiting.items():
            self._take_rows(label, b"".join(lines))

    def _take_rows(self, label: str, lines: bytes) -> None:
        if label not in self._models:
            raise Damaged(f"có bảng lạ {label}")
        self.filled.rows.setdefault(label, Tally()).add(lines)
        put_back(self._models[label], lines)
        self._steps.so_far(self.filled.row_count, "dòng")

    def _take_file(self, sha256: str, part: Part) -> None:
        """The name is the hash: what does not fit its name is not kept."""
        path = self._data / "files" / sha256[:2] / sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("wb") as out:
            for block in part.blocks():
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        if digest.hexdigest() != sha256:
            raise Damaged(f"tệp gốc {sha256[:12]}… không khớp mã băm")
        self.filled.files[sha256] = part.size
        self._steps.so_far(len(self.filled.files), "tệp")

    def _take_beside(self, part: Part) -> None:
        content = part.whole(_LARGEST_BESIDE)
        kind, _, name = part.name.partition("/")
        folder = self._data / "keys" / "journal" if kind == "keys" else self._data / "journal"
        write_whole(folder / name, content)
        self.filled.beside[part.name] = hashlib.sha256(content).hexdigest()

    def _compare(self) -> None:
        """What came against what the manifest promised."""
        filled, manifest = self.filled, self.filled.manifest
        if manifest is None:
            raise Damaged("thiếu bản kê, tệp bị cắt")
        for label, count in manifest.tables.items():
            found = filled.rows.get(label, Tally()).count
            if found.rows != count.rows or count.sha256 not in ("", found.sha256):
                raise Damaged(f"bảng {label} có {found.rows} dòng, bản kê ghi {count.rows}, hoặc mã băm khác")
        if set(filled.rows) - set(manifest.tables) or set(filled.files) != set(manifest.files):
            raise Damaged("số bảng hoặc số tệp khác bản kê")
        if manifest.beside and filled.beside != manifest.beside:
            raise Damaged("khóa công khai hoặc bản ký đầu chuỗi khác bản kê")


def promised(filled: Filled) -> dict[str, Count]:
    """Rows and hash of every table as they must be found in the database now."""
    manifest = filled.manifest
    assert manifest is not None  # noqa: S101 - compared before
    return {label: filled.rows.get(label, Tally()).count for label in manifest.tables}


def write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def told_when_full() -> Iterator[None]:
    """The disk's and the database's word for it, in ours; a broken bond between rows is told too."""
    from django.db import DatabaseError, IntegrityError

    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom from error
        raise
    except IntegrityError as error:
        raise Unfit("nào đó", " ".join(str(error).split())) from error
    except DatabaseError as error:
        if "full" in str(error) or "No space left" in str(error):
            raise NoRoom from error
        raise
