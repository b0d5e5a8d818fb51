"""Pages of a PDF as grey pictures, set upright, and the straight lines drawn on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
from PIL import Image

from lotrinh.values.scan import Box

DPI = 300
MOST_PIXELS = 36_000_000
"""Twice an A3 sheet at 300 dots per inch; a larger page is drawn with fewer dots."""
_WHITE, _INK = 255, 140
_LONG_ENOUGH = b"\0" * 4
_FULL = 70
_RUN = re.compile(rb"\x00{4,}")
_TOLERANCE = 8
_STEEPEST = 5.0


def page_image(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """The picture of page `number` (from 1), grey, at DPI or as many dots as MOST_PIXELS allow, without its slant."""
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    image: Image.Image = bitmap.to_pil().convert("L")
    bitmap.close()
    page.close()
    return upright(image)


def upright(image: Image.Image) -> Image.Image:
    """The picture turned by its slant."""
    angle = slant(image)
    return turned(image, angle) if abs(angle) >= 0.1 else image


def turned(image: Image.Image, angle: float) -> Image.Image:
    """Turned by some degrees, the corners white."""
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE)


def slant(image: Image.Image) -> float:
    """The angle in degrees by which the picture has to be turned for its lines to lie level, at most 5 either way.

    At the right angle the rows of dots are either full of ink or blank: the sum of the squared differences between
    neighbouring rows is largest there (projection profile).
    """
    small = image.resize((max(1, image.width // 5), max(1, image.height // 5)), Image.Resampling.BOX)
    width, height = small.size
    inner = small.crop((width // 12, height // 12, width - width // 12, height - height // 12))
    coarse = max(
        (step / 2 for step in range(-10, 11)), key=lambda angle: (_contrast(inner, angle), -abs(angle))
    )
    fine = (coarse + step / 10 for step in range(-4, 5))
    best = max(fine, key=lambda angle: (_contrast(inner, angle), -abs(angle)))
    return best if abs(best) <= _STEEPEST else 0.0


def _contrast(image: Image.Image, angle: float) -> int:
    level = image.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=_WHITE) if angle else image
    rows = level.resize((1, level.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))


def find_rules(image: Image.Image) -> tuple[Box, ...]:
    """Level lines of a hand's breadth and upright ones at least as high as a row of a table, as thin boxes."""
    ink = image.point([0] * _INK + [_WHITE] * (256 - _INK))
    flipped = ink.transpose(Image.Transpose.TRANSPOSE)
    level = (Box(left, top, right, bottom) for left, right, top, bottom in _runs(ink, 24))
    steep = (Box(top, left, bottom, right) for left, right, top, bottom in _runs(flipped, 12))
    return (*level, *steep)


def _runs(ink: Image.Image, step: int) -> Iterator[tuple[int, int, int, int]]:
    """(first column, last column, first row, last row) of level lines, each row looked at in stretches of `step` dots."""
    coarse = ink.resize((max(1, ink.width // step), ink.height), Image.Resampling.BOX)
    dark = coarse.point([0] * _FULL + [_WHITE] * (256 - _FULL)).tobytes()
    growing: list[list[int]] = []
    for row in range(coarse.height):
        line = dark[row * coarse.width : (row + 1) * coarse.width]
        if _LONG_ENOUGH not in line:
            continue
        for run in _RUN.finditer(line):
            _join(growing, run.start() * step, run.end() * step, row, 2 * step)
        for left, right, top, bottom in growing:
            if row - bottom > _TOLERANCE:
                yield left, right, top, bottom + 1
        growing = [run for run in growing if row - run[3] <= _TOLERANCE]
    for left, right, top, bottom in growing:
        yield left, right, top, bottom + 1


def _join(growing: list[list[int]], left: int, right: int, row: int, gap: int) -> None:
    """Adds a stretch to the line it goes on with, a little askew, or begins a new line."""
    for run in growing:
        if row - run[3] <= _TOLERANCE and left <= run[1] + gap and right >= run[0] - gap:
            run[:] = [min(run[0], left), max(run[1], right), run[2], row]
            return
    growing.append([left, right, row, row])
