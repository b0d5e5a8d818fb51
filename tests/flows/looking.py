"""What is asked of every page in a real browser: accessible, no wider than a phone, whole on A4 paper."""

from __future__ import annotations

from pathlib import Path

import axe_core_python
import pypdfium2
from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
_AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")
_A4 = {(595, 842), (842, 595)}


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds wrong: rule and the first element."""
    page.evaluate(_AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]]


def overflow(page: Page) -> list[str]:
    """The elements that reach beyond the right edge of the window, [] where the page scrolls one way only."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide <= 0:
        return []
    script = """[...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 5).map(one => one.outerHTML.slice(0, 120))"""
    return [f"{wide} px", *page.evaluate(script)]


def printed(page: Page, folder: Path) -> str:
    """The text of the page printed on A4; every sheet has that size."""
    target = folder / "trang.pdf"
    page.pdf(path=target, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(target) as paper:
        sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in paper}
        assert sizes <= _A4, sizes
        return " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in paper)
