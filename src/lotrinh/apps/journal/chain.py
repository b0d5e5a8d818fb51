"""The canonical form of an event and its hash: sorted-key UTF-8 JSON in NFC, decimals plain, times UTC in microseconds."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from lotrinh.values.numerals import plain

HASHED = (
    "id", "province", "number", "at", "user", "user_label", "office", "office_label", "origin", "action",
    "subject_type", "subject", "subject_label", "before", "after", "reason", "previous_hash",
)  # fmt: skip


_KEYS = ("id", "province", "user", "office", "subject")
_TREES = ("before", "after")


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


class PlainJson(json.JSONEncoder):
    """How `before` and `after` are stored: Vietnamese letters as they are, since an escaped letter takes six bytes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})


_ENCODED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Any) -> bytes:
    return _ENCODED(jsonable(value)).encode()


def digest(event: Any) -> str:
    """SHA-256 over every column of the event except the hash itself; `previous_hash` makes it a chain."""
    return digest_of([getattr(event, name) for name in HASHED])


def digest_of(values: Sequence[Any]) -> str:
    """The same over the columns in the order of HASHED, as Python values or as SQLite keeps them.

    They count exactly as they stand: nothing is brought to NFC here, so that a letter stored in another form shows as the
    change it is. What cannot be an event's columns has no digest: "".
    """
    told = dict(zip(HASHED, values, strict=True))
    try:
        for name in _KEYS:
            told[name] = _key(told[name])
        told["at"] = _moment(told["at"])
        for name in _TREES:
            if isinstance(told[name], str):
                told[name] = json.loads(told[name])
    except (ValueError, TypeError, AttributeError):
        return ""
    return hashlib.sha256(_ENCODED(told).encode("utf-8", "surrogatepass")).hexdigest()


def _key(value: Any) -> str | None:
    """A UUID with its hyphens; SQLite keeps it without."""
    if value is None or not isinstance(value, str):
        return None if value is None else str(value)
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def _moment(value: Any) -> str:
    """UTC with microseconds; SQLite keeps `2026-01-05 02:00:00`, with a fraction where there is one."""
    if isinstance(value, str):
        fraction = value[20:]
        return f"{value[:10]}T{value[11:19]}.{fraction:0<6}+00:00"
    return str((value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat(timespec="microseconds"))
