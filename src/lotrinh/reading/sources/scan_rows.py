"""Words of a scanned page put into rows from top to bottom, the two columns of a letterhead and of a closing apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen
from lotrinh.values.scan import ScannedWord

_PLACE_DATE = re.compile(r"\bngay\b.*\bthang\b")
_RECIPIENTS = re.compile(r"noi nhan\b")
_FARTHEST_DATE = 12
_STAMP_SURE = 0.75
_STROKES = "|_¦"
_SYMBOL = re.compile(r"[/-][A-ZĐ]")
_CLEAR = 0.6
_CLEAR_AMONG_UNSURE = 2
_LEGIBLE = 0.3
_SIGNS_ABOVE = 3

Row = tuple[ScannedWord, ...]


@frozen
class Rows:
    """The rows to be read, and the words left out as smudges and stamps in the margin."""

    kept: tuple[Row, ...]
    left_out: tuple[Row, ...]


def text_of(row: Iterable[ScannedWord]) -> str:
    """The words of a row with single spaces between them."""
    return " ".join(word.text for word in row)


def find_rows(lines: Iterable[Sequence[ScannedWord]]) -> Rows:
    """Lines that stand at one height joined, from top to bottom, without smudges."""
    rows: list[list[ScannedWord]] = []
    for line in sorted((line for line in lines if line), key=_top):
        beside = next((row for row in reversed(rows[-4:]) if _level(row, line)), None)
        if beside is None:
            rows.append(list(line))
        else:
            beside.extend(line)
    ordered = [tuple(sorted(row, key=lambda word: word.box.left)) for row in rows]
    return _without_smudges(ordered)


def _top(line: Sequence[ScannedWord]) -> float:
    return median(word.box.middle[1] for word in line)


def _level(row: Sequence[ScannedWord], line: Sequence[ScannedWord]) -> bool:
    """Whether two lines stand side by side: their bodies overlap by more than half, and no word lies on another."""
    above, below = _body(row), _body(line)
    shared = min(above[1], below[1]) - max(above[0], below[0])
    if shared * 2 <= min(above[1] - above[0], below[1] - below[0]):
        return False
    return not any(
        a.box.left < b.box.right and b.box.left < a.box.right
        for a in row
        for b in line
        if _has_letter(a) and _has_letter(b)
    )


def _body(words: Sequence[ScannedWord]) -> tuple[float, float]:
    tall = [word.box for word in words if _has_letter(word)] or [word.box for word in words]
    return median(box.top for box in tall), median(box.bottom for box in tall)


def _has_letter(word: ScannedWord) -> bool:
    return any(char.isalnum() for char in word.text)


def _without_smudges(rows: list[Row]) -> Rows:
    """Rows without a letter go; so do doubtful words that stand left of the text, where stamps of arrival lie."""
    margin = _margin(rows)
    kept: list[Row] = []
    left_out: list[Row] = []
    for row in rows:
        stamped = _stamped_words(row, margin)
        rest = _without_scrawl(_without_specks(row[stamped:]))
        if any(_has_letter(word) and word.confidence >= _LEGIBLE for word in rest):
            kept.append(rest)
        else:
            stamped = len(row)
        if stamped:
            left_out.append(row[:stamped])
    return Rows(tuple(kept), tuple(left_out))


def _stamped_words(row: Row, margin: float) -> int:
    """How many words at the head of a row belong to a stamp: it begins left of the text and is hardly legible."""
    begins = margin - median(word.box.height for word in row) / 2
    if row[0].box.left >= begins:
        return 0
    count = unsure = 0
    for at, word in enumerate(row, start=1):
        if word.confidence < _CLEAR or not _has_letter(word):
            count = unsure = at
        elif word.box.right < begins and at == count + 1:
            count = at
        elif at > count + _CLEAR_AMONG_UNSURE:
            break
    return count if unsure else 0


def _without_specks(row: Row) -> Row:
    """A dot or a stroke of dirt before the first or behind the last word."""
    while len(row) > 1 and _is_speck(row[0]):
        row = row[1:]
    while len(row) > 1 and _is_speck(row[-1]):
        row = row[:-1]
    return row


def _without_scrawl(row: Row) -> Row:
    """A number written by hand that gave no figure: the gap it stands in is read as the gap of a form."""
    if len(row) < 3 or search_key(row[0].text).strip(" :") != "so":
        return row
    scrawl = row[1].confidence < _STAMP_SURE and not any(char.isdigit() for char in row[1].text)
    return (row[0], *row[2:]) if scrawl and _SYMBOL.match(row[2].text) else row


def _is_speck(word: ScannedWord) -> bool:
    return not _has_letter(word) and (word.confidence < _CLEAR or not word.text.strip(_STROKES))


def _margin(rows: Sequence[Row]) -> float:
    """Where full lines begin on this page, first lines of paragraphs set aside; 0 where it has none."""
    if not rows:
        return 0.0
    widest = max(row[-1].box.right - row[0].box.left for row in rows)
    full = [
        next((word.box.left for word in row if word.confidence >= _STAMP_SURE), row[0].box.left)
        for row in rows
        if row[-1].box.right - row[0].box.left > 0.75 * widest
    ]
    return sorted(full)[len(full) // 5] if len(full) >= 3 else 0.0


def in_reading_order(rows: Sequence[Row], first_page: bool) -> tuple[Row, ...]:
    """The rows, those of a two-column letterhead and closing column by column."""
    begin = 0
    ordered: list[Row] = []
    if first_page:
        begin = _end_of_letterhead(rows)
        ordered += _by_column(rows[:begin])
    closing = next((at for at in range(begin, len(rows)) if _opens_closing(rows[at])), None)
    if closing is None:
        return (*ordered, *rows[begin:])
    while closing > begin and closing - begin <= len(rows) and _signs(rows, closing - 1):
        closing -= 1
    return (*ordered, *rows[begin:closing], *_by_column(rows[closing:]))


def _end_of_letterhead(rows: Sequence[Row]) -> int:
    for at, row in enumerate(rows[:_FARTHEST_DATE]):
        if _PLACE_DATE.search(search_key(text_of(row))):
            return at + 1
    return 0


def _opens_closing(row: Row) -> bool:
    return _RECIPIENTS.match(search_key(text_of(row))) is not None


def _signs(rows: Sequence[Row], at: int) -> bool:
    """A row in capitals on the right side only: the signature begins above the recipients."""
    left, right = min(row[0].box.left for row in rows), max(row[-1].box.right for row in rows)
    return rows[at][0].box.left > (left + right) / 2 and text_of(rows[at]).isupper()


def _by_column(rows: Sequence[Row]) -> list[Row]:
    """The left column, then the right one, where a clear strip runs down between them; else the rows as they are."""
    cut = _strip(rows)
    if cut is None:
        return list(rows)
    left = [tuple(word for word in row if word.box.middle[0] < cut) for row in rows]
    right = [tuple(word for word in row if word.box.middle[0] >= cut) for row in rows]
    return [row for row in (*left, *right) if row]


def _strip(rows: Sequence[Row]) -> float | None:
    """The middle of the widest strip without a word, near the middle of what is printed; None where none is wide enough."""
    words = [word.box for row in rows for word in row]
    if not words:
        return None
    left, right = min(box.left for box in words), max(box.right for box in words)
    height = median(box.height for box in words)
    taken = sorted((box.left, box.right) for box in words)
    best: tuple[float, float] | None = None
    reach = taken[0][1]
    for begin, end in taken[1:]:
        middle = (reach + begin) / 2
        inside = left + 0.2 * (right - left) < middle < left + 0.8 * (right - left)
        if begin - reach > 0.4 * height and inside and (best is None or begin - reach > best[0]):
            best = begin - reach, middle
        reach = max(reach, end)
    return best[1] if best else None
