"""How far a long reading is: a bar on a terminal, nothing elsewhere; and the counts that are told at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lotrinh.cli.batch.documents import Skipped
from lotrinh.cli.main import OK, REFUSED, USAGE
from lotrinh.values.numerals import format_number

if TYPE_CHECKING:
    from rich.progress import Task

_NAMED = 10


def wants_bar(quiet: bool) -> bool:
    """Only a person at a terminal looks at a bar."""
    return not quiet and sys.stderr.isatty()


@dataclass(slots=True)
class Counts:
    """What a run has done so far; `exit_code` is the highest of all its files."""

    read: int = 0
    refused: int = 0
    earlier: int = 0
    skipped: int = 0
    exit_code: int = OK
    passed_over: list[Skipped] = field(default_factory=list)

    def add(self, exit_code: int) -> None:
        if exit_code == OK:
            self.read += 1
        else:
            self.refused += 1
        self.exit_code = max(self.exit_code, exit_code)

    def add_batch(self, read: int, refused: int, exit_code: int) -> None:
        self.read += read
        self.refused += refused
        self.exit_code = max(self.exit_code, exit_code)

    def skip(self, skipped: Skipped) -> None:
        self.skipped += 1
        if len(self.passed_over) < _NAMED:
            self.passed_over.append(skipped)
        if skipped.wrong:
            self.exit_code = max(self.exit_code, USAGE)

    def begin_with(self, earlier: int, refused: int) -> None:
        """What earlier runs left: their refusals count for the exit code of the whole."""
        self.earlier = earlier
        if refused:
            self.exit_code = max(self.exit_code, REFUSED)

    def tell(self) -> str:
        """One line of counts, then the first of what was passed over."""
        parts = [f"Đã đọc {_figure(self.read)} văn bản", f"từ chối {_figure(self.refused)}"]
        if self.skipped:
            parts.append(f"bỏ qua {_figure(self.skipped)} tệp khác")
        if self.earlier:
            parts.append(f"{_figure(self.earlier)} văn bản đã có từ lần trước")
        lines = ["; ".join(parts) + "."]
        lines += [f"  bỏ qua {each.name}: {each.why}" for each in self.passed_over]
        if self.skipped > len(self.passed_over):
            lines.append(f"  và {_figure(self.skipped - len(self.passed_over))} tệp nữa")
        return "\n".join(lines)


def _figure(count: int) -> str:
    return format_number(count)


class Bar:
    """Nobody to show anything to."""

    def advance(self, counts: Counts, documents: int = 1) -> None:
        """So many more documents are done."""


class _RichBar(Bar):
    def __init__(self, progress: Any, task: Any) -> None:
        self._progress, self._task = progress, task

    def advance(self, counts: Counts, documents: int = 1) -> None:
        self._progress.update(self._task, advance=documents, refused=counts.refused)


@contextmanager
def progress_bar(total: int | None) -> Iterator[Bar]:
    """A bar on standard error with count, rate, remaining time and refusals; no bar where `total` is None."""
    if total is None:
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{format_number(Decimal(f'{task.speed or 0:.1f}'))} tệp/giây")

    columns = (
        TextColumn("Đọc văn bản"), BarColumn(), MofNCompleteColumn(), Rate(), TextColumn("còn"),
        TimeRemainingColumn(), TextColumn("từ chối {task.fields[refused]}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield _RichBar(progress, progress.add_task("", total=total, refused=0))
