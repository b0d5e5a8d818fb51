"""Chapter II and Phụ lục I: results per target, those that need attention, those that cannot be judged."""

from __future__ import annotations

from collections import Counter

from lotrinh.writing.chapters.wording import (
    PHRASES,
    TARGET_COUNT_ID,
    bullet,
    counted,
    gap_source,
    goal,
    observed,
    observed_period,
    paragraph,
    quantity,
    references,
    say,
)
from lotrinh.writing.inline import Figure, Line, Run, join
from lotrinh.writing.periodic_input import PeriodicInput, TargetLine
from lotrinh.writing.report import Annex, Cell, Column, Paragraph, Section, Table


def targets(given: PeriodicInput) -> Section:
    """Chapter II."""
    heading = PHRASES.text("heading.targets")
    if not given.targets:
        return Section(heading, (paragraph("targets.none"),))
    return Section(
        heading,
        (
            _summary(given.targets),
            _table(given.targets),
            *_listed(given.targets, PHRASES.texts("targets.attention_labels"), "targets.attention"),
            *_listed(given.targets, (PHRASES.text("targets.unassessed_label"),), "targets.unassessed"),
        ),
    )


def _summary(lines: tuple[TargetLine, ...]) -> Paragraph:
    found = Counter(line.assessment for line in lines)
    order = [label for label in PHRASES.texts("targets.order") if label in found]
    order += [label for label in found if label not in order]
    parts = [
        say("targets.part", count=counted(found[label], TARGET_COUNT_ID), label=label) for label in order
    ]
    total = counted(len(lines), TARGET_COUNT_ID, marked=True)
    return paragraph("targets.summary", total=total, parts=join(parts, "; "))


def _column(name: str, width: int, **options: object) -> Column:
    return Column(PHRASES.text(f"columns.{name}"), width, **options)  # type: ignore[arg-type]


def _table(lines: tuple[TargetLine, ...]) -> Table:
    columns = (
        _column("ordinal", 11, align="center", ordinal=True),
        _column("indicator", 40),
        _column("goal", 29),
        _column("latest", 30),
        _column("gap", 25, align="right"),
        _column("assessment", 22, align="center"),
    )
    rows = [
        (
            number,
            line.indicator,
            (goal(line), Run(f" {line.horizon}")),
            _latest(line),
            _gap(line),
            line.assessment,
        )
        for number, line in enumerate(lines, 1)
    ]
    return Table(columns, tuple(rows))


def _latest(line: TargetLine) -> Line:
    if line.latest is None:
        return (Run(PHRASES.text("targets.no_latest")),)
    return observed(line.latest, line.unit), Run(f" ({observed_period(line.latest)})")


def _gap(line: TargetLine) -> Figure | None:
    source = gap_source(line)
    if source is None or line.gap is None or line.gap <= 0:
        return None
    return Figure(quantity(line.gap, line.gap_unit), source.id, line.gap)


def _pace(line: TargetLine) -> Figure | None:
    source = gap_source(line)
    if source is None or line.pace is None or line.pace <= 0:
        return None
    return Figure(quantity(line.pace, line.pace_unit), source.id, line.pace)


def _listed(lines: tuple[TargetLine, ...], labels: tuple[str, ...], lead: str) -> list[Paragraph]:
    chosen = [line for line in lines if line.assessment in labels]
    return [paragraph(lead), *(bullet(_sentence(line)) for line in chosen)] if chosen else []


def _sentence(line: TargetLine) -> Line:
    name = "targets.line" if line.latest else "targets.line_unknown"
    latest = observed(line.latest, line.unit) if line.latest else ""
    period = observed_period(line.latest) if line.latest else ""
    said = say(
        name, indicator=line.indicator, latest=latest, period=period, target=goal(line), horizon=line.horizon
    )
    for phrase, figure in (("gap", _gap(line)), ("pace", _pace(line))):
        if figure:
            said += say(f"targets.{phrase}", **{phrase: figure})
    if line.why:
        said += say("targets.why", why=line.why.rstrip("."))
    return (*said, Run("."))


def target_annex(given: PeriodicInput) -> Annex:
    """Phụ lục I: every target with the source of its goal and of its latest figure."""
    title = PHRASES.text("annex.targets").format(period=given.period)
    if not given.targets:
        return Annex(title, (paragraph("annex.no_targets"),), landscape=True)
    columns = (
        _column("ordinal", 11, align="center", ordinal=True),
        _column("indicator", 34),
        _column("unit", 12, align="center"),
        _column("goal", 20),
        _column("horizon", 15, align="center"),
        _column("latest", 24),
        _column("gap", 18, align="right"),
        _column("pace", 20, align="right"),
        _column("assessment", 18, align="center"),
        _column("source", 45),
    )
    rows = tuple(_annex_row(number, line) for number, line in enumerate(given.targets, 1))
    return Annex(title, (Table(columns, rows),), landscape=True)


def _annex_row(number: int, line: TargetLine) -> tuple[Cell, ...]:
    computed = gap_source(line)
    sources = [line.source, *([line.latest.source] if line.latest else [])]
    if computed and (_gap(line) or _pace(line)):
        sources.append(computed)
    return (
        number,
        line.indicator,
        line.unit,
        goal(line),
        line.horizon,
        _latest(line),
        _gap(line),
        _pace(line),
        line.assessment,
        references(sources),
    )
