"""Handing out a kept file: always as a download, never as something a browser runs."""

from __future__ import annotations

from urllib.parse import quote

from django.http import FileResponse

from lotrinh.apps.files.models import StoredFile, path_of
from lotrinh.values.folding import fold


def download(file: StoredFile) -> FileResponse:
    """With the original name (RFC 6266, RFC 5987) and headers that let nothing in it act."""
    response = FileResponse(path_of(file.sha256).open("rb"), content_type="application/octet-stream")
    plain = "".join(char if char.isalnum() or char in ".-_ " else "_" for char in fold(file.name))
    ascii_name = plain.encode("ascii", "replace").decode().replace("?", "_")
    response["Content-Disposition"] = (
        f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(file.name)}"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
