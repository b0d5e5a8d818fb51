"""The words of one DOCX paragraph as a reader sees them: changes accepted, hidden text and field codes left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import import_module

from lxml import etree

from lotrinh.reading.sources.docx_names import (
    ALTERNATIVES,
    FALLBACK,
    MATH_TEXT,
    chosen,
    number,
    switch,
    value,
    w,
)
from lotrinh.reading.sources.docx_styles import Style, Styles, font_of

_OUTSIDE_FIELDS = re.compile(
    r"\s*(?:INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|DATABASE)\b", re.IGNORECASE
)
_OLD_FONTS = ((".vn", "tcvn3"), ("vni-", "vni"))
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_SYMBOLS = {
    "F0B7": "•",
    "F0A7": "▪",
    "F02D": "-",
    "F0FC": "✓",
    "F0D8": "➢",
    "F0E0": "→",
    "F0B3": "≥",
    "F0A3": "≤",
}
_DRAWN = frozenset({w("drawing"), w("pict"), w("object"), *ALTERNATIVES})
_SKIPPED = frozenset(
    {w("pPr"), w("rPr"), w("sdtPr"), w("sdtEndPr"), w("tcPr"), w("instrText"), w("delText"), w("rt")}
)


@dataclass(slots=True)
class Tally:
    """What was met on the way and must be told: counts for warnings, hidden and deleted words for the guard."""

    inserted: int = 0
    deleted: int = 0
    outside_fields: int = 0
    letters: int = 0
    hidden: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    old_encodings: set[str] = field(default_factory=set)
    notes: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class RunReader:
    """Reads paragraphs one after the other; a field may begin in one and end in another, so it remembers open fields."""

    styles: Styles
    tally: Tally = field(default_factory=Tally)
    _in_codes: list[bool] = field(default_factory=list)

    def read(self, paragraph: etree._Element, style: Style) -> tuple[str, bool | None, list[etree._Element]]:
        """(text, bold throughout, contents of the text boxes anchored here)."""
        found = _Pieces(style)
        self._walk(paragraph, found)
        return found.joined(), found.bold, found.boxes

    def _walk(self, element: etree._Element, found: _Pieces) -> None:
        for child in element.iterchildren(etree.Element):
            tag = child.tag
            if tag == w("r"):
                self._run(child, found)
            elif tag in (w("del"), w("moveFrom")):
                self.tally.deleted += 1
                self._remove(child)
            elif tag == MATH_TEXT:
                found.put(child.text or "", None)
            elif tag in ALTERNATIVES:
                self._walk(chosen(child), found)
            elif tag not in _SKIPPED:
                self.tally.inserted += tag in (w("ins"), w("moveTo"))
                self._walk(child, found)

    def _remove(self, element: etree._Element) -> None:
        words = [each.text or "" for each in element.iter(w("delText"), w("t"))]
        self.tally.letters += sum(len(each.text or "") for each in element.iter(w("t")))
        self.tally.removed.append("".join(words))

    def _run(self, run: etree._Element, found: _Pieces) -> None:
        properties = run.find(w("rPr"))
        character = self.styles.run(value(properties, "rStyle"))
        hidden = _first(switch(properties, "vanish"), character.hidden, found.style.hidden)
        text = "".join(self._sign(child, found) for child in run.iterchildren(etree.Element))
        if not text:
            return
        if hidden:
            self.tally.hidden.append(text)
            return
        if _first(switch(properties, "caps"), character.capitals, found.style.capitals):
            text = text.upper()
        bold = _first(switch(properties, "b"), character.bold, found.style.bold)
        font = font_of(properties) or character.font or found.style.font or ""
        encoding = next((name for start, name in _OLD_FONTS if font.lower().startswith(start)), None)
        if encoding:
            self.tally.old_encodings.add(encoding)
        found.put(text, bool(bold), encoding, capitals=encoding == "tcvn3" and font.endswith("H"))

    def _sign(self, child: etree._Element, found: _Pieces) -> str:
        tag = child.tag
        if tag == w("fldChar"):
            self._field(child)
        elif tag == w("instrText"):
            self.tally.outside_fields += bool(_OUTSIDE_FIELDS.match(child.text or ""))
        elif tag == w("t"):
            self.tally.letters += len(child.text or "")
            return "" if self._in_codes and self._in_codes[-1] else child.text or ""
        elif tag == w("sym"):
            return _SYMBOLS.get((child.get(w("char")) or "").upper(), "•")
        elif tag in (w("footnoteReference"), w("endnoteReference")):
            return self._note(child)
        elif tag in _DRAWN:
            found.boxes.extend(_boxes(child))
        elif tag == w("ruby"):
            self._walk(child, found)
        return _SIGNS.get(tag, "") if isinstance(tag, str) else ""

    def _field(self, mark: etree._Element) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self._in_codes.append(True)
        elif self._in_codes and kind == "separate":
            self._in_codes[-1] = False
        elif self._in_codes and kind == "end":
            self._in_codes.pop()

    def _note(self, reference: etree._Element) -> str:
        part = "footnotes" if reference.tag == w("footnoteReference") else "endnotes"
        self.tally.notes.append((part, number(reference.get(w("id")), -1)))
        return f"[{len(self.tally.notes)}]"


@dataclass(slots=True)
class _Pieces:
    """The pieces of a paragraph; those in a font of an old encoding are converted together, letters may span runs."""

    style: Style
    texts: list[tuple[str, str | None]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    bold: bool | None = None

    def put(
        self, text: str, bold: bool | None, encoding: str | None = None, *, capitals: bool = False
    ) -> None:
        if text.strip() and bold is not None:
            self.bold = bold if self.bold is None else self.bold and bold
        if capitals:
            text = _from_old(text, "tcvn3").upper()
            encoding = None
        if self.texts and self.texts[-1][1] == encoding:
            text = self.texts.pop()[0] + text
        self.texts.append((text, encoding))

    def joined(self) -> str:
        return "".join(_from_old(text, encoding) if encoding else text for text, encoding in self.texts)


def _from_old(text: str, encoding: str) -> str:
    converted: str = import_module("lotrinh.reading.sources.old_encodings").convert(text, encoding)
    return converted


def _first(*switches: bool | None) -> bool:
    return next((each for each in switches if each is not None), False)


def _boxes(element: etree._Element) -> list[etree._Element]:
    """Text boxes of a drawing; of two descriptions of one drawing the first that has words."""
    boxes = [box for box in element.iter(w("txbxContent")) if not _inside(box, FALLBACK, element)]
    found = boxes or list(element.iter(w("txbxContent")))
    return [box for box in found if not _inside(box, w("txbxContent"), element)]


def _inside(box: etree._Element, tag: str, top: etree._Element) -> bool:
    for parent in box.iterancestors():
        if parent is top:
            return False
        if parent.tag == tag:
            return True
    return False
