"""What a format's reader hands over: the text to be read, and the words found beside it."""

from __future__ import annotations

from lotrinh.reading.sources.text_source import SourceText
from lotrinh.values.frozen import frozen


@frozen
class Extracted:
    """`aside` holds what is searched for a secrecy mark but not read: headers, footers, properties, comments, hidden text."""

    source: SourceText
    aside: tuple[str, ...] = ()
    usual: bool = False
    """Known to hold no character that Vietnamese is not usually written with (see values.folding.unusual)."""
