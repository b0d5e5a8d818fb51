"""How a line of the log looks: one record is one line, whatever people typed; a traceback follows, set in.

What a request brings (its path, a name, a header) may hold line breaks or codes that move the cursor of a terminal. They
are written as escapes, so that nobody can add a record, hide one or colour it.
"""

from __future__ import annotations

import logging
import unicodedata
from typing import Any

_SET_IN = "  | "
# Control and format characters (line breaks, ANSI, changes of direction), line and paragraph separators.
_WRITTEN_OUT = frozenset({"Cc", "Cf", "Zl", "Zp"})


def plainly(text: str) -> str:
    r"""`text` on one line, with nothing in it that a terminal would obey.

    >>> plainly("/x\r\n2026-01-01 ERROR \x1b[31mgiả\u202e")
    '/x\\r\\n2026-01-01 ERROR \\x1b[31mgiả\\u202e'
    """
    if text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _WRITTEN_OUT else char
        for char in text
    )


class LineFormatter(logging.Formatter):
    """`2026-11-30 08:00:00,123 ERROR lotrinh.incident Sự cố ...`; the lines of a traceback begin with a bar."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name logging calls
        return plainly(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name logging calls
        return "\n".join(_SET_IN + plainly(line) for line in super().formatException(ei).split("\n"))


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "lotrinh.server.logs.LineFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        # To whoever ADMINS names; to nobody where it names nobody.
        "letter": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers are silent outside of debugging: the cause of an error would be lost.
        "django": {"handlers": ["letter"], "level": "INFO"},
        # An address that does not exist is no news.
        "django.request": {"level": "ERROR"},
    },
}
