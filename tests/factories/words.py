"""What a page says to those who see or hear it, and which of its words cannot be Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml import html

SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-lost", "data-failed", "data-label")
_SILENT = {"script", "style", "template", "svg", "code"}
_ONSET = "b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_RHYME = (
    "a[iouy]?|e[ou]?|i(?:eu|[aeu])?|o(?:a[ioy]|eo|[aeio])?|u(?:a[uy]|o[iu]|y[aeu]|[aeiouy])?|y(?:eu|[ae])?"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_RHYME})(?:ch|c|m|nh|ng|n|p|t)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-.@/][\w.@/-]+)?")

ALLOWED = frozenset(
    {
        "excel",
        "word",
        "enter",
        "ctrl",
        "english",
        "edxml",
        "lotrinh",
        "journal",
        "heads",
        "verify",
        "ttr",
        "ctr",
    }
)
"""Names of programs, commands and keys, and the two signs of documents with a small letter; abbreviations in capitals (PDF, DOCX, GRDP) are no words."""


def spoken(page: str, *, leave_out: str = "") -> Iterator[str]:
    """Texts, choices of selects, and what screen readers say; elements of the language `leave_out` are passed over."""
    yield from _spoken(html.fromstring(page), leave_out)


def _spoken(node: Any, leave_out: str) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag in _SILENT or (leave_out and node.get("lang") == leave_out):
        return
    yield from (text for name in SPOKEN if (text := gathered(node.get(name))))
    if node.tag == "input" and node.get("type") in ("submit", "button") and node.get("value"):
        yield gathered(node.get("value"))
    if text := gathered(node.text):
        yield text
    for child in node:
        yield from _spoken(child, leave_out)
        if text := gathered(child.tail):
            yield text


def gathered(text: str | None) -> str:
    return " ".join((text or "").split())


def not_vietnamese(text: str) -> list[str]:
    """Words of three plain letters or more that are no Vietnamese syllable (kV is a unit), the allowed ones left out."""
    found = []
    for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
        word = match[0]
        plain = len(word) > 2 and word.isascii() and word.isalpha() and not word.isupper()
        if plain and not _may_be_vietnamese(word.lower()):
            found.append(word)
    return found


def _may_be_vietnamese(word: str) -> bool:
    return word in ALLOWED or _SYLLABLE.fullmatch(word) is not None
