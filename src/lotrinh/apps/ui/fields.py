"""Form fields for Vietnamese numbers and days: plain text inputs, kept as typed, asked about when unclear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
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
        chosen = value.meaning if isinstance(value, TypedNumber) else ""
        readings = number.readings if isinstance(value, TypedNumber) and isinstance(number, Ambiguous) else ()
        context["widget"]["suffix"] = self.suffix
        context["widget"]["readings"] = [
            (str(one), format_number(one), str(one) == chosen) for one in readings
        ]
        return context


class VietnameseDecimalField(forms.Field):
    """1.234,5 to Decimal; `1,112` and `12.3` are asked about, `suffix` such as "%" is shown after the field."""

    widget = VietnameseDecimalInput
    default_error_messages = {
        "invalid": _("“%(text)s” không phải là số. Ví dụ đúng: 1.234,5."),
        "required": _("Nhập một số, ví dụ 1.234,5."),
    }

    def __init__(
        self,
        *,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        suffix: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.widget.suffix = suffix
        if min_value is not None:
            self.validators.append(MinValueValidator(min_value, _("Phải từ %(limit_value)s trở lên.")))
        if max_value is not None:
            self.validators.append(MaxValueValidator(max_value, _("Không quá %(limit_value)s.")))

    def to_python(self, value: Any) -> Decimal | None:
        typed = value if isinstance(value, TypedNumber) else TypedNumber("" if value is None else str(value))
        if isinstance(value, Decimal) or not typed.text.strip():
            return value if isinstance(value, Decimal) else None
        number = parse_number(typed.text)
        if number is None:
            raise forms.ValidationError(
                self.error_messages["invalid"], code="invalid", params={"text": typed.text}
            )
        if isinstance(number, Ambiguous):
            return self.chosen(number, typed.meaning)
        return number

    def chosen(self, number: Ambiguous, meaning: str) -> Decimal:
        for reading in number.readings:
            if str(reading) == meaning:
                return reading
        raise forms.ValidationError(question_about(number), code="ambiguous")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


class VietnameseDateInput(EchoInput):
    echo_name = "ui:day-echo"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "short", "maxlength": "20", **(attrs or {})})

    def format_value(self, value: Any) -> str:
        return format_date(value) if isinstance(value, date) else str(value or "")

    def understood(self, value: Any) -> str:
        return understood_day(self.format_value(value))


class VietnameseDateField(forms.Field):
    """dd/mm/yyyy to a date, within `min_value` and `max_value` where given."""

    widget = VietnameseDateInput
    default_error_messages = {
        "invalid": _("“%(text)s” không phải ngày hợp lệ. Ví dụ đúng: 28/02/2026."),
        "required": _("Nhập ngày, ví dụ 28/02/2026."),
        "min_value": _("Phải từ ngày %(limit)s trở đi."),
        "max_value": _("Không được sau ngày %(limit)s."),
    }

    def __init__(
        self, *, min_value: date | None = None, max_value: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        text = str(value).strip()
        if not text:
            return None
        day = parse_date(text)
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"text": text})
        return day

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.min_value and value < self.min_value:
            self.refuse("min_value", self.min_value)
        if self.max_value and value > self.max_value:
            self.refuse("max_value", self.max_value)

    def refuse(self, code: str, limit: date) -> None:
        raise forms.ValidationError(
            self.error_messages[code], code=code, params={"limit": format_date(limit)}
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True
