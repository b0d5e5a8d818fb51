"""Whether character recognition of Vietnamese is installed: asked before anything heavy is loaded, and of files only."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

LANGUAGE = "vie"
_FOLDERS = ("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata")


@cache
def has_ocr() -> bool:
    """Whether tesseract is on PATH and has its Vietnamese model (Debian: tesseract-ocr, tesseract-ocr-vie).

    No program is started: a reading process that has given that up may ask as well.
    """
    if shutil.which("tesseract") is None:
        return False
    chosen = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(chosen)] if chosen else [Path(folder) for folder in _FOLDERS]
    return any(next(folder.rglob(f"{LANGUAGE}.traineddata"), None) for folder in folders)
