"""Character recognition: the pages of a PDF that are pictures, turned into words with their places and confidence.

Nothing touches a disk: pages are drawn in memory and handed to tesseract through a pipe.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pypdfium2
from PIL import Image

from lotrinh.convert.errors import ConversionFailed
from lotrinh.convert.page_image import find_rules, page_image, turned
from lotrinh.convert.scan_cells import read_missed
from lotrinh.convert.tesseract import recognise
from lotrinh.values.scan import Box, ScannedPage, ScannedPages, ScannedWord
from lotrinh.values.scan_grid import Grid, find_grids

MAX_PAGES = 200
PAGE_SECONDS = 40.0
TOTAL_SECONDS = 900.0
_SURE = 0.65
_FEWEST_WORDS = 5
_HEAD_OF_PAGE = 0.4
_STAMP_ANGLES = (-4.0, 4.0)
"""Looked at this far askew, what a hand stamped up to eight degrees either way is read (18 of 18 trial stamps)."""

Lines = tuple[tuple[ScannedWord, ...], ...]


@dataclass(frozen=True, slots=True)
class _Clock:
    """Until when all that is asked about one page has to be answered."""

    end: float

    def seconds(self) -> float:
        """What is left. Raises ConversionFailed when nothing is."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise ConversionFailed
        return left


def read_pages(
    data: bytes, numbers: Iterable[int], on_step: Callable[[str], None], seconds: float = TOTAL_SECONDS
) -> ScannedPages:
    """Page number (from 1) -> what was recognised on it, for those of `numbers` that could be read in time.

    A page that takes longer than PAGE_SECONDS, and all that come after MAX_PAGES or `seconds`, are missing from the
    answer: the reader tells of them. `on_step` hears "Nhận dạng trang 3/12". Raises NoRecogniser without tesseract.
    """
    wanted = sorted(set(numbers))
    end = time.monotonic() + seconds
    found: dict[int, ScannedPage] = {}
    with pypdfium2.PdfDocument(data) as document:
        for place, number in enumerate(wanted[:MAX_PAGES], start=1):
            on_step(f"Nhận dạng trang {place}/{len(wanted)}")
            clock = _Clock(min(end, time.monotonic() + PAGE_SECONDS))
            try:
                found[number] = _read_page(page_image(document, number), number, number == wanted[0], clock)
            except (ConversionFailed, pypdfium2.PdfiumError):
                continue
    return found


def _read_page(image: Image.Image, number: int, first: bool, clock: _Clock) -> ScannedPage:
    image, lines = _right_way_up(image, recognise(image, clock.seconds()), clock)
    rules = find_rules(image)
    framed = _framed(image, lines, find_grids(rules), clock)
    apart = _stamped(image, clock) if first else ()
    return ScannedPage(number, image.width, image.height, lines, rules, framed, apart)


def _right_way_up(image: Image.Image, lines: Lines, clock: _Clock) -> tuple[Image.Image, Lines]:
    """A page that was scanned lying on its side, or upside down, gives few words anyone could be sure of."""
    best = image, lines
    if _sure_words(lines) >= _FEWEST_WORDS and _share_sure(lines) >= 0.5:
        return best
    for angle in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180):
        other = image.transpose(angle)
        found = recognise(other, clock.seconds())
        if _sure_words(found) > 2 * _sure_words(best[1]) and _sure_words(found) >= _FEWEST_WORDS:
            best = other, found
    return best


def _sure_words(lines: Lines) -> int:
    """Words that are wider than high, as level ones are, and recognised with confidence."""
    return sum(
        word.confidence >= _SURE and len(word.text) > 2 and word.box.right - word.box.left > word.box.height
        for line in lines
        for word in line
    )


def _share_sure(lines: Lines) -> float:
    return _sure_words(lines) / max(1, sum(len(word.text) > 2 for line in lines for word in line))


def _framed(
    image: Image.Image, lines: Lines, grids: tuple[Grid, ...], clock: _Clock
) -> tuple[ScannedWord, ...]:
    """Each word by itself where a table is drawn; figures that were passed over are looked for in their cells."""
    if not grids:
        return ()
    found = tuple(word for line in recognise(image, clock.seconds(), "sparse") for word in line)
    missed = (word for line in lines for word in line if any(char.isalnum() for char in word.text))
    words = (*found, *(word for word in missed if not any(_overlap(word.box, each.box) for each in found)))
    figures = [word for grid in grids for word in read_missed(image, grid, words, clock.seconds())]
    return (*(word for word in words if not any(_overlap(word.box, each.box) for each in figures)), *figures)


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _stamped(image: Image.Image, clock: _Clock) -> tuple[str, ...]:
    """The lines of the head of the page that a stamp put there on the slant; those that lie level are in its lines."""
    head = image.crop((0, 0, image.width, int(image.height * _HEAD_OF_PAGE)))
    views = (turned(head, angle) for angle in _STAMP_ANGLES)
    found = (line for view in views for line in recognise(view, clock.seconds(), "sparse"))
    return tuple(" ".join(word.text for word in line) for line in found)
