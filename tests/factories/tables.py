"""One table drawn in every format: bars in a text file, HTML with rowspan and colspan, merged cells in Word, lines in PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape

from docx import Document
from weasyprint import HTML

LEFT, ABOVE = "<", "^"
"""In place of a cell's words: the cell to the left, or the one above, goes on here."""

Rows = Sequence[Sequence[str]]


def drawn(form: str, before: Sequence[str], tables: Sequence[Rows]) -> tuple[bytes, str]:
    """(file, name) of a document with some lines and then its tables, in one of the FORMS."""
    return FORMS[form](before, tables)


def _bars(before: Sequence[str], tables: Sequence[Rows]) -> tuple[bytes, str]:
    lines = list(before)
    for rows in tables:
        for at, row in enumerate(rows):
            words = ["" if cell in (LEFT, ABOVE) else cell.replace("\n", " ") for cell in row]
            lines.append(f"| {' | '.join(words)} |")
            if at == 0:
                lines.append("|" + "---|" * len(row))
        lines.append("")
    return "\n".join(lines).encode(), "bang.txt"


def _html(before: Sequence[str], tables: Sequence[Rows]) -> tuple[bytes, str]:
    parts = [f"<p>{escape(line)}</p>" for line in before]
    for rows in tables:
        parts.append("<table>")
        for at, row in enumerate(rows):
            parts.append("<tr>")
            parts += [_cell(rows, at, c) for c, cell in enumerate(row) if cell not in (LEFT, ABOVE)]
            parts.append("</tr>")
        parts.append("</table>")
    return f"<html><body>{''.join(parts)}</body></html>".encode(), "bang.html"


def _cell(rows: Rows, at: int, column: int) -> str:
    wide, high = _size(rows, at, column)
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in rows[at][column].split("\n"))
    return f'<td colspan="{wide}" rowspan="{high}">{paragraphs}</td>'


def _size(rows: Rows, at: int, column: int) -> tuple[int, int]:
    """(columns, rows) a cell covers."""
    wide = high = 1
    while column + wide < len(rows[at]) and rows[at][column + wide] == LEFT:
        wide += 1
    while at + high < len(rows) and rows[at + high][column] == ABOVE:
        high += 1
    return wide, high


def _word(before: Sequence[str], tables: Sequence[Rows]) -> tuple[bytes, str]:
    document = Document()
    for line in before:
        document.add_paragraph(line)
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                if words in (LEFT, ABOVE):
                    continue
                wide, high = _size(rows, at, column)
                cell = table.cell(at, column)
                if (wide, high) != (1, 1):
                    cell = cell.merge(table.cell(at + high - 1, column + wide - 1))
                cell.text = words
        document.add_paragraph("")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue(), "bang.docx"


_LINES = (
    "@page{size:A4 landscape}td{border:1px solid;font-size:9pt}table{border-collapse:collapse;width:100%}"
)


def _pdf(before: Sequence[str], tables: Sequence[Rows]) -> tuple[bytes, str]:
    page = _html(before, tables)[0].decode().replace("<body>", f"<style>{_LINES}</style><body>")
    return HTML(string=page).write_pdf(), "bang.pdf"


FORMS = {"bars": _bars, "html": _html, "word": _word, "pdf": _pdf}
