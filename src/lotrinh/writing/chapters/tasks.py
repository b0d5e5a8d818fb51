"""Chapter III and Phụ lục II: counts by the four classes, results with figures, what is late and why."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.writing.chapters.wording import (
    COUNT_ID,
    PHRASES,
    bullet,
    counted,
    paragraph,
    quantity,
    quoted,
    references,
    say,
    share,
    upper_first,
)
from lotrinh.writing.inline import Figure, Line, Run, join
from lotrinh.writing.periodic_input import (
    CLASS_LABELS,
    UNASSIGNED,
    ClassCounts,
    PeriodicInput,
    Quote,
    TaskLine,
)
from lotrinh.writing.report import Annex, Cell, Column, Paragraph, Section, SourceRef, Table


def tasks(given: PeriodicInput) -> Section:
    """Chapter III."""
    heading = PHRASES.text("heading.tasks")
    if not given.tasks:
        return Section(heading, (paragraph("tasks.none"),))
    return Section(heading, (), (_overall(given), _with_figures(given.tasks), _late(given.tasks)))


def _overall(given: PeriodicInput) -> Section:
    parts = [
        say("tasks.part", label=CLASS_LABELS[name], count=counted(n), share=share(n, given.total.total))
        for name, n in given.total.by_class().items()
        if n
    ]
    total = counted(given.total.total, marked=True)
    blocks: list[Paragraph | Table] = [
        paragraph("tasks.summary", total=total, parts=join(parts, "; ")),
        _counts_table(given),
        *([paragraph("tasks.shared")] if any(len(task.lead) > 1 for task in given.tasks) else []),
        paragraph("tasks.annex"),
    ]
    return Section(PHRASES.text("heading.tasks_overall"), tuple(blocks))


def _counts_table(given: PeriodicInput) -> Table:
    columns = (
        Column(PHRASES.text("columns.ordinal"), 11, "center", ordinal=True),
        Column(PHRASES.text("columns.agency"), 40),
        Column(PHRASES.text("columns.total"), 12, "center"),
        *(Column(label.capitalize(), 17, "center") for label in CLASS_LABELS.values()),
    )
    rows: list[tuple[Cell, ...]] = [
        (number, row.agency, *_counts_cells(row.counts)) for number, row in enumerate(given.counts, 1)
    ]
    rows.append((None, PHRASES.text("columns.all"), *_counts_cells(given.total)))
    return Table(columns, tuple(rows), source=COUNT_ID, strong=frozenset({len(rows) - 1}))


def _counts_cells(counts: ClassCounts) -> tuple[int, ...]:
    return counts.total, *counts.by_class().values()


def _with_figures(lines: tuple[TaskLine, ...]) -> Section:
    said = [
        bullet(
            say(
                "tasks.figure",
                agency=_names(task.lead),
                label=upper_first(figure.label),
                value=Figure(quantity(figure.value, figure.unit), figure.source.id, figure.value),
            )
        )
        for task in lines
        for figure in task.figures
    ]
    return Section(PHRASES.text("heading.tasks_figures"), tuple(said) or (paragraph("tasks.no_figures"),))


def _late(lines: tuple[TaskLine, ...]) -> Section:
    said = tuple(bullet(_late_line(task)) for task in lines if task.task_class == "open_late")
    return Section(PHRASES.text("heading.tasks_late"), said or (paragraph("tasks.no_late"),))


def _late_line(task: TaskLine) -> Line:
    reasons: Line = join([(quoted(reason),) for reason in task.reasons], "; ")
    marks = PHRASES.text("tasks.late_marks").format(marks=", ".join(task.marks)) if task.marks else ""
    return say(
        "tasks.late",
        title=task.title.rstrip("."),
        lead=_names(task.lead),
        deadline=task.deadline,
        marks=marks,
        reasons=(*reasons, Run(".")) if reasons else PHRASES.text("tasks.late_no_reason"),
    )


def _names(agencies: tuple[str, ...]) -> str:
    return ", ".join(agencies) or UNASSIGNED.lower()


def task_annex(given: PeriodicInput) -> Annex:
    """Phụ lục II: every task in the columns offices already use, with its sources."""
    title = PHRASES.text("annex.tasks").format(period=given.period)
    if not given.tasks:
        return Annex(title, (paragraph("annex.no_tasks"),), landscape=True)
    widths = (
        ("ordinal", 11), ("task", 42), ("agency", 20), ("coordinating", 20), ("deadline", 21),
        ("product", 20), ("result", 38), ("status", 19), ("source", 32),
    )  # fmt: skip
    columns = tuple(
        Column(
            PHRASES.text(f"columns.{name}"),
            width,
            "center" if name == "ordinal" else "left",
            ordinal=name == "ordinal",
        )
        for name, width in widths
    )
    rows = tuple(_annex_row(number, task) for number, task in enumerate(given.tasks, 1))
    return Annex(title, (Table(columns, rows),), landscape=True)


def _annex_row(number: int, task: TaskLine) -> tuple[Cell, ...]:
    result: Line = (quoted(task.result),) if task.result else (Run(PHRASES.text("annex.no_result")),)
    for figure in task.figures:
        value = Figure(quantity(figure.value, figure.unit), figure.source.id, figure.value)
        result += (Run(f"; {figure.label}: "), value)
    return (
        number,
        task.title,
        _names(task.lead),
        _names(task.coordinating),
        task.deadline,
        task.product,
        result,
        task.status,
        references([task.source, *task_sources(task)]),
    )


def task_quotes(task: TaskLine) -> Iterator[Quote]:
    """Every quotation that belongs to a task."""
    yield from (quote for quote in (task.result, *task.reasons, task.difficulty, task.proposal) if quote)


def task_sources(task: TaskLine) -> list[SourceRef]:
    """Sources of what the task's row shows: its result and figures."""
    shown = [task.result.source] if task.result else []
    return [*shown, *(figure.source for figure in task.figures)]
