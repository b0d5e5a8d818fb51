"""The example plan as a file to upload, as it is and under other bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

PLAN = Path(__file__).parents[2] / "examples" / "ke-hoach-7-kh-ubnd-2024.docx"


def other_bytes(path: Path, comment: bytes = b"ban khac") -> bytes:
    """The same Word document in another package: new bytes, same content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part))
        new.comment = comment
    return buffer.getvalue()
