"""A second look into table cells where nothing was recognised: single figures are easily passed over on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from lotrinh.convert.tesseract import FIGURES, recognise
from lotrinh.values.scan import Box, ScannedWord
from lotrinh.values.scan_grid import Grid

MOST_CELLS = 150
_FRAME = 8
_ROOM = 40
_SMALLEST = 12
_SURE = 0.5
_GUESSED = 0.3
_FIGURE = re.compile(r"[\d.,/%+-]*\d[\d.,/%+-]*|[IVX]{1,5}")


@dataclass(frozen=True, slots=True)
class _Cut:
    """The ink of a cell: where it lies on the page, and how far down in the column of cuts."""

    box: Box
    top: int


def read_missed(
    image: Image.Image, grid: Grid, words: tuple[ScannedWord, ...], seconds: float
) -> tuple[ScannedWord, ...]:
    """The figures in cells of a table where `words` has nothing but guesses; what is no figure is not taken.

    The cells are cut out, put below each other with room around them, and recognised in one go.
    """
    filled = {
        grid.cell_of(word.box) for word in words if grid.holds(word.box) and word.confidence >= _GUESSED
    }
    boxes = list(_inked(image, grid, filled))[:MOST_CELLS]
    if not boxes:
        return ()
    column, cuts = _below_each_other(image, boxes)
    found = (word for line in recognise(column, seconds, "column", FIGURES) for word in line)
    figures = (word for word in found if word.confidence >= _SURE and _FIGURE.fullmatch(word.text))
    return tuple(
        ScannedWord(word.text, word.confidence, cut.box)
        for word in figures
        for cut in cuts
        if cut.top <= word.box.middle[1] < cut.top + cut.box.height
    )


def _inked(image: Image.Image, grid: Grid, filled: set[tuple[int, int]]) -> Iterator[Box]:
    for row in range(len(grid.rows) - 1):
        for column in range(len(grid.columns) - 1):
            if (row, column) in filled or grid.joined(row, column) is not None:
                continue
            place = grid.place(row, column)
            inner = (place.left + _FRAME, place.top + _FRAME, place.right - _FRAME, place.bottom - _FRAME)
            if inner[0] >= inner[2] or inner[1] >= inner[3]:
                continue
            ink = image.crop(inner).point([255] * 128 + [0] * 128).getbbox()
            if ink is not None and ink[3] - ink[1] >= _SMALLEST:
                yield Box(inner[0] + ink[0], inner[1] + ink[1], inner[0] + ink[2], inner[1] + ink[3])


def _below_each_other(image: Image.Image, boxes: list[Box]) -> tuple[Image.Image, list[_Cut]]:
    width = max(box.right - box.left for box in boxes) + 4 * _ROOM
    height = sum(box.height + 2 * _ROOM for box in boxes)
    column = Image.new("L", (width, height), 255)
    cuts: list[_Cut] = []
    top = 0
    for box in boxes:
        column.paste(image.crop((box.left, box.top, box.right, box.bottom)), (2 * _ROOM, top + _ROOM))
        cuts.append(_Cut(box, top + _ROOM))
        top += box.height + 2 * _ROOM
    return column, cuts
