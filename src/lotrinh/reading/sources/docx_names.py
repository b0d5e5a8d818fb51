"""Names of WordprocessingML (ECMA-376 Part 1, clause 17) that the DOCX modules share."""

from __future__ import annotations

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{_COMPATIBILITY}Fallback"
ALTERNATIVES = frozenset({f"{_COMPATIBILITY}AlternateContent"})
DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
VML = "urn:schemas-microsoft-com:vml"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace.

    >>> w("p")[-6:]
    'main}p'
    """
    return _MAIN + name


def transitional(content: bytes) -> bytes:
    """Strict documents use another namespace for the same names."""
    return content.replace(_STRICT.encode(), _MAIN[1:-1].encode()).replace(
        b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATION[1:-3].encode()
    )


def value(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child, None without the child or the attribute."""
    child = parent.find(w(name)) if parent is not None else None
    return child.get(w("val")) if child is not None else None


def chosen(alternatives: etree._Element) -> etree._Element:
    """Of several descriptions of one thing the first that has words: they are shown once (ECMA-376 Part 3, 7.4)."""
    each = list(alternatives.iterchildren(etree.Element))
    worded = (one for one in each if any(text.text for text in one.iter(w("t"))))
    return next(worded, each[0] if each else alternatives)


def switch(parent: etree._Element | None, name: str) -> bool | None:
    """A toggle such as bold: None where not set."""
    child = parent.find(w(name)) if parent is not None else None
    return None if child is None else (child.get(w("val")) or "1").lower() not in _OFF


def number(text: str | None, otherwise: int = 0) -> int:
    """A decimal attribute; what is no number counts as absent."""
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise
