"""Plain text and Markdown: the decoded characters are the text, and its lines may or may not be paragraphs."""

from __future__ import annotations

from itertools import pairwise

from lotrinh.reading.sources.decoding import decode
from lotrinh.reading.sources.extracted import Extracted
from lotrinh.reading.sources.messages import refusal
from lotrinh.reading.sources.text_source import SourceText

_LONG = 40
_WIDEST = 160
_BROKEN_SHARE = 0.15
_ENDS = tuple(".;:!?…”\"')]}|*")


def extract(data: bytes) -> Extracted:
    """The text of a file of characters. Raises Refused("unreadable") for an unknown encoding, "empty" without words."""
    decoded = decode(data)
    if not decoded.text.strip():
        raise refusal("empty")
    source = SourceText(
        text=decoded.text,
        media_type="text/plain",
        encoding=decoded.encoding,
        hard_wrapped=is_hard_wrapped(decoded.text),
        warnings=decoded.warnings,
    )
    return Extracted(source, usual=decoded.usual)


def is_hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a column: many stop in mid-sentence and go on in lower case below.

    >>> is_hard_wrapped("Ban Thường vụ Tỉnh ủy về thực hiện Nghị quyết số 23 của Bộ\\nChính trị, tầm\\nnhìn đến năm 2045.")
    False
    """
    long = broken = 0
    for printed, following in pairwise(text.split("\n")):
        if len(printed) < _LONG:
            continue
        line = printed.strip()
        if len(line) >= _LONG:
            long += 1
            if len(line) <= _WIDEST and following.lstrip()[:1].islower() and not line.endswith(_ENDS):
                broken += 1
    return broken >= 3 and broken >= long * _BROKEN_SHARE
