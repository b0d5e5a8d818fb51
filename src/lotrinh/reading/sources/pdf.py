"""PDF with a text layer: page by page as the characters lie, re-read by their places where the order was lost."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pypdfium2
from pypdfium2 import raw

from lotrinh.reading.sources.decoding import may_be_old
from lotrinh.reading.sources.extracted import Extracted
from lotrinh.reading.sources.messages import refusal, warning
from lotrinh.reading.sources.pdf_lines import is_garbled, is_hopeless, without_page_number
from lotrinh.reading.sources.pdf_stamps import fill_gaps, has_gaps
from lotrinh.reading.sources.sniff import PDF
from lotrinh.reading.sources.text_builder import Paragraph, Table, TextBuilder
from lotrinh.reading.sources.text_source import SourceText

MAX_PAGES = 1_000
MAX_RULED_PAGES = 40
_RULES_OF_A_TABLE = 6
_LETTERS_OF_A_PAGE = 15


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page; `ruled` where lines are drawn as around tables, `pictured` where an image lies on it.

    `stamped` are lines laid over the page by stamps and signatures; `gaps` tells that the page waits for such words.
    """

    number: int
    lines: tuple[str, ...]
    stamped: tuple[str, ...]
    gaps: bool
    ruled: bool
    pictured: bool

    @property
    def letters(self) -> int:
        return sum(char.isalpha() for line in self.lines for char in line)


def extract(data: bytes) -> Extracted:
    """The text of a PDF, one Block for a line, with its page; CellGrids where a table is drawn with rules.

    Raises Refused: "password", "no_text_layer" for a scan, "too_large" past MAX_PAGES, "unreadable" for damage or for a
    text layer that is broken beyond repair.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MAX_PAGES:
                raise refusal("too_long", what=f"{len(document)} trang, tối đa {MAX_PAGES}")
            pages = [_page(document, index) for index in range(len(document))]
            if any(page.gaps for page in pages):
                data = _saved(document)
            aside = tuple(str(each) for each in document.get_metadata_dict().values() if each)
    except pypdfium2.PdfiumError as broken:
        key = "password" if "password" in str(broken).lower() else "damaged"
        raise refusal(key, what="PDF") from broken
    if sum(page.letters for page in pages) < _LETTERS_OF_A_PAGE * max(1, len(pages)) and not _few_words(
        pages
    ):
        raise refusal("no_text_layer")
    return Extracted(_source(data, pages), (*aside, *(line for page in pages for line in page.stamped)))


def _few_words(pages: list[_Page]) -> bool:
    """A page that is nearly empty but holds no picture is a short document, not a scan."""
    return any(page.letters for page in pages) and not any(page.pictured for page in pages)


def _page(document: Any, index: int) -> _Page:
    page = document[index]
    lines = _lines(page)
    rules, pictured = _drawn(page)
    stamped: tuple[str, ...] = ()
    if _has_annotations(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page.close()
        page = document[index]
        stamped = tuple(line.strip() for line in _lines(page)[len(lines) :])
    page.close()
    return _Page(
        number=index + 1,
        lines=without_page_number(lines, index + 1),
        stamped=stamped,
        gaps=bool(stamped) and has_gaps(lines),
        ruled=rules >= _RULES_OF_A_TABLE,
        pictured=pictured,
    )


def _has_annotations(page: Any) -> bool:
    return bool(raw.FPDFPage_GetAnnotCount(page) > 0)


def _lines(page: Any) -> tuple[str, ...]:
    text_page = page.get_textpage()
    text = text_page.get_text_range().replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-")
    text = text.replace("\xad", "-")  # fonts of Word give their visible hyphen as a soft one
    text_page.close()
    return tuple(line.rstrip() for line in text.split("\n") if line.strip())


def _saved(document: Any) -> bytes:
    """The document with its stamps laid into the pages, for the reader of places."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _drawn(page: Any) -> tuple[int, bool]:
    """How many paths are drawn on a page, as far as it matters, and whether an image is."""
    rules, pictured = 0, False
    for index in range(min(raw.FPDFPage_CountObjects(page), 20_000)):
        kind = raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index))
        rules += kind == raw.FPDF_PAGEOBJ_PATH
        pictured = pictured or kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
        if rules >= _RULES_OF_A_TABLE and pictured:
            break
    return rules, pictured


def _source(data: bytes, pages: list[_Page]) -> SourceText:
    garbled = [page.number for page in pages if is_garbled("\n".join(page.lines))]
    ruled = [page.number for page in pages if page.ruled and page.letters]
    stamped = {page.number: frozenset(page.stamped) for page in pages if page.gaps}
    wanted = {
        number: stamped.get(number, frozenset()) for number in {*garbled, *stamped, *ruled[:MAX_RULED_PAGES]}
    }
    placed = _by_place(data, wanted, frozenset({*garbled, *stamped}))
    text = TextBuilder()
    for page in pages:
        text.add(*_parts(page, placed.get(page.number, [])))
    doubtful = _still_garbled(text, garbled)
    if is_hopeless(text.text):
        if may_be_old(text.text):
            return _from_old_fonts(text, pages)
        raise refusal("garbled")
    warnings = (*text.warnings, *_told("garbled_pages", [page for page in garbled if page not in doubtful]),
                *_told("doubtful_pages", doubtful), *_told("tables_skipped", ruled[MAX_RULED_PAGES:]),
                *_told("blank_pages", [page.number for page in pages if page.pictured and not page.letters]))  # fmt: skip
    return SourceText(
        text.text, PDF, pages=len(pages), hard_wrapped=True,
        blocks=tuple(text.blocks), grids=tuple(text.grids), warnings=warnings,
    )  # fmt: skip


def _parts(page: _Page, placed: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """The page by place where it had to be read so; a letterhead waiting for stamps keeps its lines and gets the stamps."""
    lines = page.lines
    if page.gaps and not any(isinstance(part, Table) for part in placed):
        seen = " ".join(part.text for part in placed if isinstance(part, Paragraph))
        filled = fill_gaps(lines, page.stamped, seen)
        lines, placed = (filled, []) if filled else (lines, placed)
    return placed or [Paragraph(line, page=page.number) for line in lines]


def _by_place(
    data: bytes, wanted: dict[int, frozenset[str]], always: frozenset[int]
) -> dict[int, list[Paragraph | Table]]:
    """Pages read by where their characters lie; loads the slower reader only where a page asks for it."""
    if not wanted:
        return {}
    places = import_module("lotrinh.reading.sources.pdf_places")
    found: dict[int, list[Paragraph | Table]] = places.read_pages(data, wanted, always)
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
        yield warning(key, pages=", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else ""))
