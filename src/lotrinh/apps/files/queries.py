"""Handing out a kept file, always as a download, never as something a browser runs; and whether a file may be kept."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from django.http import FileResponse

from lotrinh.apps.files.models import StoredFile, path_of
from lotrinh.convert.children import read_in_child
from lotrinh.reading.errors import Refused
from lotrinh.reading.sources.secrecy import check_name
from lotrinh.values.folding import fold

Verdict = Literal["secret", "clear", "unseen"]
_UNREAD = frozenset({"no_text_layer", "unreadable", "password", "crashed", "too_large"})
_PACKAGE = b"PK\x03\x04"


def secrecy_of(content: bytes, name: str) -> Verdict:
    """Whether a file says of itself, by name or in its text, that it is secret. Read in a child process with limits.

    "unseen" is a picture or a scan nobody could read: a mark on it would not be noticed. A table of figures is judged by
    its name.
    """
    try:
        check_name(name)
    except Refused:
        return "secret"
    answer = read_in_child(content, name, {}, lambda _step, _percent: None, patient=False)
    code = answer.get("refused", {}).get("code")
    if code == "secret":
        return "secret"
    picture = code == "wrong_type" and not content.startswith(_PACKAGE)
    return "unseen" if picture or code in _UNREAD else "clear"


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
