"""Originals and evidence, kept by their SHA-256, and the log of what was refused."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from lotrinh.apps.journal.models import Row


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


class StoredFile(Row):
    """One file of one province; the bytes lie under LOTRINH_DATA/files by hash. `name` is what the sender called it."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    name = models.CharField(max_length=255)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "sha256"], name="one_file_per_hash")]

    def __str__(self) -> str:
        return self.name


class RefusedUpload(Row):
    """That a file was refused: hash, person, time and why, nothing of the file itself."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    refused_at = models.DateTimeField()
    sender = models.CharField(max_length=300)
    code = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.code} {self.sha256[:12]}"
