"""Secrets that have to be kept readable, sealed with a key that is not in the database."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(secret: str) -> str:
    """Empty stays empty; a copy of the tables alone gives nothing away."""
    return _cipher().encrypt(secret.encode()).decode("ascii") if secret else ""


def unseal(sealed: str) -> str | None:
    """None where it was sealed with another key: then the secret has to be typed again."""
    if not sealed:
        return ""
    try:
        return _cipher().decrypt(sealed.encode("ascii")).decode()
    except (InvalidToken, ValueError):
        return None


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"lotrinh.mail:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
