"""Somebody else saved in between: both contents side by side, field by field, and what the person chose to keep.

The page is a form like any other: on the left what stands now, on the right what was typed, still to be edited. For
each field that differs a choice is sent along; `Chosen` puts what stands in the place of what was typed where the
person chose that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lotrinh.values.numerals import format_date, format_number

CHOICE = "giu-"
"""Prefix of the name of a field's choice."""
THEIRS, MINE = "hien-nay", "da-nhap"


class Stale(Protocol):
    """What an action raises: who saved last, when, and the sentence that says so."""

    current: Any
    who: str
    at: datetime | None
    message: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the page; `hidden` carries what is the same on both sides, as pairs of name and value."""

    name: str
    label: str
    now: str
    widget: SafeString
    differs: bool
    hidden: tuple[tuple[str, str], ...]

    @property
    def choice(self) -> str:
        return f"{CHOICE}{self.name}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both contents; `buttons` are name and label of the form's own buttons, the first the main one."""

    who: str
    at: datetime | None
    message: str
    fields: tuple[Field, ...]
    version: int
    has_files: bool
    files: tuple[forms.BoundField, ...]
    carried: tuple[SafeString, ...]
    buttons: tuple[tuple[str, str], ...]
    path: str
    back: str


def data_of(field: forms.Field, name: str, value: Any) -> dict[str, list[str]]:
    """What a browser would send for this value of the field."""
    value = field.prepare_value(value)
    if isinstance(field.widget, forms.CheckboxInput):
        return {name: ["on"]} if value else {}
    if isinstance(field.widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
        return {name: [str(each) for each in value or ()]}
    shown = field.widget.format_value(value)
    text = shown if isinstance(shown, list | tuple) else [shown or ""]
    sent = {name: [str(each) for each in text]}
    if hasattr(field.widget, "also_sends"):
        sent |= field.widget.also_sends(name, value)
    return sent


def with_choices(form: forms.Form) -> Any:
    """The form's data, with what stands now wherever the person chose it over what they had typed."""
    kept = [name for name in form.fields if form.data.get(f"{CHOICE}{form.add_prefix(name)}", MINE) == THEIRS]
    if not kept or not isinstance(form.data, QueryDict):
        return form.data
    data = form.data.copy()
    for name in kept:
        html_name = form.add_prefix(name)
        data.pop(html_name, None)
        for key, values in data_of(
            form.fields[name], html_name, form.get_initial_for_field(form.fields[name], name)
        ).items():
            data.setlist(key, values)
    return data


def conflict_of(
    request: HttpRequest,
    form: forms.Form,
    standing: Mapping[str, Any],
    stale: Stale,
    *,
    buttons: Sequence[tuple[str, str]] = (),
    back: str = "",
) -> Conflict:
    """`form` is what was typed, `standing` what its fields would hold for the row as it stands."""
    shown = [bound for bound in form.visible_fields() if not isinstance(bound.field, forms.FileField)]
    return Conflict(
        who=stale.who,
        at=stale.at,
        message=stale.message,
        fields=tuple(_field(bound, standing.get(bound.name)) for bound in shown),
        version=stale.current.version,
        has_files=bool(request.FILES),
        files=tuple(bound for bound in form.visible_fields() if isinstance(bound.field, forms.FileField)),
        carried=tuple(bound.as_hidden() for bound in form.hidden_fields() if bound.name != "version"),
        buttons=tuple(buttons) or (("", _("Lưu")),),
        path=request.get_full_path(),
        back=back,
    )


def conflict_answer(
    request: HttpRequest,
    form: forms.Form,
    standing: Mapping[str, Any],
    stale: Stale,
    *,
    buttons: Sequence[tuple[str, str]] = (),
    back: str = "",
) -> HttpResponse:
    """409: the page that shows both; sending it is sending the form again, against the version that stands."""
    conflict = conflict_of(request, form, standing, stale, buttons=buttons, back=back)
    return render(request, "ui/conflict.html", {"conflict": conflict}, status=409)


def _field(bound: forms.BoundField, value: Any) -> Field:
    now = data_of(bound.field, bound.html_name, value)
    label = str(bound.label)
    return Field(
        name=bound.html_name,
        label=label,
        now=_shown(bound.field, value),
        widget=bound.as_widget(attrs={"aria-label": _("%(label)s, nội dung đã nhập") % {"label": label}}),
        differs=_differs(bound, value, now),
        hidden=tuple((name, each) for name, values in now.items() for each in values),
    )


def _differs(bound: forms.BoundField, value: Any, now: Mapping[str, list[str]]) -> bool:
    """Neither the same words nor the same value: 1/7/2026 is 01/07/2026."""
    typed = bound.form.data
    sent = (
        typed.getlist(bound.html_name) if isinstance(typed, QueryDict) else [typed.get(bound.html_name, "")]
    )
    if [_plain(each) for each in sent] == [_plain(each) for each in now.get(bound.html_name, [])]:
        return False
    return bound.field.has_changed(bound.field.prepare_value(value), bound.data)


def _plain(text: Any) -> str:
    return str(text).replace("\r\n", "\n").strip()


def _shown(field: forms.Field, value: Any) -> str:
    """A value as people read it: the words of a choice, not its code."""
    value = field.prepare_value(value)
    if isinstance(field.widget, forms.CheckboxInput):
        return _("có") if value else _("không")
    if isinstance(field, forms.ChoiceField):
        chosen = {str(each) for each in value} if isinstance(value, list | tuple) else {str(value)}
        choices: Any = field.choices
        words = [str(label) for code, label in choices if str(code) in chosen]
        return "; ".join(words)
    if value is None or value == "":
        return ""
    if hasattr(value, "strftime"):
        return format_date(value)
    shown = field.widget.format_value(value)
    return format_number(value) if shown is None else str(shown)
