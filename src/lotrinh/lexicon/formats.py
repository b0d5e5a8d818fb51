"""Formats of files that are read, from data/formats.tsv: a new one is a row there and a module that reads it."""

from __future__ import annotations

from functools import cache

from lotrinh.lexicon.tables import cells, read_tsv
from lotrinh.values.frozen import frozen


@frozen
class Format:
    """`reader` is the module of reading.sources that turns bytes into text; `opening` the bytes that tell the format, or b""."""

    media_type: str
    name: str
    suffixes: tuple[str, ...]
    reader: str
    opening: bytes


@cache
def formats() -> dict[str, Format]:
    """Media type -> format, the usual ones first.

    >>> formats()["text/html"].suffixes
    ('.html', '.htm')
    """
    rows = (
        Format(r["media_type"], r["name"], cells(r["suffixes"]), r["reader"], r["opening"].lower().encode())
        for r in read_tsv("formats")
    )
    return {row.media_type: row for row in rows}


@cache
def known_suffixes() -> frozenset[str]:
    """Endings of file names that may be documents; what a file is, is told by its content."""
    return frozenset(suffix for row in formats().values() for suffix in row.suffixes)


def format_names() -> tuple[str, ...]:
    """
    >>> format_names()
    ('DOCX', 'DOC', 'PDF', 'HTML', 'edXML', 'TXT')
    """
    return tuple(dict.fromkeys(row.name for row in formats().values()))
