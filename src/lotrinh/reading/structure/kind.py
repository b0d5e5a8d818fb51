"""What kind of text it is: by the type in its head, else an article or a review by what it is full of."""

from __future__ import annotations

import re
from typing import cast

from lotrinh.lexicon.document_kinds import abbreviation_of_name
from lotrinh.lexicon.headers import kind_of_type
from lotrinh.reading.structure.header import Head
from lotrinh.reading.structure.view import View
from lotrinh.values.reading import DocumentKind

_ATTACHED = re.compile(r"\( *(?:ban hanh )?kem theo +(?P<name>[a-z ]{4,40})")
_NEAR_TOP = 2500
_FIGURES = re.compile(r"\d (?:ty|trieu|nghin)|\d *%")
_REVIEW = re.compile(r"ket qua|so ket|tong ket|bao cao")
_FIGURES_OF_A_REVIEW = 8


def tell_kind(view: View, head: Head) -> DocumentKind:
    """The kind, "press" where nothing official is printed and little is counted."""
    if head.type and head.type in kind_of_type():
        return cast(DocumentKind, kind_of_type()[head.type])
    if head.is_official:
        return "letter"
    attached = _attached(view)
    if attached:
        return attached
    figures = sum(1 for _ in _FIGURES.finditer(view.folded))
    reviews = sum(1 for _ in _REVIEW.finditer(view.folded))
    return "report" if figures >= _FIGURES_OF_A_REVIEW and reviews >= 3 else "press"


def _attached(view: View) -> DocumentKind | None:
    """An annex alone: "(Kèm theo Kế hoạch số ...)" tells what it belongs to."""
    found = _ATTACHED.search(view.folded, 0, _NEAR_TOP)
    if found is None:
        return None
    words = " ".join(found["name"].split())
    names = sorted((name for name in abbreviation_of_name() if words.startswith(name + " ")), key=len)
    code = abbreviation_of_name()[names[-1]] if names else None
    return cast(DocumentKind, kind_of_type()[code]) if code in kind_of_type() else None
