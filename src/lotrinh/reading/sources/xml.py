"""XML of packages, parsed without entities, without DTD and without a way out."""

from __future__ import annotations

import re

from lxml import etree

from lotrinh.reading.sources.messages import refusal

_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_INCLUDE = b"http://www.w3.org/2001/XInclude"


def check_xml(content: bytes) -> None:
    """Raises Refused("unsafe") for a document type, an entity or XInclude, in any encoding that spells them in ASCII."""
    plain = content.replace(b"\x00", b"") if b"\x00" in content[:200] else content
    if _DECLARATION.search(plain):
        raise refusal("dtd")
    if _INCLUDE in plain:
        raise refusal("include")


def parse_xml(content: bytes, what: str, long_texts: bool = False) -> etree._Element:
    """The root element; `long_texts` lets one text hold more than ten megabytes. Raises Refused: unsafe as `check_xml`, "unreadable" for XML that is not well-formed."""
    check_xml(content)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=long_texts, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        key = "nested" if "depth" in str(broken) else "damaged"
        raise refusal(key, what=what, depth="hơn 256 tầng") from broken
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise refusal("dtd")
    return root
