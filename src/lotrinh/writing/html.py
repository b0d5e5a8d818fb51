"""Report -> one HTML page for print, everything escaped, nothing fetched from anywhere."""

from __future__ import annotations

from html import escape

from lotrinh.writing.cells import cell_pieces
from lotrinh.writing.ending import ended
from lotrinh.writing.inline import Marks, Piece, pieces, printable
from lotrinh.writing.layout import Layout, state_layout
from lotrinh.writing.measure import even_lines
from lotrinh.writing.report import COUNTRY, MOTTO, Annex, Column, Paragraph, Report, Table, numbered
from lotrinh.writing.sheet import print_sheet


def report_to_html(report: Report, layout: Layout | None = None) -> str:
    """A whole page, lang="vi", with the style sheet inside.

    Texts of others are escaped; the page has no scripts, links or addresses.
    """
    layout = layout or state_layout()
    title = _text(f"{report.type_name}: {report.subject}")
    parts = [
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>',
        f"<style>{print_sheet(layout)}</style></head><body>",
        _letterhead(report, layout),
        _body(report, layout),
        _closing(report),
        *(_annex(report, index) for index in range(len(report.annexes))),
        "</body></html>",
    ]
    return "\n".join(parts)


def _text(text: str) -> str:
    return escape(printable(text)).replace("\n", "<br>")


def _drawn(line: list[Piece]) -> str:
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Piece) -> str:
    shown = _text(piece.text)
    for wanted, tag in ((piece.bold, "b"), (piece.italic, "i"), (piece.raised, "sup")):
        if wanted:
            shown = f"<{tag}>{shown}</{tag}>"
    return shown


def _lines(text: str, size: float, room: float, *, bold: bool = False) -> str:
    return "<br>".join(_text(line) for line in even_lines(printable(text), size, room, bold=bold))


def _letterhead(report: Report, layout: Layout) -> str:
    head, room = report.letterhead, layout.organ_width
    superior = (
        f'<p class="superior">{_lines(head.superior.upper(), layout.size["superior"], room)}</p>'
        if head.superior
        else ""
    )
    organ = _lines(head.organ.upper(), layout.size["organ"], room, bold=True)
    subject = _lines(report.subject, layout.size["subject"], layout.text_width, bold=True)
    return (
        f'<header class="letterhead"><div>{superior}<p class="organ ruled">{organ}</p></div>'
        f'<div><p class="country">{COUNTRY}</p><p class="motto ruled">{MOTTO}</p></div>'
        f'<p class="number">{_text(head.number_line)}</p><p class="place">{_text(head.place_line)}</p></header>'
        f'<h1><span>{_text(report.type_name.upper())}</span><span class="subject ruled">{subject}</span></h1>'
    )


def _body(report: Report, layout: Layout) -> str:
    marks = report.marks
    parts = [_addressees(report.addressees)]
    parts += [f'<p class="base">{_text(line)}</p>' for line in report.base_lines]
    parts += [_block(block, marks) for block in report.opening]
    for level, label, section in numbered(report.sections):
        heading = section.heading.upper() if level == 1 else section.heading
        tag = f"h{min(level + 1, 6)}"
        parts.append(f"<{tag}>{label} {_text(heading)}</{tag}>")
        parts += [_block(block, marks) for block in section.blocks]
    parts.append(f'<p class="last">{_drawn(ended(pieces(report.closing, marks)))}</p>')
    return f"<main>{''.join(parts)}</main>"


def _addressees(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(f'<p class="to">Kính gửi: {_text(name.rstrip(";. "))}</p>' for name in names)
    bare = [name.rstrip(";. ") for name in names]
    items = "".join(
        f"<li>- {_text(name)}{'.' if number == len(bare) else ';'}</li>"
        for number, name in enumerate(bare, 1)
    )
    return f'<div class="to-many"><p>Kính gửi:</p><ul>{items}</ul></div>'


def _block(block: Paragraph | Table, marks: Marks) -> str:
    if isinstance(block, Table):
        return _table(block, marks)
    lead = "- " if block.bullet else ""
    kept = ' class="leads"' if block.leads else ""
    return f"<p{kept}>{lead}{_drawn(pieces(block.line, marks))}</p>"


def _table(table: Table, marks: Marks) -> str:
    total = sum(column.width for column in table.columns)
    widths = "".join(f'<col style="width:{100 * column.width / total:.3f}%">' for column in table.columns)
    titles = "".join(f'<th scope="col">{_text(column.title)}</th>' for column in table.columns)
    rows = "".join(
        f"<tr{_strong(number, table)}>{''.join(_cell(column, _drawn(cell_pieces(cell, column, marks))) for column, cell in zip(table.columns, row, strict=True))}</tr>"
        for number, row in enumerate(table.rows)
    )
    caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
    return f"<table>{caption}<colgroup>{widths}</colgroup><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>"


def _strong(number: int, table: Table) -> str:
    return ' class="strong"' if number in table.strong else ""


def _cell(column: Column, content: str) -> str:
    return f'<td class="{column.align}">{content}</td>'


def _closing(report: Report) -> str:
    recipients = "".join(f"<li>{_text(line)}</li>" for line in report.recipient_lines)
    titles = "<br>".join(_text(line.upper()) for line in report.signer.lines)
    return (
        f'<footer class="closing"><div class="recipients"><p>Nơi nhận:</p><ul>{recipients}</ul></div>'
        f'<div class="signature"><p>{titles}</p><p class="name">{_text(report.signer.name or "")}</p></div></footer>'
    )


def _annex(report: Report, index: int) -> str:
    annex: Annex = report.annexes[index]
    blocks = "".join(_block(block, report.marks) for block in annex.blocks)
    return (
        f'<section class="annex {"lying" if annex.landscape else "upright"}"><h2>{report.annex_label(index)}<br>'
        f'<span>{_text(annex.title.upper())}</span></h2><p class="note">{_text(report.annex_note)}</p>{blocks}</section>'
    )
