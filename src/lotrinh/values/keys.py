"""Keys of rows: UUID version 7, made in Python, ordered by time, shown to nobody."""

from __future__ import annotations

import os
import time
import uuid


def new_key() -> uuid.UUID:
    """A UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, 12 bits of their fraction, then random bits.

    The fraction (section 6.2, method 3) keeps rows that one command makes in the order they were made.

    >>> new_key().version
    7
    >>> keys = [new_key() for _ in range(100)]
    >>> keys == sorted(keys)
    True
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") >> 2
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | random)
