"""Slant and rules of a page are found on its picture."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from lotrinh.convert.page_image import MOST_PIXELS, find_rules, page_image, slant, turned, upright
from lotrinh.values.scan_grid import find_grids


def drawn() -> Image.Image:
    """A page with lines of strokes as of text, and a table of two rows and three columns below them."""
    image = Image.new("L", (1200, 1600), 255)
    draw = ImageDraw.Draw(image)
    for top in range(150, 900, 50):
        for left in range(150, 1050, 18):
            draw.rectangle((left, top, left + 8, top + 20), fill=0)
    for top in (1000, 1060, 1200):
        draw.rectangle((150, top, 1050, top + 2), fill=0)
    for left in (150, 300, 800, 1048):
        draw.rectangle((left, 1000, left + 2, 1200), fill=0)
    return image


@pytest.mark.parametrize("angle", [-4.0, -1.3, 0.0, 0.7, 3.0])
def test_the_slant_is_found_to_a_fifth_of_a_degree(angle: float) -> None:
    assert slant(turned(drawn(), angle)) == pytest.approx(-angle, abs=0.2)


def test_a_level_page_stays_as_it_is() -> None:
    image = drawn()
    assert upright(image) is image


@pytest.mark.parametrize("angle", [0.0, 1.7])
def test_the_rules_of_a_table_make_a_grid(angle: float) -> None:
    (grid,) = find_grids(find_rules(upright(turned(drawn(), angle))))
    assert (len(grid.columns), len(grid.rows)) == (4, 3)


def test_a_page_of_text_has_no_grid() -> None:
    assert find_grids(find_rules(drawn().crop((0, 0, 1200, 950)))) == ()


def test_a_huge_page_is_drawn_with_fewer_dots() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_000, 14_000)
    target = io.BytesIO()
    document.save(target)
    with pypdfium2.PdfDocument(target.getvalue()) as opened:
        image = page_image(opened, 1)
    assert image.width * image.height <= MOST_PIXELS * 1.01
