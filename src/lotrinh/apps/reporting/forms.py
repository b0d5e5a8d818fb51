"""Asking for a periodic report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.directives.models import Directive
from lotrinh.apps.reporting.periods import PRESETS, ReportingPeriod, reporting_period
from lotrinh.apps.ui.asking import Form


class ReportForm(Form):
    """A directive, a kind of period and a year; the days follow Nghị định 09/2019/NĐ-CP."""

    directive = forms.ChoiceField(label=_("Văn bản"))
    period = forms.ChoiceField(
        label=_("Kỳ báo cáo"),
        choices=PRESETS,
        help_text=_("Thời gian chốt số liệu theo Nghị định 09/2019/NĐ-CP."),
    )
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, directives: list[Directive], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directives = {row.code: row for row in directives}
        self.today = today
        self.fields["directive"].choices = [  # type: ignore[attr-defined]
            (row.code, f"{row} – {row.title[:70]}") for row in directives
        ]
        self.fields["year"].initial = today.year

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "period" in data and "year" in data:
            chosen = reporting_period(data["period"], data["year"])
            if chosen.first > self.today:
                self.add_error("year", _("Kỳ này chưa bắt đầu. Đề nghị chọn kỳ đã hoặc đang diễn ra."))
            data["chosen"] = chosen
        return data

    @property
    def chosen(self) -> tuple[Directive, ReportingPeriod]:
        return self.directives[self.cleaned_data["directive"]], self.cleaned_data["chosen"]
