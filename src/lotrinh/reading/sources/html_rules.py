"""What HTML elements do to text: which begin a paragraph, which are no part of the document, which are never printed."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary "
    "ul caption td th"
)

UNPRINTED = _names("script style noscript template head title svg object iframe audio video canvas datalist")

CHROME = _names("nav button select textarea dialog")

CHROME_OUTSIDE_MAIN = _names("footer aside header")

VOID = _names("area base br col embed hr img input link meta param source track wbr")

CLOSED_BY_THE_NEXT = _names("p li dt dd tr td th tbody thead tfoot colgroup option optgroup rt rp")

TABLE_PARTS = _names("tr tbody thead tfoot colgroup col")
