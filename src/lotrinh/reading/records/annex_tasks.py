"""Rows of an annex table that give work: an empty cell is flagged and never filled from another row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.reading.mentions.deadlines import read_deadline
from lotrinh.reading.records.annex_grid import AnnexGrid, Row
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.structure.sentences import without_stop
from lotrinh.values.deadline import NO_DEADLINE, Deadline
from lotrinh.values.span import Span

_NO_TIME = re.compile(r"(?:khong|[-–…. /]*)$")


def read_rows(annex: AnnexGrid) -> Iterator[Draft]:
    """One draft per entry."""
    for row, label in annex.rows("work"):
        work = annex.cell(row, "work")
        if work is not None:
            yield _draft(annex, row, work, f"{annex.path}.{label}")


def _draft(annex: AnnexGrid, row: Row, work: Span, path: str) -> Draft:
    why: list[str] = []
    flags: list[str] = []
    leads, known = annex.agencies(row, "lead")
    partners, _ = annex.agencies(row, "coordinating")
    if annex.holds("lead") and not leads:
        why += ["empty_cell", "no_lead"]
        flags.append("empty_lead")
    elif not known:
        why.append("unknown_agency")
    deadline = _deadline(annex, row)
    if annex.holds("deadline") and annex.cell(row, "deadline") is None:
        why.append("empty_cell")
        flags.append("empty_deadline")
    product = annex.words(annex.cell(row, "product")).rstrip(" .;") or None
    span = without_stop(annex.setting.view, work)
    return Draft(
        span, work, path, "assigned", leads, partners, deadline, tuple(flags), tuple(why), None, product
    )


def _deadline(annex: AnnexGrid, row: Row) -> Deadline:
    cell = annex.cell(row, "deadline")
    if cell is None or _NO_TIME.fullmatch(annex.setting.view.folded, cell.start, cell.end):
        return NO_DEADLINE
    return read_deadline(annex.setting.view, cell, annex.setting.issued)
