"""The Ed25519 keys that sign the record: one signs, all that ever signed stay readable. They live outside the database."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils import timezone

from lotrinh.apps.journal.chain import canonical, jsonable

_SIGNING = "signing.key"


@dataclass(frozen=True, slots=True)
class Signature:
    """`key` is the fingerprint of the key that signed; `value` the signature in hexadecimal digits."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What stands in a public key's file. A key that followed another is endorsed by it."""

    fingerprint: str
    public: str
    since: str
    endorsed_by: str = ""
    endorsement: str = ""

    @property
    def statement(self) -> bytes:
        """What the former key signed."""
        return canonical(
            {"form": "lotrinh-key-1", "key": self.fingerprint, "public": self.public, "since": self.since}
        )


def sign(statement: bytes) -> Signature:
    """Signed with this installation's key, which is made the first time."""
    private = _signing_key(_folder())
    return Signature(fingerprint_of(private.public_key()), private.sign(statement).hex())


def signing_fingerprint() -> str:
    """Of the key that signs now."""
    return fingerprint_of(_signing_key(_folder()).public_key())


def holds(statement: bytes, signature: Signature) -> bool:
    """Whether a key of this installation, the present one or a former one, signed exactly this."""
    public = _public_key(_folder(), signature.key)
    if public is None:
        return False
    try:
        public.verify(bytes.fromhex(signature.value), statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_keys() -> list[PublicKey]:
    """All keys that ever signed here, oldest first."""
    found = [_read(path) for path in _folder().glob("*.json")]
    return sorted((key for key in found if key), key=lambda key: key.since)


def rotate(at: datetime) -> PublicKey:
    """Puts a new key in the place of the present one, which endorses it and is then destroyed."""
    folder = _folder()
    former = _signing_key(folder)
    private = Ed25519PrivateKey.generate()
    plain = _described(private, at)
    endorsed = PublicKey(
        plain.fingerprint,
        plain.public,
        plain.since,
        fingerprint_of(former.public_key()),
        former.sign(plain.statement).hex(),
    )
    _publish(folder, endorsed)
    _draft(folder, private).replace(folder / _SIGNING)
    return endorsed


def is_endorsed(key: PublicKey) -> bool:
    return holds(key.statement, Signature(key.endorsed_by, key.endorsement))


def fingerprint_of(public: Ed25519PublicKey) -> str:
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()[:32]


def _folder() -> Path:
    return Path(settings.JOURNAL_KEYS)


def _signing_key(folder: Path) -> Ed25519PrivateKey:
    path = folder / _SIGNING
    try:
        known = path.stat()
    except FileNotFoundError:
        _make(folder)
        known = path.stat()
    return _loaded(path, known.st_mtime_ns, known.st_ino)


@lru_cache(maxsize=8)
def _loaded(path: Path, _changed: int, _place: int) -> Ed25519PrivateKey:
    """Read again only where the file was replaced."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii")))


def _make(folder: Path) -> None:
    """Of two processes that start at once the first one's key counts; its public half is on the disk before it signs."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    private = Ed25519PrivateKey.generate()
    draft = _draft(folder, private)
    _publish(folder, _described(private, timezone.now()))
    try:
        os.link(draft, folder / _SIGNING)
    except FileExistsError:
        (folder / f"{fingerprint_of(private.public_key())}.json").unlink()
    finally:
        draft.unlink()


def _draft(folder: Path, private: Ed25519PrivateKey) -> Path:
    """The private key in a file that only its owner reads (mkstemp: 0600)."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".key")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(private.private_bytes_raw().hex())
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _described(private: Ed25519PrivateKey, at: datetime) -> PublicKey:
    public = private.public_key()
    return PublicKey(fingerprint_of(public), public.public_bytes_raw().hex(), str(jsonable(at)))


def _publish(folder: Path, key: PublicKey) -> None:
    told = {
        "key": key.fingerprint,
        "public": key.public,
        "since": key.since,
        "endorsed_by": key.endorsed_by,
        "endorsement": key.endorsement,
    }
    (folder / f"{key.fingerprint}.json").write_text(json.dumps(told, indent=1) + "\n", "ascii")


def _public_key(folder: Path, fingerprint: str) -> Ed25519PublicKey | None:
    path = folder / f"{fingerprint}.json"
    if not fingerprint.isalnum() or not path.is_file():
        return None
    return _public_in(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _public_in(path: Path, _changed: int) -> Ed25519PublicKey | None:
    """None where the file does not hold the key its name says."""
    key = _read(path)
    if key is None or key.fingerprint != path.stem:
        return None
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public))
    return public if fingerprint_of(public) == key.fingerprint else None


def _read(path: Path) -> PublicKey | None:
    try:
        told = json.loads(path.read_text("ascii"))
        return PublicKey(told["key"], told["public"], told["since"], told["endorsed_by"], told["endorsement"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
