"""Fields of the desk: agencies one a line, and a deadline in the words of documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.ui.fields import EchoInput
from lotrinh.reading.mentions.deadlines import read_deadline
from lotrinh.reading.structure.view import View
from lotrinh.values.deadline import NO_DEADLINE, Deadline
from lotrinh.values.span import Span

DEADLINE_EXAMPLES = _(
    "Ví dụ: năm 2026; trước ngày 30/6/2026; quý II/2027; hằng năm trước ngày 10/12; thường xuyên."
)


def deadline_from_words(words: str) -> Deadline:
    """What typed words say of time; kind "none" where they say nothing the reader understands."""
    words = " ".join(words.split())
    if not words:
        return NO_DEADLINE
    read = read_deadline(View.of(words), Span(0, len(words)), None)
    return replace(read, span=None, raw=words)


def echo_of(words: str) -> str:
    """ "= chậm nhất ngày 31/12/2026" under the field; nothing where nothing was understood."""
    read = deadline_from_words(words)
    return "" if read.kind == "none" else f"= {read.in_words()}"


class DeadlineInput(EchoInput):
    echo_name = "intake:deadline-echo"

    def understood(self, value: Any) -> str:
        return echo_of(str(value or ""))


class DeadlineField(forms.CharField):
    """Words to a deadline object of reading.md; words that state no time are refused with examples."""

    widget = DeadlineInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=300, help_text=DEADLINE_EXAMPLES, **kwargs)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        read = deadline_from_words(words)
        if words and read.kind == "none":
            raise forms.ValidationError(
                _("“%(words)s” không nêu một thời hạn. %(examples)s"),
                params={"words": words, "examples": DEADLINE_EXAMPLES},
            )
        return read.as_dict()


def typed_deadline(deadline: Mapping[str, Any] | None) -> str:
    """The words to show in the field for a deadline object: those that were printed."""
    read = Deadline.from_dict(dict(deadline) if deadline else None)
    return " ".join(read.raw.split()) if read.raw else "" if read.kind == "none" else read.in_words()


class NamesField(forms.CharField):
    """Agencies, one a line or separated by semicolons: commas stand inside names."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, help_text=_("Mỗi dòng một cơ quan."), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        names = (" ".join(part.split()) for part in re.split(r"[\n;]", typed))
        return list(dict.fromkeys(name for name in names if name))
