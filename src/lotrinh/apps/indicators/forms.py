"""Entering a figure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.indicators.models import Observation
from lotrinh.apps.ui.asking import Form
from lotrinh.apps.ui.fields import VietnameseDateField, VietnameseDecimalField
from lotrinh.values.period import Period

PERIODS = [
    ("year", _("cả năm")),
    ("h1", _("6 tháng đầu năm")),
    ("9m", _("9 tháng")),
    *(
        (f"q{n}", format_lazy("{} {}", _("quý"), roman))
        for n, roman in enumerate(("I", "II", "III", "IV"), 1)
    ),
    *((f"m{n}", format_lazy("{} {}", _("tháng"), n)) for n in range(1, 13)),
]


class ObservationForm(Form):
    year = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2100)
    period = forms.ChoiceField(label=_("Kỳ số liệu"), choices=PERIODS)
    value = VietnameseDecimalField(label=_("Giá trị"))
    kind = forms.ChoiceField(label=_("Loại số liệu"), choices=Observation.Kind.choices, required=False)
    source = forms.CharField(
        label=_("Nguồn"), max_length=400, help_text=_("Số, ngày của báo cáo hoặc tên niên giám, thông cáo.")
    )
    quote = forms.CharField(
        label=_("Câu nêu số liệu"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Chép nguyên câu trong nguồn."),
    )
    released_on = VietnameseDateField(label=_("Ngày công bố"), required=False)
    reason = forms.CharField(
        label=_("Lý do đính chính"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Chỉ cần khi kỳ này đã có số cùng loại; số cũ, số mới và lý do đều được giữ."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "year" in data and "period" in data:
            data["stretch"] = Period.named(data["period"], data["year"])
        return data
