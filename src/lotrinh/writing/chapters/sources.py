"""Phụ lục III: every source used in the report, in the order of first use, with the figures it bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lotrinh.writing.chapters.tasks import task_quotes
from lotrinh.writing.chapters.wording import COUNT_ID, PHRASES, TARGET_COUNT_ID, gap_source, paragraph
from lotrinh.writing.errors import SourcesConflict
from lotrinh.writing.inline import Figure, Quoted, Reference, Run
from lotrinh.writing.periodic_input import PeriodicInput
from lotrinh.writing.report import Annex, Column, Paragraph, SourceRef, Table, inlines_of

Block = Paragraph | Table


def known_sources(given: PeriodicInput) -> dict[str, SourceRef]:
    """All sources the input brings and those of what we count and subtract ourselves, by id.

    Raises SourcesConflict where one id stands for two sentences.
    """
    known: dict[str, SourceRef] = {}
    for source in (*_given(given), *_computed(given)):
        if known.setdefault(source.id, source) != source:
            raise SourcesConflict(source.id)
    return known


def _given(given: PeriodicInput) -> Iterator[SourceRef]:
    for target in given.targets:
        yield target.source
        if target.latest:
            yield target.latest.source
    for task in given.tasks:
        yield task.source
        yield from (quote.source for quote in task_quotes(task))
        yield from (figure.source for figure in task.figures)
    yield from (quote.source for quote in given.documents)
    yield from (item.source for item in given.recommendations)


def _computed(given: PeriodicInput) -> Iterator[SourceRef]:
    for target in given.targets:
        source = gap_source(target)
        if source:
            yield source
    for name, source_id in (("count", COUNT_ID), ("target_count", TARGET_COUNT_ID)):
        where = PHRASES.text(f"sources.{name}_where").format(snapshot=given.snapshot)
        yield SourceRef(source_id, PHRASES.text(f"sources.{name}_text"), where, quoted=False)


def used_figures(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """Source id -> what it bears, as shown, in the order of first use."""
    used: dict[str, list[str]] = {}
    for block in blocks:
        for part in inlines_of(iter((block,))):
            if not isinstance(part, Run):
                shown = used.setdefault(part.source, [])
                text = _shown(part)
                if text and text not in shown:
                    shown.append(text)
        if isinstance(block, Table) and block.source is not None:
            used.setdefault(block.source, [])
    return used


def _shown(part: Figure | Quoted | Reference) -> str:
    if isinstance(part, Figure):
        return part.text
    return PHRASES.text("sources.quoted") if isinstance(part, Quoted) else ""


def source_annex(used: dict[str, list[str]], sources: tuple[SourceRef, ...], snapshot: str) -> Annex:
    """Phụ lục III over the sources in their order."""
    columns = (
        Column(PHRASES.text("columns.ordinal"), 12, "center", ordinal=True),
        Column(PHRASES.text("columns.figures"), 28),
        Column(PHRASES.text("columns.sentence"), 72),
        Column(PHRASES.text("columns.where"), 40),
    )
    rows = tuple(
        (
            number,
            "; ".join(used[source.id]) or PHRASES.text("sources.referred"),
            source.sentence,
            source.where,
        )
        for number, source in enumerate(sources, 1)
    )
    note = paragraph("annex.sources_note", snapshot=snapshot)
    return Annex(PHRASES.text("annex.sources"), (note, Table(columns, rows)))
