"""Messages on a pipe between two processes: one byte of kind, eight bytes of length, then that many bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from lotrinh.convert.errors import BadFrame

_HEAD = struct.Struct(">cQ")
LARGEST = 512 * 1024**2

REQUEST, DOCUMENT = b"Q", b"D"
STEP, READING, REFUSED, PROGRAM, LIMIT, BROKEN = b"S", b"R", b"N", b"P", b"L", b"E"
"""To the reading process: what is asked, the bytes of the file. Back: a step, and one of the five ends of a reading."""

KINDS = frozenset((REQUEST, DOCUMENT, STEP, READING, REFUSED, PROGRAM, LIMIT, BROKEN))


def head_of(kind: bytes, size: int) -> bytes:
    """What goes before a payload of that many bytes.

    >>> head_of(STEP, 2).hex()
    '530000000000000002'
    """
    return _HEAD.pack(kind, size)


def send(stream: BinaryIO, kind: bytes, payload: bytes = b"") -> None:
    """Writes one message, whole."""
    stream.write(head_of(kind, len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next message of a blocking stream; None at its end. Raises BadFrame where it ends inside a message."""
    head = stream.read(_HEAD.size)
    if not head:
        return None
    if len(head) < _HEAD.size:
        raise BadFrame
    kind, size = _checked(head)
    payload = stream.read(size)
    if len(payload) < size:
        raise BadFrame
    return kind, payload


class Incoming:
    """Messages put together from whatever pieces a pipe hands out."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held = bytearray()

    def add(self, piece: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The messages that are whole with this piece. Raises BadFrame for what no reading process sends."""
        self._held += piece
        while len(self._held) >= _HEAD.size:
            kind, size = _checked(self._held[: _HEAD.size])
            end = _HEAD.size + size
            if len(self._held) < end:
                return
            payload = bytes(self._held[_HEAD.size : end])
            del self._held[:end]
            yield kind, payload


def _checked(head: bytes | bytearray) -> tuple[bytes, int]:
    kind, size = _HEAD.unpack(head)
    if kind not in KINDS or size > LARGEST:
        raise BadFrame
    return kind, size
