"""What a row of figures measures: the indicator with its unit and the words it adds to its parent row."""

from __future__ import annotations

import re

from lotrinh.lexicon.indicators import indicator_named
from lotrinh.reading.records.annex_cells import is_blank
from lotrinh.reading.records.annex_columns import ValueColumn
from lotrinh.reading.records.annex_figures import CellFigure, unit_of_name
from lotrinh.reading.records.annex_grid import AnnexGrid, Entry
from lotrinh.values.folding import fold
from lotrinh.values.frozen import frozen
from lotrinh.values.record import Aggregation
from lotrinh.values.span import Span

_BULLET = re.compile(
    r"^(?:[-+–•*]+|trong +do(?!\w) *:?|gom(?!\w) *:?|[a-z]\)|\d{1,2}(?:\.\d{1,2})*[.)]?(?= +\D))[ :]*"
)
_RANK_UNITS = ("thu bac", "hang", "thu hang", "vi tri", "xep hang")
_AVERAGE = re.compile(r"(?<!\w)binh +quan(?!\w)|hang +nam|moi +nam")
_GROWTH = re.compile(r"(?:toc +do +)?(?:tang|tang +truong|phat +trien)(?!\w)")


@frozen
class Measured:
    """The indicator of a row: `name` the official one where the table knows it, `printed` its words in the row.

    `unit` stands where the row or its name prints one.
    """

    name: str
    printed: str
    unit: str | None


def measured(annex: AnnexGrid, entry: Entry) -> Measured:
    """The indicator of a row; a sub-row is named after the row above it: "Lao động qua đào tạo - Nữ"."""
    words, unit = unit_of_name(_bare(annex.words(entry.name)))
    printed = annex.words(annex.cell(entry.at, "unit"))
    unit = printed if printed and not is_blank(printed) else unit
    if entry.parent is not None:
        above, parents_unit = unit_of_name(_bare(annex.words(entry.parent)))
        return Measured(f"{above} - {words}", words, unit or parents_unit)
    return Measured(indicator_named(words) or words, words, unit)


def _bare(words: str) -> str:
    found = _BULLET.match(fold(words))
    return words[found.end() if found else 0 :].strip(" .;:*")


def unit_of(annex: AnnexGrid, row: Measured, figure: CellFigure, column: ValueColumn | None) -> str | None:
    """The unit of one figure: the row's where it says more ("% GDP" of "3%"), else the cell's, the heading's, the table's."""
    if row.unit and (figure.unit is None or row.unit.startswith(figure.unit)):
        return row.unit
    if figure.unit is not None:
        return figure.unit
    headed = unit_of_name(column.heading.leaf)[1] if column is not None else None
    return None if figure.ratio else headed or annex.unit


def is_rank(unit: str | None) -> bool:
    """Whether a figure is a place in an order: "Thứ bậc", "hạng"."""
    return fold(unit or "").strip() in _RANK_UNITS


def aggregation(row: Measured, unit: str | None) -> Aggregation:
    """What the name of an indicator says its figures are."""
    name = fold(row.printed)
    if is_rank(unit):
        return "rank"
    if _AVERAGE.search(name) or fold(unit or "").endswith("/nam"):
        return "average"
    if _GROWTH.match(name):
        return "growth"
    return "total" if name.startswith("tong ") else "level"


def around(entry: Entry, cell: Span) -> Span:
    """From the name of a row to its figure; the figure's cell where the name stands rows above it."""
    if entry.name.start <= cell.start <= entry.name.end + 2000:
        return Span(entry.name.start, max(entry.name.end, cell.end))
    return Span(min(entry.name.start, cell.start), max(entry.name.end, cell.end))
