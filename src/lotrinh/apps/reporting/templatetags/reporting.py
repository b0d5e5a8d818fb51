"""The marks of sources in a report's text as links to the list of sources."""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_MARK = re.compile(r"\[(\d+)\]")


@register.filter
def with_sources(text: str) -> SafeString:
    """`56 [2]` with the mark leading to the second source; everything else as plain text.

    >>> with_sources("56 [2] <b>")
    '56 <a href="#nguon-2" class="mark-of">[2]</a> &lt;b&gt;'
    """
    pieces = _MARK.split(text)
    shown = [
        format_html('<a href="#nguon-{}" class="mark-of">[{}]</a>', piece, piece)
        if place % 2
        else escape(piece)
        for place, piece in enumerate(pieces)
    ]
    return mark_safe("".join(shown))  # noqa: S308  each piece is escaped above
