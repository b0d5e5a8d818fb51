"""Tables as text takes them from web pages: every bar alone on its line, a row closed by a bar before the next one opens.

An empty cell and the end of a row look alike (two bars with nothing between), and merged cells leave rows short: the
first row tells how many columns there are, unless a second row of headings divides one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

_LAYOUT = re.compile(
    r"noi nhan|doc lap *- *tu do|cong hoa xa hoi|dang cong san viet nam|(?:^|\n)\s*so *:|ngay .{0,12} ?thang .{0,12} ?nam"
)
_LAST_BAR = re.compile(r"\|[ \t*]*$", re.MULTILINE)
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 60
_LONGEST_CELL = 4000
# Which heading of the first row a short second row stands under.
_DIVIDED = (
    (re.compile(r"(?:co +quan +|don +vi +)?(?:chu +tri|phoi +hop)"), re.compile(r"co +quan|don +vi|phan +cong|thuc +hien|trach +nhiem")),
    (re.compile(r"(?:nam|quy|thang|giai +doan|den +nam|ke +hoach|bat +dau|ket +thuc|\d{4})"), re.compile(r"muc +tieu|lo +trinh|chi +tieu|ke +hoach|nam|giai +doan|tien +do|thoi +gian|thuc +hien")),
)  # fmt: skip

Row = tuple[Span | None, ...]
Gaps = Sequence[Span | None]
Places = frozenset[tuple[int, int]]
Table = tuple[tuple[Row, ...], Places, Places, int]


def trimmed(view: View, start: int, end: int) -> Span | None:
    """The words of a stretch without the white space around them, None if there are none."""
    piece = view.flat[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))


def spread_grids(view: View) -> Iterator[CellGrid]:
    """Every such table of a text with at least three columns that is no frame of a head or a signature."""
    bars = list(_lone_bars(view.text))
    gaps = [trimmed(view, left[1], right[0]) for left, right in pairwise(bars)]
    at = 0
    while at < len(gaps):
        begin = bars[at][0]
        found = _table_at(view, gaps, at)
        if found is None or _LAYOUT.search(view.folded[begin : begin + 400]):
            at += 1
            continue
        rows, above, left, following = found
        yield CellGrid(Span(begin, bars[following - 1][1]), rows, above, left)
        at = following


def _lone_bars(text: str) -> Iterator[tuple[int, int]]:
    """The lines that hold a bar and nothing else. The search is for the bar, since it is rarer than lines are."""
    for bar in _LAST_BAR.finditer(text):
        begin = text.rfind("\n", 0, bar.start()) + 1
        if not text[begin : bar.start()].strip(" \t*"):
            yield begin, bar.end()


def _table_at(view: View, gaps: Gaps, at: int) -> Table | None:
    """(rows, places joined above, places joined left, the bar after it) of the table whose first bar is `at`."""
    first = _run(gaps, at)
    if not _FEWEST_COLUMNS <= first <= _MOST_COLUMNS:
        return None
    return _under_two_rows(view, gaps, at, first) or _under_one_row(gaps, at, first)


def _under_one_row(gaps: Gaps, at: int, width: int) -> Table | None:
    rows, following = _rows(gaps, at, width)
    if len(rows) < _FEWEST_ROWS:
        return None
    return _squared(rows, width), frozenset(), frozenset(_titles(rows, width, 0)), following


def _under_two_rows(view: View, gaps: Gaps, at: int, first: int) -> Table | None:
    second = _run(gaps, at + first + 1)
    width = first - 1 + second
    head = _divided(view, gaps[at : at + first], gaps[at + first + 1 : at + first + 1 + second])
    if head is None or second < _FEWEST_ROWS:
        return None
    rows, following = _rows(gaps, at + first + second + 2, width)
    if not rows:
        return None
    parent, upper, lower = head
    above = frozenset((1, column) for column in range(width) if not parent <= column < parent + second)
    left = {(0, column) for column in range(parent + 1, parent + second)} | _titles(rows, width, 2)
    return (upper, lower, *_squared(rows, width)), above, frozenset(left), following


def _squared(rows: list[Row], width: int) -> tuple[Row, ...]:
    return tuple(row + (None,) * (width - len(row)) for row in rows)


def _titles(rows: list[Row], width: int, first: int) -> set[tuple[int, int]]:
    """The places a short row's title spreads over; `first` is the number of the first row."""
    short = (number for number, row in enumerate(rows, start=first) if len(row) < width)
    return {(number, column) for number in short for column in range(1, width)}


def _run(gaps: Gaps, at: int) -> int:
    """Filled gaps from `at` on, one more than a table may have columns at most."""
    count = 0
    while count <= _MOST_COLUMNS and at + count < len(gaps) and gaps[at + count] is not None:
        count += 1
    return count


def _rows(gaps: Gaps, at: int, width: int) -> tuple[list[Row], int]:
    """(rows, the bar after the last): rows of full width, and shorter ones that are filled throughout."""
    rows: list[Row] = []
    while at + width <= len(gaps):
        if rows and gaps[at - 1] is not None:
            break  # words between two rows: the table ended
        row = tuple(gaps[at : at + width])
        if any(cell is not None and cell.end - cell.start > _LONGEST_CELL for cell in row):
            break
        short = _run(gaps, at)
        if _closes(gaps, at + width):
            rows += [row] if any(row) else []
        elif 0 < short < width and _closes(gaps, at + short + 1 + width):
            rows.append(row[:short])
            at += short + 1
            continue
        elif rows and at + width < len(gaps):
            rows.append(row)  # the last row: the words that follow the table stand after its bar
        else:
            break
        at += width + 1
    return rows, at


def _closes(gaps: Gaps, at: int) -> bool:
    """Whether a row ends at a bar: nothing stands between it and the next, or there is no next."""
    return at == len(gaps) or (at < len(gaps) and gaps[at] is None)


def _divided(view: View, upper: Gaps, lower: Gaps) -> tuple[int, Row, Row] | None:
    """(column, first row, second row): a second header row put under the heading of the first that it divides."""
    words = [view.folded[cell.start : cell.end] if cell else "" for cell in (*upper, *lower)]
    for leaves, over in _DIVIDED:
        parents = [n for n, each in enumerate(words[: len(upper)]) if over.search(each)]
        if parents and all(leaves.match(each) for each in words[len(upper) :]):
            parent = parents[0]
            spread = (None,) * (len(lower) - 1)
            first = (*upper[: parent + 1], *spread, *upper[parent + 1 :])
            second = (*(None,) * parent, *lower, *(None,) * (len(upper) - parent - 1))
            return parent, first, second
    return None
