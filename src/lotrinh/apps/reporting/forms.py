"""Asking for a periodic report, locking its period, asking to unlock, deciding on that."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.calendars.periods import PRESETS, ReportingPeriod, reporting_period
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.reporting.queries import subject_of
from lotrinh.apps.ui.asking import Form
from lotrinh.apps.ui.fields import VietnameseDateField

_SMALL = forms.Textarea({"rows": 2, "class": "low"})


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


class LockForm(Form):
    """Says again what is about to happen before it does."""

    note = forms.CharField(
        label=_("Căn cứ"),
        required=False,
        widget=_SMALL,
        help_text=_("Số, ngày của văn bản yêu cầu chốt số liệu, nếu có."),
    )
    sure = forms.BooleanField(
        label=_("Đã kiểm tra báo cáo và số liệu của kỳ; khóa kỳ này cho toàn tỉnh"),
        error_messages={"required": _("Đánh dấu vào ô xác nhận rồi bấm Khóa kỳ.")},
    )


class AskUnlockForm(Form):
    """What the own agency wants to write in a locked period, why, and until when."""

    scope = forms.CharField(
        label=_("Mã nhiệm vụ hoặc chỉ tiêu"),
        required=False,
        max_length=30,
        help_text=_("Ví dụ NV-0012 hoặc CT-0003. Để trống nếu cần sửa nhiều nội dung của đơn vị trong kỳ."),
    )
    reason = forms.CharField(
        label=_("Lý do"), widget=_SMALL, help_text=_("Cần sửa gì, vì sao chưa ghi được trước khi khóa.")
    )
    until = VietnameseDateField(label=_("Xin sửa đến hết ngày"), help_text=_("Không quá 30 ngày."))

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        code = (data.get("scope") or "").strip().upper()
        data["scope"], data["scope_code"] = None, code
        if code:
            data["scope"] = subject_of(self.by, code)
            if data["scope"] is None:
                self.add_error("scope", _("Không thấy nhiệm vụ hoặc chỉ tiêu nào có mã này."))
        return data


class DecideUnlockForm(Form):
    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[("grant", _("Mở khóa")), ("refuse", _("Không mở khóa"))],
        widget=forms.RadioSelect,
    )
    until = VietnameseDateField(
        label=_("Mở khóa đến hết ngày"),
        required=False,
        help_text=_("Bắt buộc khi mở khóa; không quá 30 ngày."),
    )
    note = forms.CharField(label=_("Lý do của quyết định"), widget=_SMALL)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == "grant" and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Đề nghị ghi ngày cuối cùng còn được sửa."))
        return data
