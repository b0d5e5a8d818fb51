"""Keeping a file, and noting that one was refused."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from lotrinh.apps.files.models import RefusedUpload, StoredFile, path_of
from lotrinh.apps.journal.actions import Actor, record
from lotrinh.apps.journal.locks import hold

_LONGEST_NAME = 200


def _write(sha256: str, content: bytes) -> None:
    """File first (fsync, rename), row second: a crash leaves an orphan file, never a row without its file."""
    path = path_of(sha256)
    if path.exists():
        os.utime(
            path
        )  # young again, so that nobody takes it for a file without a row before its row is written
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid4().hex}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def clean_name(name: str) -> str:
    """The sender's file name without path, control characters and excess length; the ending stays."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(char for char in name if char.isprintable()).strip() or "tep"
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= _LONGEST_NAME else f"{stem[: _LONGEST_NAME - 10]}{dot}{ending[:9]}"


@transaction.atomic
def store_file(
    *,
    province_id: UUID,
    by: Actor,
    at: datetime,
    content: bytes,
    name: str,
    media_type: str,
    declared_unclassified: bool = False,
) -> StoredFile:
    """The same bytes in the same province are one file. `declared_unclassified`: nobody could read it for a secrecy mark,
    and the sender declared that it holds no state secret; the journal records that."""
    sha256 = hashlib.sha256(content).hexdigest()
    hold(province_id)
    kept = StoredFile.objects.filter(province_id=province_id, sha256=sha256).first()
    if kept:
        return kept
    _write(sha256, content)
    file = StoredFile.objects.create(
        province_id=province_id,
        sha256=sha256,
        size=len(content),
        media_type=media_type,
        name=clean_name(name),
        stored_at=at,
        stored_by=by.label,
    )
    record(
        province=province_id,
        by=by,
        at=at,
        action="store_file",
        subject=file,
        after={"sha256": sha256, "size": file.size, "name": file.name}
        | ({"declared_unclassified": True} if declared_unclassified else {}),
    )
    return file


@transaction.atomic
def log_refusal(*, province_id: UUID, by: Actor, at: datetime, sha256: str, code: str) -> RefusedUpload:
    """Only hash, person, time and reason are kept (Luật Bảo vệ bí mật nhà nước 117/2025/QH15)."""
    refusal = RefusedUpload.objects.create(
        province_id=province_id, sha256=sha256, refused_at=at, sender=by.user_label, code=code
    )
    record(
        province=province_id,
        by=by,
        at=at,
        action="refuse_upload",
        subject=refusal,
        after={"sha256": sha256, "code": code},
    )
    return refusal
