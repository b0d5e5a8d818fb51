"""The one file that knows the order: bytes, text, structure, mentions, records."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from lotrinh.reading.mentions.citations import find_aliases, find_citations, find_self_references
from lotrinh.reading.mentions.dates import find_dates
from lotrinh.reading.mentions.organisations import find_organisations
from lotrinh.reading.mentions.quantities import find_quantities
from lotrinh.reading.mentions.squeezed import digit_runs, squeezed
from lotrinh.reading.records.assembly import assemble
from lotrinh.reading.records.citing import above, below, of_others, outside, with_issuers
from lotrinh.reading.records.identity import province_of
from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.records.recognised import with_confidence
from lotrinh.reading.sources.edxml import is_message, open_message
from lotrinh.reading.sources.opening import open_source
from lotrinh.reading.sources.sniff import DOC, EDXML
from lotrinh.reading.sources.text_source import SourceText
from lotrinh.reading.structure.document import read_structure
from lotrinh.reading.structure.view import View, forget
from lotrinh.values.reading import Known, Reading, Source
from lotrinh.values.scan import NO_SCAN, ScannedPages

NOBODY = Known()
OnStep = Callable[[str], None]


def quietly(step: str) -> None:
    """Tells nobody how far the reading is."""


def read(
    data: bytes, name: str, known: Known = NOBODY, on_step: OnStep = quietly, scanned: ScannedPages = NO_SCAN,
    converted: bytes | None = None,
) -> Reading:  # fmt: skip
    """Everything one document says, each item with its passage; `on_step` hears each step as it begins.

    `scanned` has what was recognised on pages that are pictures (`opening.pages_to_recognise` names them),
    `converted` what another program made of an old Word file. Raises Refused (see lotrinh.reading.errors) and nothing
    else; what is not understood is in `unread`.

    >>> reading = read("I. MỤC TIÊU\\n- Tỷ lệ lao động đạt trên 70% đến năm 2030.".encode(), "ke-hoach.txt")
    >>> [(t.value, t.comparator) for t in reading.targets]
    [(Decimal('70'), '>')]
    """
    source = _opened(data, name, scanned, converted)
    meta = Source(
        name=name, media_type=source.media_type, sha256=hashlib.sha256(data).hexdigest(), size=len(data),
        encoding=source.encoding, pages=source.pages, ocr=source.ocr, warnings=source.warnings,
    )  # fmt: skip
    return read_source(source, meta, known, on_step)


def _opened(data: bytes, name: str, scanned: ScannedPages, converted: bytes | None) -> SourceText:
    """The text of a file, or of the document in a message; it is of the type of the file that was sent."""
    message = open_message(data, name) if is_message(data) else None
    document, shown = (message.document, message.name) if message else (data, name)
    source = open_source(document if converted is None else converted, shown, scanned)
    if message is not None:
        warnings = (*message.warnings, *source.warnings)
        return replace(source, media_type=EDXML, envelope=message.envelope, warnings=warnings)
    return source if converted is None else replace(source, media_type=DOC)


def read_source(
    source: SourceText, meta: Source, known: Known = NOBODY, on_step: OnStep = quietly
) -> Reading:
    """The same for a text that was opened elsewhere."""
    with _collector_at_rest():
        return _read_source(source, meta, known, on_step)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Records make no cycles: the cyclic collector would walk over all of them again and again and free nothing.

    Nor should it walk over them at once when it wakes: to freeze and unfreeze all objects makes old ones of the new
    ones, which are looked at when everything is. Where the process keeps frozen objects it is left alone.
    """
    runs = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if runs:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _read_source(source: SourceText, meta: Source, known: Known, on_step: OnStep) -> Reading:
    on_step("Tách cấu trúc")
    whole = View.of(source.text)
    structure = read_structure(whole, source)
    view = structure.view
    whole.memory.clear()
    del whole  # the view with barriers stands for it; two of them take twice the room
    on_step("Nhiệm vụ")
    province = province_of(view, structure.head, known)
    citations = find_citations(view, province)
    organisations = outside(find_organisations(view, province, known), citations)
    others, own = of_others(view, with_issuers(view, citations, organisations), structure.head)
    head = structure.head
    mentioned = Mentioned.of(
        others, below(organisations, head), below(find_quantities(view), head), below(find_dates(view), head)
    )
    on_step("Chỉ tiêu")
    aliases = find_aliases(view, citations)
    itself = (span for span in find_self_references(view) if span.start >= above(structure.head))
    self_references = tuple(sorted({*itself, *own}))
    forget(view, squeezed, digit_runs)
    reading = assemble(structure, mentioned, meta, aliases, self_references, source.envelope)
    view.memory.clear()  # what is remembered knows its view: a circle that only the collector would undo
    return with_confidence(reading, source.recognised)
