"""Reading -> Akoma Ntoso 3.0: the whole text in its structure, with what was read of it in the metadata."""

from __future__ import annotations

from typing import cast

from lxml import etree

from lotrinh.lexicon.akoma import act_kinds
from lotrinh.values.reading import Reading
from lotrinh.writing.akoma.body import Body
from lotrinh.writing.akoma.ends import write_conclusions, write_preamble, write_preface
from lotrinh.writing.akoma.identity import Work, work_of_reading
from lotrinh.writing.akoma.marks import Marks
from lotrinh.writing.akoma.metadata import (
    author_of,
    put_identification,
    put_lifecycle,
    put_modifications,
    put_notes,
    put_references,
)
from lotrinh.writing.akoma.names import AKN, OWN, put
from lotrinh.writing.akoma.places import Places
from lotrinh.writing.akoma.records import put_records, put_source
from lotrinh.writing.akoma.regions import Regions, find_regions
from lotrinh.writing.akoma.registry import Registry
from lotrinh.writing.akoma.running import Running

_PREFIXES: dict[str | None, str] = {None: AKN, "lt": OWN}
MEDIA_TYPE = "application/akn+xml"


def reading_to_akoma_ntoso(reading: Reading) -> bytes:
    """UTF-8 bytes of one `akomaNtoso` document that validates against the schema of OASIS (akn-core v1.0, os).

    The characters of `reading.text` stand in it once and in their order; only white space and the bars that draw a
    table in plain text are left out, and a character XML cannot hold is U+FFFD. The same reading gives the same bytes.
    """
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=cast("dict[str, str]", _PREFIXES))
    kind = "act" if reading.kind in act_kinds() else "doc"
    document = put(root, kind, name=reading.kind)
    meta = put(document, "meta")
    registry = Registry.of(reading)
    author = author_of(reading, registry)
    work = work_of_reading(reading)
    running = Running.of(reading, Marks.of(reading, registry))
    _write_text(document, reading, running, work, author, kind)
    _write_meta(meta, reading, registry, running.places, work, author)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _write_text(
    document: etree._Element, reading: Reading, running: Running, work: Work, author: str, kind: str
) -> None:
    regions = find_regions(reading, running)
    write_preface(running, document, regions)
    write_preamble(running, document, regions)
    holder = put(document, "body" if kind == "act" else "mainBody", eId="body")
    Body(running, reading.provisions).write(holder, *regions.body, blocks=kind != "act")
    write_conclusions(running, document, regions)
    _write_attachments(document, reading, running, regions, work, author)


def _write_attachments(
    document: etree._Element, reading: Reading, running: Running, regions: Regions, work: Work, author: str
) -> None:
    """What follows the signature: each annex a document of its own under the same Work."""
    if not regions.attachments:
        return
    attachments = put(document, "attachments")
    for number, (start, end) in enumerate(regions.attachments, start=1):
        eid = running.places.counted("", "attachment")
        running.places.enter(eid, start, end)
        annex = put(put(attachments, "attachment", eId=eid), "doc", name="annex")
        put_identification(put(annex, "meta"), reading, work, f"annex_{number}", author)
        body = Body(running, reading.provisions, eid)
        body.write(put(annex, "mainBody", eId=f"{eid}__body"), start, end, blocks=True)


def _write_meta(
    meta: etree._Element, reading: Reading, registry: Registry, places: Places, work: Work, author: str
) -> None:
    """Written last, since records point to elements and references are entered while text is written."""
    put_identification(meta, reading, work, "main", author)
    put_lifecycle(meta, reading)
    analysis = put(meta, "analysis", source="#lotrinh")
    put_modifications(analysis, reading, registry, places)
    put_records(put(analysis, "otherAnalysis", source="#lotrinh"), reading, registry, places)
    put_references(meta, reading, registry, work)
    put_notes(meta, reading)
    put_source(put(meta, "proprietary", source="#lotrinh"), reading)
