"""PDF with a text layer: page by page as the characters lie, re-read by their places where the order was lost."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from ctypes import c_float
from importlib import import_module
from typing import Any

import pypdfium2
from pypdfium2 import raw

from lotrinh.reading.sources.decoding import may_be_old
from lotrinh.reading.sources.extracted import Extracted
from lotrinh.reading.sources.messages import listed, refusal, warning
from lotrinh.reading.sources.pdf_lines import is_garbled, is_hopeless, without_page_number
from lotrinh.reading.sources.pdf_over_pages import joined_over_pages
from lotrinh.reading.sources.pdf_spacing import Place, least_drop, lines_apart, places
from lotrinh.reading.sources.pdf_stamps import fill_gaps, has_gaps
from lotrinh.reading.sources.scan import PageParts, confidences, lay_out, told_of_scans
from lotrinh.reading.sources.sniff import PDF
from lotrinh.reading.sources.text_builder import Paragraph, Table, TextBuilder
from lotrinh.reading.sources.text_source import SourceText
from lotrinh.values.frozen import frozen
from lotrinh.values.scan import NO_SCAN, ScannedPages

MAX_PAGES = 1_000
MAX_RULED_PAGES = 60
_RULES_OF_A_TABLE = 6
_LETTERS_OF_A_PAGE = 15
_LETTERS_OF_STAMPS = 250
_MOST_OF_A_PAGE = 0.5


@frozen
class _Page:
    """The lines of a page and their `places`; `ruled` where lines are drawn as around tables, `pictured` where an image lies on it.

    `covered` tells that an image takes up most of the page. `stamped` are lines laid over the page by stamps and signatures; `gaps` tells that the page waits for such words.
    """

    number: int
    lines: tuple[str, ...]
    places: tuple[Place, ...]
    stamped: tuple[str, ...]
    gaps: bool
    ruled: bool
    pictured: bool
    covered: bool

    @property
    def is_scan(self) -> bool:
        """A picture with so few letters beside it that they can only be stamps and signatures."""
        return self.letters < (_LETTERS_OF_STAMPS if self.covered else _LETTERS_OF_A_PAGE) and self.pictured

    @property
    def letters(self) -> int:
        return sum(char.isalpha() for line in self.lines for char in line)


def extract(data: bytes, scanned: ScannedPages = NO_SCAN) -> Extracted:
    """The text of a PDF, one Block for a line, with its page; CellGrids where a table is drawn with rules.

    Pages of `scanned` are taken from there. Raises Refused: "password", "no_text_layer" for a scan, "too_large" past
    MAX_PAGES, "unreadable" for damage or for a text layer that is broken beyond repair.
    """
    opened = _opened(data)
    pages = opened.pages
    letters = sum(page.letters for page in pages)
    if not scanned and letters < _LETTERS_OF_A_PAGE * max(1, len(pages)) and not _few_words(pages):
        raise refusal("no_text_layer")
    laid_out = {page.number: lay_out(page, page.number == min(scanned)) for page in scanned.values()}
    if scanned and not letters and not any(parts.words for parts in laid_out.values()):
        raise refusal("blank_scan")
    aside = (*(line for parts in laid_out.values() for line in parts.aside), *opened.aside)
    return Extracted(_source(opened.data, pages, laid_out), aside)


@frozen
class Survey:
    """The numbers of the pages that are pictures or whose letters fell apart; all words there are without them."""

    to_recognise: tuple[int, ...]
    text: str
    aside: tuple[str, ...]


def survey(data: bytes) -> Survey:
    """What of a PDF has to be recognised before it is read. Raises Refused as `extract`, but not for a scan."""
    opened = _opened(data)
    texts = {page.number: "\n".join(page.lines) for page in opened.pages}
    scans = [page.number for page in opened.pages if page.is_scan]
    garbled = [number for number, text in texts.items() if is_garbled(text) and not may_be_old(text)]
    placed = _by_place(opened.data, dict.fromkeys(garbled, frozenset()), frozenset(garbled))
    hopeless = [number for number in garbled if is_garbled(_plain(placed.get(number, [])) or texts[number])]
    return Survey(tuple(sorted({*scans, *hopeless})), "\n".join(texts.values()), opened.aside)


def _plain(parts: list[Paragraph | Table]) -> str:
    text = TextBuilder()
    text.add(*parts)
    return text.text


@frozen
class _Opened:
    """A PDF with its pages; `data` has the stamps laid into the pages where a page waits for them."""

    data: bytes
    pages: list[_Page]
    aside: tuple[str, ...]


def _opened(data: bytes) -> _Opened:
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MAX_PAGES:
                raise refusal("too_long", what=f"{len(document)} trang, tối đa {MAX_PAGES}")
            pages = [_page(document, index) for index in range(len(document))]
            if any(page.gaps for page in pages):
                data = _saved(document)
            properties = tuple(str(each) for each in document.get_metadata_dict().values() if each)
    except pypdfium2.PdfiumError as broken:
        key = "password" if "password" in str(broken).lower() else "damaged"
        raise refusal(key, what="PDF") from broken
    return _Opened(data, pages, (*properties, *(line for page in pages for line in page.stamped)))


def _few_words(pages: list[_Page]) -> bool:
    """A page that is nearly empty but holds no picture is a short document, not a scan."""
    return any(page.letters for page in pages) and not any(page.pictured for page in pages)


def _page(document: Any, index: int) -> _Page:
    page = document[index]
    lines, where = _lines(page)
    kept = without_page_number(lines, index + 1)
    first = int(kept[:1] != lines[:1])
    rules, pictured, covered = _drawn(page)
    stamped: tuple[str, ...] = ()
    if _has_annotations(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page.close()
        page = document[index]
        stamped = tuple(line.strip() for line in _lines(page)[0][len(lines) :])
    page.close()
    return _Page(
        number=index + 1,
        lines=kept,
        places=where[first : first + len(kept)],
        stamped=stamped,
        gaps=bool(stamped) and has_gaps(lines),
        ruled=rules >= _RULES_OF_A_TABLE,
        pictured=pictured,
        covered=covered,
    )


def _has_annotations(page: Any) -> bool:
    return bool(raw.FPDFPage_GetAnnotCount(page) > 0)


def _lines(page: Any) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """The visible lines of a page, and where each stands."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    where = places(text_page, text)
    text_page.close()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-")
    text = text.replace("\xad", "-")  # fonts of Word give their visible hyphen as a soft one
    return tuple(line.rstrip() for line in text.split("\n") if line.strip()), where


def _saved(document: Any) -> bytes:
    """The document with its stamps laid into the pages, for the reader of places."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _drawn(page: Any) -> tuple[int, bool, bool]:
    """How many paths are drawn on a page, as far as it matters; whether an image is, and covers most of it."""
    rules, pictured, covered = 0, False, False
    for index in range(min(raw.FPDFPage_CountObjects(page), 20_000)):
        each = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(each)
        rules += kind == raw.FPDF_PAGEOBJ_PATH
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            pictured = True
            covered = covered or _share_of(page, each) >= _MOST_OF_A_PAGE
        if rules >= _RULES_OF_A_TABLE and covered:
            break
    return rules, pictured, covered


def _share_of(page: Any, drawn: Any) -> float:
    """How much of the page (0..1) the box of an object takes up."""
    left, bottom, right, top = (c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return 0.0
    width, height = page.get_size()
    return float((right.value - left.value) * (top.value - bottom.value) / max(1.0, width * height))


def _source(data: bytes, pages: list[_Page], scanned: dict[int, PageParts]) -> SourceText:
    typed = [page for page in pages if page.number not in scanned]
    garbled = [page.number for page in typed if is_garbled("\n".join(page.lines))]
    ruled = [page.number for page in typed if page.ruled and page.letters]
    stamped = {page.number: frozenset(page.stamped) for page in typed if page.gaps}
    wanted = {
        number: stamped.get(number, frozenset()) for number in {*garbled, *stamped, *ruled[:MAX_RULED_PAGES]}
    }
    where = [page.places for page in pages]
    least = least_drop(where)
    placed = _by_place(data, wanted, frozenset({*garbled, *stamped}), least)
    text = TextBuilder()
    spaced = lines_apart(where, least)
    text.add(
        *joined_over_pages(
            _parts_of(page, apart, placed, scanned) for page, apart in zip(pages, spaced, strict=True)
        )
    )
    doubtful = _still_garbled(text, garbled)
    if is_hopeless(text.text):
        if may_be_old(text.text):
            return _from_old_fonts(text, pages)
        raise refusal("garbled")
    warnings = (*text.warnings, *_told("garbled_pages", [page for page in garbled if page not in doubtful]),
                *_told("doubtful_pages", doubtful), *_told("tables_skipped", ruled[MAX_RULED_PAGES:]),
                *_told("blank_pages", [page.number for page in typed if page.is_scan]),
                *told_of_scans(scanned))  # fmt: skip
    return SourceText(
        text.text, PDF, pages=len(pages), hard_wrapped=True, blocks=tuple(text.blocks), grids=tuple(text.grids),
        warnings=warnings, ocr=bool(scanned), recognised=confidences(text.text, text.blocks, scanned),
    )  # fmt: skip


def _parts_of(
    page: _Page,
    apart: frozenset[int],
    placed: dict[int, list[Paragraph | Table]],
    scanned: dict[int, PageParts],
) -> list[Paragraph | Table]:
    recognised = scanned.get(page.number)
    return list(recognised.parts) if recognised else _parts(page, apart, placed.get(page.number, []))


def _parts(page: _Page, apart: frozenset[int], placed: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """The page by place where it had to be read so; a letterhead waiting for stamps keeps its lines and gets the stamps."""
    lines = page.lines
    if page.gaps and not any(isinstance(part, Table) for part in placed):
        seen = " ".join(part.text for part in placed if isinstance(part, Paragraph))
        filled = fill_gaps(lines, page.stamped, seen)
        lines, placed = (filled, []) if filled else (lines, placed)
    return placed or [
        Paragraph(line, page=page.number, apart=at in apart and not line[0].islower())
        for at, line in enumerate(lines)
    ]


def _by_place(
    data: bytes, wanted: dict[int, frozenset[str]], always: frozenset[int], least: float = math.inf
) -> dict[int, list[Paragraph | Table]]:
    """Pages read by where their characters lie; loads the slower reader only where a page asks for it."""
    if not wanted:
        return {}
    places = import_module("lotrinh.reading.sources.pdf_places")
    found: dict[int, list[Paragraph | Table]] = places.read_pages(data, wanted, always, least)
    return found


def _still_garbled(text: TextBuilder, numbers: list[int]) -> list[int]:
    lines = {number: [b.span.of(text.text) for b in text.blocks if b.page == number] for number in numbers}
    return [number for number, each in lines.items() if is_garbled("\n".join(each))]


def _from_old_fonts(text: TextBuilder, pages: list[_Page]) -> SourceText:
    """Text typed with TCVN3 or VNI fonts: converted line by line, so that tables and pages keep their lines."""
    decoded = import_module("lotrinh.reading.sources.old_encodings").decode_old(b"", text.text)
    if is_hopeless(decoded.text):
        raise refusal("garbled")
    converted = TextBuilder()
    lines = decoded.text.split("\n")
    converted.add(*(Paragraph(line) for line in lines))
    return SourceText(
        converted.text, PDF, encoding=decoded.encoding, pages=len(pages), hard_wrapped=True,
        blocks=tuple(converted.blocks), warnings=decoded.warnings,
    )  # fmt: skip


def _told(key: str, numbers: list[int]) -> Iterator[str]:
    if numbers:
        yield warning(key, pages=listed(numbers))
