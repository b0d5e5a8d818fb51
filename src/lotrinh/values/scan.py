"""What character recognition saw on a page: words with their places and confidence, and the straight lines drawn there."""

from __future__ import annotations

from collections.abc import Mapping

from lotrinh.values.frozen import frozen


@frozen
class Box:
    """A rectangle in pixels of the page's picture, the origin at its upper left corner; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> int:
        return self.bottom - self.top


@frozen
class ScannedWord:
    """A word as it was recognised; `confidence` from 0 to 1."""

    text: str
    confidence: float
    box: Box


@frozen
class ScannedPage:
    """One page, made upright: its lines of words as the recogniser grouped them, and the rules that may frame a table.

    `framed` are the words of the page once more, each by itself, looked for in cells; only where rules may be a table.
    `apart` are words found by looking again at the head of the page, on the slant and in boxes: they are searched for
    a secrecy mark and not read.
    """

    number: int
    width: int
    height: int
    lines: tuple[tuple[ScannedWord, ...], ...]
    rules: tuple[Box, ...] = ()
    framed: tuple[ScannedWord, ...] = ()
    apart: tuple[str, ...] = ()


ScannedPages = Mapping[int, ScannedPage]
NO_SCAN: ScannedPages = {}
