"""Word files of before 2007 (DOC): searched for a secrecy mark as they are, then left to a converter."""

from __future__ import annotations

import re
from typing import NoReturn

from lotrinh.reading.sources import secrecy
from lotrinh.reading.sources.messages import refusal

_BREAKS = str.maketrans("\r\x07\x0b\x0c\x0d", "\n\n\n\n\n")
_RUN = re.compile(r"[\t\n\x20-\x7e\u00a0-\u024f\u0300-\u036f\u1ea0-\u1ef9\u2010-\u2026]{3,}")


def extract(data: bytes) -> NoReturn:
    """Raises Refused("secret") where the words stored in the file hold a mark, else Refused("wrong_type").

    What reads such a file is another program (`lotrinh.convert`); what that returns passes `open_source` once more.
    """
    check_secrecy(data, "")
    raise refusal("legacy_word")


def check_secrecy(data: bytes, name: str) -> None:
    """Raises Refused("secret") for a mark in the file name or among the stored words; called before any conversion."""
    secrecy.check_name(name)
    secrecy.check("", stored_words(data).split("\n"))


def stored_words(data: bytes) -> str:
    """Runs of UTF-16 characters as Word stores the text of a document with Vietnamese letters; formatting is not known.

    >>> stored_words(b"\\x00\\x00" + "KẾ HOẠCH\\rM Ậ T\\r".encode("utf-16-le"))
    'KẾ HOẠCH\\nM Ậ T\\n'
    """
    text = data.decode("utf-16-le", errors="replace").translate(_BREAKS)
    return "\n".join(match.group() for match in _RUN.finditer(text))
