"""What kind of text it is: by the type in its head, else an article or a review by what it is full of."""

from __future__ import annotations

import re
from typing import cast

from lotrinh.lexicon.headers import kind_of_type
from lotrinh.reading.structure.header import Head
from lotrinh.reading.structure.view import View
from lotrinh.values.reading import DocumentKind

_FIGURES = re.compile(r"\d (?:ty|trieu|nghin)|\d *%")
_REVIEW = re.compile(r"ket qua|so ket|tong ket|bao cao")
_FIGURES_OF_A_REVIEW = 8


def tell_kind(view: View, head: Head) -> DocumentKind:
    """The kind, "press" where nothing official is printed and little is counted."""
    if head.type and head.type in kind_of_type():
        return cast(DocumentKind, kind_of_type()[head.type])
    if head.is_official:
        return "letter"
    figures = sum(1 for _ in _FIGURES.finditer(view.folded))
    reviews = sum(1 for _ in _REVIEW.finditer(view.folded))
    return "report" if figures >= _FIGURES_OF_A_REVIEW and reviews >= 3 else "press"
