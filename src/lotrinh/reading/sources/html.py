"""Pages (HTML): read by HTML5 rules, without menus and scripts, and never with less text than the page has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from lotrinh.reading.sources.decoding import decode
from lotrinh.reading.sources.extracted import Extracted
from lotrinh.reading.sources.html_rules import CLOSED_BY_THE_NEXT, VOID
from lotrinh.reading.sources.html_walk import Walker
from lotrinh.reading.sources.messages import refusal, warning
from lotrinh.reading.sources.sniff import HTML
from lotrinh.reading.sources.text_builder import TextBuilder
from lotrinh.reading.sources.text_source import SourceText

MAX_DEPTH = 3000
MAX_TAGS = 1_000_000
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)[^<>]*+>")
_UNPRINTED = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*>|<(script|style|noscript|template|svg|title|object|iframe|audio|video|canvas|datalist)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_WARN_BELOW, _REFUSE_BELOW = 0.98, 0.9
_MAIN_SHARE, _PART_SHARE = 0.5, 0.05


def extract(data: bytes) -> Extracted:
    """The text of a page; a Block for every block element, a CellGrid for every table.

    Raises Refused: "unsafe" for entities and nesting deeper than a page can have, "unreadable" where text would be
    lost or the encoding is unknown, "empty" for a page without words.
    """
    decoded = decode(data)
    if _ENTITY.search(decoded.text[:100_000]):
        raise refusal("dtd")
    _check_depth(decoded.text)
    tree = LexborHTMLParser(decoded.text)
    walker = Walker(main=_main(tree))
    if tree.root is not None:
        walker.walk(tree.root)
    lost = _lost(decoded.text, walker)
    text = TextBuilder()
    text.add(*walker.parts)
    if not text.text.strip():
        raise refusal("no_text")
    source = SourceText(
        text.text, HTML, encoding=decoded.encoding, blocks=tuple(text.blocks), grids=tuple(text.grids),
        warnings=(*decoded.warnings, *text.warnings, *lost, *_told(walker)),
    )  # fmt: skip
    return Extracted(source, (*walker.hidden, *walker.frame))


def _check_depth(page: str) -> None:
    """The parser's time grows with the square of the depth, so the depth is counted before it starts."""
    depth = deepest = 0
    for count, match in enumerate(_TAG.finditer(page)):
        name = match[2].lower()
        if name in VOID or name in CLOSED_BY_THE_NEXT or match[0][-2] == "/":
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            raise refusal("nested", depth=f"hơn {MAX_DEPTH} tầng")
        if count > MAX_TAGS:
            raise refusal("too_long", what=f"hơn {MAX_TAGS} thẻ")


def _main(tree: LexborHTMLParser) -> Any:
    """The element that holds the document where the page says so and it holds most of the page's words.

    None where the words are spread over several such elements: an annex may be one of its own.
    """
    total = _letters(tree.body)
    for selector in ("main", "article"):
        sizes = [(_letters(node), node) for node in tree.css(selector)]
        large = [(letters, node) for letters, node in sizes if letters > total * _PART_SHARE]
        if len(large) == 1 and large[0][0] > total * _MAIN_SHARE:
            return large[0][1]
    return None


def _letters(node: Any) -> int:
    if node is None:
        return 0
    unprinted = sum(len(each.text() or "") for each in node.css("script, style, noscript, svg"))
    return len(node.text() or "") - unprinted


def _lost(page: str, walker: Walker) -> tuple[str, ...]:
    """Letters and digits of the page outside its tags against those met in the tree."""
    body = page[match.end() :] if (match := re.search(r"</head\s*>", page, re.IGNORECASE)) else page
    total = sum(map(str.isalnum, unescape(_TAG.sub(" ", _UNPRINTED.sub(" ", body)))))
    met = walker.kept + walker.dropped
    if met < total * _REFUSE_BELOW:
        raise refusal("text_lost", kept=met, total=total)
    return (warning("lost", kept=met, total=total),) if met < total * _WARN_BELOW else ()


def _told(walker: Walker) -> Iterator[str]:
    if walker.hidden:
        yield warning("hidden", count=len(walker.hidden), sample=walker.hidden[0][:80])
    if walker.frame:
        yield warning("frame", count=walker.framed, sample=" ".join(walker.frame[:5])[:80])
