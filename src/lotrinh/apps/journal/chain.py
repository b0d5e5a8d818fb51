"""The canonical form of an event and its hash: sorted-key UTF-8 JSON in NFC, decimals plain, times UTC in microseconds."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from lotrinh.values.numerals import plain

HASHED = (
    "id", "province", "number", "at", "user", "user_label", "office", "office_label", "origin", "action",
    "subject_type", "subject", "subject_label", "before", "after", "reason", "previous_hash",
)  # fmt: skip


def jsonable(value: Any) -> Any:
    """Plain JSON values: what is stored in `before` and `after` and what is hashed."""
    match value:
        case None | bool() | int():
            return value
        case str():
            return unicodedata.normalize("NFC", value)
        case Decimal():
            return plain(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case dict():
            return {str(key): jsonable(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [
                jsonable(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)
            ]
        case float():
            return plain(Decimal(repr(value)))
        case _:
            return str(value)


def canonical(value: Any) -> bytes:
    return json.dumps(jsonable(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(event: Any) -> str:
    """SHA-256 over every column of the event except the hash itself; `previous_hash` makes it a chain."""
    return hashlib.sha256(canonical({name: getattr(event, name) for name in HASHED})).hexdigest()
