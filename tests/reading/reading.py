"""Reading a text in a test as a file would be read."""

from __future__ import annotations

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Known, Reading
from lotrinh.values.span import Span


def read_text(text: str, known: Known | None = None) -> Reading:
    """The reading of a text file with these words."""
    return read(text.encode(), "van-ban.txt", known or Known(province="tỉnh Mẫu"))


def words(reading: Reading, span: Span) -> str:
    """The passage with single spaces."""
    return " ".join(span.of(reading.text).replace("*", " ").split())
