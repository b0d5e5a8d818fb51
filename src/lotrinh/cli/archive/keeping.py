"""Copies in one folder by date: what a new one is called, and which old ones go."""

from __future__ import annotations

import re
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from lotrinh.cli.archive.container import DRAFT

PLAIN, SEALED = ".tar.gz", ".tar.gz.mahoa"
_NAME = re.compile(r"lotrinh-\d{4}-\d{2}-\d{2}-\d{6}\.tar\.gz(\.mahoa)?")
_ABANDONED = 24 * 3600


def dated(folder: Path, at: datetime, *, sealed: bool) -> Path:
    """The name tells the moment in Vietnam, so that the order of names is the order of copies.

    >>> dated(Path("/srv"), datetime(2026, 11, 30, 20, 15, 2, tzinfo=ZoneInfo("UTC")), sealed=False).name
    'lotrinh-2026-12-01-031502.tar.gz'
    """
    local = at.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    return folder / f"lotrinh-{local:%Y-%m-%d-%H%M%S}{SEALED if sealed else PLAIN}"


def copies_in(folder: Path) -> list[Path]:
    """Newest first; nothing else in the folder is ever looked at."""
    return sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)


def drop_old(folder: Path, keep: int) -> list[Path]:
    """Removes all but the newest `keep`, and drafts that a killed run left; returns the copies that went."""
    old = copies_in(folder)[keep:]
    for path in old:
        path.unlink()
    for draft in folder.glob(f"lotrinh-*{DRAFT}"):
        if time.time() - draft.stat().st_mtime > _ABANDONED:
            draft.unlink()
    return old
