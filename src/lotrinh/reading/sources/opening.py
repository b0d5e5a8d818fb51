"""The one door for bytes: told by content, checked, turned into a SourceText by the module of its format."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any

from lotrinh.lexicon.formats import formats
from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import secrecy, sniff
from lotrinh.reading.sources.extracted import Extracted
from lotrinh.reading.sources.messages import refusal, warning
from lotrinh.reading.sources.text_source import SourceText
from lotrinh.values.scan import NO_SCAN, ScannedPages

LIMIT_MB = 50


def open_source(data: bytes, name: str, scanned: ScannedPages = NO_SCAN) -> SourceText:
    """The text of a file. A format's library is imported when the first file of that format comes.

    `scanned` has the pages of a PDF that were recognised beforehand (see `pages_to_recognise`).

    Raises Refused: too_large, empty, wrong_type, unsafe, password, unreadable, no_text_layer; and secret where the
    name, the text or anything beside it (page headers, text boxes, properties) carries a secrecy mark.

    >>> open_source("Kế hoạch\\r\\nphát triển".encode(), "ke-hoach.txt").text
    'Kế hoạch\\nphát triển'
    """
    kind = _checked_kind(data, name)
    reader = _reader_of(kind)
    extracted: Extracted = reader.extract(data, scanned) if kind == sniff.PDF else reader.extract(data)
    source = extracted.source
    secrecy.check(source.text, extracted.aside, extracted.usual)
    if secrecy.is_internal(source.text, extracted.aside):
        return replace(source, warnings=(*source.warnings, warning("internal")))
    return source


def pages_to_recognise(data: bytes, name: str) -> tuple[int, ...]:
    """The pages of a PDF that are pictures or whose letters fell apart; () for every other file.

    Raises Refused("secret") where the name or what text there is carries a secrecy mark: such a file goes nowhere.
    What else is wrong with the file is left to `open_source`.
    """
    try:
        if _checked_kind(data, name) != sniff.PDF:
            return ()
        found = _reader_of(sniff.PDF).survey(data)
        secrecy.check(found.text, found.aside)
    except Refused as refused:
        if refused.code == "secret":
            raise
        return ()
    pages: tuple[int, ...] = found.to_recognise
    return pages


def _checked_kind(data: bytes, name: str) -> str:
    if len(data) > LIMIT_MB * 1024 * 1024:
        raise refusal("too_large", limit=LIMIT_MB, size=-(-len(data) // (1024 * 1024)))
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xfe\xff"):
        raise refusal("empty")
    secrecy.check_name(name)
    return sniff.media_type(data)


def _reader_of(kind: str) -> Any:
    """The module of a format (data/formats.tsv)."""
    return import_module(f"lotrinh.reading.sources.{formats()[kind].reader}")
