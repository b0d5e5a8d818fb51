"""Elements of a message by their bare names, whatever their name space and case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from lxml import etree


def descendants(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """All elements of a name below another, in order."""
    wanted = name.lower()
    for element in parent.iterdescendants(etree.Element):
        if etree.QName(element).localname.lower() == wanted:
            yield element


def first(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The first of them, or None."""
    return next(descendants(parent, name), None) if parent is not None else None


def child_text(parent: etree._Element | None, name: str) -> str | None:
    """The text of a direct child, NFC, with single blanks; None where there is none or it is empty."""
    for child in parent.iterchildren(etree.Element) if parent is not None else ():
        if etree.QName(child).localname.lower() == name.lower():
            return unicodedata.normalize("NFC", " ".join((child.text or "").split())) or None
    return None
