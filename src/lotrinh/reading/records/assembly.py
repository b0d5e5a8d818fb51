"""Puts the records of all kinds together into one Reading, with ids that stay the same for the same text."""

from __future__ import annotations

from dataclasses import replace

from lotrinh.reading.records.annex_coverage import read_rows_coverage
from lotrinh.reading.records.annex_targets import merged
from lotrinh.reading.records.annexes import read_annexes
from lotrinh.reading.records.coverage import read_coverage
from lotrinh.reading.records.drafts import finish
from lotrinh.reading.records.duties import read_duties
from lotrinh.reading.records.enveloped import kind_of_header, under_envelope
from lotrinh.reading.records.findings import read_findings
from lotrinh.reading.records.identity import read_header, scope_of, titled_period, told_by_title
from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.records.results import read_results
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.targets import read_targets
from lotrinh.reading.records.tasks import read_tasks
from lotrinh.reading.sources.envelope import Envelope
from lotrinh.reading.structure.document import Structure
from lotrinh.values.reading import Reading, Source
from lotrinh.values.span import Span

VERSION = "lotrinh 0.1.0"


def assemble(
    structure: Structure, mentioned: Mentioned, source: Source,
    aliases: tuple[tuple[Span, str, str], ...], self_references: tuple[Span, ...], envelope: Envelope | None = None,
) -> Reading:  # fmt: skip
    """The reading of one text from its structure and its mentions; `envelope` is what the message said that brought it."""
    view, outline, kind = structure.view, structure.outline, structure.kind
    header = read_header(view, structure.head, structure.closing, mentioned)
    if envelope is not None:
        header, told_apart = under_envelope(header, envelope)
        source = replace(source, warnings=(*source.warnings, *told_apart))
        kind = kind_of_header(header, kind)
    setting = Setting(view, mentioned, header.date)
    scope = scope_of(header)
    annexes = read_annexes(setting, structure.grids, outline, scope)
    drafts = [*read_tasks(setting, outline, kind), *annexes.drafts]
    drafts.sort(key=lambda draft: draft.span)
    tasks = tuple(finish(view, draft, number) for number, draft in enumerate(drafts, start=1))
    duties = read_duties(setting, outline, drafts)
    drafts.clear()  # of a long text they take as much room as the tasks
    found = merged(
        [*read_targets(setting, outline, scope, titled_period(view, header, mentioned)), *annexes.targets]
    )
    found.sort(key=lambda target: target.span)
    targets = tuple(replace(target, id=f"t{number}") for number, target in enumerate(found, start=1))
    told = sorted(
        (*read_results(setting, outline, kind, scope, targets), *annexes.results), key=lambda r: r.span
    )
    results = tuple(replace(result, id=f"r{number}") for number, result in enumerate(told, start=1))
    findings = read_findings(setting, outline, kind)
    records: tuple[Span, ...] = (
        *(t.span for t in tasks), *(t.span for t in targets), *(d.span for d in duties),
        *(r.span for r in results), *(f.span for f in findings),
    )  # fmt: skip
    unread, coverage = read_coverage(setting, outline, records)
    rows, row_coverage = read_rows_coverage(
        setting, annexes.readings, (*records, *(target.span for target in annexes.targets))
    )
    return Reading(
        source=source, kind=kind, text=view.text, header=header, provisions=outline.provisions,
        tables=annexes.tables, citations=told_by_title(mentioned.citations.items, header, kind), aliases=aliases, self_references=self_references,
        organisations=mentioned.organisations.items, quantities=mentioned.quantities.items, dates=mentioned.dates.items,
        targets=targets, tasks=tasks, duties=duties, results=results, findings=findings,
        unread=tuple(sorted((*unread, *rows), key=lambda each: each.span)), coverage=coverage.with_rows(row_coverage),
        reader=VERSION,
    )  # fmt: skip
