"""The body of a report for the screen: headings, paragraphs and tables as plain text, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lotrinh.values.numerals import format_number
from lotrinh.writing.inline import Figure, Marks, line_text
from lotrinh.writing.report import Cell, Paragraph, Report, Section, Table, numbered


@dataclass(frozen=True, slots=True)
class Part:
    """`kind` is heading, text or table; `level` a heading's (2-4)."""

    kind: str
    text: str = ""
    label: str = ""
    level: int = 0
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def body_of(paper: Report) -> Iterator[Part]:
    """Opening, chapters with their labels, closing; the annexes are what the files are for."""
    marks = paper.marks
    for paragraph in paper.opening:
        yield _block(paragraph, marks)
    for level, label, section in numbered(paper.sections):
        yield _heading(level, label, section)
        for block in section.blocks:
            yield _block(block, marks)
    if paper.closing:
        yield Part("text", line_text(paper.closing, marks))


def _heading(level: int, label: str, section: Section) -> Part:
    return Part("heading", section.heading, label, min(level + 1, 4))


def _block(block: Paragraph | Table, marks: Marks) -> Part:
    if isinstance(block, Paragraph):
        return Part("text", ("- " if block.bullet else "") + line_text(block.line, marks))
    rows = tuple(tuple(_cell(cell, marks) for cell in row) for row in block.rows)
    return Part(
        "table", caption=block.caption, columns=tuple(column.title for column in block.columns), rows=rows
    )


def _cell(cell: Cell, marks: Marks) -> str:
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Figure():
            return cell.text
        case tuple():
            return line_text(cell, marks)
        case _:
            return format_number(cell)
