"""What a form carries beside what was typed, and what of a sent form may be shown again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest

from lotrinh.values.keys import new_key

KEY = "lan-gui"
"""Name of the field with the form's own key: the same form sent twice is answered once (journal/once.py)."""
NOT_TYPED = frozenset({"csrfmiddlewaretoken", KEY})
SECRET = re.compile(
    r"passw|passphrase|^pass$|secret|token|cookie|session_?(?:id|key|data)|csrf|(?:^|_)t?otp(?:_|$)|authori[sz]ation"
    r"|signature|credential|recovery_?code|api_?key|mat_khau",
    re.IGNORECASE,
)
"""Names of fields whose values are never written down, nor shown."""
_MOST = 200_000
_SHORTEST = 2
_WRITTEN = re.compile(r"[\s.,/]|[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Typed:
    """A sent form on a page that could not take it: `texts` to copy, `fields` to send again, `files` to choose again."""

    texts: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    files: bool
    path: str


def new_form_key() -> str:
    return str(new_key())


def typed_in(request: HttpRequest) -> Typed | None:
    """What was typed into the form of this request, without secrets; nothing where no form was sent."""
    if request.method != "POST":
        return None
    fields = tuple(
        (name, value)
        for name in request.POST
        if name not in NOT_TYPED and not SECRET.search(name)
        for value in request.POST.getlist(name)
    )
    if sum(len(value) for _name, value in fields) > _MOST:
        return None
    texts = tuple(dict.fromkeys(value for _name, value in fields if is_text(value)))
    return Typed(texts, fields, bool(request.FILES), request.get_full_path()) if fields else None


def is_text(value: str) -> bool:
    """Something a person would miss: not a number of a version, a key or the word of a button.

    >>> [is_text(value) for value in ("Đã trình dự thảo", "1", "accept", "Đạt", "1.234,5")]
    [True, False, False, True, True]
    """
    words = value.strip()
    return len(words) > _SHORTEST and bool(_WRITTEN.search(words) or len(words) > 40)
