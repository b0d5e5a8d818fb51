"""From bytes to one text: `open_source` reads TXT, HTML, DOCX and PDF, or says why not."""

from lotrinh.reading.sources.opening import open_source

__all__ = ["open_source"]
