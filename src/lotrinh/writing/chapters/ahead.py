"""Chapter VI: what is late already, what falls due in the next period, what goes on."""

from __future__ import annotations

from lotrinh.writing.chapters.wording import PHRASES, counted, paragraph
from lotrinh.writing.periodic_input import PeriodicInput, TaskLine
from lotrinh.writing.report import Column, Paragraph, Section, Table


def ahead(given: PeriodicInput) -> Section:
    """Chapter VI."""
    late = [task for task in given.tasks if task.task_class == "open_late"]
    due = [task for task in given.tasks if _falls_due(task, given)]
    rest = sum(task.is_open for task in given.tasks) - len(late) - len(due)
    blocks: list[Paragraph | Table] = []
    if late:
        blocks.append(paragraph("ahead.late", count=counted(len(late))))
    if due:
        blocks += [
            paragraph("ahead.due", count=counted(len(due)), period=given.next_period.label),
            _table(due),
        ]
    else:
        blocks.append(paragraph("ahead.none_due", period=given.next_period.label))
    if rest:
        blocks.append(paragraph("ahead.ongoing", count=counted(rest)))
    return Section(PHRASES.text("heading.ahead"), tuple(blocks))


def _falls_due(task: TaskLine, given: PeriodicInput) -> bool:
    if not task.is_open or task.task_class == "open_late" or task.due is None:
        return False
    return given.next_period.first <= task.due <= given.next_period.last


def _table(due: list[TaskLine]) -> Table:
    columns = (
        Column(PHRASES.text("columns.ordinal"), 9, "center", ordinal=True),
        Column(PHRASES.text("columns.task"), 62),
        Column(PHRASES.text("columns.agency"), 32),
        Column(PHRASES.text("columns.deadline"), 22),
    )
    ordered = sorted(due, key=lambda task: (task.due is None, task.due))
    rows = tuple(
        (number, task.title, ", ".join(task.lead), task.deadline) for number, task in enumerate(ordered, 1)
    )
    return Table(columns, rows)
