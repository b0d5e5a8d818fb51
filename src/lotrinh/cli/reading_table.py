"""A reading as tables on a terminal: header, targets, tasks with their sentences, duties."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from lotrinh.values.numerals import format_date, format_number

if TYPE_CHECKING:
    from lotrinh.values.deadline import Deadline
    from lotrinh.values.reading import Reading
    from lotrinh.values.span import Span

_PLAIN_WIDTH = 160
_COMPARATORS = {
    "=": "",
    ">": "trên ",
    ">=": "từ ",
    "<": "dưới ",
    "<=": "không quá ",
    "~": "khoảng ",
    "range": "",
}
_TYPES = {"assigned": "giao việc", "solution": "giải pháp", "organising": "tổ chức", "report": "báo cáo"}
_UNSURE = 0.3


def print_reading(reading: Reading, out: TextIO) -> None:
    """Prints everything an officer would confirm; colour only on a terminal and without NO_COLOR."""
    width = None if out.isatty() else _PLAIN_WIDTH
    console = Console(
        file=out, width=width, no_color="NO_COLOR" in os.environ, highlight=False, soft_wrap=False
    )
    _print_header(console, reading)
    _print_targets(console, reading)
    _print_tasks(console, reading)
    _print_duties(console, reading)
    counts = reading.coverage
    console.print(
        f"Câu giao việc đã đọc: {counts.captured}/{counts.imperative}; câu có số liệu đã đọc: "
        f"{counts.captured_numeric}/{counts.numeric}. Dấu ? là mục cần xem lại."
    )


def _words(reading: Reading, span: Span) -> str:
    return " ".join(span.of(reading.text).replace("*", " ").split())


def _print_header(console: Console, reading: Reading) -> None:
    header = reading.header
    signer = ", ".join(
        part for part in (header.signer_authority, header.signer_title, header.signer_name) if part
    )
    rows = (
        ("Tệp", reading.source.name),
        ("Số, ký hiệu", header.number),
        ("Cơ quan ban hành", header.issuer),
        ("Ngày", format_date(header.date) or None),
        ("Trích yếu", header.title or header.subject),
        ("Người ký", signer or None),
        ("Thay thế", ", ".join(header.replaces) or None),
    )
    for label, value in rows:
        console.print(Text.assemble((f"{label}: ", "bold"), value or "văn bản không nêu"))
    for warning in reading.source.warnings:
        console.print(Text(f"Lưu ý: {warning}"))
    console.print()


def _grid(title: str, *columns: tuple[str, int | None]) -> Grid:
    grid = Grid(title=title, title_justify="left", show_lines=True, expand=True)
    for name, ratio in columns:
        grid.add_column(name, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    return grid


def _print_targets(console: Console, reading: Reading) -> None:
    if not reading.targets:
        return
    grid = _grid("Chỉ tiêu", ("STT", None), ("Chỉ tiêu", 4), ("Mức", 2), ("Đến", 1), ("Câu gốc", 5))
    for number, target in enumerate(reading.targets, start=1):
        value = format_number(target.value)
        if target.value_to is not None:
            value += f" đến {format_number(target.value_to)}"
        level = f"{_COMPARATORS[target.comparator]}{value} {target.unit or ''}".strip()
        horizon = format_date(target.horizon.last_day) if target.horizon else "không nêu"
        grid.add_row(
            _number(number, target.doubt), _plain(target.indicator or "không rõ"), _plain(level), horizon,
            _plain(_words(reading, target.sentence)),
        )  # fmt: skip
    console.print(grid)


def _print_tasks(console: Console, reading: Reading) -> None:
    if not reading.tasks:
        return
    columns = ("Loại", 1), ("Nhiệm vụ", 5), ("Chủ trì", 2), ("Phối hợp", 2), ("Thời hạn", 2), ("Câu gốc", 4)
    grid = _grid("Nhiệm vụ", ("STT", None), *columns)
    for number, task in enumerate(reading.tasks, start=1):
        grid.add_row(
            _number(number, task.doubt), _TYPES[task.type], _plain(_words(reading, task.span)),
            _plain("; ".join(task.lead) or "không nêu"), _plain("; ".join(task.coordinating)),
            _plain(deadline_words(task.deadline)), _plain(_words(reading, task.sentence)),
        )  # fmt: skip
    console.print(grid)


def _print_duties(console: Console, reading: Reading) -> None:
    if not reading.duties:
        return
    grid = _grid(
        "Chế độ báo cáo", ("STT", None), ("Ai báo cáo", 3), ("Cho ai", 3), ("Chu kỳ, hạn", 2), ("Câu gốc", 5)
    )
    for number, duty in enumerate(reading.duties, start=1):
        to = "; ".join(duty.to) + (f" (qua {duty.via})" if duty.via else "")
        when = "; ".join(part for part in (duty.frequency, deadline_words(duty.due)) if part)
        grid.add_row(
            _number(number, duty.doubt), _plain("; ".join(duty.who)), _plain(to or "không nêu"), _plain(when),
            _plain(_words(reading, duty.span)),
        )  # fmt: skip
    console.print(grid)


def _plain(text: str) -> Text:
    """Text of a document is never markup."""
    return Text(text)


def _number(number: int, doubt: float) -> str:
    return f"{number}?" if doubt >= _UNSURE else str(number)


def deadline_words(deadline: Deadline) -> str:
    """The deadline as printed, else its dates; "" where none is stated."""
    if deadline.raw:
        return " ".join(deadline.raw.split())
    ends = [format_date(day) for day in (deadline.first, deadline.last) if day]
    return " - ".join(ends)
