"""What stands around the body: the preface with its title, the preamble with its legal bases, the conclusions."""

from __future__ import annotations

from lxml import etree

from lotrinh.values.span import Span
from lotrinh.writing.akoma.body import write_blocks
from lotrinh.writing.akoma.names import put
from lotrinh.writing.akoma.regions import Regions, is_formula, is_ground
from lotrinh.writing.akoma.running import Running


def write_preface(running: Running, document: etree._Element, regions: Regions) -> None:
    """Letterhead, number, place and date, type and title; left out where nothing of it is printed."""
    _write_blocks(running, document, "preface", *regions.preface)


def write_conclusions(running: Running, document: etree._Element, regions: Regions) -> None:
    """Recipients and signature; left out where nothing of it is printed."""
    _write_blocks(running, document, "conclusions", *regions.conclusions)


def _write_blocks(running: Running, document: etree._Element, tag: str, start: int, end: int) -> None:
    if not running.is_blank(start, end):
        running.places.enter(tag, start, end)
        write_blocks(running, put(document, tag, eId=tag), tag, start, end)


def write_preamble(running: Running, document: etree._Element, regions: Regions) -> None:
    """Legal bases as citations, the enacting words as a formula, anything else as paragraphs."""
    start, end = regions.preamble
    if running.is_blank(start, end):
        return
    running.places.enter("preamble", start, end)
    preamble = put(document, "preamble", eId="preamble")
    if next(running.tables_in(start, end), None) is not None:
        write_blocks(running, preamble, "preamble", start, end)
        return
    citations: etree._Element | None = None
    for paragraph in running.paragraphs(start, end):
        words = paragraph.of(running.text)
        if is_ground(words) and not is_formula(words):
            if citations is None:
                citations = put(preamble, "citations", eId=running.places.counted("preamble", "citations"))
            _write_citation(running, citations, paragraph)
            continue
        citations = None
        holder = preamble
        if is_formula(words):
            eid = running.places.counted("preamble", "formula")
            holder = put(preamble, "formula", eId=eid, name="enactingFormula")
        running.write_paragraph(holder, "preamble", paragraph)


def _write_citation(running: Running, citations: etree._Element, paragraph: Span) -> None:
    eid = running.places.counted(citations.get("eId", ""), "citation")
    running.places.enter(eid, paragraph.start, paragraph.end)
    running.write_paragraph(put(citations, "citation", eId=eid), eid, paragraph)
