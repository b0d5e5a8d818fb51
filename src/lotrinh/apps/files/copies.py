"""When the site was last copied and when a copy was last tried out, as the commands for it noted beside the data."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

NOTES = "copies.json"
BACKUP, DRILL = "backup", "drill"
LONGEST = {BACKUP: timedelta(days=2), DRILL: timedelta(days=183)}
"""A night may fail once; a restore is tried twice a year."""


@dataclass(frozen=True, slots=True)
class Note:
    """What was last done of one kind: when, whether it went well, and how much it was."""

    at: datetime
    good: bool
    told: str

    def is_late(self, kind: str, now: datetime) -> bool:
        return now - self.at > LONGEST[kind]


def note(data: Path, kind: str, *, at: datetime, good: bool, told: str) -> None:
    """Replaces the note of that kind; a folder that is no site's is left alone."""
    kept = {**_all(data), kind: {"at": at.isoformat(), "good": good, "told": told}}
    draft = data / f"{NOTES}.{uuid4().hex[:8]}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(kept, out, ensure_ascii=False, indent=1)
    draft.replace(data / NOTES)


def noted(data: Path, kind: str) -> Note | None:
    """None where it was never done, or the note cannot be read."""
    told = _all(data).get(kind)
    try:
        return (
            Note(datetime.fromisoformat(told["at"]), bool(told["good"]), str(told["told"])) if told else None
        )
    except (KeyError, TypeError, ValueError):
        return None


def what_to_do(kind: str, found: Note | None, now: datetime) -> str:
    """A sentence for whoever keeps the site, empty where nothing is to be done."""
    if kind == BACKUP:
        if found is None or found.is_late(kind, now):
            return _("Đặt lịch chạy lotrinh backup hằng đêm.")
        return "" if found.good else _("Xem thông báo của lần sao lưu gần nhất.")
    if found is None or found.is_late(kind, now):
        return _("Diễn tập: lotrinh restore --drill với bản sao lưu mới nhất.")
    return "" if found.good else _("Diễn tập lại với bản sao lưu khác.")


def _all(data: Path) -> Mapping[str, Any]:
    try:
        told = json.loads((data / NOTES).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
