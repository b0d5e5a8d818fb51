"""What a DOCX style says of a paragraph: bold, centred, heading level, numbering, hidden; parents are asked in turn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from lotrinh.reading.sources.docx_names import number, switch, value, w
from lotrinh.values.frozen import frozen

_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_DEEPEST = 20


@frozen
class Style:
    """None where neither the style nor its parents tell. `numbering` is (list id, level)."""

    bold: bool | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    alignment: str | None = None
    heading_level: int | None = None
    numbering: tuple[str, int] | None = None
    font: str | None = None


PLAIN = Style()


@dataclass(slots=True)
class Styles:
    """Styles by id, resolved on first use."""

    _elements: dict[str, etree._Element]
    _resolved: dict[str, Style]
    _default: str | None

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        elements = (
            {} if root is None else {each.get(w("styleId")) or "": each for each in root.iter(w("style"))}
        )
        paragraph = (key for key, each in elements.items() if each.get(w("type")) == "paragraph")
        default = next(
            (key for key in paragraph if (elements[key].get(w("default")) or "0") in ("1", "true")), None
        )
        return cls(elements, {}, default)

    def get(self, style_id: str | None, depth: int = 0) -> Style:
        """The style with what it inherits; the default paragraph style for None, a plain one for an unknown id."""
        key = style_id or self._default or ""
        if key not in self._elements or depth > _DEEPEST:
            return PLAIN
        if key not in self._resolved:
            self._resolved[key] = self._resolve(self._elements[key], depth)
        return self._resolved[key]

    def run(self, style_id: str | None) -> Style:
        """A character style; plain without one."""
        return self.get(style_id) if style_id else PLAIN

    def _resolve(self, element: etree._Element, depth: int) -> Style:
        parent_id = value(element, "basedOn")
        parent = self.get(parent_id, depth + 1) if parent_id else PLAIN
        paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
        bold, hidden, capitals = switch(run, "b"), switch(run, "vanish"), switch(run, "caps")
        return Style(
            bold=parent.bold if bold is None else bold,
            hidden=parent.hidden if hidden is None else hidden,
            capitals=parent.capitals if capitals is None else capitals,
            alignment=value(paragraph, "jc") or parent.alignment,
            heading_level=_heading_level(element, paragraph) or parent.heading_level,
            numbering=numbering_of(paragraph) or parent.numbering,
            font=font_of(run) or parent.font,
        )


def _heading_level(element: etree._Element, paragraph: etree._Element | None) -> int | None:
    named = _HEADING.fullmatch((value(element, "name") or "").strip())
    return int(named[1]) if named else outline_level(paragraph)


def outline_level(properties: etree._Element | None) -> int | None:
    """The outline level of paragraph properties from 1; level 9 is body text."""
    level = value(properties, "outlineLvl")
    return number(level) + 1 if level is not None and 0 <= number(level, 9) < 9 else None


def numbering_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """(list id, level) of paragraph properties; list id "0" says that a style's numbering is switched off."""
    numbered = properties.find(w("numPr")) if properties is not None else None
    list_id = value(numbered, "numId")
    return (list_id, number(value(numbered, "ilvl"))) if list_id is not None else None


def font_of(properties: etree._Element | None) -> str | None:
    """The font of run properties, as fonts of old encodings are named (.VnTime, VNI-Times)."""
    fonts = properties.find(w("rFonts")) if properties is not None else None
    return (fonts.get(w("ascii")) or fonts.get(w("hAnsi"))) if fonts is not None else None
