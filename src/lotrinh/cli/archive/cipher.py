"""Encryption of a stream: scrypt makes the key, AES-256-GCM seals each piece with its number and whether it is the last.

A changed bit, a piece left out, two pieces exchanged and a cut end all fail to open, since number and end are part of
what is sealed (the construction known as STREAM). The form of the file: mark, cost of the key, salt, start of the
nonces, then the pieces, all of one length but the last.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from lotrinh.cli.archive.errors import Damaged

MARK = b"LOTRINH-MA-HOA\x01"
COST = 17
"""scrypt over 2**17 blocks of 1 KB: 128 MB and about a third of a second for each guess."""
_LEAST_COST = 10
_SALT, _PREFIX, _TAG = 16, 7, 16
_HEAD = len(MARK) + 1 + _SALT + _PREFIX
PIECE = 1024 * 1024


@lru_cache(maxsize=4)
def _key(passphrase: str, salt: bytes, cost: int) -> AESGCM:
    return AESGCM(Scrypt(salt, length=32, n=2**cost, r=8, p=1).derive(passphrase.encode("utf-8")))


class SealedOut:
    """Takes bytes as a file does and writes them sealed; `finish` seals the end."""

    def __init__(self, out: BinaryIO, passphrase: str, cost: int = COST) -> None:
        salt, self._prefix = secrets.token_bytes(_SALT), secrets.token_bytes(_PREFIX)
        self._head = MARK + bytes([cost]) + salt + self._prefix
        self._key = _key(passphrase, salt, cost)
        self._out, self._waiting, self._number = out, bytearray(), 0
        out.write(self._head)

    def write(self, content: bytes) -> int:
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return len(content)

    def flush(self) -> None:
        """Pieces are of one length: what waits goes out with the next."""

    def finish(self) -> None:
        self._seal(bytes(self._waiting), is_last=True)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self._out.write(self._key.encrypt(_nonce(self._prefix, self._number, is_last), piece, self._head))
        self._number += 1


class SealedIn:
    """Reads what SealedOut wrote; every piece is opened before a byte of it is given out."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        head = source.read(_HEAD)
        cost = head[len(MARK)] if len(head) == _HEAD else 0
        if not head.startswith(MARK) or not _LEAST_COST <= cost <= COST:
            raise Damaged("phần đầu tệp mã hóa không đọc được")
        salt, self._prefix = head[len(MARK) + 1 : -_PREFIX], head[-_PREFIX:]
        self._head, self._source, self._number = head, source, 0
        self._key = _key(passphrase, salt, cost)
        self._ahead = source.read(PIECE + _TAG)
        if not self._ahead:
            raise Damaged("tệp mã hóa bị cắt")
        self._opened = b""

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, at least one before the end."""
        if not self._opened and self._ahead:
            self._opened = self._open_next()
        given = self._opened if size < 0 else self._opened[:size]
        self._opened = self._opened[len(given) :]
        return given

    def _open_next(self) -> bytes:
        piece, self._ahead = self._ahead, self._source.read(PIECE + _TAG)
        nonce = _nonce(self._prefix, self._number, not self._ahead)
        try:
            opened = self._key.decrypt(nonce, piece, self._head)
        except InvalidTag as error:
            if self._number == 0:
                raise Damaged("cụm mật khẩu không đúng, hoặc phần đầu tệp đã bị sửa") from error
            raise Damaged(f"đoạn mã hóa thứ {self._number + 1} đã bị sửa, hoặc tệp bị cắt") from error
        self._number += 1
        return opened


def _nonce(prefix: bytes, number: int, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])
