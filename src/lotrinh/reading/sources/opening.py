"""The one door for bytes: told by content, checked, turned into a SourceText by the module of its format."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from lotrinh.reading.sources import secrecy, sniff
from lotrinh.reading.sources.extracted import Extracted
from lotrinh.reading.sources.messages import refusal, warning
from lotrinh.reading.sources.text_source import SourceText

LIMIT_MB = 50

_READERS = {
    sniff.TEXT: "lotrinh.reading.sources.text",
    sniff.HTML: "lotrinh.reading.sources.html",
    sniff.DOCX: "lotrinh.reading.sources.docx",
    sniff.PDF: "lotrinh.reading.sources.pdf",
    sniff.DOC: "lotrinh.reading.sources.legacy_word",
}


def open_source(data: bytes, name: str) -> SourceText:
    """The text of a file. A format's library is imported when the first file of that format comes.

    Raises Refused: too_large, empty, wrong_type, unsafe, password, unreadable, no_text_layer; and secret where the
    name, the text or anything beside it (page headers, text boxes, properties) carries a secrecy mark.

    >>> open_source("Kế hoạch\\r\\nphát triển".encode(), "ke-hoach.txt").text
    'Kế hoạch\\nphát triển'
    """
    if len(data) > LIMIT_MB * 1024 * 1024:
        raise refusal("too_large", limit=LIMIT_MB, size=-(-len(data) // (1024 * 1024)))
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xfe\xff"):
        raise refusal("empty")
    secrecy.check_name(name)
    extracted: Extracted = import_module(_READERS[sniff.media_type(data)]).extract(data)
    source = extracted.source
    secrecy.check(source.text, extracted.aside)
    if secrecy.is_internal(source.text, extracted.aside):
        return replace(source, warnings=(*source.warnings, warning("internal")))
    return source
