"""One document in three formats: what is read does not depend on how it was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from weasyprint import HTML

from lotrinh.reading.pipeline import read
from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.text_source import CellGrid
from lotrinh.values.reading import Reading
from lotrinh.values.span import Span

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.docx"))
_PRINT = (
    "<style>@page{size:A4;margin:20mm 20mm 20mm 30mm}body{font:14pt/1.15 'Liberation Serif'}"
    "p{margin:0 0 6pt}td{border:1px solid;padding:2pt}table{border-collapse:separate;border-spacing:0;width:100%}tr{break-inside:avoid}.frame td{border:0}</style>"
)


def as_html(data: bytes, name: str) -> str:
    """The paragraphs and tables of a Word file, its labels typed before them."""
    source = open_source(data, name)
    in_grids = [grid.span for grid in source.grids]
    parts: list[tuple[Span, str]] = [
        (block.span, f"<p>{escape(block.span.of(source.text))}</p>")
        for block in source.blocks
        if not any(span.covers(block.span) for span in in_grids)
    ]
    parts += [(grid.span, "".join(_table(source.text, grid))) for grid in source.grids]
    body = "".join(part for _, part in sorted(parts, key=lambda entry: entry[0].start))
    return f"<html lang=vi><head><meta charset=utf-8></head><body>{body}</body></html>"


def _table(text: str, grid: CellGrid) -> Iterator[str]:
    framed = max(map(len, grid.rows)) > 2  # letterhead and signature stand in tables without lines
    yield "<table>" if framed else '<table class="frame">'
    for row in grid.rows:
        printed = (escape(cell.of(text)).replace("\n", "<br>") if cell else "" for cell in row)
        cells = "".join(f"<td>{words}</td>" for words in printed)
        yield f"<tr>{cells}</tr>"
    yield "</table>"


def told(reading: Reading) -> dict[str, object]:
    """What a reading says, without where in the file it stands."""

    def words(span: Span) -> str:
        return " ".join(span.of(reading.text).split()).replace("/ ", "/")

    return {
        "header": (reading.header.number, reading.header.date, reading.header.issuer, reading.header.type),
        "citations": Counter(words(each.span) for each in reading.citations),
        "organisations": Counter(each.name for each in reading.organisations),
        "quantities": Counter(str(each.value) for each in reading.quantities),
        "targets": Counter((str(each.value), each.comparator) for each in reading.targets),
        "tasks": Counter((each.lead, each.coordinating, words(each.span)) for each in reading.tasks),
        "deadlines": Counter(each.deadline.raw for each in reading.tasks),
        "duties": Counter(words(each.span) for each in reading.duties),
        "results": Counter(words(each.span) for each in reading.results),
        "findings": Counter(words(each.span) for each in reading.findings),
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_document_reads_the_same_as_word_file_web_page_and_pdf(path: Path) -> None:
    data = path.read_bytes()
    page = as_html(data, path.name)
    word = told(read(data, path.name))
    assert told(read(page.encode(), "a.html")) == word
    assert told(read(HTML(string=_PRINT + page).write_pdf(), "a.pdf")) == word
