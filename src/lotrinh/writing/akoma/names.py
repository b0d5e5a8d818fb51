"""The two namespaces, and the few moves every part makes: put an element, add text, clean what XML cannot hold."""

from __future__ import annotations

import re

from lxml import etree

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:lotrinh:akn:1"
"""Our records; the schema is docs/schema/lotrinh-akn-1.xsd."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def put(parent: etree._Element, tag: str, **attributes: str | None) -> etree._Element:
    """Appends `<tag name="value">`; an attribute that is None is left out, `class_` is written `class`."""
    return etree.SubElement(parent, f"{{{AKN}}}{tag}", _attributes(attributes))


def put_own(parent: etree._Element, tag: str, **attributes: str | None) -> etree._Element:
    """The same in our own namespace."""
    return etree.SubElement(parent, f"{{{OWN}}}{tag}", _attributes(attributes))


def _attributes(attributes: dict[str, str | None]) -> dict[str, str]:
    return {name.rstrip("_"): xml_text(value) for name, value in attributes.items() if value is not None}


def add_text(element: etree._Element, text: str) -> None:
    """Text after whatever the element already holds."""
    if not text:
        return
    text = xml_text(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def xml_text(text: str) -> str:
    """What XML 1.0 (section 2.2) forbids, one character for one: control white space is a space, the rest U+FFFD.

    >>> xml_text("Tăng\\x0b5%\\x01\\n")
    'Tăng 5%\\ufffd\\n'
    """
    return _FORBIDDEN.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


def count_forbidden(text: str) -> int:
    """How many characters `xml_text` turns into U+FFFD."""
    return sum(not found[0].isspace() for found in _FORBIDDEN.finditer(text))
