"""Word documents (DOCX): the text as it would be printed, with numbers, tables, text boxes and notes in their places."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from lotrinh.reading.sources.docx_body import BodyReader, check_length
from lotrinh.reading.sources.docx_names import DRAWING_TEXT, FALLBACK, RELATION, VML, number, w
from lotrinh.reading.sources.docx_numbering import Numbering
from lotrinh.reading.sources.docx_package import WordPackage
from lotrinh.reading.sources.docx_runs import RunReader, Tally
from lotrinh.reading.sources.docx_styles import Styles
from lotrinh.reading.sources.extracted import Extracted
from lotrinh.reading.sources.messages import refusal, warning
from lotrinh.reading.sources.sniff import DOCX
from lotrinh.reading.sources.text_builder import Paragraph, TextBuilder
from lotrinh.reading.sources.text_source import SourceText

_ASIDE_KINDS = ("header", "footer", "footnotes", "endnotes", "comments")
_DRAWN_KINDS = ("diagramData", "chart")
_OLD_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI-Windows"}
_KEPT = 0.98


def extract(data: bytes) -> Extracted:
    """The text of a DOCX, one Block for a paragraph, one CellGrid for a table.

    Tracked changes are read as accepted, hidden text is left out, both with a warning; notes stand at the end.
    Raises Refused: wrong_type, unsafe, password, unreadable, too_large, empty.
    """
    package = WordPackage.of(data)
    document = package.document()
    body = document.find(w("body"))
    if body is None:
        raise refusal("damaged", what="DOCX")
    check_length(body)
    reader = _reader(package)
    text = TextBuilder()
    text.add(*_first_page_header(package, body, reader))
    text.add(*reader.read(body))
    lost = tuple(_lost(body, reader.runs.tally))
    text.add(*_notes(package, reader))
    source = SourceText(
        text.text,
        DOCX,
        blocks=tuple(text.blocks),
        grids=tuple(text.grids),
        warnings=(*text.warnings, *lost, *_warnings(package, reader), *_unread(package, text.text)),
    )
    aside = tuple(_aside(package, reader.runs.tally))
    if not source.text.strip() and not any(each.strip() for each in aside):
        raise refusal("no_text")
    return Extracted(source, aside)


def _reader(package: WordPackage) -> BodyReader:
    styles = Styles.of(next(iter(package.related("styles")), None))
    numbering = Numbering.of(next(iter(package.related("numbering")), None))
    return BodyReader(styles, numbering, RunReader(styles))


def _first_page_header(package: WordPackage, body: etree._Element, reader: BodyReader) -> list[Paragraph]:
    """The header of page one where it is one of its own and has words: letterheads are put there."""
    section = next(body.iter(w("sectPr")), None)
    if section is None or section.find(w("titlePg")) is None:
        return []
    relations = package.relations(package.main)
    for reference in section.findall(w("headerReference")):
        if reference.get(w("type")) == "first":
            root = package.part(relations.get(reference.get(RELATION) or "", ("", ""))[1])
            parts = (
                list(BodyReader(reader.styles, Numbering(), RunReader(reader.styles)).read(root))
                if root is not None
                else []
            )
            return [
                part for part in parts if isinstance(part, Paragraph) and any(map(str.isalpha, part.text))
            ]
    return []


def _notes(package: WordPackage, reader: BodyReader) -> Iterator[Paragraph]:
    """Footnotes and endnotes in the order of their references, each with the number printed at its reference."""
    roots = {kind: next(iter(package.related(kind)), None) for kind in ("footnotes", "endnotes")}
    for place, (kind, key) in enumerate(list(reader.runs.tally.notes), start=1):
        root = roots[kind]
        for note in root if root is not None else ():
            if number(note.get(w("id")), -2) == key:
                words = [part.text.strip() for part in reader.read(note) if isinstance(part, Paragraph)]
                yield Paragraph(" ".join(words), label=f"[{place}]")


def _lost(body: etree._Element, tally: Tally) -> Iterator[str]:
    """Letters that lie in the body against letters that were met: what lies where nobody looks must not vanish."""
    doubled = sum(len(each.text or "") for fallback in body.iter(FALLBACK) for each in fallback.iter(w("t")))
    total = sum(len(each.text or "") for each in body.iter(w("t"))) - doubled
    if tally.letters < total * _KEPT:
        raise refusal("text_lost", kept=tally.letters, total=total)
    if tally.letters < total:
        yield warning("lost", kept=tally.letters, total=total)


def _unread(package: WordPackage, text: str) -> Iterator[str]:
    """Words printed outside the body: in the margins of pages, and in diagrams and charts."""
    lines = (line.strip() for kind in ("header", "footer") for line in _lines(package, kind))
    margins = list(dict.fromkeys(line for line in lines if any(map(str.isalpha, line)) and line not in text))
    if margins:
        yield warning("margins", sample=" / ".join(margins)[:200])
    drawn = [words for kind in _DRAWN_KINDS for root in package.related(kind) if (words := _drawing(root))]
    if drawn:
        yield warning("drawn", count=len(drawn), sample=drawn[0][:80])


def _drawing(root: etree._Element) -> str:
    return " ".join(each.text or "" for each in root.iter(DRAWING_TEXT)).strip()


def _lines(package: WordPackage, kind: str) -> Iterator[str]:
    for root in package.related(kind):
        for paragraph in root.iter(w("p")):
            yield "".join(each.text or "" for each in paragraph.iter(w("t")))


def _warnings(package: WordPackage, reader: BodyReader) -> Iterator[str]:
    tally = reader.runs.tally
    for encoding in sorted(tally.old_encodings):
        yield warning("converted", name=_OLD_NAMES[encoding])
    if hidden := [each.strip() for each in tally.hidden if each.strip()]:
        yield warning("hidden", count=len(hidden), sample=hidden[0][:80])
    if tally.inserted or tally.deleted:
        yield warning("tracked", inserted=tally.inserted, deleted=tally.deleted)
    if comments := sum(len(root.findall(w("comment"))) for root in package.related("comments")):
        yield warning("comments", count=comments)
    if tally.outside_fields:
        yield warning("fields", count=tally.outside_fields)
    if reader.alien_parts:
        yield warning("alien_parts", count=reader.alien_parts)


def _aside(package: WordPackage, tally: Tally) -> Iterator[str]:
    for kind in _ASIDE_KINDS:
        yield from _lines(package, kind)
    yield from (_drawing(root) for kind in _DRAWN_KINDS for root in package.related(kind))
    yield from package.properties()
    yield from _drawn_words(package)
    yield from tally.hidden
    yield from tally.removed


def _drawn_words(package: WordPackage) -> Iterator[str]:
    """Words drawn as a picture: a watermark across the page is the string of a text path, not a text."""
    for root in (package.document(), *package.related("header"), *package.related("footer")):
        yield from (str(each.get("string") or "") for each in root.iter(f"{{{VML}}}textpath"))
