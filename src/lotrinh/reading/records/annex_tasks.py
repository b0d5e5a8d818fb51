"""Rows of an annex table that give work: an empty cell is flagged and never filled from another row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lotrinh.lexicon.columns import cell_words, heading_key
from lotrinh.reading.mentions.deadlines import read_deadline
from lotrinh.reading.records import annex_deadlines
from lotrinh.reading.records.annex_agencies import CellAgencies, agencies_in
from lotrinh.reading.records.annex_cells import is_blank
from lotrinh.reading.records.annex_grid import AnnexGrid, Entry, Scan
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.structure.sentences import without_stop
from lotrinh.values.deadline import NO_DEADLINE, Deadline
from lotrinh.values.span import Span


def read_rows(annex: AnnexGrid, scan: Scan) -> Iterator[Draft]:
    """One draft per entry."""
    for entry in scan.entries:
        yield _draft(annex, entry)


def _draft(annex: AnnexGrid, entry: Entry) -> Draft:
    why: list[str] = []
    flags: list[str] = []
    leads, partners = _who(annex, entry, why, flags)
    deadline = _when(annex, entry, why, flags)
    flags += _states(annex, entry)
    product = annex.words(annex.cell(entry.at, "product")).rstrip(" .;")
    span = without_stop(annex.setting.view, entry.name)
    return Draft(
        span, entry.name, f"{annex.path}.{entry.label}", "assigned", leads, partners, deadline,
        tuple(flags), tuple(why), None, None if is_blank(product) else product,
    )  # fmt: skip


def _who(
    annex: AnnexGrid, entry: Entry, why: list[str], flags: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    told = _ticked_bodies(annex, entry) or agencies_in(annex.setting, annex.cell(entry.at, "lead"))
    beside = agencies_in(annex.setting, annex.cell(entry.at, "coordinating"))
    if annex.holds("lead") and not told.names:
        why.append("empty_cell")
        flags.append("empty_lead")
    if told.names and not told.known:
        why.append("unknown_agency")
    if not told.leads and entry.section.leads.leads:
        told = CellAgencies(entry.section.leads.leads, told.partners)
        why.append("heading_lead")
    if annex.holds("lead") and not told.leads:
        why.append("no_lead")
    return told.leads, tuple(dict.fromkeys((*told.partners, *beside.names)))


def _ticked_bodies(annex: AnnexGrid, entry: Entry) -> CellAgencies | None:
    """The agencies in whose columns the row has an x."""
    leads: list[str] = []
    for column in annex.columns.bodies:
        spans = annex.columns.header.headings[column].spans
        if spans and not is_blank(annex.words(annex.covering(entry.at, column))):
            leads.extend(agencies_in(annex.setting, spans[-1]).leads)
    return CellAgencies(tuple(dict.fromkeys(leads))) if leads else None


def _when(annex: AnnexGrid, entry: Entry, why: list[str], flags: list[str]) -> Deadline:
    cell = annex.cell(entry.at, "deadline")
    deadline = annex_deadlines.read_cell(annex.setting, cell, _year_of(annex))
    start = annex_deadlines.read_cell(annex.setting, annex.cell(entry.at, "start"), _year_of(annex))
    begun = start.first or start.last
    if begun and deadline.last and begun <= deadline.last and deadline.kind in ("by_date", "by_period"):
        deadline = replace(deadline, kind="range", first=begun)
    if deadline.kind == "none" and annex.columns.marks:
        return _ticked(annex, entry)
    if annex.holds("deadline") and is_blank(annex.words(cell)):
        why.append("empty_cell")
        flags.append("empty_deadline")
    if deadline.kind == "none" and deadline.raw is None and entry.section.deadline.kind != "none":
        why.append("inherited_deadline")
        return entry.section.deadline
    return deadline


def _year_of(annex: AnnexGrid) -> date | None:
    """The day that lends the year: the end of the year before the one the title names, if the document is older."""
    issued, horizon = annex.setting.issued, annex.horizon
    if horizon is not None and horizon.is_year() and horizon.start is not None:
        eve = date(horizon.start.year - 1, 12, 31)
        return eve if issued is None or issued <= eve else issued
    return issued


def _ticked(annex: AnnexGrid, entry: Entry) -> Deadline:
    """Columns of quarters or years with an x: from the first ticked to the last."""
    found: list[tuple[Span, Deadline]] = []
    for column in annex.columns.marks:
        cell = annex.covering(entry.at, column)
        spans = annex.columns.header.headings[column].spans
        if cell is None or is_blank(annex.words(cell)) or not spans:
            continue
        found.append((cell, read_deadline(annex.setting.view, spans[-1], _year_of(annex))))
    dated = [(cell, each) for cell, each in found if each.last is not None]
    if not dated:
        return NO_DEADLINE
    (cell, first), (_, last) = dated[0], dated[-1]
    raw = first.raw if first is last else f"{first.raw} - {last.raw}"
    return Deadline("by_period" if first is last else "range", first.first, last.last, raw=raw, span=cell)


def _states(annex: AnnexGrid, entry: Entry) -> Iterator[str]:
    """What a follow-up table says of the work: reported_done, reported_open, reported_late."""
    words = heading_key(annex.words(annex.cell(entry.at, "status")))
    if not words or len(words) > 60:
        return
    if any(words.startswith(each) for each in cell_words("done")):
        yield "reported_done"
    elif any(words.startswith(each) for each in cell_words("open")):
        yield "reported_open"
    if any(each in words for each in cell_words("late")):
        yield "reported_late"
