"""What a text without a letterhead still tells of itself: the headline of an article, the type a plan announces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotrinh.lexicon.document_kinds import abbreviation_of_name
from lotrinh.reading.structure.view import View
from lotrinh.values.folding import search_key
from lotrinh.values.span import Span

_PROMULGATES = re.compile(
    r"ban hanh +([^:;]{3,40}?)(?= +(?:nay|thuc hien|trien khai|hanh dong|phat trien|ve|voi|cu the|nhu sau)\b)[^;]{0,400}:$"
)
_LONGEST_HEADLINE = 130


def find_promulgated(view: View, pieces: Sequence[Span]) -> tuple[str | None, Span | None]:
    """A head that was cut off: "... ban hành Kế hoạch thực hiện như sau:" still names the type."""
    for piece in pieces:
        found = _PROMULGATES.search(view.folded[piece.start : piece.end])
        code = abbreviation_of_name().get(search_key(found[1])) if found else None
        if found and code:
            return code, Span(piece.start + found.start(1), piece.start + found.end(1))
    return None, None


def find_headline(view: View, pieces: Sequence[Span]) -> Span | None:
    """The title of an article: a short first line, or one that stands alone between empty lines."""
    for index, piece in enumerate(pieces[:2]):
        alone = view.text[piece.end : piece.end + 2].strip(" ") == "\n\n"
        short = piece.end - piece.start <= _LONGEST_HEADLINE and view.flat[piece.end - 1] not in ".:;"
        if short and (index == 0 or alone):
            return piece
    return None
