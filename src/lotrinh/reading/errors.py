"""What reading raises, and nothing else:

Refused            the bytes are not read at all; `code` says why, `message` is for the person who sent them
"""

from __future__ import annotations

from typing import Literal

RefusalCode = Literal[
    "unsafe",
    "secret",
    "password",
    "empty",
    "unreadable",
    "no_text_layer",
    "too_large",
    "wrong_type",
    "crashed",
]


class Refused(Exception):
    """The document is refused; nothing of it is kept. `message` is Vietnamese and says what to do."""

    def __init__(self, code: RefusalCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
