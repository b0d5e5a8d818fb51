"""What there is to read below some folders: one document after another, in the order of their names, none held."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lotrinh.lexicon.formats import known_suffixes


@dataclass(frozen=True, slots=True)
class Document:
    """A file to read. `name` stands for it in the results: its path from the folder that was given."""

    path: Path
    name: str
    size: int
    changed: int
    """Time of the last change, in nanoseconds of the file system."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What is not read, and why in Vietnamese; `wrong` where it was asked for by name or could not be looked into."""

    name: str
    why: str
    wrong: bool = False


class Places:
    """The files and folders given on the command line. Names are relative to a single folder, else as given."""

    def __init__(self, given: Sequence[Path]) -> None:
        self.given = _outermost(given)
        self._root = self.given[0] if len(self.given) == 1 and self.given[0].is_dir() else None

    def path_of(self, name: str) -> Path:
        """Where the document of that name is, or was."""
        return self._root / name if self._root else Path(name)

    def find(self, but_not: Collection[Path] = ()) -> Iterator[Document | Skipped]:
        """Every document and everything passed over; `but_not` are files the results go to."""
        own = {path.resolve() for path in but_not}
        for path in self.given:
            if path.is_dir():
                for found in self._walk(path):
                    if isinstance(found, Skipped) or found.path.suffix.lower() in known_suffixes():
                        yield found
                    elif found.path.resolve() not in own:
                        yield Skipped(found.name, _ending(found.path))
            else:
                yield self._file(path)

    def _walk(self, folder: Path) -> Iterator[Document | Skipped]:
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            yield Skipped(self._name(folder), "không mở được thư mục", wrong=True)
            return
        for entry in entries:
            path = folder / entry.name
            if entry.name.startswith((".", "~$")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(path)
            else:
                yield self._file(path)

    def _file(self, path: Path) -> Document | Skipped:
        """Folders behind a link are not entered: they may lead back."""
        name = self._name(path)
        try:
            facts = path.stat()
        except FileNotFoundError:
            return Skipped(name, "không có tệp hoặc thư mục này", wrong=True)
        except OSError:
            return Skipped(name, "không mở được tệp", wrong=True)
        if not path.is_file():
            return Skipped(name, "không phải tệp thường")
        return Document(path, name, facts.st_size, facts.st_mtime_ns)

    def _name(self, path: Path) -> str:
        """Bytes that are no UTF-8 (names from old archives) are written as escapes."""
        plain = os.path.relpath(path, self._root) if self._root else os.path.normpath(path)
        return os.fsencode(plain).decode("utf-8", "backslashreplace")


def _outermost(given: Sequence[Path]) -> list[Path]:
    """Without those that lie in, or are, another of them: each document once."""
    kept: list[tuple[Path, Path]] = []
    for path in given:
        real = path.resolve()
        if any(real.is_relative_to(other) for _, other in kept):
            continue
        kept = [(each, other) for each, other in kept if not other.is_relative_to(real)]
        kept.append((path, real))
    return [path for path, _ in kept]


def _ending(path: Path) -> str:
    return f"đuôi tệp {path.suffix} không phải loại văn bản đọc được" if path.suffix else "tệp không có đuôi"
