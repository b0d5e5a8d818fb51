"""The tree of an official paper: letterhead, body, annexes, recipients and signature, before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from lotrinh.values.numerals import format_date_in_words
from lotrinh.writing.errors import FigureWithoutSource
from lotrinh.writing.inline import Figure, Inline, Line, Marks, Run

Align = Literal["left", "center", "right", "justify"]
Cell = str | int | Decimal | Figure | Line | None

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_BLANK = "\u00a0"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# Nghị định 30/2020/NĐ-CP: points run in the order of the Vietnamese alphabet.
_POINTS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a figure or quotation comes from: the sentence, and the place it stands in.

    `quoted` is False for our own words on how a figure was counted or computed.
    """

    id: str
    text: str
    where: str
    quoted: bool = True

    @property
    def sentence(self) -> str:
        """The text, in quotation marks where it is that of others."""
        return f"“{self.text.strip()}”" if self.quoted else self.text


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Boxes 1-4 of Nghị định 30/2020/NĐ-CP, Phụ lục I. A missing number or day is left blank for the pen.

    >>> head = Letterhead("Ủy ban nhân dân tỉnh Mẫu", "Sở Công Thương", None, "BC-SCT", "Mẫu", None)
    >>> head.number_line.replace("\\u00a0", " ")
    'Số:         /BC-SCT'
    >>> Letterhead(None, "Sở Công Thương", "7", "BC-SCT", "Mẫu", date(2026, 2, 3)).number_line
    'Số: 07/BC-SCT'
    """

    superior: str | None
    organ: str
    number: str | None
    symbol: str
    place: str
    dated: date | None

    @property
    def number_line(self) -> str:
        return f"Số: {self.number_written}/{self.symbol}"

    @property
    def number_written(self) -> str:
        """Below 10 a number takes a zero; unknown, it is a gap."""
        if not self.number:
            return _BLANK * 8
        return self.number.zfill(2) if self.number.isdigit() else self.number

    @property
    def day_in_words(self) -> str:
        if self.dated:
            return format_date_in_words(self.dated)
        return f"ngày{_BLANK * 6}tháng{_BLANK * 6}năm{_BLANK * 8}"

    @property
    def place_line(self) -> str:
        return f"{self.place}, {self.day_in_words}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; a bullet prints "- " before its line."""

    line: Line
    bullet: bool = False

    @property
    def leads(self) -> bool:
        """Whether it ends in a colon, and so must not be parted from what follows."""
        last = self.line[-1] if self.line else None
        return isinstance(last, Run) and last.text.rstrip().endswith(":")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` is its share of the table; in an `ordinal` column a bare number needs no source.

    `places` fixes the decimals of numbers shown.
    """

    title: str
    width: int = 10
    align: Align = "left"
    ordinal: bool = False
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that repeats on every page. `source` answers for bare numbers; `strong` rows are totals."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str | None = None
    caption: str = ""
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; its label follows from depth and place: I. 1. a)."""

    heading: str
    blocks: tuple[Paragraph | Table, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """A "Phụ lục" on a section of its own."""

    title: str
    blocks: tuple[Paragraph | Table, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Box 7: `authority` ("KT. GIÁM ĐỐC") may hold two lines; without `name` the place stays empty."""

    title: str
    authority: str | None = None
    name: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        return (*(self.authority or "").splitlines(), self.title)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole paper. `as_of` dates the file itself; `sources` are numbered in their order, from 1.

    Raises FigureWithoutSource where a figure, a quotation, a reference or a bare number has no source here.
    """

    letterhead: Letterhead
    type_name: str
    subject: str
    as_of: date
    opening: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: Line = ()
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    signer: Signer = Signer("THỦ TRƯỞNG CƠ QUAN")
    sources: tuple[SourceRef, ...] = ()

    def __post_init__(self) -> None:
        known = {source.id for source in self.sources}
        for part in self.inlines():
            if not isinstance(part, Run) and part.source not in known:
                raise FigureWithoutSource(
                    getattr(part, "text", "") or getattr(part, "where", "") or part.source
                )
        for table in self.tables():
            refuse_bare_numbers(table, known)

    @property
    def marks(self) -> Marks:
        """Source id -> the number printed in brackets."""
        return {source.id: number for number, source in enumerate(self.sources, 1)}

    def blocks(self) -> Iterator[Paragraph | Table]:
        """Every block in the order of reading, annexes last."""
        yield from self.opening
        for _, _, section in numbered(self.sections):
            yield from section.blocks
        yield Paragraph(self.closing)
        for annex in self.annexes:
            yield from annex.blocks

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks() if isinstance(block, Table))

    def inlines(self) -> Iterator[Inline]:
        """Every run, figure, quotation and reference in the order of reading."""
        return inlines_of(self.blocks())

    def annex_label(self, index: int) -> str:
        """`Phụ lục II`; a single annex has no number."""
        return f"Phụ lục {roman(index + 1)}" if len(self.annexes) > 1 else "Phụ lục"

    @property
    def annex_note(self) -> str:
        """`(Kèm theo Báo cáo số .../BC-SCT ngày ... của Sở Công Thương)`, under the title of each annex."""
        head = self.letterhead
        name = self.type_name.capitalize()
        return (
            f"(Kèm theo {name} số {head.number_written}/{head.symbol} {head.day_in_words} của {head.organ})"
        )

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Each ends with ";", the archive line with "." (box 9b)."""
        named = (f"- {line.rstrip(';. ')};" for line in self.recipients)
        return (*named, f"- Lưu: {self.archive.rstrip('. ')}.")

    @property
    def base_lines(self) -> tuple[str, ...]:
        """Căn cứ: each ends with ";", the last with "."."""
        bare = [line.rstrip(";. ") for line in self.bases]
        return tuple(f"{line}{'.' if number == len(bare) else ';'}" for number, line in enumerate(bare, 1))

    @property
    def file_stem(self) -> str:
        """A name for the file to be saved under: `BC-SCT_2026-12-15`."""
        return f"{self.letterhead.symbol.replace('/', '-')}_{self.as_of.isoformat()}"


def inlines_of(blocks: Iterator[Paragraph | Table]) -> Iterator[Inline]:
    """The parts of paragraphs and cells in the order of reading."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.line
            continue
        for row in block.rows:
            for cell in row:
                yield from (cell,) if isinstance(cell, Figure) else cell if isinstance(cell, tuple) else ()


def refuse_bare_numbers(table: Table, known: set[str]) -> None:
    """Raise FigureWithoutSource for a number in a cell that neither its column nor the table answers for."""
    if table.source is not None and table.source not in known:
        raise FigureWithoutSource(table.source)
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            if isinstance(cell, int | Decimal) and not column.ordinal and table.source is None:
                raise FigureWithoutSource(f"{column.title}: {cell}")


def numbered(sections: tuple[Section, ...], level: int = 1) -> Iterator[tuple[int, str, Section]]:
    """(level, label, section) in the order of reading: I. > 1. > a) as reports number them.

    >>> [label for _, label, _ in numbered((Section("A", sections=(Section("B"),)), Section("C")))]
    ['I.', '1.', 'II.']
    """
    for index, section in enumerate(sections):
        yield level, _label(level, index), section
        yield from numbered(section.sections, level + 1)


def _label(level: int, index: int) -> str:
    if level == 1:
        return f"{roman(index + 1)}."
    return f"{index + 1}." if level == 2 else f"{_POINTS[index % len(_POINTS)]})"


def roman(number: int) -> str:
    """Roman numerals as outlines use them, 1 to 39.

    >>> [roman(n) for n in (1, 4, 9, 14)]
    ['I', 'IV', 'IX', 'XIV']
    """
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written, number = written + letters, number - value
    return written
