"""Form fields for Vietnamese numbers and days: plain text inputs, kept as typed, asked about when unclear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.ui.understood import question_about, understood_day, understood_number
from lotrinh.values.numerals import Ambiguous, format_date, format_number, parse_date, parse_number


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What stood in the field, and which reading was chosen where it had been unclear."""

    text: str
    meaning: str = ""


def echo_url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


class EchoInput(forms.TextInput):
    """A text input with a line under it that says what was understood."""

    template_name = "ui/forms/echo_input.html"
    echo_name = ""
    inputmode = "text"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"inputmode": self.inputmode, "autocomplete": "off", "spellcheck": "false", **(attrs or {})}
        )

    def understood(self, value: Any) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        own_id = widget["attrs"].get("id") or name
        widget["echo_id"] = f"{own_id}_hieu"
        widget["echo"] = self.understood(value)
        if url := echo_url(self.echo_name):
            widget["attrs"].update({"data-echo": url, "data-echo-place": widget["echo_id"]})
        return context


class VietnameseDecimalInput(EchoInput):
    """Shows the readings of an unclear number as radio buttons beside what was typed."""

    template_name = "ui/forms/number_input.html"
    echo_name = "ui:number-echo"
    inputmode = "decimal"
    suffix = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedNumber:
        return TypedNumber(data.get(name, ""), data.get(f"{name}_nghia", ""))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

    def also_sends(self, name: str, value: Any) -> dict[str, list[str]]:
        """The reading of a stored number, which its words alone may leave open (choosing.py)."""
        return {f"{name}_nghia": [str(value)]} if isinstance(value, Decimal) else {}

    def format_value(self, value: Any) -> str:
        if isinstance(value, TypedNumber):
            return value.text
        return format_number(value) if isinstance(value, (Decimal, int)) else str(value or "")

    def understood(self, value: Any) -> str:
        text = self.format_value(value)
        return "" if isinstance(parse_number(text), Ambiguous) else understood_number(text)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        number = parse_number(self.format_value(value))
        readings = number.readings if isinstance(number, Ambiguous) else ()
        # A stored 1.112 is shown as "1,112": its meaning is chosen already, so that sending it back is no question.
        chosen = value.meaning if isinstance(value, TypedNumber) else str(value)
        context["widget"]["suffix"] = self.suffix
        context["widget"]["readings"] = [
            (str(one), format_number(one), str(one) == chosen) for one in readings
        ]
        return context


class BoundedField(forms.Field):
    """A field whose value lies within `min_value` and `max_value` where given; says the limit as people write it."""

    def __init__(self, *, min_value: Any = None, max_value: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def shown(self, limit: Any) -> str:
        raise NotImplementedError

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            self.refuse("min_value", limit=self.shown(self.min_value))
        if self.max_value is not None and value > self.max_value:
            self.refuse("max_value", limit=self.shown(self.max_value))

    def refuse(self, code: str, **params: str) -> NoReturn:
        raise forms.ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True


class VietnameseDecimalField(BoundedField):
    """1.234,5 to Decimal; `1,112` and `12.3` are asked about; `suffix` such as "%" stands after the input."""

    widget = VietnameseDecimalInput
    default_error_messages = {
        "invalid": _("“%(text)s” không phải là số. Ví dụ đúng: 1.234,5."),
        "required": _("Nhập một số, ví dụ 1.234,5."),
        "min_value": _("Phải từ %(limit)s trở lên."),
        "max_value": _("Không được quá %(limit)s."),
    }

    def __init__(self, *, suffix: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.suffix = suffix

    def shown(self, limit: Decimal | int) -> str:
        return format_number(limit)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        typed = value if isinstance(value, TypedNumber) else TypedNumber(str(value))
        if not typed.text.strip():
            return None
        number = parse_number(typed.text)
        if number is None:
            self.refuse("invalid", text=typed.text)
        return self.chosen(number, typed.meaning) if isinstance(number, Ambiguous) else number

    def chosen(self, number: Ambiguous, meaning: str) -> Decimal:
        for reading in number.readings:
            if str(reading) == meaning:
                return reading
        raise forms.ValidationError(question_about(number), code="ambiguous")


class VietnameseDateInput(EchoInput):
    echo_name = "ui:day-echo"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "short", "maxlength": "20", **(attrs or {})})

    def format_value(self, value: Any) -> str:
        return format_date(value) if isinstance(value, date) else str(value or "")

    def understood(self, value: Any) -> str:
        return understood_day(self.format_value(value))


class VietnameseDateField(BoundedField):
    """dd/mm/yyyy to a date."""

    widget = VietnameseDateInput
    default_error_messages = {
        "invalid": _("“%(text)s” không phải ngày hợp lệ. Ví dụ đúng: 28/02/2026."),
        "required": _("Nhập ngày, ví dụ 28/02/2026."),
        "min_value": _("Phải từ ngày %(limit)s trở đi."),
        "max_value": _("Không được sau ngày %(limit)s."),
    }

    def shown(self, limit: date) -> str:
        return format_date(limit)

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        text = str(value).strip()
        if not text:
            return None
        day = parse_date(text)
        if day is None:
            self.refuse("invalid", text=text)
        return day
