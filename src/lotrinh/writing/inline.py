"""What a line of a report is made of: plain runs, figures, quotations and references to sources."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of our own, or of a name; no figure of the field stands in a run."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is shown, and the id of its source. `value` is what a spreadsheet stores.

    `marked` prints the number of the source behind it; counts, which share one source, go without.
    """

    text: str
    source: str
    value: Decimal | None = None
    marked: bool = True
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words taken over from an entry or a document; printed in quotation marks."""

    text: str
    source: str
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """The bare number of a source, for a source column; `where` is printed behind it where given."""

    source: str
    where: str = ""


Inline = Run | Figure | Quoted | Reference
Line = tuple[Inline, ...]
Marks = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest thing a renderer draws."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False


def printable(text: str) -> str:
    """Text that XML and every reader can hold: control characters become U+FFFD, tabs and line breaks stay.

    >>> printable("Tăng\\x0b 5%\\n")
    'Tăng\\ufffd 5%\\n'
    """
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def fill(template: str, **slots: str | Inline | Line) -> Line:
    """A phrase with `{slots}` turned into a line; texts become runs, figures stay figures.

    >>> fill("Có {n} nhiệm vụ.", n=Figure("26", "dem"))
    (Run(text='Có ', bold=False, italic=False), Figure(text='26', source='dem', value=None, marked=True, \
bold=False), Run(text=' nhiệm vụ.', bold=False, italic=False))
    """
    line: list[Inline] = []
    for literal, name, _, _ in string.Formatter().parse(template):
        if literal:
            line.append(Run(literal))
        if name is not None:
            line.extend(_as_line(slots[name]))
    return tuple(line)


def _as_line(value: str | Inline | Line) -> Line:
    if isinstance(value, str):
        return (Run(value),) if value else ()
    return value if isinstance(value, tuple) else (value,)


def join(lines: Iterable[Line], separator: str) -> Line:
    """Lines in a row with a separator between them.

    >>> [piece.text for piece in pieces(join([fill("a"), fill("b")], "; "), {})]
    ['a', '; ', 'b']
    """
    joined: list[Inline] = []
    for number, line in enumerate(lines):
        if number:
            joined.append(Run(separator))
        joined.extend(line)
    return tuple(joined)


def pieces(line: Line, marks: Marks) -> list[Piece]:
    """What is drawn: figures and quotations followed by the raised number of their source, "[3]"."""
    drawn: list[Piece] = []
    for part in line:
        if isinstance(part, Run):
            drawn.append(Piece(printable(part.text), part.bold, part.italic))
        elif isinstance(part, Reference):
            drawn.append(Piece(reference_text(part, marks)))
        else:
            drawn.append(_words(part))
            if part.marked:
                drawn.append(Piece(f"[{marks[part.source]}]", raised=True))
    return drawn


def _words(part: Figure | Quoted) -> Piece:
    if isinstance(part, Figure):
        return Piece(printable(part.text), bold=part.bold)
    return Piece(f"“{without_stop(printable(part.text))}”")


def without_stop(text: str) -> str:
    """Words to stand inside our sentence: without the full stop they ended with.

    >>> without_stop("Chưa bố trí kinh phí. "), without_stop("Chờ ý kiến...")
    ('Chưa bố trí kinh phí', 'Chờ ý kiến...')
    """
    text = text.strip()
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def reference_text(part: Reference, marks: Marks) -> str:
    """`[3] Kế hoạch số 122/KH-UBND, mục II.1`."""
    return printable(f"[{marks[part.source]}] {part.where}".rstrip())


def line_text(line: Line, marks: Marks) -> str:
    """The line as one string, source numbers in it.

    >>> line_text(fill("đạt {v}", v=Figure("46,6%", "a")), {"a": 2})
    'đạt 46,6% [2]'
    """
    return "".join(f" {p.text}" if p.raised else p.text for p in pieces(line, marks))
