"""The great parts of a document by where they stand: preface, preamble, body, conclusions, attachments.

Guarantee to the next stage: the parts follow each other and together are the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lotrinh.lexicon.akoma import grounds, level_of
from lotrinh.values.folding import fold
from lotrinh.values.reading import Provision, Reading
from lotrinh.writing.akoma.running import Running

Stretch = tuple[int, int]

_HEAD_NAMES = ("number", "place", "date", "title", "subject", "urgency")
_LABELS_OF_THE_END = re.compile(r"[\s*|]*(?:noi nhan|(?:tm|t/m|kt|k/t|tl|t/l|tuq|q)\.)")
_SHORTEST_BODY = 40
_LONGEST_SIGNING_LINE = 80
_LINES_ABOVE_THE_END = 6
_LONGEST_PREAMBLE = 80


@dataclass(frozen=True, slots=True)
class Regions:
    """Each part is [start, end); an empty part has no ink."""

    preface: Stretch
    preamble: Stretch
    body: Stretch
    conclusions: Stretch
    attachments: tuple[Stretch, ...]


def starts_of(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    """All provisions, outer before inner."""
    for provision in provisions:
        yield from provision.walk()


def find_regions(reading: Reading, running: Running) -> Regions:
    """Where the parts begin and end, from the spans of the header and the provisions."""
    nodes = sorted(starts_of(reading.provisions), key=lambda p: p.own.start)
    head = _head_end(reading, nodes)
    closing, after = _closing(reading, nodes, running, head)
    first = next((p.own.start for p in nodes if head <= p.own.start), closing)
    lead = _preamble_end(running, head, min(first, closing))
    return Regions(
        (0, head), (head, lead), (lead, closing), (closing, after),
        tuple(_attachments(reading, nodes, after)),
    )  # fmt: skip


def _line_end(text: str, at: int) -> int:
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop


def _head_end(reading: Reading, nodes: list[Provision]) -> int:
    """The end of the line on which the last part of the head stands, before the first provision."""
    first = nodes[0].own.start if nodes else len(reading.text)
    spans = (reading.header.spans[name] for name in _HEAD_NAMES if name in reading.header.spans)
    last = max((span.end for span in spans if span.end <= first), default=0)
    return min(_line_end(reading.text, last), first) if last else 0


def _closing(reading: Reading, nodes: list[Provision], running: Running, head: int) -> Stretch:
    """Recipients and signature, where some body stands before them; else the end of the text twice."""
    text, size = reading.text, len(reading.text)
    spans = [
        span for name in ("recipients", "signer") if (span := reading.header.spans.get(name)) is not None
        and len(text[head : span.start].split()) > 0 and span.start - head >= _SHORTEST_BODY
    ]  # fmt: skip
    if not spans:
        return size, size
    start, last = min(span.start for span in spans), max(span.end for span in spans)
    if any(p.own.start < last and start < p.own.end for p in nodes):
        return size, size
    floor = max([head, *(p.own.end for p in nodes if p.own.end <= start)])
    start = _with_labels(text, start, floor)
    after = _line_end(text, last)
    goes_on = any(p.own.start >= after for p in nodes) or any(t.span.start >= after for t in running.tables)
    return start, after if goes_on else size


def _with_labels(text: str, start: int, floor: int) -> int:
    """Upwards over "Nơi nhận:", "TM. ..." and lines in capitals that belong to the signature."""
    start = max(text.rfind("\n", 0, start) + 1, floor)
    at = start
    for _ in range(_LINES_ABOVE_THE_END):
        if at <= floor:
            break
        begin = max(text.rfind("\n", 0, at - 1) + 1, floor)
        line = text[begin:at].strip(" *|\n\t")
        signing = line.isupper() and len(line) <= _LONGEST_SIGNING_LINE
        if signing or _LABELS_OF_THE_END.match(fold(line)):
            start = begin
        elif line:
            break
        at = begin
    return start


def _preamble_end(running: Running, start: int, limit: int) -> int:
    """The end of the last legal basis or enacting formula before the first provision."""
    end = start
    for number, paragraph in enumerate(running.paragraphs(start, limit)):
        if number >= _LONGEST_PREAMBLE:
            break
        if is_ground(paragraph.of(running.text)) or is_formula(paragraph.of(running.text)):
            end = paragraph.end
    return end


def is_ground(text: str) -> bool:
    """
    >>> is_ground("Căn cứ Luật Tổ chức chính quyền địa phương;"), is_ground("Các sở, ban, ngành")
    (True, False)
    """
    return fold(text[:60]).lstrip(" *-|").startswith(grounds())


def is_formula(text: str) -> bool:
    """ "QUYẾT ĐỊNH:" or "... ban hành Kế hoạch thực hiện như sau:".

    >>> is_formula("QUYẾT ĐỊNH:"), is_formula("UBND tỉnh ban hành Kế hoạch như sau:"), is_formula("Kính gửi: Bộ Công Thương")
    (True, True, False)
    """
    words = text.strip(" *|")
    return words.endswith(":") and (words.isupper() or fold(words[-12:]).endswith("nhu sau:"))


def _attachments(reading: Reading, nodes: list[Provision], start: int) -> Iterator[Stretch]:
    """What follows the signature, cut where an annex begins."""
    size = len(reading.text)
    if not reading.text[start:].strip():
        return
    begins = [p.own.start for p in nodes if p.own.start >= start and level_of(p.label).name == "annex"]
    at = start
    for begin in [*begins, size]:
        if reading.text[at:begin].strip(" *\n\t|"):
            yield at, begin
            at = begin
