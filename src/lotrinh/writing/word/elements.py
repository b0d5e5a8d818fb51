"""The few elements of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length


def put(parent: Any, tag: str, **attributes: str | int) -> Any:
    """Append `<w:tag w:name="value">` to a parent element and return it."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element


def set_flag(properties: Any, tag: str) -> None:
    """A switch such as tblHeader or cantSplit, set once."""
    if properties.find(qn(f"w:{tag}")) is None:
        put(properties, tag)


def twips(length: Length) -> int:
    """Twentieths of a point, the unit of table widths."""
    return round(float(length.pt) * 20)


def fix_widths(table: Any, widths: list[Length]) -> None:
    """A table of fixed layout, every column and cell of the width given."""
    table.autofit = False
    table.allow_autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    total = OxmlElement("w:tblW")
    total.set(qn("w:w"), str(sum(twips(width) for width in widths)))
    total.set(qn("w:type"), "dxa")
    # The schema wants the width right after the style, before alignment and layout.
    style = properties.find(qn("w:tblStyle"))
    properties.insert(0 if style is None else properties.index(style) + 1, total)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def set_cell_margins(table: Any, left_right: int, top_bottom: int = 0) -> None:
    """Inner margins of all cells, in twips."""
    margins = put(table._tbl.tblPr, "tblCellMar")
    for side, value in (
        ("top", top_bottom),
        ("left", left_right),
        ("bottom", top_bottom),
        ("right", left_right),
    ):
        put(margins, side, w=value, type="dxa")
    # The schema wants tblLook last.
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        table._tbl.tblPr.append(look)
