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
_PROCLAIMS = re.compile(r"(?m)^[ \t*#|]*QUYẾT (NGHỊ|ĐỊNH)[ \t]*:?[ \t*|]*$")
_FARTHEST_PROCLAMATION = 8000
_TITLE = re.compile(
    r"[\s*#|]*(?P<name>ke hoach|chi thi|nghi quyet|chuong trinh hanh dong|quyet dinh|bao cao|huong dan|ket luan|thong bao)"
    r" +(?:cua|ve|ve viec|thuc hien|trien khai|so ket|tong ket)(?!\w)"
)
_PARTS = re.compile(r"(?m)^[ \t*#|]*(?:I{1,3}|IV|V|A|B)[ \t]*[.)–-][ \t]*\S")
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
    told = _proclaimed(view) or _titled(view)
    if told:
        return told
    figures = sum(1 for _ in _FIGURES.finditer(view.folded))
    reviews = sum(1 for _ in _REVIEW.finditer(view.folded))
    return "report" if figures >= _FIGURES_OF_A_REVIEW and reviews >= 3 else "press"


def _proclaimed(view: View) -> DocumentKind | None:
    """A paper that prints a resolution or a decision whole keeps its line "QUYẾT NGHỊ:"."""
    found = _PROCLAIMS.search(view.text, 0, _FARTHEST_PROCLAMATION)
    return None if found is None else "resolution" if found[1] == "NGHỊ" else "decision"


def _titled(view: View) -> DocumentKind | None:
    """The head was cut off and the title is left: "Chỉ thị về việc ...", with the numbered parts of a document below."""
    found = _TITLE.match(view.folded)
    line = view.text.find("\n", found.end()) if found else -1
    if found is None or line < 0 or _PARTS.search(view.text, line) is None:
        return None
    code = abbreviation_of_name().get(" ".join(found["name"].split()).removesuffix(" hanh dong"))
    return cast(DocumentKind, kind_of_type()[code]) if code in kind_of_type() else None


def _attached(view: View) -> DocumentKind | None:
    """An annex alone: "(Kèm theo Kế hoạch số ...)" tells what it belongs to."""
    found = _ATTACHED.search(view.folded, 0, _NEAR_TOP)
    if found is None:
        return None
    words = " ".join(found["name"].split())
    names = sorted((name for name in abbreviation_of_name() if words.startswith(name + " ")), key=len)
    code = abbreviation_of_name()[names[-1]] if names else None
    return cast(DocumentKind, kind_of_type()[code]) if code in kind_of_type() else None
